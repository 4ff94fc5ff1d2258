"""Changing a work by a person: its state, its days, its fields. Every change is a fact with an author.

Each function takes the version that the person looked at: when somebody else was quicker, StaleWorkError (a
ConflictError) says what the other changed, and nothing is written. The caller commits.
"""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.errors import ForbiddenError
from gis_app.works.editing import create, edit
from gis_app.works.facts import append_event, append_schedule, cleaned, record_change
from gis_app.works.models import Work, WorkEvent
from gis_app.works.protection import open_for
from gis_app.works.standing import acting_as
from gis_app.works.taking import ImpossibleChangeError, must_be_current, take
from gis_app.works.telling import tell_of_change, tell_of_days
from gis_app.works.transitions import MAY_RESCHEDULE, Change, find_change

__all__ = ["change_state", "create", "edit", "reschedule"]


def change_state(
    session: Session, work_id: int, to: str, *, by: CurrentUser, version: int, on: date, note: str | None = None
) -> Work:
    """Bring a work to the state `to` as of the day `on`, as the table of changes allows.

    Raises NotFoundError, ForbiddenError (not this person), StaleWorkError (a newer version) or ImpossibleChangeError
    (no such step, something is missing, or a day before what is reported already). The work comes back as it is then.
    """
    work, having = take(session, work_id, by)
    change = find_change(work.state, to)
    if change is None:
        must_be_current(session, work, version)
        raise ImpossibleChangeError("no-such-step")
    role = acting_as(having, change.who)
    if role is None:
        raise ForbiddenError("this change is not yours to make")
    must_be_current(session, work, version)
    note = cleaned(note)
    _check_needs(work, change, note)
    if on < _last_report(session, work_id):
        raise ImpossibleChangeError("before-last-report")
    before = work.state
    append_event(session, work, change.event, on, by=by, role=role, note=note)
    if change.after == "accepted":
        open_for(session, work, on)
    record_change(session, "work.state", by, work, {"from": before, "to": to, "on": on.isoformat(), "note": note})
    tell_of_change(session, work, change.event, before, by, on, note)
    return work


def reschedule(
    session: Session,
    work_id: int,
    *,
    start: date | None,
    end: date | None,
    reason: str,
    by: CurrentUser,
    version: int,
    today: date,
) -> Work:
    """Promise other days, for a reason, as a new version of the schedule. Raises as `change_state` does."""
    work, having = take(session, work_id, by)
    if work.state not in MAY_RESCHEDULE:
        must_be_current(session, work, version)
        raise ImpossibleChangeError("no-days-to-come")
    role = acting_as(having, MAY_RESCHEDULE[work.state])
    if role is None:
        raise ForbiddenError("these days are not yours to move")
    must_be_current(session, work, version)
    promised = (work.planned_start, work.planned_end)
    append_schedule(session, work, start, end, reason, by=by, role=role, today=today)
    tell_of_days(session, work, promised, reason.strip(), by)
    return work


def _check_needs(work: Work, change: Change, note: str | None) -> None:
    if "emergency" in change.needs and not work.is_emergency:
        raise ImpossibleChangeError("needs-emergency")
    if "days" in change.needs and (work.planned_start is None or work.planned_end is None):
        raise ImpossibleChangeError("needs-days")
    if "note" in change.needs and note is None:
        raise ImpossibleChangeError("needs-note")


def _last_report(session: Session, work_id: int) -> date:
    """The latest day of which something was reported; plans are not reports."""
    found = session.scalar(
        select(func.max(WorkEvent.on_day)).where(
            WorkEvent.work_id == work_id, WorkEvent.kind.not_in(("drafted", "planned", "scheduled"))
        )
    )
    return found or date.min
