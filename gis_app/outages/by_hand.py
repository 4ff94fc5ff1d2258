"""A notice that a person pastes, and what a person does to a published one: retract it, or extend it, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from typing import Final, Literal

from geoalchemy2.shape import to_shape
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.dependencies import Language
from gis_app.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from gis_app.geocoding.frame import frame_of
from gis_app.jobs.queue import defer
from gis_app.outages.kinds import kind_of
from gis_app.outages.locating import AreaFinder, Geocodes, LocatedArea
from gis_app.outages.models import Outage, OutagePart, OutageVersion
from gis_app.outages.notice import KINDS, Notice, Origin
from gis_app.outages.receiving import receive_notices
from gis_app.outages.register_shapes import RegisterShapes
from gis_app.outages.standing import require_standing
from gis_app.outages.telling import tell_later
from gis_app.texts.fluent import get_texts
from gis_app.works.identity import fold_place
from gis_app.works.tasks import TILES_TASK

Deed = Literal["extended", "retracted"]
SOURCE: Final = "by_hand"
MOST_TEXT: Final = 5000
MOST_REASON: Final = 2000
_COPIED = ("place_text", "district", "starts_at", "ends_at", "daily_from", "daily_to", "reason", "source_url")
_AREA = ("area_from", "confidence", "is_partial", "geom")
_PART = ("position", "text", "match_type", "confidence", "label", "missing", "reasons", "is_used")


class BadNoticeError(UsageError):
    """What was asked cannot be told as a notice. `code` is a message `outage-error-…`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(self.in_language("en"))

    def in_language(self, lang: Language) -> str:
        """The sentence in the language of the person."""
        return get_texts().get(lang, f"outage-error-{self.code}")


class StaleOutageError(ConflictError):
    """A newer notice about the shut-off came meanwhile."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A notice as a person fills it in. `place` may be empty: then the place is read from the text."""

    text: str
    publisher: str
    kind: str = ""
    place: str = ""
    reason: str = ""
    first_day: date | None = None
    last_day: date | None = None
    daily_from: time | None = None
    daily_to: time | None = None


def notice_of(pasted: Pasted, *, is_training: bool) -> Notice:
    """The notice. Raises BadNoticeError for one that lacks something or contradicts itself."""
    said = " ".join(pasted.text.split())
    place = " ".join(pasted.place.split()) or _place_in(said)
    if not fold_place(place):
        raise BadNoticeError("no-place")
    if len(said) > MOST_TEXT:
        raise BadNoticeError("too-long")
    if not pasted.publisher.strip():
        raise BadNoticeError("no-publisher")
    if pasted.first_day is None:
        raise BadNoticeError("no-days")
    last = pasted.last_day or pasted.first_day
    if last < pasted.first_day:
        raise BadNoticeError("end-before-start")
    given = next((kind for kind in KINDS if kind == pasted.kind), None)
    kind = given or kind_of([said])
    if kind == "unknown":
        raise BadNoticeError("no-kind")
    return Notice(
        kind=kind, publisher=" ".join(pasted.publisher.split()), source=SOURCE, text=said or place, place_text=place,
        origin=Origin("", "", 0), first_day=pasted.first_day, last_day=last, daily_from=pasted.daily_from,
        daily_to=pasted.daily_to, reason=" ".join(pasted.reason.split()) or None, is_training=is_training,
    )  # fmt: skip


def _place_in(said: str) -> str:
    """The words about the place: without a head that tells what is shut off («Отключение горячей воды: …»)."""
    head, _, rest = said.partition(":")
    return rest.strip() if rest.strip() and kind_of([head]) != "unknown" else said


def locate(session: Session, notice: Notice, geocoder: Geocodes, metric_srid: int) -> LocatedArea:
    """The area that the notice would get, with its parts; nothing is written."""
    finder = AreaFinder(geocoder, RegisterShapes(session, metric_srid), frame_of(metric_srid))
    return finder.find(notice.place_text, notice.district)


def publish(session: Session, notice: Notice, geocoder: Geocodes, metric_srid: int, by: CurrentUser) -> int:
    """Make the notice public; the id of its shut-off. Raises ForbiddenError outside the person's districts."""
    received = receive_notices(session, [notice], geocoder, metric_srid, by.id)[0]
    outage = session.get_one(Outage, received.outage_id)
    session.refresh(outage)
    _require(session, by, outage)
    if received.outcome != "unchanged":
        _told(session, outage.id, f"outage.{received.outcome}", by, {"kind": notice.kind, "version": received.version})
    return outage.id


def may_change(session: Session, by: CurrentUser, outage_id: int) -> bool:
    """Whether the person may retract and extend the shut-off."""
    outage = session.get_one(Outage, outage_id)
    try:
        _require(session, by, outage)
    except ForbiddenError:
        return False
    return True


def _require(session: Session, by: CurrentUser, outage: Outage) -> None:
    area = None if outage.geom is None else to_shape(outage.geom)
    require_standing(session, by, area, is_training=outage.is_training)


def change(
    session: Session, outage_id: int, deed: Deed, *, last_day: date | None, reason: str, version: int, by: CurrentUser
) -> None:
    """Append the version that extends or retracts a shut-off; its area and its hours stay.

    Raises NotFoundError, ForbiddenError, StaleOutageError when a newer notice came since the person looked, and
    BadNoticeError.
    """
    outage = session.get(Outage, outage_id, with_for_update=True)
    if outage is None:
        raise NotFoundError(f"no outage has the id {outage_id}")
    _require(session, by, outage)
    if outage.version != version:
        raise StaleOutageError(f"outage {outage_id} has the version {outage.version}")
    said = " ".join(reason.split())
    _must_be_possible(outage, deed, last_day, said)
    former = session.scalars(
        select(OutageVersion).where(OutageVersion.outage_id == outage_id, OutageVersion.version == version)
    ).one()
    until = last_day if deed == "extended" else former.last_day
    told = sha256(f"{SOURCE}|{deed}|{said}|{until}|{version}".encode()).hexdigest()
    added = OutageVersion(
        outage_id=outage_id, version=version + 1, state=deed, text=said, first_day=former.first_day, last_day=until,
        file_name="", sheet="", row_number=0, data={}, content_key=told,
        **{name: getattr(former, name) for name in (*_COPIED, *_AREA)},
    )  # fmt: skip
    if deed == "extended":
        added.ends_at = None
    session.add(added)
    session.flush()
    for part in session.scalars(select(OutagePart).where(OutagePart.version_id == former.id)):
        session.add(OutagePart(version_id=added.id, **{name: getattr(part, name) for name in _PART}))
    tell_later(session, [outage_id], by.id)
    _told(session, outage_id, f"outage.{deed}", by, {"reason": said, "version": version + 1, "last_day": str(until)})


def _must_be_possible(outage: Outage, deed: Deed, last_day: date | None, reason: str) -> None:
    if not reason:
        raise BadNoticeError("no-reason")
    if len(reason) > MOST_REASON:
        raise BadNoticeError("too-long")
    if outage.state == "retracted":
        raise BadNoticeError("retracted-already")
    known = outage.last_day or outage.first_day
    if deed == "extended" and (last_day is None or (known is not None and last_day <= known)):
        raise BadNoticeError("not-later")


def _told(session: Session, outage_id: int, action: str, by: CurrentUser, details: dict[str, object]) -> None:
    record(session, action, actor=by.name, actor_id=by.id, subject="outage", subject_id=outage_id, details=details)
    defer(session, TILES_TASK, queue="tiles", once=TILES_TASK)
