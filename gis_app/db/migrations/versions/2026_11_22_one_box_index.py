"""One spatial index less on works: boxes of degrees are asked of the index in web mercator, where they are boxes too.

Revision ID: 2026_11_22_one_box_index
Revises: 2026_11_22_uploads_of_users
"""

from alembic import op

from gis_app.db.migrations.columns import spatial_index

revision = "2026_11_22_one_box_index"
down_revision = "2026_11_22_uploads_of_users"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. A spatial index is the dearest part of writing a work."""
    op.execute("SET lock_timeout = '5s'")
    op.drop_index("ix_works_geom", table_name="works")


def downgrade() -> None:
    """Take the change back."""
    spatial_index("works", "geom")
