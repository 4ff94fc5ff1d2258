"""The streets that each work lies on, and the works whose streets are still to be found.

Revision ID: 2026_11_22_work_streets
Revises: 2026_11_22_assignments
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_work_streets"
down_revision = "2026_11_22_assignments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; all works are noted, and the next worker or loading finds their streets."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "work_streets",
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("street_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work_id"], ["works.id"], name=op.f("fk_work_streets_work_id_works"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["street_id"], ["streets.id"], name=op.f("fk_work_streets_street_id_streets"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("work_id", "street_id", name=op.f("pk_work_streets")),
    )
    op.create_index("ix_work_streets_street_id", "work_streets", ["street_id", "work_id"])  # the works of a street
    # Notes are many, short-lived and unordered: no key, no index.
    op.create_table("work_streets_due", sa.Column("work_id", sa.BigInteger(), nullable=False))
    op.execute("INSERT INTO work_streets_due SELECT id FROM works WHERE geom IS NOT NULL")
