"""A person may also decide that a text speaks of another city.

Revision ID: 2026_11_22_other_cities
Revises: 2026_11_22_organisations
"""

from alembic import op

revision = "2026_11_22_other_cities"
down_revision = "2026_11_22_organisations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; old rows keep to the narrower check already."""
    op.execute("SET lock_timeout = '5s'")
    name = op.f("ck_review_decisions_kind")
    op.drop_constraint(name, "review_decisions")
    op.execute(
        f"ALTER TABLE review_decisions ADD CONSTRAINT {name} CHECK "
        "(kind IN ('candidate', 'geometry', 'not_a_place', 'other_city', 'withdrawn')) NOT VALID"
    )
