"""Create organisations, plans and works.

Revision ID: 2026_11_22_works
Revises: 2026_11_22_register
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from gis_app.db.migrations.columns import geometry, metric_geometry, spatial_index, web_geometry

revision = "2026_11_22_works"
down_revision = "2026_11_22_register"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.execute("SET lock_timeout = '5s'")
    op.create_table(
        "organisations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name_kk", sa.Text(), nullable=True),
        sa.Column("name_ru", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("bin", sa.Text(), nullable=True),
        sa.Column("is_contractor", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_customer", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_public_body", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("contacts", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.BigInteger(), nullable=True),
        sa.Column("is_training", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisations.id"], name=op.f("fk_organisations_successor_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("name_key", "is_training", name=op.f("uq_organisations_name_key_is_training")),
    )
    op.create_table(
        "work_types",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("group_code", sa.Text(), nullable=False),
        sa.Column("title_kk", sa.Text(), nullable=False),
        sa.Column("title_ru", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("geometry", sa.Text(), nullable=False),
        sa.Column("color", sa.Text(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.Column("influence_m", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_work_types")),
        sa.UniqueConstraint("number", name=op.f("uq_work_types_number")),
    )
    op.create_table(
        "work_plans",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("rows_total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("is_training", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_plans")),
        sa.UniqueConstraint("source", "period", "sha256", name=op.f("uq_work_plans_source_period_sha256")),
    )
    op.create_table(
        "plan_rows",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=True),
        sa.Column("identity_key", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('new', 'changed', 'unchanged', 'outage', 'notice', 'rejected', 'duplicate')",
            name=op.f("ck_plan_rows_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["work_plans.id"], name=op.f("fk_plan_rows_plan_id_work_plans"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_rows")),
    )
    op.create_index(op.f("ix_plan_rows_plan_id"), "plan_rows", ["plan_id"], unique=False)
    op.create_index(op.f("ix_plan_rows_work_id"), "plan_rows", ["work_id"], unique=False)
    op.create_table(
        "plan_row_issues",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("plan_row_id", sa.BigInteger(), nullable=False),
        sa.Column("column_name", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("message_ru", sa.Text(), nullable=False),
        sa.Column("message_en", sa.Text(), nullable=False),
        sa.Column("message_kk", sa.Text(), nullable=False),
        sa.CheckConstraint("severity IN ('error', 'warning')", name=op.f("ck_plan_row_issues_severity")),
        sa.ForeignKeyConstraint(
            ["plan_row_id"],
            ["plan_rows.id"],
            name=op.f("fk_plan_row_issues_plan_row_id_plan_rows"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_row_issues")),
    )
    op.create_index(op.f("ix_plan_row_issues_plan_row_id"), "plan_row_issues", ["plan_row_id"], unique=False)
    op.create_table(
        "works",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("type_code", sa.Text(), nullable=False),
        sa.Column("title_ru", sa.Text(), nullable=True),
        sa.Column("title_kk", sa.Text(), nullable=True),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.Column("program", sa.Text(), nullable=True),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("contractor_id", sa.BigInteger(), nullable=True),
        sa.Column("location_raw", sa.Text(), nullable=False),
        sa.Column("match_type", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("ambiguous", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("locate_reason", sa.Text(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Numeric(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("budget", sa.Numeric(), nullable=True),
        sa.Column("excavates", sa.Boolean(), nullable=True),
        sa.Column("closes_road", sa.Boolean(), nullable=True),
        sa.Column("is_emergency", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("identity_key", sa.Text(), nullable=False),
        sa.Column("plan_row_id", sa.BigInteger(), nullable=True),
        sa.Column("source_url", sa.Text(), nullable=True),
        sa.Column("is_training", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("planned_start", sa.Date(), nullable=True),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("actual_start", sa.Date(), nullable=True),
        sa.Column("actual_end", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), server_default="planned", nullable=False),
        geometry("GEOMETRY", nullable=True),
        metric_geometry(),
        web_geometry(),
        sa.CheckConstraint(
            "state IN ('planned', 'in_progress', 'paused', 'finished', 'accepted', 'cancelled')",
            name=op.f("ck_works_state"),
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_works_confidence")),
        sa.ForeignKeyConstraint(
            ["contractor_id"], ["organisations.id"], name=op.f("fk_works_contractor_id_organisations")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["organisations.id"], name=op.f("fk_works_customer_id_organisations")),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_works_district_id_districts")),
        sa.ForeignKeyConstraint(["plan_row_id"], ["plan_rows.id"], name=op.f("fk_works_plan_row_id_plan_rows")),
        sa.ForeignKeyConstraint(["type_code"], ["work_types.code"], name=op.f("fk_works_type_code_work_types")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_works")),
        sa.UniqueConstraint("source", "period", "identity_key", name=op.f("uq_works_source_period_identity_key")),
    )
    op.create_index("ix_works_contractor_id", "works", ["contractor_id"], unique=False)
    op.create_index("ix_works_district_id", "works", ["district_id"], unique=False)
    op.create_index("ix_works_planned", "works", ["planned_start", "planned_end"], unique=False)
    op.create_index("ix_works_type_code", "works", ["type_code"], unique=False)
    op.create_table(
        "schedule_versions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("planned_start", sa.Date(), nullable=True),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("planned_end >= planned_start", name=op.f("ck_schedule_versions_in_order")),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plans.id"], name=op.f("fk_schedule_versions_plan_id_work_plans")),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name=op.f("fk_schedule_versions_work_id_works")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_versions")),
        sa.UniqueConstraint("work_id", "version", name=op.f("uq_schedule_versions_work_id_version")),
    )
    op.create_table(
        "work_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("work_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('started', 'paused', 'resumed', 'finished', 'accepted', 'cancelled')",
            name=op.f("ck_work_events_kind"),
        ),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name=op.f("fk_work_events_work_id_works")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_events")),
    )
    op.create_index(op.f("ix_work_events_work_id"), "work_events", ["work_id"], unique=False)
    spatial_index("works", "geom")  # boxes in degrees: the list of what is on the screen, OGC bbox
    spatial_index("works", "geom_m")  # metres: works near a place
    spatial_index("works", "geom_web")  # tiles
