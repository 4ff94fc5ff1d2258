"""Works, the plans they came from, and the facts about them. Facts are appended, never overwritten."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, Numeric, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant, geometry, metric_geometry, web_geometry
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation

STATES = (
    "('draft', 'planned', 'scheduled', 'in_progress', 'paused', 'finished', 'accepted', 'in_warranty', 'archived', "
    "'cancelled')"
)
EVENTS = (
    "('drafted', 'planned', 'scheduled', 'started', 'paused', 'resumed', 'finished', 'returned', 'accepted', "
    "'warranty_began', 'archived', 'cancelled')"
)


class WorkType(Base):
    """One of the kinds of work; loaded from ``layers/work_types.yaml``, retired and never renamed."""

    __tablename__ = "work_types"
    code: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    group_code: Mapped[str]
    title_kk: Mapped[str]
    title_ru: Mapped[str]
    title_en: Mapped[str]
    geometry: Mapped[str]
    color: Mapped[str]
    icon: Mapped[str]
    influence_m: Mapped[int]
    retired_on: Mapped[date | None]


class WorkPlan(Base):
    """A plan file as received. A series is source + period; a newer file of a series supersedes."""

    __tablename__ = "work_plans"
    __table_args__ = (UniqueConstraint("source", "period", "sha256"),)
    id: Mapped[BigId]
    source: Mapped[str]
    period: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    received_at: Mapped[Instant]
    status: Mapped[str]
    rows_total: Mapped[int] = mapped_column(server_default="0")
    is_training: Mapped[bool] = mapped_column(server_default="false")
    report: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")


class PlanRow(Base):
    """A row of a plan as received; `row_number` is what the spreadsheet shows, from 1."""

    __tablename__ = "plan_rows"
    __table_args__ = (
        CheckConstraint(
            "outcome IN ('new', 'changed', 'unchanged', 'outage', 'notice', 'rejected', 'duplicate')",
            name="outcome",
        ),
    )
    id: Mapped[BigId]
    plan_id: Mapped[int] = mapped_column(ForeignKey("work_plans.id", ondelete="CASCADE"), index=True)
    sheet: Mapped[str]
    row_number: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    outcome: Mapped[str]
    work_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    identity_key: Mapped[str | None]


class PlanRowIssue(Base):
    """What is wrong with a row, in three languages; `column_name` as the file's header has it."""

    __tablename__ = "plan_row_issues"
    __table_args__ = (CheckConstraint("severity IN ('error', 'warning')", name="severity"),)
    id: Mapped[BigId]
    plan_row_id: Mapped[int] = mapped_column(ForeignKey("plan_rows.id", ondelete="CASCADE"), index=True)
    column_name: Mapped[str | None]
    code: Mapped[str]
    severity: Mapped[str]
    message_ru: Mapped[str]
    message_en: Mapped[str]
    message_kk: Mapped[str]


class Work(Base):
    """A planned or running work. Its id is permanent.

    `planned_*`, `actual_*` and `state` are a cache of the latest schedule version and the events, kept by
    triggers; the facts are in `schedule_versions` and `work_events`. Status (due, overdue, unreported …) is
    derived from them and the day, and stored nowhere.
    """

    __tablename__ = "works"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        UniqueConstraint("source", "period", "identity_key"),  # a plan's loader finds the work again
        Index("ix_works_type_code", "type_code"),  # the list filtered by type
        Index("ix_works_contractor_id", "contractor_id"),  # a contractor's works
        Index("ix_works_district_id", "district_id"),  # a district's works
        Index("ix_works_planned", "planned_start", "planned_end"),  # OGC datetime, the timeline
        # Further ones, with columns beside the key or of few rows only, stand with their queries in the migration
        # "planning": ix_works_planning (widened by "timeline"), ix_works_without_place, ix_works_state.
    )
    id: Mapped[BigId]
    type_code: Mapped[str] = mapped_column(ForeignKey("work_types.code"))
    title_ru: Mapped[str | None]
    title_kk: Mapped[str | None]
    title_en: Mapped[str | None]
    program: Mapped[str | None]
    customer_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    contractor_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    location_raw: Mapped[str]
    match_type: Mapped[str]
    confidence: Mapped[float]
    ambiguous: Mapped[bool] = mapped_column(server_default="false")
    locate_reason: Mapped[str | None]
    place_text: Mapped[str | None]  # what the geocoder was asked; none when the plan gave coordinates
    place_district: Mapped[str | None]  # the district hint that it was given
    place_key: Mapped[str | None]  # both, folded (geocoding/decisions.py): works of one question share it
    district_id: Mapped[int | None] = mapped_column(ForeignKey(District.id))
    quantity: Mapped[Decimal | None] = mapped_column(Numeric)
    unit: Mapped[str | None]
    budget: Mapped[Decimal | None] = mapped_column(Numeric)
    excavates: Mapped[bool | None]
    closes_road: Mapped[bool | None]
    is_emergency: Mapped[bool] = mapped_column(server_default="false")
    source: Mapped[str]
    period: Mapped[str]
    identity_key: Mapped[str]
    plan_row_id: Mapped[int | None] = mapped_column(ForeignKey("plan_rows.id"))
    source_url: Mapped[str | None]
    is_training: Mapped[bool] = mapped_column(server_default="false")
    created_at: Mapped[Instant]
    updated_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(server_default="1")
    planned_start: Mapped[date | None]
    planned_end: Mapped[date | None]
    actual_start: Mapped[date | None]
    actual_end: Mapped[date | None]
    state: Mapped[str] = mapped_column(server_default="planned")
    geom: Mapped[Any] = geometry(nullable=True)
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()


class ScheduleVersion(Base):
    """The dates of a work as promised at some time, and why. Days are inclusive, in the city's time zone."""

    __tablename__ = "schedule_versions"
    __table_args__ = (
        UniqueConstraint("work_id", "version"),
        CheckConstraint("planned_end >= planned_start", name="in_order"),
    )
    id: Mapped[BigId]
    work_id: Mapped[int] = mapped_column(ForeignKey("works.id"))
    version: Mapped[int]
    planned_start: Mapped[date | None]
    planned_end: Mapped[date | None]
    reason: Mapped[str]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("work_plans.id"))
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)  # the person; none for a plan or a rule
    author_role: Mapped[str | None]  # by what right it was done; the public sees this and not the name
    author_organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Instant]


class WorkEvent(Base):
    """Something that happened to a work on a day. Append-only; the last one gives the work's state."""

    __tablename__ = "work_events"
    __table_args__ = (CheckConstraint(f"kind IN {EVENTS}", name="kind"),)
    id: Mapped[BigId]
    work_id: Mapped[int] = mapped_column(ForeignKey("works.id"), index=True)
    kind: Mapped[str]
    on_day: Mapped[date]
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_role: Mapped[str | None]
    author_organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str | None]
    created_at: Mapped[Instant]
