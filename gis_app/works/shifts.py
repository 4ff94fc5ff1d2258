"""How often and how far a work's promised days were moved, as the public is told: "moved twice, 41 days"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Protocol, TypeVar


class Promised(Protocol):
    """A version of a schedule."""

    @property
    def planned_start(self) -> date | None: ...
    @property
    def planned_end(self) -> date | None: ...
    @property
    def created_at(self) -> datetime: ...


Version = TypeVar("Version", bound=Promised)


@dataclass(frozen=True, slots=True)
class Shifts:
    """`times` the days were moved; `days` by which the end (else the start) is now later than first promised.

    Negative days: earlier than first promised.
    """

    times: int
    days: int


def count_shifts(versions: Sequence[Promised], public_since: datetime | None = None) -> Shifts:
    """The shifts of a work from its versions, oldest first.

    What was written before `public_since`, when a draft became a planned work, was promised to nobody: of those
    versions only the last counts, as the first promise. Days that were not known before are no shift.
    """
    promised = _promised(versions, public_since)
    times = sum(
        (one.planned_start, one.planned_end) != (next_.planned_start, next_.planned_end)
        for one, next_ in pairwise(promised)
    )
    if not times:
        return Shifts(0, 0)
    first, last = _last_day(promised[0]), _last_day(promised[-1])
    return Shifts(times, (last - first).days if first is not None and last is not None else 0)


def first_promised(versions: Sequence[Promised], public_since: datetime | None = None) -> date | None:
    """The last day (else the first) that the public was promised first; None when nothing was promised."""
    first = first_promise(versions, public_since)
    return _last_day(first) if first else None


def first_promise(versions: Sequence[Version], public_since: datetime | None = None) -> Version | None:
    """The version with the days that the public was promised first; None when nothing was promised."""
    return next(iter(_promised(versions, public_since)), None)


def _promised(versions: Sequence[Version], public_since: datetime | None) -> list[Version]:
    seen = [one for one in versions if public_since is None or one.created_at > public_since]
    before = [one for one in versions if one not in seen]
    return [one for one in (*before[-1:], *seen) if _last_day(one) is not None]


def _last_day(version: Promised) -> date | None:
    return version.planned_end or version.planned_start
