"""Create the life situations as versions of rules, and the workbooks that bring them.

Revision ID: 2026_11_22_life_situations
Revises: 2026_11_22_extension_photos
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_life_situations"
down_revision = "2026_11_22_extension_photos"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "situation_files",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("uploader_id", sa.BigInteger(), nullable=False),
        sa.Column("uploader_name", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_situation_files")),
    )
    table = "life_situations"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f(f"ck_{table}_in_order")),
        sa.ForeignKeyConstraint(["file_id"], ["situation_files.id"], name=op.f(f"fk_{table}_file_id_situation_files")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("code", "version", name=op.f(f"uq_{table}_code_version")),
    )
    op.create_index(
        f"uq_{table}_code_current", table, ["code"], unique=True, postgresql_where=sa.text("replaced_at IS NULL")
    )
    op.create_index(f"ix_{table}_replaced_at", table, ["replaced_at"])  # whether a process's copy is the newest
    # The rules of which appeals stayed with the reception.
    op.create_index(
        "ix_appeal_events_situation", "appeal_events", ["appeal_id"], postgresql_where=sa.text("kind = 'situation'")
    )
