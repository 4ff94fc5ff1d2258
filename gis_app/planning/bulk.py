"""Changing many works at once: each row by the same rules as one work, and each row's answer told.

A row is a savepoint: what is refused changes nothing and hinders no other. A preview does the very same and takes it
back, so that it cannot promise what the change then refuses. Rows are taken in the order of their ids, so that two
people who change many never wait for each other in a ring.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.errors import ConflictError, ForbiddenError, GisAppError, NotFoundError, UsageError
from gis_app.organisations.models import Organisation
from gis_app.texts.fluent import get_texts
from gis_app.works.lifecycle import change_state, edit, reschedule
from gis_app.works.models import Work
from gis_app.works.taking import ImpossibleChangeError, StaleWorkError, take
from gis_app.works.transitions import CHANGES, STATE_AFTER, Event, find_change

# One go is one transaction, and a person reads its report: about two seconds and four screens.
MOST_AT_ONCE = 200
MOST_DAYS = 3650
_BEGUN = frozenset({"in_progress", "paused"})


class BadActError(UsageError):
    """What was asked for all rows lacks something. `code` is a message `planner-problem-…`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(get_texts().get("en", f"planner-problem-{code}"))

    def in_language(self, lang: Language) -> str:
        """The sentence in the language of the person."""
        return get_texts().get(lang, f"planner-problem-{self.code}")


class Act(Protocol):
    """One change, the same for every row."""

    @property
    def needs_reason(self) -> bool:
        """Whether every row asks for a reason."""
        ...

    def do(self, session: Session, work_id: int, version: int, by: CurrentUser, reason: str, today: date) -> Work:
        """Change one work as `works.lifecycle` does, with its errors."""
        ...


@dataclass(frozen=True, slots=True)
class Shift:
    """Move the planned days. A work that has begun keeps its first day: it has happened."""

    days: int
    needs_reason: bool = True

    def do(self, session: Session, work_id: int, version: int, by: CurrentUser, reason: str, today: date) -> Work:
        """See `Act`."""
        work, _ = take(session, work_id, by)
        if work.planned_start is None and work.planned_end is None:
            raise ImpossibleChangeError("needs-days")
        by_days = timedelta(days=self.days)
        start = work.planned_start
        if start is not None and work.state not in _BEGUN:
            start += by_days
        end = None if work.planned_end is None else work.planned_end + by_days
        return reschedule(session, work_id, start=start, end=end, reason=reason, by=by, version=version, today=today)


@dataclass(frozen=True, slots=True)
class SetDays:
    """Promise these days; a day that is None stays as it is."""

    start: date | None
    end: date | None
    needs_reason: bool = True

    def do(self, session: Session, work_id: int, version: int, by: CurrentUser, reason: str, today: date) -> Work:
        """See `Act`."""
        work, _ = take(session, work_id, by)
        start, end = self.start or work.planned_start, self.end or work.planned_end
        return reschedule(session, work_id, start=start, end=end, reason=reason, by=by, version=version, today=today)


@dataclass(frozen=True, slots=True)
class ChangeState:
    """Bring the works on by one event of the table of changes, as of the day `on`."""

    event: Event
    on: date

    @property
    def needs_reason(self) -> bool:
        """Whether every change by this event asks for a note."""
        return all("note" in change.needs for change in CHANGES if change.event == self.event)

    def do(self, session: Session, work_id: int, version: int, by: CurrentUser, reason: str, today: date) -> Work:
        """See `Act`."""
        if self.on > today:
            raise ImpossibleChangeError("day-ahead")
        to = STATE_AFTER[self.event]
        work, _ = take(session, work_id, by)
        change = find_change(work.state, to)
        if change is None or change.event != self.event:
            raise ImpossibleChangeError("no-such-step")
        return change_state(session, work_id, to, by=by, version=version, on=self.on, note=reason or None)


@dataclass(frozen=True, slots=True)
class SetContractor:
    """Give the works to a contractor."""

    contractor_id: int
    needs_reason: bool = False

    def do(self, session: Session, work_id: int, version: int, by: CurrentUser, reason: str, today: date) -> Work:
        """See `Act`."""
        return edit(session, work_id, {"contractor_id": self.contractor_id}, by=by, version=version)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a change may change of a work."""

    state: str
    planned_start: date | None
    planned_end: date | None
    contractor_id: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became, or would become, of one row; `problem` is why nothing did. `before` is unknown to a stranger."""

    work_id: int
    version: int
    before: Snapshot | None = None
    after: Snapshot | None = None
    problem: GisAppError | None = None

    def why(self, lang: Language) -> str:
        """Why nothing was done, in words; empty when it was."""
        if self.problem is None:
            return ""
        if isinstance(self.problem, ImpossibleChangeError | StaleWorkError):
            return self.problem.in_language(lang)
        code = "missing" if isinstance(self.problem, NotFoundError) else "not-yours"
        return get_texts().get(lang, f"planner-refused-{code}")


def change_many(
    session: Session,
    chosen: Sequence[tuple[int, int]],
    act: Act,
    *,
    by: CurrentUser,
    reason: str,
    today: date,
    preview: bool = False,
) -> list[Outcome]:
    """Do `act` to works chosen as (id, version that the person saw); the answers in the order of the ids.

    With `preview` nothing stays changed, and a reason that is still to be given is no hindrance. The caller commits.
    Raises BadActError when nothing or too much was chosen, or a reason is missing.
    """
    versions = dict(chosen)
    if not versions:
        raise BadActError("nothing-chosen")
    if len(versions) > MOST_AT_ONCE:
        raise BadActError("too-many")
    told = reason.strip()
    if not told and preview:
        told = "…"
    if not told and act.needs_reason:
        raise BadActError("no-reason")
    return [_change_one(session, id, versions[id], act, by, told, today, preview) for id in sorted(versions)]


def _change_one(
    session: Session, id: int, version: int, act: Act, by: CurrentUser, reason: str, today: date, preview: bool
) -> Outcome:
    savepoint = session.begin_nested()
    before: Snapshot | None = None
    try:
        before = _snapshot(take(session, id, by)[0])
        after = _snapshot(act.do(session, id, version, by, reason, today))
    except (ImpossibleChangeError, ConflictError, ForbiddenError, NotFoundError) as problem:
        savepoint.rollback()
        return Outcome(id, version, before, problem=problem)
    if preview:
        savepoint.rollback()
    else:
        savepoint.commit()
    return Outcome(id, version, before, after)


def _snapshot(work: Work) -> Snapshot:
    return Snapshot(work.state, work.planned_start, work.planned_end, work.contractor_id)


def contractor_named(session: Session, id: int | None) -> SetContractor:
    """The act of giving works to a contractor; anybody else raises BadActError."""
    found = None if id is None else session.get(Organisation, id)
    if found is None or not found.is_contractor:
        raise BadActError("no-contractor")
    return SetContractor(found.id)
