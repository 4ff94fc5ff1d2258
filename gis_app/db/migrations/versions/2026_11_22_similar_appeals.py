"""Open appeals about a point are found by an index of their own; photos sent by strangers are counted.

Revision ID: 2026_11_22_similar_appeals
Revises: 2026_11_22_appeal_news
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_similar_appeals"
down_revision = "2026_11_22_appeal_news"
branch_labels = None
depends_on = None

_KINDS = "('sign_in', 'reset', 'invitation', 'appeal')"
_MORE_KINDS = "('sign_in', 'reset', 'invitation', 'appeal', 'appeal_photo')"


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    # similar.py: the open ones are few, however many lie in the register.
    op.create_index(
        "ix_appeals_open_geom_m", "appeals", ["geom_m"], postgresql_using="gist",
        postgresql_where=sa.text("closed_at IS NULL"),
    )  # fmt: skip
    # appeal_photos.py: whether a photo is anybody's yet.
    op.create_index("ix_appeal_photos_photo_id", "appeal_photos", ["photo_id"])
    _count(_MORE_KINDS)


def _count(kinds: str) -> None:
    name = op.f("ck_sign_in_attempts_kind")
    op.drop_constraint(name, "sign_in_attempts")
    op.execute(f"ALTER TABLE sign_in_attempts ADD CONSTRAINT {name} CHECK (kind IN {kinds}) NOT VALID")


def downgrade() -> None:
    """Take the schema back."""
    op.execute("SET lock_timeout = '5s'")
    op.execute("DELETE FROM sign_in_attempts WHERE kind = 'appeal_photo'")
    _count(_KINDS)
    op.drop_index("ix_appeal_photos_photo_id", "appeal_photos")
    op.drop_index("ix_appeals_open_geom_m", "appeals")
