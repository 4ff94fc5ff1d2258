"""What happened to the invented appeals after they came: each story is a few steps of the table of changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from gis_app.appeals.bodies import Bodies
from gis_app.appeals.facts import APPLICANT, Author
from gis_app.appeals.intake import Registered
from gis_app.appeals.models import Appeal, AppealAnswer
from gis_app.appeals.received import Received
from gis_app.appeals.status import Given, change_status
from gis_app.appeals.transitions import Status
from gis_app.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Step:
    """A status, so many hours after receipt, and who brings it: the reception, the executor or the applicant."""

    to: Status
    after_hours: float
    by: str = "reception"


_SENT = (Step("in_check", 1), Step("sent", 3))
_IN_WORK = (*_SENT, Step("in_work", 22, "executor"))
STORIES: Final[Mapping[str, tuple[Step, ...]]] = {
    "new": (),
    "check": (Step("in_check", 2),),
    "sent": _SENT,
    "work": _IN_WORK,
    "first": (Step("answered", 0.2),),
    "consulted": (Step("answered", 0.1), Step("confirmed", 0.15)),
    "answered": (*_IN_WORK, Step("answered", 200, "executor")),
    "confirmed": (*_IN_WORK, Step("answered", 150, "executor"), Step("confirmed", 190, "applicant")),
    "reopened": (*_IN_WORK, Step("answered", 60, "executor"), Step("reopened", 80, "applicant")),
    "redirected": (Step("in_check", 2), Step("redirected", 6)),
    "refused": (Step("in_check", 3), Step("refused", 8)),
    "duplicate": (Step("duplicate", 1),),
    "withdrawn": (Step("withdrawn", 30, "applicant"),),
}


class _Told(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def story(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def language(self) -> Any: ...


def live(
    session: Session,
    told: Sequence[_Told],
    received: Sequence[Received],
    made: Sequence[Registered],
    reception: Author,
    words: Mapping[str, Any],
    now: datetime,
) -> None:
    """Play the story of each; nothing happens after `now`, but for a minute from step to step."""
    bodies = _Bodies(session, now)
    first_of_all: int | None = None
    for one, given, registered in zip(told, received, made, strict=True):
        if one.story != "duplicate":
            first_of_all = registered.id
        latest = now
        for step in STORIES[one.story]:
            latest += timedelta(minutes=1)
            at = min(given.received_at + timedelta(hours=step.after_hours), latest)
            body = bodies.for_step(session, one, registered)
            if step.to == "sent" and body is None:
                break
            _take(session, one, registered.id, step, at, reception, words, body, first_of_all)


def _take(
    session: Session,
    told: _Told,
    appeal_id: int,
    step: Step,
    at: datetime,
    reception: Author,
    words: Mapping[str, Any],
    body: Organisation | None,
    parent_id: int | None,
) -> None:
    author = {"reception": reception, "applicant": APPLICANT, "executor": _executor(body)}[step.by]
    note = words[step.to][told.language] if step.to in words else None
    answer = None
    if step.to == "answered":
        texts = words["at_once" if step.by == "reception" else "answers"][told.language]
        answer = texts[told.number % len(texts)]
    given = Given(
        note=note,
        body_id=body.id if body is not None and step.to in ("sent", "redirected") else None,
        answer=answer,
        parent_id=parent_id if step.to == "duplicate" else None,
    )
    change_status(session, appeal_id, step.to, author=author, at=at, version=None, given=given)
    if answer is not None:
        _keep(session, appeal_id, told.language, answer, author, at)


def _keep(session: Session, appeal_id: int, language: str, answer: str, author: Author, at: datetime) -> None:
    row = {
        "appeal_id": appeal_id, "state": "sent", "language": language, "text": answer, "author": author.name,
        "author_id": author.id, "author_organisation_id": author.organisation_id, "made_at": at,
    }  # fmt: skip
    session.execute(insert(AppealAnswer), [row])


def _executor(body: Organisation | None) -> Author:
    return Author("demo", "executor") if body is None else Author(body.name, "executor", None, body.id)


class _Bodies:
    """Who gets an appeal: the body it was routed to, else the akimat of the district; or the one that a row names."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._bodies = Bodies.read(session, now.date())

    def for_step(self, session: Session, told: _Told, registered: Registered) -> Organisation | None:
        if told.body:
            named = select(Organisation).where(Organisation.name == told.body).order_by(Organisation.id)
            return session.scalars(named.limit(1)).one_or_none()
        if registered.routed is not None and registered.routed.body_id is not None:
            return session.get(Organisation, registered.routed.body_id)
        appeal = session.get_one(Appeal, registered.id)
        if appeal.district_id is None:
            return None
        # The tasks of a district are its akimat's wherever in it the place lies.
        found = self._bodies.at("district", (0.0, 0.0), appeal.district_id)
        return session.get(Organisation, found[0]) if found else None
