"""Shut-offs and the notices about them. A notice is appended as a version and never changed."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant, geometry, metric_geometry, web_geometry

KINDS = "('water', 'hot_water', 'heat', 'power', 'gas', 'unknown')"
STATES = "('published', 'extended', 'retracted')"


class Outage(Base):
    """A shut-off. Its id is permanent; `identity_key` is how a later notice is known to be about it.

    `state`, the days, the confidence and the geometry are a cache of the latest version, kept by a trigger. `work_id`
    is the work that causes it and `work_link` the parts of that link's score.
    """

    __tablename__ = "outages"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index("ix_outages_identity", "source", "identity_key"),  # a loader finds the shut-off of a later notice
        Index("ix_outages_days", "first_day", "last_day"),  # what is in force on a day
        Index("ix_outages_work_id", "work_id"),  # shut-offs of a work
    )
    id: Mapped[BigId]
    kind: Mapped[str]
    publisher: Mapped[str]
    source: Mapped[str]
    identity_key: Mapped[str]
    work_id: Mapped[int | None] = mapped_column(ForeignKey("works.id"))
    work_link: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    is_training: Mapped[bool] = mapped_column(server_default="false")
    created_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(server_default="0")
    state: Mapped[str] = mapped_column(server_default="published")
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    confidence: Mapped[float] = mapped_column(server_default="0")
    is_partial: Mapped[bool] = mapped_column(server_default="false")
    geom: Mapped[Any] = geometry(nullable=True)
    geom_m: Mapped[Any] = metric_geometry()
    geom_web: Mapped[Any] = web_geometry()


class OutageVersion(Base):
    """A notice as received. Days are inclusive, of the city's time zone; `starts_at` and `ends_at` where it says hours
    of one unbroken term, `daily_from` and `daily_to` where the hours hold on each of its days.

    `area_from` tells whether the area was `located` from the text or `given` by a source that is trusted with it.
    """

    __tablename__ = "outage_versions"
    __table_args__ = (
        UniqueConstraint("outage_id", "version"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("last_day >= first_day", name="in_order"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        CheckConstraint("area_from IN ('located', 'given', 'none')", name="area_from"),
    )
    id: Mapped[BigId]
    outage_id: Mapped[int] = mapped_column(ForeignKey("outages.id"))
    version: Mapped[int]
    state: Mapped[str]
    text: Mapped[str]
    place_text: Mapped[str]
    district: Mapped[str | None]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    starts_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    daily_from: Mapped[time | None]
    daily_to: Mapped[time | None]
    reason: Mapped[str | None]
    source_url: Mapped[str | None]
    file_name: Mapped[str]
    sheet: Mapped[str]
    row_number: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    content_key: Mapped[str]
    area_from: Mapped[str]
    confidence: Mapped[float]
    is_partial: Mapped[bool]
    received_at: Mapped[Instant]
    geom: Mapped[Any] = geometry(nullable=True)


class OutagePart(Base):
    """A named part of a notice's place and how it was found. `is_used` tells whether it is in the area."""

    __tablename__ = "outage_parts"
    __table_args__ = (UniqueConstraint("version_id", "position"),)
    id: Mapped[BigId]
    version_id: Mapped[int] = mapped_column(ForeignKey("outage_versions.id"))
    position: Mapped[int]
    text: Mapped[str]
    match_type: Mapped[str]
    confidence: Mapped[float]
    label: Mapped[str]
    missing: Mapped[str]
    reasons: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    is_used: Mapped[bool]
