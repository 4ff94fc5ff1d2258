"""Bringing an appeal from one status to another, as the one table of changes allows. Nothing is edited in place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.appeals.facts import Author, Event, append_events
from gis_app.appeals.models import Appeal
from gis_app.appeals.transitions import Status, find_change
from gis_app.dependencies import Language
from gis_app.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from gis_app.texts.fluent import get_texts


class ImpossibleStepError(UsageError):
    """The table of changes has no such step, or something is missing. `code` is a message `appeal-error-…`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(self.in_language("en"))

    def in_language(self, lang: Language) -> str:
        """The sentence in the language of the person."""
        return get_texts().get(lang, f"appeal-error-{self.code}")


class StaleAppealError(ConflictError):
    """Somebody else was quicker: the appeal has a newer version than the one looked at."""


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with a step: a reason in words, who takes over, an answer's text, the appeal that it repeats."""

    note: str | None = None
    body_id: int | None = None
    answer: str | None = None
    parent_id: int | None = None

    def has(self, need: str) -> bool:
        """Whether what a step needs was given."""
        values: Mapping[str, object] = {
            "note": (self.note or "").strip(),
            "body": self.body_id,
            "answer": (self.answer or "").strip(),
            "parent": self.parent_id,
        }
        return bool(values[need])


def take(session: Session, appeal_id: int) -> Appeal:
    """The appeal as the database has it now, locked until the transaction ends. Raises NotFoundError."""
    statement = select(Appeal).where(Appeal.id == appeal_id).with_for_update()
    found = session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFoundError(f"no appeal has the id {appeal_id}")
    return found


def change_status(
    session: Session,
    appeal_id: int,
    to: Status,
    *,
    author: Author,
    at: datetime,
    version: int | None,
    given: Given = Given(),
) -> Appeal:
    """Bring an appeal to the status `to`; who it is that `author.role` may be, stands in the table.

    `version` is what the person looked at; None for the applicant and rules, who look at no version. Raises
    NotFoundError, StaleAppealError, ImpossibleStepError or ForbiddenError, and writes nothing then.
    """
    appeal = take(session, appeal_id)
    if version is not None and version != appeal.version:
        raise StaleAppealError("somebody else has changed this appeal meanwhile")
    change = find_change(appeal.status, to)
    if change is None:
        raise ImpossibleStepError("no-such-step")
    if author.role not in change.who:
        raise ForbiddenError("this step is not yours to take")
    for need in sorted(change.needs):
        if not given.has(need):
            raise ImpossibleStepError(f"needs-{need}")
    if given.body_id is not None:
        appeal.body_id = given.body_id
    if given.parent_id is not None:
        appeal.parent_id = given.parent_id
    session.flush()
    details = {name: value for name, value in (("body", given.body_id), ("parent", given.parent_id)) if value}
    event = Event(
        appeal.id,
        "status",
        author,
        at,
        before=appeal.status,
        after=to,
        note=(given.note or "").strip() or None,
        is_public=True,
        details=details,
    )
    append_events(session, [event])
    session.refresh(appeal)
    return appeal
