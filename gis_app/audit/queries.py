"""Reading the audit log, newest first."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.audit.models import AuditEntry

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What to look for. `actor` is a part of a name or a user's number; `subject` a kind, or kind and id: `work:17`."""

    actor: str = ""
    subject: str = ""
    day: date | None = None
    before: int | None = None


def find_entries(session: Session, asked: AuditFilter) -> tuple[list[AuditEntry], bool]:
    """A page of entries with ids below `before`, and whether older ones follow. A day is the city's day."""
    statement = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(PER_PAGE + 1)
    if asked.before is not None:
        statement = statement.where(AuditEntry.id < asked.before)
    if asked.actor.isdecimal() and len(asked.actor) < 18:
        statement = statement.where(AuditEntry.actor_id == int(asked.actor))
    elif asked.actor:
        statement = statement.where(func.strpos(func.lower(AuditEntry.actor), asked.actor.lower()) > 0)
    kind, _, subject_id = asked.subject.partition(":")
    if kind:
        statement = statement.where(AuditEntry.subject == kind)
    if subject_id:
        statement = statement.where(AuditEntry.subject_id == subject_id)
    if asked.day is not None:
        # Connections run in the city's time zone: a date compared with an instant is the city's midnight.
        statement = statement.where(AuditEntry.at >= asked.day, AuditEntry.at < asked.day + timedelta(days=1))
    found = session.scalars(statement).all()
    return list(found[:PER_PAGE]), len(found) > PER_PAGE
