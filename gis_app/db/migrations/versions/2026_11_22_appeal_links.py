"""The yard of each appeal and the yards of each work; which works are to be linked anew.

Revision ID: 2026_11_22_appeal_links
Revises: 2026_11_22_messages
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_appeal_links"
down_revision = "2026_11_22_messages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. Yards are built anew with the register, so nothing points to them by a constraint."""
    op.execute("SET lock_timeout = '5s'")
    op.add_column("appeals", sa.Column("yard_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "work_yards",
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("yard_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work_id"], ["works.id"], name=op.f("fk_work_yards_work_id_works"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("work_id", "yard_id", name=op.f("pk_work_yards")),
    )
    op.create_table(
        "works_to_relink",
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("work_id", name=op.f("pk_works_to_relink")),
    )
    op.create_table(
        "outages_to_relink",
        sa.Column("outage_id", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("outage_id", name=op.f("pk_outages_to_relink")),
    )
