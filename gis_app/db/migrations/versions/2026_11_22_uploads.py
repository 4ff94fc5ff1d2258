"""Create uploaded plans, their rows under review, and the declarations that people make of new sources.

Revision ID: 2026_11_22_uploads
Revises: 2026_11_22_accounts
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from gis_app.db.migrations.columns import geometry, metric_geometry

revision = "2026_11_22_uploads"
down_revision = "2026_11_22_accounts"
branch_labels = None
depends_on = None

JSON = postgresql.JSONB(astext_type=sa.Text())
NOW = sa.text("now()")


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    _create_uploads()
    _create_rows()
    op.create_table(
        "plan_sources",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("declaration", JSON, nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_plan_sources_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_sources")),
    )
    op.create_index(op.f("ix_plan_sources_organisation_id"), "plan_sources", ["organisation_id"])


def _create_uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("uploader_id", sa.BigInteger(), nullable=False),
        sa.Column("uploader_name", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("district_ids", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), server_default="received", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("rows_done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rows_total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("headers", JSON, server_default="{}", nullable=False),
        sa.Column("preview", JSON, nullable=True),
        sa.Column("gone", JSON, server_default="[]", nullable=False),
        sa.Column("error", JSON, nullable=True),
        sa.Column("note", JSON, nullable=True),
        sa.Column("is_training", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("based_on", sa.BigInteger(), nullable=True),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('received', 'unmapped', 'checking', 'checked', 'submitted', 'accepting', 'accepted',"
            " 'withdrawn', 'failed')",
            name=op.f("ck_uploads_state"),
        ),
        sa.CheckConstraint("content IS NOT NULL OR plan_id IS NOT NULL", name=op.f("ck_uploads_kept")),
        sa.CheckConstraint("(state = 'accepted') = (plan_id IS NOT NULL)", name=op.f("ck_uploads_accepted")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_uploads_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plans.id"], name=op.f("fk_uploads_plan_id_work_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index("ix_uploads_organisation_id", "uploads", ["organisation_id", "id"])  # a contractor's list
    op.create_index("ix_uploads_uploader_id", "uploads", ["uploader_id", "id"])  # a planner's own


def _create_rows() -> None:
    op.create_table(
        "import_rows",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("upload_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("draft", JSON, nullable=False),
        sa.Column("issues", JSON, server_default="[]", nullable=False),
        sa.Column("severity", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("changes", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("difference", JSON, server_default="[]", nullable=False),
        sa.Column("near", JSON, server_default="[]", nullable=False),
        sa.Column("cuts", JSON, server_default="[]", nullable=False),
        sa.Column("edits", JSON, server_default="{}", nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=True),
        sa.Column("identity_key", sa.Text(), nullable=True),
        sa.Column("twin_position", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        geometry("GEOMETRY", nullable=True),
        metric_geometry(),
        sa.CheckConstraint(
            "outcome IN ('new', 'changed', 'unchanged', 'outage', 'notice', 'rejected', 'duplicate', 'skipped')",
            name=op.f("ck_import_rows_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name=op.f("fk_import_rows_upload_id_uploads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_rows")),
    )
    op.create_index("ix_import_rows_position", "import_rows", ["upload_id", "position"])  # the rows of a page
    op.create_index("ix_import_rows_identity", "import_rows", ["upload_id", "identity_key"])  # two rows of one work
