"""Create the table of what the public sees of appeals: counts by cell, none below five.

Revision ID: 2026_11_22_appeal_cells
Revises: 2026_11_22_similar_appeals
"""

import sqlalchemy as sa
from alembic import op

from gis_app.db.migrations.columns import geometry, metric_geometry, spatial_index, web_geometry

revision = "2026_11_22_appeal_cells"
down_revision = "2026_11_22_similar_appeals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "appeal_cells",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("topic_group", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("side_m", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.BigInteger(), nullable=True),
        sa.Column("is_training", sa.Boolean(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        geometry("GEOMETRY", nullable=False),
        metric_geometry(),
        web_geometry(),
        sa.CheckConstraint("total >= 5", name=op.f("ck_appeal_cells_nobody_alone")),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_appeal_cells_state")),
        sa.CheckConstraint("num_nonnulls(side_m, district_id) = 1", name=op.f("ck_appeal_cells_cell_or_district")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_cells")),
    )
    spatial_index("appeal_cells", "geom")  # boxes in degrees: OGC bbox
    spatial_index("appeal_cells", "geom_m")  # metres: items near a point
    spatial_index("appeal_cells", "geom_web")  # tiles


def downgrade() -> None:
    """Take it back."""
    op.drop_table("appeal_cells")
