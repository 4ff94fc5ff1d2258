"""The bars of one work in a period: what was planned, what really is, what is late, what was promised first.

Everything is counted in whole days; a work's last day belongs to it. Places are per cent of the period, so that the
page can be stretched without being drawn anew.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from gis_app.planning.period import Period

Kind = Literal["planned", "actual", "late", "clash", "outage"]
OPEN_STATES = frozenset({"in_progress", "paused"})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """Days from `first` to `last`, both inclusive. `is_open`: it goes on, `last` is only as far as is known."""

    first: date
    last: date
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """What of a term lies in the period, in per cent of it. `comes`, `goes`: it reaches beyond an edge."""

    kind: Kind
    first: date
    last: date
    x: float
    width: float
    comes: bool
    goes: bool
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a work and its state, as they are stored."""

    state: str
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None


def planned_term(dates: Dates) -> Term | None:
    """What is promised now; with one day known, that day."""
    first, last = dates.planned_start or dates.planned_end, dates.planned_end or dates.planned_start
    return None if first is None or last is None else Term(first, max(first, last))


def actual_term(dates: Dates, today: date) -> Term | None:
    """What was reported: to the reported end, else to today while the work is open; a start alone is one day."""
    first = dates.actual_start or dates.actual_end
    if first is None:
        return None
    if dates.actual_end is not None:
        return Term(first, max(first, dates.actual_end))
    is_open = dates.state in OPEN_STATES
    return Term(first, max(first, today) if is_open else first, is_open)


def late_term(dates: Dates, today: date) -> Term | None:
    """The days of really going on after the promised end."""
    actual = actual_term(dates, today)
    if actual is None or dates.planned_end is None or actual.last <= dates.planned_end:
        return None
    return Term(max(actual.first, dates.planned_end + _DAY), actual.last, actual.is_open)


def whole_term(dates: Dates, today: date) -> Term | None:
    """From the first day of any kind to the last: whether a work has anything to show in a period."""
    terms = [term for term in (planned_term(dates), actual_term(dates, today)) if term is not None]
    return Term(min(one.first for one in terms), max(one.last for one in terms)) if terms else None


def going_term(dates: Dates, today: date) -> Term | None:
    """When crews stand in the street, as far as is known: reported days before promised ones."""
    if dates.actual_end is not None:
        return actual_term(dates, today)
    planned = planned_term(dates)
    first = dates.actual_start or (planned.first if planned else None)
    if first is None:
        return None
    ends = [first, *([planned.last] if planned else []), *([today] if dates.state in OPEN_STATES else [])]
    return Term(first, max(ends))


def overlap(one: Term, other: Term) -> Term | None:
    """The days that two terms share."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Term(first, last) if first <= last else None


def bar_of(kind: Kind, term: Term | None, period: Period) -> Bar | None:
    """What of a term lies in a period; None for nothing."""
    inside = overlap(term, Term(period.first, period.last)) if term else None
    if term is None or inside is None:
        return None
    x = period.x(inside.first)
    return Bar(
        kind,
        inside.first,
        inside.last,
        x,
        round(period.x(inside.last + _DAY) - x, 3),
        comes=term.first < period.first,
        goes=term.last > period.last,
        is_open=term.is_open and term.last <= period.last,
    )


def bars_of(dates: Dates, period: Period, today: date) -> list[Bar]:
    """The bars of a work, those behind first."""
    found = (
        bar_of("planned", planned_term(dates), period),
        bar_of("actual", actual_term(dates, today), period),
        bar_of("late", late_term(dates, today), period),
    )
    return [bar for bar in found if bar is not None]


@dataclass(frozen=True, slots=True)
class Promise:
    """The end that was promised first, at `x` per cent; a line leads from there to `to_x`, the end promised now."""

    day: date
    x: float
    to_x: float
    is_inside: bool


def promise_of(first_promised: date | None, dates: Dates, period: Period) -> Promise | None:
    """The mark of a moved end; None when it was not moved, or when nothing of it lies in the period."""
    planned = planned_term(dates)
    if first_promised is None or planned is None or planned.last == first_promised:
        return None
    x, to_x = period.x(first_promised + _DAY), period.x(planned.last + _DAY)
    if max(x, to_x) <= 0 or min(x, to_x) > 100:
        return None
    return Promise(first_promised, max(0.0, min(100.0, x)), max(0.0, min(100.0, to_x)), 0 < x <= 100)
