"""Reports as they are stored. Append-only."""

from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gis_app.accounts.models import User
from gis_app.db.base import Base, BigId, Instant
from gis_app.organisations.models import Organisation
from gis_app.photos.models import Photo
from gis_app.works.models import Work

Kind = Literal["start", "finish", "progress", "note"]
KINDS: Final[tuple[Kind, ...]] = ("start", "finish", "progress", "note")


class SiteReport(Base):
    """What somebody on the site told of a work.

    `sent_as` is what the person sent, `kind` what it counts as: a second start is kept as a note. `at` is the time by
    the phone's clock as sent, `on_day` the city's day it is about, as far as it can be believed. The place (EPSG:4326)
    is the phone's with its accuracy, `distance_m` from the work's shape. `state_after` is the work's state then.
    """

    __tablename__ = "site_reports"
    __table_args__ = (
        CheckConstraint("kind IN ('start', 'finish', 'progress', 'note')", name="kind"),
        CheckConstraint("sent_as IN ('start', 'finish', 'progress', 'note')", name="sent_as"),
        CheckConstraint("progress_percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("(lon IS NULL) = (lat IS NULL)", name="place"),
    )
    id: Mapped[BigId]
    work_id: Mapped[int] = mapped_column(ForeignKey(Work.id), index=True)
    client_key: Mapped[UUID] = mapped_column(unique=True)
    kind: Mapped[Kind]
    sent_as: Mapped[Kind]
    on_day: Mapped[date]
    at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    received_at: Mapped[Instant]
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    distance_m: Mapped[float | None]
    progress_percent: Mapped[int | None]
    note: Mapped[str | None]
    marks: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    state_after: Mapped[str]
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    attached: Mapped[list["SiteReportPhoto"]] = relationship(order_by="SiteReportPhoto.position", lazy="selectin")


class SiteReportPhoto(Base):
    """A photo of a report, in the order in which they were sent. `distance_m` is of its own place, if it has one."""

    __tablename__ = "site_report_photos"
    report_id: Mapped[int] = mapped_column(ForeignKey(SiteReport.id), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Photo.id), index=True)
    distance_m: Mapped[float | None]
    photo: Mapped[Photo] = relationship(lazy="joined")
