"""Create photos.

Revision ID: 2026_11_22_photos
Revises: 2026_11_22_appeals
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_photos"
down_revision = "2026_11_22_appeals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. Pictures are compressed already: the database does not try again."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "photos",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.Column("thumb", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_lon", sa.Float(), nullable=True),
        sa.Column("taken_lat", sa.Float(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(taken_lon IS NULL) = (taken_lat IS NULL)", name=op.f("ck_photos_place")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_photos_created_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
        # A photo by its address.
        sa.UniqueConstraint("key", name=op.f("uq_photos_key")),
        # The same file sent again by the same person.
        sa.UniqueConstraint(
            "created_by", "sha256", name=op.f("uq_photos_created_by_sha256"), postgresql_nulls_not_distinct=True
        ),
    )
    for column in ("jpeg", "thumb"):
        op.execute(f"ALTER TABLE photos ALTER COLUMN {column} SET STORAGE EXTERNAL")
