"""A contractor asks for a later end; a planner answers within a term. Silence is shown and is consent to nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.errors import ConflictError, ForbiddenError, NotFoundError
from gis_app.photos.models import Photo
from gis_app.works.extensions.causes import reason_of
from gis_app.works.extensions.days import check_given_days, check_wanted_days
from gis_app.works.extensions.photos import attach_photos
from gis_app.works.facts import append_schedule, cleaned, iso, record_change
from gis_app.works.life_models import ExtensionDecision, ExtensionRequest
from gis_app.works.models import Work
from gis_app.works.standing import acting_as, roles_at
from gis_app.works.taking import ImpossibleChangeError, must_be_current, take
from gis_app.works.telling import tell_of_answer, tell_of_request
from gis_app.works.time_terms import read_time_terms
from gis_app.works.transitions import ASKS_EXTENSION, DECIDES_EXTENSION, MAY_ASK_EXTENSION, Role
from gis_app.works.working_days import working_days_after

Answer = Literal["granted", "changed", "refused"]


class AlreadyDecidedError(ConflictError):
    """The request was answered or withdrawn meanwhile. That stands."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A request with what ended it, None while nobody has answered."""

    request: ExtensionRequest
    decision: ExtensionDecision | None

    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.decision is None

    def days_of_silence(self, today: date) -> int:
        """By how many days the answer is late; 0 when it was given, or has time yet."""
        return max(0, (today - self.request.answer_by).days) if self.decision is None else 0


def extensions_of(session: Session, work_id: int) -> list[Extension]:
    """All requests of a work, oldest first."""
    statement = (
        select(ExtensionRequest, ExtensionDecision)
        .outerjoin(ExtensionDecision, ExtensionDecision.request_id == ExtensionRequest.id)
        .where(ExtensionRequest.work_id == work_id)
        .order_by(ExtensionRequest.id)
    )
    return [Extension(request, decision) for request, decision in session.execute(statement)]


def find_extension(session: Session, request_id: int, by: CurrentUser) -> tuple[Extension, Work]:
    """A request and its work, for whoever has a part in the work; to anybody else, NotFoundError: it is not there."""
    request = session.get(ExtensionRequest, request_id)
    work = None if request is None else session.get(Work, request.work_id)
    if request is None or work is None or not roles_at(by, work):
        raise NotFoundError(f"there is no request {request_id}")
    return Extension(request, session.get(ExtensionDecision, request_id)), work


def ask(
    session: Session,
    work_id: int,
    *,
    end: date,
    reason: str,
    by: CurrentUser,
    version: int,
    today: date,
    country: str,
    start: date | None = None,
    cause: str = "other",
    photos: Sequence[Photo] = (),
) -> ExtensionRequest:
    """Ask for a later end of a work. One request at a time; the days stay as they are until a planner moves them.

    `start` is another start, of a work that has not begun; `cause` a code of `terms/time.yaml`; `country` the one whose
    holidays do not count in the term for the answer. Raises NotFoundError, ForbiddenError (not the work's contractor),
    StaleWorkError or ImpossibleChangeError.
    """
    work, having = take(session, work_id, by)
    if acting_as(having, ASKS_EXTENSION) is None:
        raise ForbiddenError("more time is asked for by the work's contractor")
    must_be_current(session, work, version)
    told = _checked_reason(cause, reason)
    start = None if start == work.planned_start else start
    check_wanted_days(work, start, end, today)
    if any(one.is_open() for one in extensions_of(session, work_id)):
        raise ImpossibleChangeError("asked-already")
    request = ExtensionRequest(
        work_id=work.id,
        planned_start=work.planned_start,
        planned_end=work.planned_end,
        wanted_start=start,
        wanted_end=end,
        cause=cause,
        reason=told,
        asked_on=today,
        answer_by=working_days_after(today, read_time_terms().answer_working_days, country),
        author=by.name,
        author_id=by.id,
        author_organisation_id=work.contractor_id,
    )
    session.add(request)
    session.flush()
    attach_photos(session, request, photos)
    wanted = {"start": iso(start), "end": end.isoformat()} if start else {"end": end.isoformat()}
    record_change(session, "work.extension_asked", by, work, {"request": request.id, "cause": cause, **wanted})
    tell_of_request(session, work, request, by)
    return request


