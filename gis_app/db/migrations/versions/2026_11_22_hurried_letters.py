"""When a follower was last told of a shut-off out of the chosen rhythm.

Revision ID: 2026_11_22_hurried_letters
Revises: 2026_11_22_appeal_squares
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_hurried_letters"
down_revision = "2026_11_22_appeal_squares"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.add_column("followings", sa.Column("hurried_at", sa.DateTime(timezone=True)))
