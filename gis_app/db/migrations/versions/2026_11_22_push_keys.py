"""Create the key by which push services know this installation.

Revision ID: 2026_11_22_push_keys
Revises: 2026_11_22_subscriptions
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_push_keys"
down_revision = "2026_11_22_subscriptions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "push_keys",
        sa.Column("id", sa.Integer(), server_default="1", autoincrement=False, nullable=False),
        sa.Column("private_pem", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_push_keys_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_keys")),
    )
