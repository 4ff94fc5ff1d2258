"""The mails that somebody waits for leave before the letters that are told to many.

Revision ID: 2026_11_22_outbox_order
Revises: 2026_11_22_outbox_secret
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_outbox_order"
down_revision = "2026_11_22_outbox_secret"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.drop_index("ix_outbox_due", "outbox")
    # The sending job: what is due, in the order in which it leaves.
    op.create_index(
        "ix_outbox_due", "outbox", [sa.text("(letter IS NOT NULL)"), sa.text("(attempts > 0)"), "next_try_at"],
        postgresql_where=sa.text("state IN ('waiting', 'sending')"),
    )  # fmt: skip
