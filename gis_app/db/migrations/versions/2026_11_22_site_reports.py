"""Create reports from the building site and their photos.

Revision ID: 2026_11_22_site_reports
Revises: 2026_11_22_rasters
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_22_site_reports"
down_revision = "2026_11_22_rasters"
branch_labels = None
depends_on = None

KINDS = "IN ('start', 'finish', 'progress', 'note')"


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "site_reports",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("client_key", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sent_as", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("accuracy_m", sa.Float(), nullable=True),
        sa.Column("distance_m", sa.Float(), nullable=True),
        sa.Column("progress_percent", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("marks", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column("state_after", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(f"kind {KINDS}", name=op.f("ck_site_reports_kind")),
        sa.CheckConstraint(f"sent_as {KINDS}", name=op.f("ck_site_reports_sent_as")),
        sa.CheckConstraint("progress_percent BETWEEN 0 AND 100", name=op.f("ck_site_reports_percent")),
        sa.CheckConstraint("(lon IS NULL) = (lat IS NULL)", name=op.f("ck_site_reports_place")),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name=op.f("fk_site_reports_work_id_works")),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_site_reports_author_id_users")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_site_reports_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_reports")),
        # A report that is sent again.
        sa.UniqueConstraint("client_key", name=op.f("uq_site_reports_client_key")),
    )
    op.create_index(op.f("ix_site_reports_work_id"), "site_reports", ["work_id"])  # the reports of a work
    op.create_table(
        "site_report_photos",
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.BigInteger(), nullable=False),
        sa.Column("distance_m", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["site_reports.id"], name=op.f("fk_site_report_photos_report_id_site_reports")
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_site_report_photos_photo_id_photos")),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_site_report_photos")),
    )
    # What a photo is attached to decides who may see it; a photo shown before.
    op.create_index(op.f("ix_site_report_photos_photo_id"), "site_report_photos", ["photo_id"])
    # The same file in somebody else's report.
    op.create_index("ix_photos_sha256", "photos", ["sha256"])
