"""The index of a district's works holds the reported days too: the timeline counts its period in the index alone.

Revision ID: 2026_11_22_timeline
Revises: 2026_11_22_appeal_attempts
"""

from alembic import op

revision = "2026_11_22_timeline"
down_revision = "2026_11_22_appeal_attempts"
branch_labels = None
depends_on = None

_COLUMNS = "planned_start, type_code, contractor_id, customer_id, budget, id"


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    # Figures, table and timeline of a district (gis_app/planning): all that they count and sort by, and the days by
    # which a work shows in a period. A condition over four days and the state narrows no index; reading the district's
    # part of a narrow one is cheap, going to the table for each of its works is not.
    _replace(f"{_COLUMNS}, actual_start, actual_end")


def downgrade() -> None:
    """Take the change back."""
    _replace(_COLUMNS)


def _replace(columns: str) -> None:
    op.drop_index("ix_works_planning", table_name="works")
    op.execute(f"CREATE INDEX ix_works_planning ON works (district_id, state, planned_end) INCLUDE ({columns})")
