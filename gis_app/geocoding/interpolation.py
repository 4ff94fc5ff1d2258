"""Where a house that the register lacks must stand, by the houses it has on the same street."""

from bisect import bisect_left
from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

_CLOSE_GAP = 24  # numbers between two known houses of one side: some twelve plots
_NEXT_DOOR = 6  # numbers: three doors on
_ONE_ANCHOR = 14  # numbers: beyond, one known house tells nothing of the place
_MOST_BEYOND = 60  # numbers beyond the last known house
_MOST_BEYOND_M = 450.0
_MOST_GAP_M = 3500.0
# Metres of a street per house number (both sides counted): plots of 12–50 m, two numbers each.
_LEAST_STEP_M, _MOST_STEP_M = 2.0, 30.0

Point = tuple[float, float]


class Anchor(NamedTuple):
    """A known house of a street: base number and place in metres; `is_own` when it stands on the street itself."""

    number: int
    x: float
    y: float
    is_own: bool = True


class Guess(NamedTuple):
    """A place in metres, the neighbours it was found by, and a weight of 0–0.6."""

    x: float
    y: float
    neighbours: str
    weight: float


class Ladder:
    """The known houses of one street in the order of their numbers, one side apart and both together.

    Without `has_sides` (a microdistrict) even and odd numbers stand together.
    """

    def __init__(self, anchors: Sequence[Anchor], *, has_sides: bool = True) -> None:
        self._has_sides = has_sides
        first: dict[int, Anchor] = {}
        for anchor in sorted(anchors, key=lambda a: (a.number, not a.is_own)):
            first.setdefault(anchor.number, anchor)
        self._all = list(first.values())
        self._sides = tuple([anchor for anchor in self._all if anchor.number % 2 == parity] for parity in (0, 1))

    def guess(self, number: int) -> Guess | None:
        """Between its neighbours on its own side; else between those of both sides; else beyond the last one."""
        side = self._sides[number % 2] if self._has_sides else self._all
        return (
            self._between(side, number, 0.6, 0.45)
            or self._between(self._all, number, 0.45, 0.38)
            or self._beyond(side, number)
            or self._beyond(self._all, number)
        )

    @staticmethod
    def _between(anchors: Sequence[Anchor], number: int, near: float, far: float) -> Guess | None:
        place = bisect_left(anchors, number, key=lambda anchor: anchor.number)
        if place < len(anchors) and anchors[place].number == number:
            same = anchors[place]
            return Guess(same.x, same.y, str(number), near)
        if not 0 < place < len(anchors):
            return None
        below, above = anchors[place - 1], anchors[place]
        apart, gap_m = above.number - below.number, hypot(above.x - below.x, above.y - below.y)
        if gap_m > min(_MOST_GAP_M, 2 * _MOST_STEP_M * apart + 200.0):
            return None
        share = (number - below.number) / apart
        x, y = below.x + share * (above.x - below.x), below.y + share * (above.y - below.y)
        return Guess(x, y, f"{below.number}–{above.number}", near if apart <= _CLOSE_GAP else far)

    @staticmethod
    def _beyond(anchors: Sequence[Anchor], number: int) -> Guess | None:
        if not anchors:
            return None
        ordered = anchors if number > anchors[-1].number else anchors[::-1]
        last = ordered[-1]
        away = abs(number - last.number)
        if away > _MOST_BEYOND or (number - anchors[0].number) * (number - anchors[-1].number) < 0:
            return None
        before = next((a for a in reversed(ordered) if abs(a.number - last.number) >= _NEXT_DOOR), None)
        if before is not None and away > _NEXT_DOOR:
            step_m = hypot(last.x - before.x, last.y - before.y) / abs(last.number - before.number)
            if _LEAST_STEP_M <= step_m <= _MOST_STEP_M and step_m * away <= _MOST_BEYOND_M:
                times = away / abs(last.number - before.number)
                x, y = last.x + times * (last.x - before.x), last.y + times * (last.y - before.y)
                return Guess(x, y, f"{before.number}, {last.number}", 0.38)
        if away <= _ONE_ANCHOR:
            return Guess(last.x, last.y, str(last.number), 0.55 if away <= _NEXT_DOOR else 0.4)
        return None
