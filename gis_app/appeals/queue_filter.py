"""Which appeals somebody at the reception looks at: one query string for the list, the map, the counts and the export.

A link says what is asked, never who may see it: that comes from the person (`scope.py`). Overdue, due today and due
soon are views of the day, not states.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, get_args
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, func, literal_column, or_, true

from gis_app.appeals.deadlines import read_deadlines
from gis_app.appeals.models import Appeal
from gis_app.appeals.received import CHANNELS, KINDS
from gis_app.appeals.topics import read_topics
from gis_app.appeals.transitions import STATUSES

View = Literal["waiting", "overdue", "today", "soon", "urgent", "mine", "executors", "open", "closed", "all"]
VIEWS: Final[tuple[View, ...]] = get_args(View)
# What the reception itself has to decide; the rest of the open ones is with somebody else.
WAITING: Final = ("registered", "in_check", "reopened")
WITH_EXECUTORS: Final = ("sent", "in_work", "redirected")
LONGEST_WORDS: Final = 200
LARGEST_ID: Final = 2**63 - 1

# As the index ix_appeals_words has it.
WORDS: ColumnElement[Any] = literal_column(
    "to_tsvector('russian', appeals.number || ' ' || coalesce(appeals.external_no, '') || ' ' "
    "|| coalesce(appeals.place_text, '') || ' ' || appeals.text)"
)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """A question about appeals. `words` are words of the text or the place, or a number, ours or of another system."""

    view: View = "waiting"
    statuses: tuple[str, ...] = ()
    kind: str = ""
    channel: str = ""
    topic: str = ""
    district: int | None = None
    body: int | None = None
    words: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """The question as parameters of a link, always in the same order; what narrows nothing is left out."""
        one: dict[str, object] = {
            "view": "" if self.view == "waiting" else self.view, "kind": self.kind, "channel": self.channel,
            "topic": self.topic, "district": self.district, "body": self.body, "q": self.words,
        }  # fmt: skip
        return [("state", status) for status in self.statuses] + [
            (name, str(value)) for name, value in one.items() if value not in ("", None)
        ]

    def to_query(self, **more: str | int) -> str:
        """The question as a query string without "?"; `more` are parameters that are no part of it (lang, after)."""
        return urlencode([*self.pairs(), *((name, str(value)) for name, value in more.items())])

    def is_narrowed(self) -> bool:
        """Whether anything is asked beside the view."""
        return bool(replace(self, view="waiting").pairs())


def read_filter(query: Mapping[str, Sequence[str]]) -> QueueFilter:
    """The filter of a link. What cannot be read narrows nothing; words without a view search among all appeals."""

    def one(name: str) -> str:
        return next(iter(query.get(name, ())), "").strip()

    def known(name: str, values: Sequence[str]) -> str:
        return one(name) if one(name) in values else ""

    def number(name: str) -> int | None:
        said = one(name)
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None

    words = " ".join(one("q").replace("\0", " ").split())[:LONGEST_WORDS]
    asked = next((view for view in VIEWS if view == one("view")), None)
    return QueueFilter(
        view=asked or ("all" if words else "waiting"),
        statuses=tuple(status for status in STATUSES if status in query.get("state", ())),
        kind=known("kind", KINDS),
        channel=known("channel", CHANNELS),
        topic=known("topic", tuple(read_topics().by_code())),
        district=number("district"),
        body=number("body"),
        words=words,
    )


def conditions_of(asked: QueueFilter, *, today: date, country: str, operator_id: int) -> list[ColumnElement[bool]]:
    """The filter as conditions over `appeals`; values are bound parameters."""
    found = [view_condition(asked.view, today=today, country=country, operator_id=operator_id)]
    if asked.statuses:
        found.append(Appeal.status.in_(asked.statuses))
    for column, value in (
        (Appeal.kind, asked.kind or None), (Appeal.channel, asked.channel or None),
        (Appeal.topic_code, asked.topic or None), (Appeal.district_id, asked.district), (Appeal.body_id, asked.body),
    ):  # fmt: skip
        if value is not None:
            found.append(column == value)
    if asked.words:
        found.append(_says(asked.words, today.year))
    return found


def view_condition(view: View, *, today: date, country: str, operator_id: int) -> ColumnElement[bool]:
    """The appeals of a view. Where the clock runs, `closed_at` is empty."""
    is_open = Appeal.closed_at.is_(None)
    soon = read_deadlines().soon_until(today, country)
    return {
        "waiting": Appeal.status.in_(WAITING),
        "overdue": is_open & (Appeal.due_on < today),
        "today": is_open & (Appeal.due_on == today),
        "soon": is_open & (Appeal.due_on > today) & (Appeal.due_on <= soon),
        "urgent": is_open & Appeal.is_urgent,
        "mine": is_open & (Appeal.operator_id == operator_id),
        "executors": Appeal.status.in_(WITH_EXECUTORS) & is_open,
        "open": is_open,
        "closed": Appeal.closed_at.is_not(None),
        "all": true(),
    }[view]


def is_open_view(view: View) -> bool:
    """Whether a view holds open appeals alone: those stand by urgency and day, all others by the newest first."""
    return view not in ("closed", "all")


def _says(words: str, year: int) -> ColumnElement[bool]:
    # The last word may be unfinished; a number is asked for as it is written, or by its last digits.
    beginnings = _beginnings(words)
    by_number = or_(Appeal.number.in_(_numbers(words, year)), Appeal.external_no == words)
    if not beginnings:
        return by_number
    whole = WORDS.op("@@")(func.plainto_tsquery("russian", words))
    return or_(by_number, whole, WORDS.op("@@")(func.to_tsquery("simple", beginnings)))


def _numbers(words: str, year: int) -> list[str]:
    said = words.removeprefix("№").strip()
    if not (said.isascii() and said.isdecimal() and len(said) <= 6):
        return [said]
    return [said, f"{year}-{said:0>6}", f"{year - 1}-{said:0>6}"]


def _beginnings(words: str) -> str:
    letters = "".join(letter if letter.isalnum() else " " for letter in words.casefold()).split()
    return " & ".join(f"{word}:*" for word in letters)
