"""Every date a work was ever promised, and what became of it, as bars on one scale: who looks sees the shifts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

# A bar of one day in a plan of years is still seen.
_LEAST_SIZE = 1.5


class Promise(Protocol):
    """Planned days as they were told at one time."""

    @property
    def planned_start(self) -> date | None: ...
    @property
    def planned_end(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in per cent of the scale."""

    at: float
    size: float


@dataclass(frozen=True, slots=True)
class PromisedDays:
    """A bar for each promise (None for one without days), one for the real days as far as known, and where today is."""

    promises: tuple[Bar | None, ...]
    actual: Bar | None
    today: float | None


def draw_promises(
    promises: Sequence[Promise], actual_start: date | None, actual_end: date | None, is_open: bool, today: date
) -> PromisedDays | None:
    """The bars of a work; None when no promise has days. An open work that has begun goes on until today."""
    spans = [_span(one.planned_start, one.planned_end) for one in promises]
    if not any(spans):
        return None
    real = _span(actual_start, actual_end or (max(actual_start, today) if actual_start and is_open else None))
    known = [span for span in (*spans, real) if span is not None]
    first, last = min(span[0] for span in known), max(span[1] for span in known)
    whole = (last - first).days + 1

    def bar(span: tuple[date, date] | None) -> Bar | None:
        if span is None:
            return None
        size = max(_LEAST_SIZE, 100 * ((span[1] - span[0]).days + 1) / whole)
        return Bar(round(min(100 - size, 100 * (span[0] - first).days / whole), 2), round(size, 2))

    at = round(100 * ((today - first).days + 0.5) / whole, 2) if first <= today <= last else None
    return PromisedDays(tuple(bar(span) for span in spans), bar(real), at)


def _span(first: date | None, last: date | None) -> tuple[date, date] | None:
    begin, end = first or last, last or first
    return None if begin is None or end is None else (begin, max(begin, end))
