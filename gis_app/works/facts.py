"""Appending what happened to a work: an event, a version of its schedule, an entry of the audit log."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.jobs.queue import defer
from gis_app.settings import get_settings
from gis_app.works.models import ScheduleVersion, Work, WorkEvent
from gis_app.works.standing import name_actor, organisation_of
from gis_app.works.taking import ImpossibleChangeError
from gis_app.works.time_terms import read_time_terms
from gis_app.works.transitions import Role

LONGEST_NOTE = 2000
TILES_TASK = "map.drain_tiles"
RELINK_TASK = "appeals.relink"


def append_event(
    session: Session, work: Work, kind: str, on: date, *, by: CurrentUser, role: Role | None, note: str | None = None
) -> None:
    """Append an event; the database derives the state from it, and the work is read anew."""
    name_actor(session, by.name, by.id)
    session.add(
        WorkEvent(
            work_id=work.id,
            kind=kind,
            on_day=on,
            note=note,
            author=by.name,
            author_id=by.id,
            author_role=role,
            author_organisation_id=organisation_of(by, role, work),
        )
    )
    session.flush()
    session.refresh(work)


def append_schedule(
    session: Session,
    work: Work,
    start: date | None,
    end: date | None,
    reason: str,
    *,
    by: CurrentUser,
    role: Role | None,
    today: date,
) -> None:
    """Append a version of the schedule and record it.

    Days that are the same, turned round or, where they change, further from `today` than anybody can promise, are
    refused.
    """
    told = cleaned(reason)
    if told is None:
        raise ImpossibleChangeError("needs-note")
    if start is not None and end is not None and end < start:
        raise ImpossibleChangeError("end-before-start")
    before = (work.planned_start, work.planned_end)
    if (start, end) == before:
        raise ImpossibleChangeError("same-days")
    must_be_promisable((day for day in (start, end) if day not in before), today)
    if work.state == "scheduled" and (start is None or end is None):
        raise ImpossibleChangeError("needs-days")
    name_actor(session, by.name, by.id)
    last = session.scalar(select(func.max(ScheduleVersion.version)).where(ScheduleVersion.work_id == work.id))
    session.add(
        ScheduleVersion(
            work_id=work.id,
            version=(last or 0) + 1,
            planned_start=start,
            planned_end=end,
            reason=told,
            author=by.name,
            author_id=by.id,
            author_role=role,
            author_organisation_id=organisation_of(by, role, work),
        )
    )
    session.flush()
    session.refresh(work)
    days = {"from": [iso(day) for day in before], "to": [iso(start), iso(end)], "reason": told}
    record_change(session, "work.schedule", by, work, days)


def must_be_promisable(days: Iterable[date | None], today: date) -> None:
    """Raise ImpossibleChangeError for a day that no plan may speak of: too long ago, or too far ahead."""
    terms, first = read_time_terms(), get_settings().first_day
    for day in days:
        if day is not None and day > terms.last_day(today):
            raise ImpossibleChangeError("too-far", years=str(terms.years_ahead))
        if day is not None and day < first:
            raise ImpossibleChangeError("too-early", year=str(first.year))


def cleaned(note: str | None) -> str | None:
    """A reason without outer blanks; None for nothing. Too long a one raises ImpossibleChangeError."""
    text = (note or "").strip()
    if len(text) > LONGEST_NOTE:
        raise ImpossibleChangeError("note-too-long", most=str(LONGEST_NOTE))
    return text or None


def record_change(session: Session, action: str, by: CurrentUser, work: Work, details: Mapping[str, Any]) -> None:
    """Write into the audit log what was done to a work, with the version it has now, and have its tiles built."""
    defer(session, TILES_TASK, queue="tiles", once=TILES_TASK)
    defer(session, RELINK_TASK, once=RELINK_TASK)
    record(
        session,
        action,
        actor=by.name,
        actor_id=by.id,
        subject="work",
        subject_id=work.id,
        details={**details, "version": work.version},
    )


def iso(day: date | None) -> str | None:
    """A day as an entry of the log has it."""
    return None if day is None else day.isoformat()
