"""Create what is kept of the Telegram bot.

Revision ID: 2026_11_22_telegram_bot
Revises: 2026_11_22_answers
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_telegram_bot"
down_revision = "2026_11_22_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "telegram_bot",
        sa.Column("id", sa.Integer(), server_default="1", autoincrement=False, nullable=False),
        sa.Column("token_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last_heard", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_telegram_bot_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telegram_bot")),
    )
