"""A contractor's own works are found without reading its whole history.

Revision ID: 2026_11_22_assignments
Revises: 2026_11_22_photos
"""

from alembic import op

revision = "2026_11_22_assignments"
down_revision = "2026_11_22_photos"
branch_labels = None
depends_on = None

OPEN = "state IN ('draft', 'planned', 'scheduled', 'in_progress', 'paused')"
DONE = "state IN ('finished', 'accepted', 'in_warranty')"


def upgrade() -> None:
    """Bring the schema forward. Each index serves a question of gis_app/planning/assignments.py."""
    op.execute("SET lock_timeout = '5s'")
    # What a contractor has to do: a few hundred open works beside thousands that are over.
    op.execute(f"CREATE INDEX ix_works_contractor_open ON works (contractor_id) WHERE {OPEN}")
    # The same for who has ordered them.
    op.execute(f"CREATE INDEX ix_works_customer_open ON works (customer_id) WHERE {OPEN}")
    # What it has finished lately.
    op.execute(
        f"CREATE INDEX ix_works_contractor_done ON works (contractor_id, actual_end DESC NULLS LAST) WHERE {DONE}"
    )


def downgrade() -> None:
    """Take the change back."""
    for name in ("ix_works_contractor_done", "ix_works_customer_open", "ix_works_contractor_open"):
        op.drop_index(name, table_name="works")
