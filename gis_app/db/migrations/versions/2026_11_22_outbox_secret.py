"""Letters of a follower are found by the link that they carry: to count them, and to forget them with the address.

Revision ID: 2026_11_22_outbox_secret
Revises: 2026_11_22_place_notes
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_outbox_secret"
down_revision = "2026_11_22_place_notes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    # How many letters an address was sent that its owner did not ask for; the letters of who stops following
    # (subscriptions/following.py).
    op.create_index("ix_outbox_secret", "outbox", ["secret"], postgresql_where=sa.text("secret IS NOT NULL"))
