"""A contractor asks for a later end; a planner answers within a term. Silence is shown and is consent to nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.errors import ConflictError, ForbiddenError, NotFoundError
from gis_app.works.facts import append_schedule, cleaned, record_change
from gis_app.works.life_models import ExtensionDecision, ExtensionRequest
from gis_app.works.models import Work
from gis_app.works.standing import acting_as
from gis_app.works.taking import ImpossibleChangeError, must_be_current, take
from gis_app.works.transitions import ASKS_EXTENSION, DECIDES_EXTENSION, MAY_ASK_EXTENSION


class AlreadyDecidedError(ConflictError):
    """Somebody else has answered the request. Its decision stands."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A request with its answer, None while nobody has answered."""

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


def ask(
    session: Session,
    work_id: int,
    *,
    end: date,
    reason: str,
    by: CurrentUser,
    version: int,
    today: date,
    answer_within_days: int,
) -> ExtensionRequest:
    """Ask for a later end of a work. One request at a time; the days stay as they are until a planner grants it.

    Raises NotFoundError, ForbiddenError (not the work's contractor), StaleWorkError or ImpossibleChangeError.
    """
    work, having = take(session, work_id, by)
    if acting_as(having, ASKS_EXTENSION) is None:
        raise ForbiddenError("more time is asked for by the work's contractor")
    must_be_current(session, work, version)
    if work.state not in MAY_ASK_EXTENSION:
        raise ImpossibleChangeError("no-days-to-come")
    told = cleaned(reason)
    if told is None:
        raise ImpossibleChangeError("needs-note")
    if work.planned_end is None or end <= work.planned_end:
        raise ImpossibleChangeError("not-later")
    if any(one.is_open() for one in extensions_of(session, work_id)):
        raise ImpossibleChangeError("asked-already")
    request = ExtensionRequest(
        work_id=work.id,
        planned_end=work.planned_end,
        wanted_end=end,
        reason=told,
        asked_on=today,
        answer_by=today + timedelta(days=answer_within_days),
        author=by.name,
        author_id=by.id,
        author_organisation_id=work.contractor_id,
    )
    session.add(request)
    session.flush()
    record_change(session, "work.extension_asked", by, work, {"request": request.id, "end": end.isoformat()})
    return request


def decide(
    session: Session, request_id: int, *, granted: bool, reason: str, by: CurrentUser, version: int, today: date
) -> Work:
    """Answer a request; granting it makes a new version of the schedule with the wanted end.

    `version` is the work's as the planner saw it. A request that was answered already raises AlreadyDecidedError.
    """
    request = session.get(ExtensionRequest, request_id)
    if request is None:
        raise NotFoundError(f"there is no request {request_id}")
    work, having = take(session, request.work_id, by)
    role = acting_as(having, DECIDES_EXTENSION)
    if role is None:
        raise ForbiddenError("more time is granted or refused by a planner of the work's district")
    if session.get(ExtensionDecision, request_id) is not None:
        raise AlreadyDecidedError("this request has been answered already")
    must_be_current(session, work, version)
    told = cleaned(reason)
    if told is None and not granted:
        raise ImpossibleChangeError("needs-note")
    if granted and work.state not in MAY_ASK_EXTENSION:
        raise ImpossibleChangeError("no-days-to-come")
    session.add(
        ExtensionDecision(
            request_id=request_id,
            granted=granted,
            reason=told or "",
            decided_on=today,
            author=by.name,
            author_id=by.id,
            author_role=role,
        )
    )
    session.flush()
    if granted:
        append_schedule(session, work, work.planned_start, request.wanted_end, request.reason, by=by, role=role)
    record_change(session, "work.extension_decided", by, work, {"request": request_id, "granted": granted})
    return work
