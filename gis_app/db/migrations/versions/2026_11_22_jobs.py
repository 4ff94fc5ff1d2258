"""Create the tables of the job queue (procrastinate's own schema, in the city's schema).

Revision ID: 2026_11_22_jobs
Revises: 2026_11_22_tiles
"""

from alembic import op
from procrastinate.schema import SchemaManager

from gis_app.db.migrations.columns import run_script

revision = "2026_11_22_jobs"
down_revision = "2026_11_22_tiles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. The library's version is locked; its later migrations become ours."""
    op.execute("SET lock_timeout = '5s'")
    run_script(SchemaManager.get_schema())
