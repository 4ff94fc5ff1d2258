"""What happened to works by people's hands: what each version changed, requests for more time and their answers."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant


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
    """A contractor asks for a later end. `answer_by` is the day by which a planner has to answer. Append-only."""

    __tablename__ = "extension_requests"
    __table_args__ = (
        CheckConstraint("wanted_end > planned_end", name="later"),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
    )
    id: Mapped[BigId]
    work_id: Mapped[int] = mapped_column(ForeignKey("works.id"), index=True)
    planned_end: Mapped[date | None]
    wanted_end: Mapped[date]
    reason: Mapped[str]
    asked_on: Mapped[date]
    answer_by: Mapped[date]
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Instant]


class ExtensionDecision(Base):
    """The answer to a request, one at most. Silence is none of these rows and consent to nothing. Append-only."""

    __tablename__ = "extension_decisions"
    request_id: Mapped[int] = mapped_column(ForeignKey("extension_requests.id"), primary_key=True)
    granted: Mapped[bool]
    reason: Mapped[str]
    decided_on: Mapped[date]
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_role: Mapped[str | None]
    created_at: Mapped[Instant]
