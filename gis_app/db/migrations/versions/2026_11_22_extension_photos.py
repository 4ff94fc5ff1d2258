"""Photos of a request for more time.

Revision ID: 2026_11_22_extension_photos
Revises: 2026_11_22_appeal_links
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_extension_photos"
down_revision = "2026_11_22_appeal_links"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "extension_photos",
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("photo_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["extension_requests.id"], name=op.f("fk_extension_photos_request_id_extension_requests")
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_extension_photos_photo_id_photos")),
        sa.PrimaryKeyConstraint("request_id", "photo_id", name=op.f("pk_extension_photos")),
    )
    # To what a photo is attached: who may see it.
    op.create_index(op.f("ix_extension_photos_photo_id"), "extension_photos", ["photo_id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("extension_photos")
