"""Uploaded plans on their way to the works: the file, its rows as they were understood, declarations of new sources.

A table beside `work_plans`: what stands there has been accepted and feeds the map, what stands here has not.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.accounts.models import User
from gis_app.db.base import Base, BigId, Instant, geometry, metric_geometry

STATES = "('received', 'unmapped', 'checking', 'checked', 'submitted', 'accepting', 'accepted', 'withdrawn', 'failed')"
ROW_OUTCOMES = "('new', 'changed', 'unchanged', 'outage', 'notice', 'rejected', 'duplicate', 'skipped')"


class Upload(Base):
    """A plan that a person sent. `content` is the file as received; once accepted it stands in `work_plans`.

    `source` names the declaration by which it is read (None until its columns are told), `series` and `period` what it
    is compared with. `version` rises with each change of state; `error` and `note` are sentences by language.
    """

    __tablename__ = "uploads"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("content IS NOT NULL OR plan_id IS NOT NULL", name="kept"),
        CheckConstraint("(state = 'accepted') = (plan_id IS NOT NULL)", name="accepted"),
        Index("ix_uploads_organisation_id", "organisation_id", "id"),  # a contractor's list
        Index("ix_uploads_uploader_id", "uploader_id", "id"),  # a planner's own
    )
    id: Mapped[BigId]
    uploader_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    uploader_name: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    district_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    source: Mapped[str | None]
    series: Mapped[str | None]
    period: Mapped[str | None]
    file_name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[str] = mapped_column(server_default="received")
    version: Mapped[int] = mapped_column(server_default="1")
    stage: Mapped[str | None]
    rows_done: Mapped[int] = mapped_column(server_default="0")
    rows_total: Mapped[int] = mapped_column(server_default="0")
    headers: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    preview: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True), deferred=True)
    gone: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]", deferred=True)
    error: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    note: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    is_training: Mapped[bool] = mapped_column(server_default="false")
    based_on: Mapped[int | None] = mapped_column(BigInteger)  # the series' newest plan when the rows were compared
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("work_plans.id"))
    received_at: Mapped[Instant]
    checked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[str | None]

    @property
    def shown_state(self) -> str:
        """The state as pages call it: what a planner gave back waits for its senders, who see that it was decided."""
        is_returned = self.state == "checked" and self.organisation_id is not None and self.decided_by is not None
        return "returned" if is_returned else self.state


class ImportRow(Base):
    """A row of an upload: as received, as understood (`draft`, `geom`), what is wrong, what it would do.

    `draft` is a `DraftWork` without its geometry (works/imports/drafts.py); `edits` are the values a person gave in the
    page, by the draft's field names. `geom` is EPSG:4326.
    """

    __tablename__ = "import_rows"
    __table_args__ = (
        CheckConstraint(f"outcome IN {ROW_OUTCOMES}", name="outcome"),
        Index("ix_import_rows_position", "upload_id", "position"),  # the rows of a page, in the file's order
        Index("ix_import_rows_identity", "upload_id", "identity_key"),  # two rows of one work
    )
    id: Mapped[BigId]
    upload_id: Mapped[int] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"))
    position: Mapped[int]
    sheet: Mapped[str]
    row_number: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    draft: Mapped[dict[str, Any]] = mapped_column(JSONB)
    issues: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    severity: Mapped[str] = mapped_column(server_default="")
    outcome: Mapped[str]
    changes: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    difference: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    near: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    cuts: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    edits: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    work_id: Mapped[int | None] = mapped_column(BigInteger)
    identity_key: Mapped[str | None]
    twin_position: Mapped[int | None]
    district_id: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default="1")
    geom: Mapped[Any] = geometry(nullable=True)
    geom_m: Mapped[Any] = metric_geometry()


class PlanSource(Base):
    """The declaration of a source whose columns a person told in the page; `etl.source` reads the document."""

    __tablename__ = "plan_sources"
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    declaration: Mapped[dict[str, Any]] = mapped_column(JSONB)
    author_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    created_at: Mapped[Instant]
    updated_at: Mapped[Instant]
