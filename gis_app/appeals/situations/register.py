"""The rules that route: read from the table, kept in memory while they are the newest, replaced version by version."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from gis_app.appeals.situations.models import LifeSituation
from gis_app.appeals.situations.rules import RuleBook, Situation, problem_of, read_document, read_entry, read_situations

logger = logging.getLogger(__name__)
# Between two rules of the program a city's own find room.
STEP = 10
_KEPT_BOOKS = 4

# Two probes of indexes: a later version has a later id, a rule that ended a later `replaced_at`.
_STAMP = text("""
SELECT s.id, s.made_at, (SELECT max(replaced_at) FROM life_situations)
  FROM life_situations AS s ORDER BY s.id DESC LIMIT 1
""")
_Stamp = tuple[Any, ...]
_books: dict[tuple[_Stamp, date], RuleBook] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule of the shape of the schema and its place in the order."""

    position: int
    rule: Mapping[str, Any]

    @property
    def code(self) -> str:
        """The permanent name of the rule."""
        return str(self.rule["code"])


def current_situations(session: Session, day: date) -> RuleBook:
    """The rules of a day in their order; those of the program where the table has none at all.

    What another process has committed is seen at once: only a copy that bears the table's newest stamp is used.
    A rule that names what the program does not know is left out; `situation_problems` tells of it.
    """
    found = session.execute(_STAMP).first()
    if found is None:
        return read_situations()
    stamp: _Stamp = tuple(found)
    book = _books.get((stamp, day))
    if book is None:
        book = RuleBook(one for one in _all_current(session) if _is_of(one, day) and _is_sound(one))
        while len(_books) >= _KEPT_BOOKS:
            _books.pop(next(iter(_books)), None)
        _books[stamp, day] = book
    return book


def _all_current(session: Session) -> list[Situation]:
    return [read_entry(row.rule) for row in current_rows(session)]


def _is_of(one: Situation, day: date) -> bool:
    return (one.valid_from or date.min) <= day <= (one.valid_to or date.max)


def _is_sound(one: Situation) -> bool:
    problem = problem_of(one)
    if problem is not None:
        logger.warning("the life situation %s is left out: %s", one.code, problem)
    return problem is None


def current_rows(session: Session) -> Sequence[LifeSituation]:
    """The versions that hold, in the order in which they are asked."""
    order = (LifeSituation.position, LifeSituation.id)
    return session.scalars(select(LifeSituation).where(LifeSituation.replaced_at.is_(None)).order_by(*order)).all()


def load_situations(session: Session, document: Sequence[Mapping[str, Any]] | None = None) -> int:
    """Bring the program's own rules up to its file; how many changed. The caller commits.

    A rule that a city has replaced stays the city's; one that left the file ends.
    """
    entries = [
        Entry(STEP * at, rule) for at, rule in enumerate(read_document() if document is None else document, start=1)
    ]
    changed, gone = _of_program(session, entries)
    if not changed and not gone:
        return 0
    lock(session)
    changed, gone = _of_program(session, entries)
    replace(session, changed, file_id=None)
    _end(session, gone)
    return len(changed) + len(gone)


def _of_program(session: Session, entries: Sequence[Entry]) -> tuple[list[Entry], list[int]]:
    current = {row.code: row for row in current_rows(session)}
    changed = [
        entry
        for entry in entries
        if (row := current.get(entry.code)) is None
        or (row.file_id is None and (row.rule, row.position) != (entry.rule, entry.position))
    ]
    codes = {entry.code for entry in entries}
    return changed, [row.id for row in current.values() if row.file_id is None and row.code not in codes]


def lock(session: Session) -> None:
    """One writer at a time, until the end of the transaction; readers go on."""
    session.execute(text("LOCK TABLE life_situations IN SHARE ROW EXCLUSIVE MODE"))


def replace(session: Session, entries: Sequence[Entry], *, file_id: int | None) -> None:
    """Add new versions of rules, which hold from now on. The table is locked (`lock`)."""
    if not entries:
        return
    codes = [entry.code for entry in entries]
    newest = select(LifeSituation.code, func.max(LifeSituation.version)).where(LifeSituation.code.in_(codes))
    versions = {row[0]: row[1] for row in session.execute(newest.group_by(LifeSituation.code))}
    standing = select(LifeSituation.id).where(LifeSituation.code.in_(codes), LifeSituation.replaced_at.is_(None))
    _end(session, session.scalars(standing).all())
    session.execute(
        insert(LifeSituation),
        [
            {
                "code": entry.code,
                "position": entry.position,
                "rule": dict(entry.rule),
                "version": versions.get(entry.code, 0) + 1,
                "valid_from": _day(entry.rule.get("valid_from")),
                "valid_to": _day(entry.rule.get("valid_to")),
                "source": entry.rule["source"],
                "file_id": file_id,
            }
            for entry in entries
        ],
    )


def _end(session: Session, ids: Iterable[int]) -> None:
    statement = update(LifeSituation).where(LifeSituation.id.in_(list(ids)))
    session.execute(
        statement.values(replaced_at=func.clock_timestamp()), execution_options={"synchronize_session": False}
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
