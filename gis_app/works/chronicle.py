"""The whole life of a work in one list: every promise, event, changed field, request for more time and its answer.

Everybody reads what concerns the public since the work was announced; who has a part in the work reads all, with the
names of those who acted. Facts are appended (docs/decisions/0010), so this is a reading and keeps nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.texts.fluent import get_texts
from gis_app.works.changed_fields import changed_lines
from gis_app.works.extensions.causes import told_cause
from gis_app.works.extensions.requests import extensions_of
from gis_app.works.history import events_of, schedule_reason, told_author, versions_of
from gis_app.works.life_models import WorkChange
from gis_app.works.models import ScheduleVersion, Work, WorkEvent
from gis_app.works.transitions import Role

Kind = Literal["promise", "event", "change", "asked", "answered", "report"]


@dataclass(frozen=True, slots=True)
class Days:
    """Planned days as promised; either may be missing."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `at` is when it was written down, `on_day` the day it speaks of.

    `code` says which of its kind it is (`started`, `granted`, …), `before` and `days` are promised days, `lines` are
    changed fields in words, `who` is told by office or organisation and, to who has a part, by name. Reports of the
    building site are added by the page, with the addresses of their photos and of the small ones.
    """

    kind: Kind
    at: datetime
    who: str
    code: str = ""
    on_day: date | None = None
    days: Days | None = None
    before: Days | None = None
    reason: str | None = None
    lines: tuple[str, ...] = ()
    photos: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads: `has_part` reads all and names, everybody else what was written after `public_since`."""

    session: Session
    lang: Language
    has_part: bool
    public_since: datetime | None

    def who(self, role: str | None, organisation_id: int | None, name: str | None) -> str:
        told = told_author(self.session, self.lang, role, organisation_id)
        return f"{told}, {name}" if self.has_part and role is not None and name else told

    def may_see(self, at: datetime) -> bool:
        return self.has_part or self.public_since is None or at >= self.public_since


def read_chronicle(session: Session, work: Work, lang: Language, having: frozenset[Role]) -> list[Entry]:
    """The life of a work, the latest first, for a person with these roles towards it."""
    events = events_of(session, work.id)
    drafted = any(one.kind == "drafted" for one in events)
    announced = next((one.created_at for one in events if one.kind in ("planned", "scheduled", "started")), None)
    reader = _Reader(session, lang, bool(having), announced if drafted else None)
    found = [
        *_promises(reader, versions_of(session, work.id)),
        *_events(reader, events),
        *_changes(reader, work.id),
        *(_requests(reader, work.id) if having else ()),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _promises(reader: _Reader, versions: Sequence[ScheduleVersion]) -> Iterator[Entry]:
    seen = [one for one in versions if reader.may_see(one.created_at)]
    # What a draft said last was the first promise when it was announced.
    hidden = [one for one in versions if one not in seen]
    told = [*hidden[-1:], *seen]
    before: ScheduleVersion | None = None
    for one in told:
        yield Entry(
            "promise",
            one.created_at,
            reader.who(one.author_role, one.author_organisation_id, one.author),
            code="first" if before is None else "moved",
            days=Days(one.planned_start, one.planned_end),
            before=None if before is None else Days(before.planned_start, before.planned_end),
            reason=schedule_reason(one.reason, reader.lang),
        )
        before = one


def _events(reader: _Reader, events: Sequence[WorkEvent]) -> Iterator[Entry]:
    for one in events:
        if reader.may_see(one.created_at):
            who = reader.who(one.author_role, one.author_organisation_id, one.author)
            yield Entry("event", one.created_at, who, code=one.kind, on_day=one.on_day, reason=one.note)


def _changes(reader: _Reader, work_id: int) -> Iterator[Entry]:
    statement = select(WorkChange).where(WorkChange.work_id == work_id).order_by(WorkChange.id)
    for one in reader.session.scalars(statement):
        if not reader.may_see(one.made_at):
            continue
        lines = changed_lines(reader.session, one.changed, reader.lang)
        if lines:
            who = one.actor if reader.has_part and one.actor else _told(reader, one)
            yield Entry("change", one.made_at, who, lines=lines)


def _told(reader: _Reader, change: WorkChange) -> str:
    return get_texts().get(reader.lang, "by-plan" if change.actor is None else "history-by-person")


def _requests(reader: _Reader, work_id: int) -> Iterator[Entry]:
    for one in extensions_of(reader.session, work_id):
        asked, decision = one.request, one.decision
        yield Entry(
            "asked",
            asked.created_at,
            reader.who("contractor", asked.author_organisation_id, asked.author),
            days=Days(asked.wanted_start, asked.wanted_end),
            reason=told_cause(asked.cause, asked.reason, reader.lang) or None,
        )
        if decision is not None:
            yield Entry(
                "answered",
                decision.created_at,
                reader.who(decision.author_role, None, decision.author),
                code=decision.outcome,
                days=Days(decision.given_start, decision.given_end) if decision.given_end else None,
                reason=decision.reason or None,
            )
