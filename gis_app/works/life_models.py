"""What happened to works by people's hands: what each version changed, requests for more time and their answers."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant, geometry, metric_geometry, web_geometry
from gis_app.organisations.models import Organisation
from gis_app.photos.models import Photo


class WorkChange(Base):
    """What one version of a work changed: fields to `{"from": …, "to": …}`. Written by a trigger, append-only."""

    __tablename__ = "work_changes"
    id: Mapped[BigId]
    work_id: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int]
    changed: Mapped[dict[str, Any]] = mapped_column(JSONB)
    actor: Mapped[str | None]
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[Instant]


class ExtensionRequest(Base):
    """A contractor asks for a later end, before the start for another start too (`wanted_start`, None: the same).

    `cause` is a code of `terms/time.yaml`, `reason` the contractor's words; `planned_*` are the days that were promised
    then. `answer_by` is the last day of the term for an answer. Append-only.
    """

    __tablename__ = "extension_requests"
    __table_args__ = (
        CheckConstraint("wanted_end > planned_end", name="later"),
        CheckConstraint("wanted_end >= wanted_start", name="in_order"),
        CheckConstraint("cause <> 'other' OR length(trim(reason)) > 0", name="reason"),
    )
    id: Mapped[BigId]
    work_id: Mapped[int] = mapped_column(ForeignKey("works.id"), index=True)
    planned_start: Mapped[date | None]
    planned_end: Mapped[date | None]
    wanted_start: Mapped[date | None]
    wanted_end: Mapped[date]
    cause: Mapped[str] = mapped_column(server_default="other")
    reason: Mapped[str]
    asked_on: Mapped[date]
    answer_by: Mapped[date]
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Instant]


class ExtensionDecision(Base):
    """What ended a request, one at most: a planner's answer, or the contractor's withdrawal. Append-only.

    `changed`: other days than those asked for were given, `given_start` (None: the same) and `given_end`. Silence is
    none of these rows and consent to nothing.
    """

    __tablename__ = "extension_decisions"
    __table_args__ = (
        CheckConstraint("outcome IN ('granted', 'changed', 'refused', 'withdrawn')", name="outcome"),
        CheckConstraint("(outcome = 'changed') = (given_end IS NOT NULL)", name="given"),
    )
    request_id: Mapped[int] = mapped_column(ForeignKey("extension_requests.id"), primary_key=True)
    outcome: Mapped[str]
    given_start: Mapped[date | None]
    given_end: Mapped[date | None]
    reason: Mapped[str]
    decided_on: Mapped[date]
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_role: Mapped[str | None]
    created_at: Mapped[Instant]


class ExtensionPhoto(Base):
    """A photo that shows why more time is asked for."""

    __tablename__ = "extension_photos"
    request_id: Mapped[int] = mapped_column(ForeignKey("extension_requests.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey(Photo.id), primary_key=True, index=True)
    position: Mapped[int]


class SurfaceProtection(Base):
    """A fresh surface that must not be dug up (`protection`), or that its contractor answers for (`warranty`).

    Days are inclusive and never moved; `rule` is the term of `terms/surfaces.yaml` that was in force on acceptance.
    Without a geometry where the work's own place is not known well enough. Append-only.
    """

    __tablename__ = "surface_protections"
    __table_args__ = (
        CheckConstraint("kind IN ('protection', 'warranty')", name="kind"),
        CheckConstraint("to_day >= from_day", name="in_order"),
        UniqueConstraint("work_id", "kind"),  # a work's own; opened once
    )
    id: Mapped[BigId]
    work_id: Mapped[int] = mapped_column(ForeignKey("works.id"))
    kind: Mapped[str]
    from_day: Mapped[date]
    to_day: Mapped[date]
    rule: Mapped[str]
    guarantor_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    created_at: Mapped[Instant]
    geom: Mapped[Any] = geometry("MULTIPOLYGON", nullable=True)
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()
