"""Indexes of the planner's pages: the figures of a district, its table, works without a place, works by state.

Revision ID: 2026_11_22_planning
Revises: 2026_11_22_extension_answers
"""

from alembic import op

revision = "2026_11_22_planning"
down_revision = "2026_11_22_extension_answers"
branch_labels = None
depends_on = None

# Of the writers every index asks its price: one wide index answers the figures and the sorted table together.
_INDEXES = (
    # Figures and table of a district (gis_app/planning): all that they count and sort by is in the index itself.
    "CREATE INDEX ix_works_planning ON works (district_id, state, planned_end) "
    "INCLUDE (planned_start, type_code, contractor_id, customer_id, budget, id)",
    # Works of a district that nobody can find on the map.
    "CREATE INDEX ix_works_without_place ON works (district_id, state) WHERE geom IS NULL",
    # What waits on the desk of who answers for the whole city: few works of many.
    "CREATE INDEX ix_works_state ON works (state, planned_end) WHERE state IN ('draft', 'finished')",
)


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    for statement in _INDEXES:
        op.execute(statement)


def downgrade() -> None:
    """Take the change back."""
    for name in ("ix_works_planning", "ix_works_without_place", "ix_works_state"):
        op.drop_index(name, table_name="works")
