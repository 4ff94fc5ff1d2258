"""More states and events of works, authors with their ids, what each version changed, requests for more time.

Revision ID: 2026_11_22_life_of_works
Revises: 2026_11_22_uploads
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_life_of_works"
down_revision = "2026_11_22_uploads"
branch_labels = None
depends_on = None

STATES = (
    "('draft', 'planned', 'scheduled', 'in_progress', 'paused', 'finished', 'accepted', 'in_warranty', 'archived', "
    "'cancelled')"
)
EVENTS = (
    "('drafted', 'planned', 'scheduled', 'started', 'paused', 'resumed', 'finished', 'returned', 'accepted', "
    "'warranty_began', 'archived', 'cancelled')"
)
NOW = sa.text("now()")


def upgrade() -> None:
    """Bring the schema forward. New columns have no default, and the wider checks are not tried on old rows."""
    op.execute("SET lock_timeout = '5s'")
    _widen("works", "state", STATES)
    _widen("work_events", "kind", EVENTS)
    for table in ("work_events", "schedule_versions"):
        op.add_column(table, sa.Column("author_id", sa.BigInteger(), nullable=True))
        op.add_column(table, sa.Column("author_role", sa.Text(), nullable=True))
        op.add_column(table, sa.Column("author_organisation_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "work_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", postgresql.JSONB(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_changes")),
    )
    # What others have changed since a person opened a work.
    op.create_index("ix_work_changes_work_id", "work_changes", ["work_id", "version"])
    _create_extensions()


def _widen(table: str, column: str, values: str) -> None:
    name = op.f(f"ck_{table}_{column}")
    op.drop_constraint(name, table)
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IN {values}) NOT VALID")


def _create_extensions() -> None:
    op.create_table(
        "extension_requests",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("wanted_end", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("author_organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.CheckConstraint("wanted_end > planned_end", name=op.f("ck_extension_requests_later")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_extension_requests_reason")),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name=op.f("fk_extension_requests_work_id_works")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_requests")),
    )
    op.create_index(op.f("ix_extension_requests_work_id"), "extension_requests", ["work_id"])  # a work's requests
    op.create_table(
        "extension_decisions",
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("author_role", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["extension_requests.id"], name=op.f("fk_extension_decisions_request_id_extension_requests")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_extension_decisions")),
    )
