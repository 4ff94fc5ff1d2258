"""A request for more time may ask for another start, names a cause; its answer may be other days, or be withdrawn.

Revision ID: 2026_11_22_extension_answers
Revises: 2026_11_22_site_reports
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_extension_answers"
down_revision = "2026_11_22_site_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward. The tables are small; a change of type rewrites rows without asking their triggers."""
    op.execute("SET lock_timeout = '5s'")
    op.add_column("extension_requests", sa.Column("planned_start", sa.Date(), nullable=True))
    op.add_column("extension_requests", sa.Column("wanted_start", sa.Date(), nullable=True))
    op.add_column("extension_requests", sa.Column("cause", sa.Text(), server_default="other", nullable=False))
    op.drop_constraint(op.f("ck_extension_requests_reason"), "extension_requests")
    op.create_check_constraint(
        op.f("ck_extension_requests_reason"), "extension_requests", "cause <> 'other' OR length(trim(reason)) > 0"
    )
    op.create_check_constraint(
        op.f("ck_extension_requests_in_order"), "extension_requests", "wanted_end >= wanted_start"
    )
    op.execute(
        "ALTER TABLE extension_decisions ALTER COLUMN granted TYPE text "
        "USING CASE WHEN granted THEN 'granted' ELSE 'refused' END"
    )
    op.alter_column("extension_decisions", "granted", new_column_name="outcome")
    op.add_column("extension_decisions", sa.Column("given_start", sa.Date(), nullable=True))
    op.add_column("extension_decisions", sa.Column("given_end", sa.Date(), nullable=True))
    op.create_check_constraint(
        op.f("ck_extension_decisions_outcome"),
        "extension_decisions",
        "outcome IN ('granted', 'changed', 'refused', 'withdrawn')",
    )
    op.create_check_constraint(
        op.f("ck_extension_decisions_given"), "extension_decisions", "(outcome = 'changed') = (given_end IS NOT NULL)"
    )
