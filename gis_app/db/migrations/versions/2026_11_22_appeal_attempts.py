"""Tries from one address are counted for appeals as well.

Revision ID: 2026_11_22_appeal_attempts
Revises: 2026_11_22_life_situations
"""

from alembic import op

revision = "2026_11_22_appeal_attempts"
down_revision = "2026_11_22_life_situations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. The wider check is not tried on old rows: they pass it."""
    op.execute("SET lock_timeout = '5s'")
    name = op.f("ck_sign_in_attempts_kind")
    op.drop_constraint(name, "sign_in_attempts")
    kinds = "('sign_in', 'reset', 'invitation', 'appeal')"
    op.execute(f"ALTER TABLE sign_in_attempts ADD CONSTRAINT {name} CHECK (kind IN {kinds}) NOT VALID")
