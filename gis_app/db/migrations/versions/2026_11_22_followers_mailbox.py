"""The mailbox of a follower's address: one limit for all spellings that lead there.

Revision ID: 2026_11_22_followers_mailbox
Revises: 2026_11_22_outbox_order
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_followers_mailbox"
down_revision = "2026_11_22_outbox_order"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.add_column("followings", sa.Column("mailbox", sa.Text(), server_default="", nullable=False))
    op.execute(
        "UPDATE followings SET mailbox = regexp_replace(address_key, '(.)\\+[^@]*@', '\\1@') WHERE channel = 'mail'"
    )
    # Letters that an address was sent without its owner's doing.
    op.create_index("ix_followings_mailbox", "followings", ["mailbox"], postgresql_where=sa.text("mailbox <> ''"))
