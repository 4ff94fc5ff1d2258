"""What happened to the invented appeals after they came: each story is a few of the program's own steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.appeals.answering import send_answer
from gis_app.appeals.bodies import Bodies
from gis_app.appeals.drafting import draft_answer
from gis_app.appeals.duplicates import merge
from gis_app.appeals.facts import Author
from gis_app.appeals.intake import Registered
from gis_app.appeals.models import Appeal
from gis_app.appeals.received import Received
from gis_app.appeals.solved import confirm_solved, reopen
from gis_app.appeals.steps import redirect, refuse, send_to, take, withdraw
from gis_app.organisations.models import Organisation
from gis_app.settings import Settings


@dataclass(frozen=True, slots=True)
class Step:
    """A status that an appeal is brought to, so many hours after its receipt."""

    to: str
    after_hours: float


_SENT = (Step("in_check", 1), Step("sent", 3))
_IN_WORK = (*_SENT, Step("in_work", 22))
STORIES: Final[Mapping[str, tuple[Step, ...]]] = {
    "consulted": (),  # registered as such
    "new": (),
    "check": (Step("in_check", 2),),
    "sent": _SENT,
    "work": _IN_WORK,
    "first": (Step("answered", 0.2),),
    "answered": (*_IN_WORK, Step("answered", 200)),
    "confirmed": (*_IN_WORK, Step("answered", 150), Step("confirmed", 190)),
    "reopened": (*_IN_WORK, Step("answered", 60), Step("reopened", 80)),
    "redirected": (Step("in_check", 2), Step("redirected", 6)),
    "refused": (Step("in_check", 3), Step("refused", 8)),
    "duplicate": (Step("duplicate", 1),),
    "withdrawn": (Step("withdrawn", 30),),
}


class Told(Protocol):
    """What the stories need of a row of the file."""

    @property
    def number(self) -> int: ...
    @property
    def story(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def language(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Stage:
    """What all stories share: who sits in the reception, the words said, and the moment that nothing goes beyond."""

    session: Session
    settings: Settings
    reception: Author
    words: Mapping[str, Any]
    now: datetime
    bodies: Bodies


def live(stage: Stage, told: Sequence[Told], received: Sequence[Received], made: Sequence[Registered]) -> None:
    """Play the story of each; nothing happens after `now`, but for a minute from step to step.

    What a rule has done at once (an answer inside a shut-off, sending to a guarantor) is not done again.
    """
    repeated: int | None = None
    for one, given, registered in zip(told, received, made, strict=True):
        if one.story != "duplicate":
            repeated = registered.id
        latest = stage.now
        for step in _ahead(stage.session, registered.id, STORIES[one.story]):
            latest += timedelta(minutes=1)
            at = min(given.received_at + timedelta(hours=step.after_hours), latest)
            if not _STEPS[step.to](stage, one, registered.id, at, repeated):
                break


def _ahead(session: Session, appeal_id: int, steps: Sequence[Step]) -> Sequence[Step]:
    status = session.get_one(Appeal, appeal_id, populate_existing=True).status
    if status == "registered":
        return steps
    names = [step.to for step in steps]
    return steps[names.index(status) + 1 :] if status in names else ()


def _check(stage: Stage, told: Told, appeal_id: int, at: datetime, _: int | None) -> bool:
    take(stage.session, appeal_id, author=stage.reception, at=at)
    return True


def _send(stage: Stage, told: Told, appeal_id: int, at: datetime, _: int | None) -> bool:
    appeal = stage.session.get_one(Appeal, appeal_id)
    body_id = appeal.body_id
    if body_id is None and appeal.district_id is not None:
        # The tasks of a district are its akimat's wherever in it the place lies.
        body_id = next(iter(stage.bodies.at("district", (0.0, 0.0), appeal.district_id)), None)
    if body_id is None:
        return False
    send_to(stage.session, appeal_id, body_id, author=stage.reception, at=at)
    return True


def _work(stage: Stage, told: Told, appeal_id: int, at: datetime, _: int | None) -> bool:
    take(stage.session, appeal_id, author=_executor(stage.session, appeal_id), at=at)
    return True


def _answer(stage: Stage, told: Told, appeal_id: int, at: datetime, _: int | None) -> bool:
    session, asked = stage.session, {"at": at, "settings": stage.settings}
    if told.story == "first":
        draft = draft_answer(session, appeal_id, today=at.date())
        send_answer(session, appeal_id, draft.text, author=stage.reception, at_contact=True, basis=draft.basis, **asked)  # type: ignore[arg-type]
        return True
    texts = stage.words["answers"][told.language]
    author = _executor(session, appeal_id)
    send_answer(session, appeal_id, texts[told.number % len(texts)], author=author, **asked)  # type: ignore[arg-type]
    return True


def _confirm(stage: Stage, told: Told, appeal_id: int, at: datetime, _: int | None) -> bool:
    confirm_solved(stage.session, appeal_id, at=at)
    return True


def _reopen(stage: Stage, told: Told, appeal_id: int, at: datetime, _: int | None) -> bool:
    reopen(stage.session, appeal_id, stage.words["reopened"][told.language], at=at, settings=stage.settings)
    return True


def _redirect(stage: Stage, told: Told, appeal_id: int, at: datetime, _: int | None) -> bool:
    named = select(Organisation.id).where(Organisation.name == told.body).order_by(Organisation.id).limit(1)
    body_id = stage.session.scalars(named).one()
    if body_id == stage.session.get_one(Appeal, appeal_id).body_id:
        return False
    redirect(
        stage.session, appeal_id, body_id, stage.words["redirected"][told.language],
        author=stage.reception, at=at, settings=stage.settings,
    )  # fmt: skip
    return True


def _refuse(stage: Stage, told: Told, appeal_id: int, at: datetime, _: int | None) -> bool:
    reason = stage.words["refused"][told.language]
    refuse(stage.session, appeal_id, reason, author=stage.reception, at=at, settings=stage.settings)
    return True


def _repeat(stage: Stage, told: Told, appeal_id: int, at: datetime, into: int | None) -> bool:
    if into is not None:
        merge(stage.session, appeal_id, into, author=stage.reception, at=at)
    return True


def _withdraw(stage: Stage, told: Told, appeal_id: int, at: datetime, _: int | None) -> bool:
    withdraw(stage.session, appeal_id, at=at)
    return True


_STEPS: Final[Mapping[str, Callable[[Stage, Told, int, datetime, int | None], bool]]] = {
    "in_check": _check, "sent": _send, "in_work": _work, "answered": _answer, "confirmed": _confirm,
    "reopened": _reopen, "redirected": _redirect, "refused": _refuse, "duplicate": _repeat, "withdrawn": _withdraw,
}  # fmt: skip


def _executor(session: Session, appeal_id: int) -> Author:
    body_id = session.get_one(Appeal, appeal_id).body_id
    body = None if body_id is None else session.get(Organisation, body_id)
    return Author("demo" if body is None else body.name, "executor", None, body_id)
