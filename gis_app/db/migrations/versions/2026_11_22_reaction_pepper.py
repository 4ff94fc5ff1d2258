"""Create the secret by which an address counts once where a browser keeps no secret of its own.

Revision ID: 2026_11_22_reaction_pepper
Revises: 2026_11_22_hurried_letters
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_reaction_pepper"
down_revision = "2026_11_22_hurried_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "reaction_peppers",
        sa.Column("id", sa.Integer(), server_default="1", autoincrement=False, nullable=False),
        sa.Column("pepper", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_reaction_peppers_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaction_peppers")),
    )