def withdraw(session: Session, request_id: int, *, by: CurrentUser, today: date, reason: str = "") -> Work:
    """Take back a request that nobody has answered. Whoever is later, this or an answer, gets AlreadyDecidedError."""
    request, work, having = _take_open(session, request_id, by)
    if acting_as(having, ASKS_EXTENSION) is None:
        raise ForbiddenError("a request is withdrawn by the work's contractor")
    told = cleaned(reason) or ""
    _end(session, request, by, "contractor", today, outcome="withdrawn", reason=told)
    record_change(session, "work.extension_withdrawn", by, work, {"request": request_id})
    tell_of_answer(session, work, request, by)
    return work


def decide(
    session: Session,
    request_id: int,
    *,
    outcome: Answer,
    reason: str,
    by: CurrentUser,
    version: int,
    today: date,
    end: date | None = None,
    start: date | None = None,
) -> Work:
    """Answer a request; granting it makes a new version of the schedule with the wanted days, `changed` one with
    `start` (None: the same) and `end`.

    `version` is the work's as the planner saw it. A refusal and other days need a reason. A request that was answered
    already raises AlreadyDecidedError.
    """
    request, work, having = _take_open(session, request_id, by)
    role = acting_as(having, DECIDES_EXTENSION)
    if role is None:
        raise ForbiddenError("more time is granted or refused by a planner of the work's district")
    must_be_current(session, work, version)
    told = cleaned(reason)
    if told is None and outcome != "granted":
        raise ImpossibleChangeError("needs-note")
    days: dict[str, Any] = {}
    if outcome == "changed":
        start = None if start == work.planned_start else start
        check_given_days(work, request, start, end, today)
        days = {"given_start": start, "given_end": end}
    elif outcome == "granted":
        start, end = request.wanted_start, request.wanted_end
        check_wanted_days(work, start, end, today)
    _end(session, request, by, role, today, outcome=outcome, reason=told or "", **days)
    if outcome != "refused":
        why = reason_of(request.cause, request.reason, told if outcome == "changed" else None)
        append_schedule(session, work, start or work.planned_start, end, why, by=by, role=role, today=today)
    answered: dict[str, Any] = {"request": request_id, "outcome": outcome}
    if outcome == "changed":
        answered |= {"start": iso(start), "end": iso(end)}
    record_change(session, "work.extension_decided", by, work, answered)
    tell_of_answer(session, work, request, by)
    return work


def _checked_reason(cause: str, reason: str) -> str:
    known = read_time_terms().cause(cause)
    if known is None:
        raise ImpossibleChangeError("unknown-cause")
    told = cleaned(reason)
    if told is None and known.needs_words:
        raise ImpossibleChangeError("needs-note")
    return told or ""


def _take_open(session: Session, request_id: int, by: CurrentUser) -> tuple[ExtensionRequest, Work, frozenset[Role]]:
    """A request that nobody has answered, its work locked, the person's roles towards the work."""
    extension, _ = find_extension(session, request_id, by)
    work, having = take(session, extension.request.work_id, by)
    # Asked again under the lock: the other may have been quicker.
    if session.scalar(select(ExtensionDecision.outcome).where(ExtensionDecision.request_id == request_id)):
        raise AlreadyDecidedError("this request has been answered or withdrawn already")
    return extension.request, work, having


def _end(session: Session, request: ExtensionRequest, by: CurrentUser, role: Role, today: date, **told: Any) -> None:
    session.add(
        ExtensionDecision(
            request_id=request.id, decided_on=today, author=by.name, author_id=by.id, author_role=role, **told
        )
    )
    session.flush()


def may_be_asked(work: Work, extensions: Sequence[Extension]) -> bool:
    """Whether there are days to come to be moved, and no request waits."""
    return (
        work.state in MAY_ASK_EXTENSION
        and work.planned_end is not None
        and not any(one.is_open() for one in extensions)
    )
