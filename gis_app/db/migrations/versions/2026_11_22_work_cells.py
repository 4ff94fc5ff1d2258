"""Create the compact form of works and the counted cells of the overview.

Revision ID: 2026_11_22_work_cells
Revises: 2026_11_22_jobs
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_work_cells"
down_revision = "2026_11_22_jobs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. Filled by the triggers of db/functions/tiles_triggers.sql."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "work_cells",
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("cx", sa.Integer(), nullable=False),
        sa.Column("cy", sa.Integer(), nullable=False),
        sa.Column("px", sa.Double(), nullable=False),
        sa.Column("py", sa.Double(), nullable=False),
        sa.Column("type_number", sa.SmallInteger(), nullable=False),
        sa.Column("state_number", sa.SmallInteger(), nullable=False),
        sa.Column("first_quarter", sa.SmallInteger(), nullable=False),
        sa.Column("last_quarter", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("work_id", name=op.f("pk_work_cells")),
    )
    op.create_index("ix_work_cells_cell", "work_cells", ["cx", "cy"], unique=False)
    op.create_table(
        "overview_cells",
        sa.Column("z", sa.SmallInteger(), nullable=False),
        sa.Column("cx", sa.Integer(), nullable=False),
        sa.Column("cy", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("px", sa.Double(), nullable=False),
        sa.Column("py", sa.Double(), nullable=False),
        sa.Column("counts", postgresql.JSONB(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("z", "cx", "cy", name=op.f("pk_overview_cells")),
    )
