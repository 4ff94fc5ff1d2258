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


# As mailbox_of in gis_app/subscriptions/channels.py: without what is tagged, and with one provider without dots.
FILL = r"""
UPDATE followings AS f
   SET mailbox = CASE WHEN parts.host IN ('gmail.com', 'googlemail.com')
                      THEN replace(parts.name, '.', '') || '@gmail.com'
                      ELSE parts.name || '@' || parts.host END
  FROM (SELECT id, regexp_replace(split_part(address_key, '@', 1), '^(.[^+]*)[+].*$', '\1') AS name,
               split_part(address_key, '@', 2) AS host
          FROM followings WHERE channel = 'mail') AS parts
 WHERE parts.id = f.id
"""


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.add_column("followings", sa.Column("mailbox", sa.Text(), server_default="", nullable=False))
    op.execute(FILL)
    # Letters that an address was sent without its owner's doing.
    op.create_index("ix_followings_mailbox", "followings", ["mailbox"], postgresql_where=sa.text("mailbox <> ''"))
