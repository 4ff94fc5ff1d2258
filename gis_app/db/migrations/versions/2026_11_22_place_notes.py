"""News are given to places, not to each follower: a district's followers would be a row each for each of its works.

Revision ID: 2026_11_22_place_notes
Revises: 2026_11_22_telegram_bot
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_place_notes"
down_revision = "2026_11_22_telegram_bot"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. Nobody has been told anything yet by a version that was released."""
    op.execute("SET lock_timeout = '5s'")
    op.drop_table("following_notes")
    op.create_table(
        "place_notes",
        sa.Column("place_id", sa.BigInteger(), nullable=False),
        sa.Column("news_id", sa.BigInteger(), nullable=False),
        # The news of a place after those that a follower was told; each is given to a place once.
        sa.PrimaryKeyConstraint("place_id", "news_id", name=op.f("pk_place_notes")),
    )
    op.create_index("ix_place_notes_news_id", "place_notes", ["news_id"])  # the places that were told of a shut-off
    op.add_column("followings", sa.Column("told_until", sa.BigInteger(), server_default="0", nullable=False))
