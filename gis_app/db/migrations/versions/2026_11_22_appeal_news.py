"""Changes of works and notices of shut-offs that the people of linked appeals are still to be told of.

Revision ID: 2026_11_22_appeal_news
Revises: 2026_11_22_appeal_queue
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_appeal_news"
down_revision = "2026_11_22_appeal_queue"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    for table, column in (("work_news", "change_id"), ("outage_news", "version_id")):
        op.create_table(
            table,
            sa.Column(column, sa.BigInteger(), nullable=False),
            sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}")),
        )
