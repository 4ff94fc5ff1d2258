"""Taking a report: once, whatever the network does, and marked where it looks odd."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.settings import Settings
from gis_app.site_reports.access import require_reporter
from gis_app.site_reports.clock import When, judge_time
from gis_app.site_reports.given import Given
from gis_app.site_reports.marks import Mark
from gis_app.site_reports.models import Kind, SiteReport, SiteReportPhoto
from gis_app.site_reports.outcomes import Done, Kept, Refused, outcome_of
from gis_app.site_reports.photographs import Placed, photo_marks, place_photos, store_photos
from gis_app.site_reports.place import COARSE_M, distance_to_work, is_far
from gis_app.site_reports.refusal import BadReportError, ReportRefusedError
from gis_app.works.lifecycle import change_state
from gis_app.works.models import Work
from gis_app.works.status import State
from gis_app.works.taking import take
from gis_app.works.telling import tell_of_work


def report(
    session: Session,
    work_id: int,
    given: Given,
    files: Sequence[bytes],
    *,
    by: CurrentUser,
    received: datetime,
    settings: Settings,
) -> SiteReport:
    """Take a report with its photos (files as sent); the caller commits. The same `client_key` is the same report.

    Raises NotFoundError and ForbiddenError (not this person's work), BadReportError and BadPhotoError (it says
    nothing, a file is no photo), ReportRefusedError (the state of the work does not allow it) or ImpossibleChangeError.
    Then nothing is stored.
    """
    require_reporter(session, work_id, by)
    known = find_by_key(session, given.client_key, work_id, by)
    if known is not None:
        return known
    _check(given, files)
    photos = store_photos(session, files, by.id, settings)
    # From here on others with the same key wait, then those with the same work; always in this order.
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(given.client_key), 0))))
    known = find_by_key(session, given.client_key, work_id, by)
    if known is not None:
        return known
    work, _ = take(session, work_id, by)
    given = _in_time_zone(given, settings)
    when = judge_time(
        at=given.at, sent_at=given.sent_at, on_day=given.on_day, received=received, time_zone=settings.time_zone
    )
    placed = place_photos(session, work, photos)
    distance_m = distance_to_work(session, work.id, given.lon, given.lat)
    marks = _marks(session, work, given, when, placed, distance_m)
    kind, kept = _carry_out(session, work, given, when, by)
    made = SiteReport(
        work_id=work.id,
        client_key=given.client_key,
        kind=kind,
        sent_as=given.kind,
        on_day=when.day,
        at=given.at,
        received_at=received,
        lon=given.lon,
        lat=given.lat,
        accuracy_m=given.accuracy_m,
        distance_m=distance_m,
        progress_percent=given.progress_percent if given.kind == "progress" else None,
        note=given.note or None,
        marks=[mark.stored() for mark in (*kept, *marks)],
        state_after=work.state,
        author=by.name,
        author_id=by.id,
        organisation_id=work.contractor_id,
        attached=[
            SiteReportPhoto(position=number, photo=one.photo, distance_m=one.distance_m)
            for number, one in enumerate(placed, start=1)
        ],
    )
    session.add(made)
    session.flush()
    # Instants as the database tells them: the same answer now and when it is sent again.
    session.refresh(made, ["at", "received_at"])
    _record(session, made, by)
    return made


def find_by_key(session: Session, key: UUID, work_id: int, by: CurrentUser) -> SiteReport | None:
    """The report that was sent with this key. Another person's, or of another work, raises ReportRefusedError."""
    found = session.scalars(select(SiteReport).where(SiteReport.client_key == key)).one_or_none()
    if found is not None and (found.work_id, found.author_id) != (work_id, by.id):
        raise ReportRefusedError("key-used")
    return found


def _check(given: Given, files: Sequence[bytes]) -> None:
    if given.kind == "progress" and given.progress_percent is None:
        raise BadReportError("needs-percent")
    if given.kind == "note" and not given.note and not files:
        raise BadReportError("needs-words")


def _in_time_zone(given: Given, settings: Settings) -> Given:
    """A time without an offset, as a form sends it, is the city's."""
    zone = ZoneInfo(settings.time_zone)
    bare = {name: getattr(given, name) for name in ("at", "sent_at")}
    told = {name: at.replace(tzinfo=zone) for name, at in bare.items() if at is not None and at.tzinfo is None}
    return given.model_copy(update=told)


def _carry_out(
    session: Session, work: Work, given: Given, when: When, by: CurrentUser
) -> tuple[Kind, tuple[Mark, ...]]:
    """Do to the work what the report says; what it counts as, with the mark that says why when it is another kind."""
    has_days = work.planned_start is not None and work.planned_end is not None
    outcome = outcome_of(given.kind, cast(State, work.state), is_emergency=work.is_emergency, has_days=has_days)
    match outcome:
        case Refused(reason):
            raise ReportRefusedError(reason)
        case Kept(mark):
            return "note", (Mark(mark),)
        case Done(steps):
            for state in steps:
                # The work is locked: its version now is the one that the report is about.
                change_state(session, work.id, state, by=by, version=work.version, on=when.day)
            return given.kind, ()


def _marks(
    session: Session, work: Work, given: Given, when: When, placed: Sequence[Placed], distance_m: float | None
) -> list[Mark]:
    has_place = given.lon is not None
    marks = list(when.marks)
    if given.accuracy_m is not None and given.accuracy_m > COARSE_M:
        marks.append(Mark("coarse-place", amount=round(given.accuracy_m)))
    elif is_far(work, distance_m, given.accuracy_m):
        marks.append(Mark("far", amount=round(distance_m or 0)))
    if given.kind in ("start", "finish") and not placed:
        marks.append(Mark("no-photo"))
    if given.kind != "note" and not has_place and all(one.photo.taken_lon is None for one in placed):
        marks.append(Mark("no-place"))
    if given.kind == "progress" and (given.progress_percent or 0) < (last_percent(session, work.id) or 0):
        marks.append(Mark("progress-back", amount=last_percent(session, work.id)))
    return marks + photo_marks(session, work, placed, given.at or when.at, phone_has_place=has_place)


def last_percent(session: Session, work_id: int) -> int | None:
    """The progress that was reported last, in per cent."""
    told = select(SiteReport.progress_percent).where(
        SiteReport.work_id == work_id, SiteReport.kind == "progress", SiteReport.progress_percent.is_not(None)
    )
    return session.scalar(told.order_by(SiteReport.on_day.desc(), SiteReport.id.desc()).limit(1))


def _record(session: Session, made: SiteReport, by: CurrentUser) -> None:
    if made.kind in ("progress", "note"):  # a start and a finish are told as changes of the work
        work = session.get_one(Work, made.work_id)
        percent = "" if made.progress_percent is None else f"{made.progress_percent} %"
        tell_of_work(session, "work_reported", work, by, {"percent": percent, "reason": made.note}, number=made.id)
    record(
        session,
        "work.reported",
        actor=by.name,
        actor_id=by.id,
        subject="work",
        subject_id=made.work_id,
        details={"report": made.id, "kind": made.kind, "on": made.on_day.isoformat(), "photos": len(made.attached)},
    )
