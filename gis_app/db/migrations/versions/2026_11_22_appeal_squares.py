"""Open appeals are counted square by square from an index alone.

Revision ID: 2026_11_22_appeal_squares
Revises: 2026_11_22_followers_mailbox
"""

from alembic import op

revision = "2026_11_22_appeal_squares"
down_revision = "2026_11_22_followers_mailbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    # answers/around.py: how many lie within 300 m; with what the squares are made of, so that no row is read.
    op.execute(
        "CREATE INDEX ix_appeals_open_square ON appeals (round(ST_X(geom_m) / 100.0), round(ST_Y(geom_m) / 100.0)) "
        "INCLUDE (is_training, geom_m) WHERE closed_at IS NULL"
    )


def downgrade() -> None:
    """Take the schema back."""
    op.execute("SET lock_timeout = '5s'")
    op.execute("DROP INDEX ix_appeals_open_square")
