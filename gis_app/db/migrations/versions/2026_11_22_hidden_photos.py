"""Photos that are shown to the public no more, because somebody can be recognised on them.

Revision ID: 2026_11_22_hidden_photos
Revises: 2026_11_22_timeline
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_hidden_photos"
down_revision = "2026_11_22_timeline"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "hidden_photos",
        sa.Column("photo_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photos.id"], name=op.f("fk_hidden_photos_photo_id_photos"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_hidden_photos")),
    )


def downgrade() -> None:
    """Bring the schema back."""
    op.drop_table("hidden_photos")
