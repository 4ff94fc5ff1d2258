"""Create prebuilt tiles.

Revision ID: 2026_11_22_tiles
Revises: 2026_11_22_works
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_tiles"
down_revision = "2026_11_22_works"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "tiles",
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("z", sa.SmallInteger(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("features", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("layer", "z", "x", "y", name=op.f("pk_tiles")),
    )
    op.create_index(op.f("ix_tiles_version"), "tiles", ["version"], unique=False)
    op.create_table(
        "tiles_dirty",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("z", sa.SmallInteger(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tiles_dirty")),
    )
    op.create_index("ix_tiles_dirty_tile", "tiles_dirty", ["layer", "z", "x", "y"], unique=False)
    # Grows with every tile built; a server asks for what is newer than the last it saw.
    op.execute("CREATE SEQUENCE tile_versions")
