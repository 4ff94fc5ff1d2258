"""Writing facts about appeals: events and deadlines are appended in one statement for any number of appeals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.appeals.models import AppealDeadline, AppealEvent
from gis_app.db.many import insert_many


@dataclass(frozen=True, slots=True)
class Author:
    """Who did something: a person in a role, the applicant (whose name stands in no event), or a rule."""

    name: str
    role: str
    id: int | None = None
    organisation_id: int | None = None


RULE = Author("rule", "rule")
APPLICANT = Author("applicant", "applicant")


def author_of(by: CurrentUser, role: str, organisation_id: int | None = None) -> Author:
    """A signed-in person who acts in a role."""
    return Author(by.name, role, by.id, organisation_id)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to an appeal; see `AppealEvent`."""

    appeal_id: int
    kind: str
    author: Author
    at: datetime
    before: str | None = None
    after: str | None = None
    note: str | None = None
    is_public: bool = False
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline of an appeal; see `AppealDeadline`."""

    appeal_id: int
    purpose: str
    rule: str
    from_day: date
    due_on: date
    author: Author = RULE
    reason: str | None = None


def append_events(session: Session, events: Sequence[Event]) -> None:
    """Append events; the status of their appeals follows by trigger."""
    rows = [
        {
            "appeal_id": one.appeal_id,
            "kind": one.kind,
            "status_before": one.before,
            "status_after": one.after,
            "note": one.note,
            "is_public": one.is_public,
            "details": one.details,
            "author": one.author.name,
            "author_id": one.author.id,
            "author_role": one.author.role,
            "author_organisation_id": one.author.organisation_id,
            "at": one.at,
        }
        for one in events
    ]
    insert_many(session, AppealEvent, rows)


def append_terms(session: Session, terms: Sequence[Term]) -> None:
    """Append deadlines; `due_on` of their appeals follows by trigger."""
    rows = [
        {
            "appeal_id": one.appeal_id,
            "purpose": one.purpose,
            "rule": one.rule,
            "from_day": one.from_day,
            "due_on": one.due_on,
            "reason": one.reason,
            "author": one.author.name,
            "author_id": one.author.id,
        }
        for one in terms
    ]
    insert_many(session, AppealDeadline, rows)
