"""Tie uploads and told columns to the users who sent them.

Revision ID: 2026_11_22_uploads_of_users
Revises: 2026_11_22_other_cities
"""

from alembic import op

revision = "2026_11_22_uploads_of_users"
down_revision = "2026_11_22_other_cities"
branch_labels = None
depends_on = None

KEYS = (("uploads", "uploader_id"), ("plan_sources", "author_id"))


def upgrade() -> None:
    """Bring the schema forward. Rows are checked apart, under a lock that lets people go on writing."""
    op.execute("SET lock_timeout = '5s'")
    for table, column in KEYS:
        name = op.f(f"fk_{table}_{column}_users")
        op.create_foreign_key(name, table, "users", [column], ["id"], postgresql_not_valid=True)
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
