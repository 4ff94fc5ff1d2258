"""Create the files of notices that people send.

Revision ID: 2026_11_22_outage_files
Revises: 2026_11_22_one_box_index
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_outage_files"
down_revision = "2026_11_22_one_box_index"
branch_labels = None
depends_on = None

JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "outage_files",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("uploader_id", sa.BigInteger(), nullable=False),
        sa.Column("uploader_name", sa.Text(), nullable=False),
        sa.Column("district_ids", sa.ARRAY(sa.BigInteger()), nullable=True),
        sa.Column("is_training", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), server_default="received", nullable=False),
        sa.Column("rows", JSON, server_default="[]", nullable=False),
        sa.Column("error", JSON, nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'checked', 'publishing', 'published', 'failed')",
            name=op.f("ck_outage_files_state"),
        ),
        sa.ForeignKeyConstraint(["uploader_id"], ["users.id"], name=op.f("fk_outage_files_uploader_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage_files")),
    )
