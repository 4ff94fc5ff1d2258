"""Create the rasters that planners add.

Revision ID: 2026_11_22_rasters
Revises: 2026_11_22_work_streets
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_rasters"
down_revision = "2026_11_22_work_streets"
branch_labels = None
depends_on = None

JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "rasters",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("district_ids", sa.ARRAY(sa.BigInteger()), nullable=True),
        sa.Column("is_public", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_bytes", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="received", nullable=False),
        sa.Column("reason", JSON, nullable=True),
        sa.Column("facts", JSON, server_default="{}", nullable=False),
        sa.Column("west", sa.Float(), nullable=True),
        sa.Column("south", sa.Float(), nullable=True),
        sa.Column("east", sa.Float(), nullable=True),
        sa.Column("north", sa.Float(), nullable=True),
        sa.Column("maxzoom", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('received', 'preparing', 'ready', 'refused')", name=op.f("ck_rasters_state")),
        sa.CheckConstraint("state <> 'ready' OR (west < east AND south < north)", name=op.f("ck_rasters_bounds")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_rasters_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rasters")),
        sa.UniqueConstraint("key", name=op.f("uq_rasters_key")),
    )
    # How many of a person's rasters wait for the worker.
    op.create_index(op.f("ix_rasters_owner_id"), "rasters", ["owner_id"])
