"""Create the table of fresh surfaces: protected, and guaranteed by their contractors.

Revision ID: 2026_11_22_surface_protections
Revises: 2026_11_22_outages
"""

import sqlalchemy as sa
from alembic import op

from gis_app.db.migrations.columns import geometry, metric_geometry, spatial_index, web_geometry

revision = "2026_11_22_surface_protections"
down_revision = "2026_11_22_outages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "surface_protections",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("guarantor_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        geometry("MULTIPOLYGON", nullable=True),
        metric_geometry(),
        web_geometry(),
        sa.CheckConstraint("kind IN ('protection', 'warranty')", name=op.f("ck_surface_protections_kind")),
        sa.CheckConstraint("to_day >= from_day", name=op.f("ck_surface_protections_in_order")),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name=op.f("fk_surface_protections_work_id_works")),
        sa.ForeignKeyConstraint(
            ["guarantor_id"], ["organisations.id"], name=op.f("fk_surface_protections_guarantor_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surface_protections")),
        sa.UniqueConstraint("work_id", "kind", name=op.f("uq_surface_protections_work_id_kind")),
    )
    spatial_index("surface_protections", "geom")  # boxes in degrees: OGC bbox
    spatial_index("surface_protections", "geom_m")  # metres: which surfaces a work would cut
    spatial_index("surface_protections", "geom_web")  # tiles
