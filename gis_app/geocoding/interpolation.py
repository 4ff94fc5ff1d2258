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
    """A place in metres, the neighbours it was found by, and a weight of 0–0.6.

    `own_side` is false when the numbers of the other side of the street told the place.
    """

    x: float
    y: float
    neighbours: str
    weight: float
    own_side: bool = True


class Ladder:
    """The known houses of one street in the order of their numbers, one side apart and both together.

    Without `has_sides` (a microdistrict) even and odd numbers stand together.
    """

    def __init__(self, anchors: Sequence[Anchor], *, has_sides: bool = True) -> None:
        self._has_sides = has_sides
        first: dict[int, Anchor] = {}
        for anchor in sorted(anchors, key=lambda a: (a.number, not a.is_own)):
            first.setdefault(anchor.number, anchor)
        self.anchors = list(first.values())
        self._sides = tuple([anchor for anchor in self.anchors if anchor.number % 2 == parity] for parity in (0, 1))

    def guess(self, number: int) -> Guess | None:
        """Between its neighbours on its own side, or beyond the last of them as their numbers go on, or next door;
        else likewise by the numbers of both sides; else where the nearest house stands."""
        side, both = self._sides[number % 2] if self._has_sides else self.anchors, self.anchors
        own = (
            self._between(side, number, 0.6, 0.45) or self._beyond(side, number) or self._near(side, number, _NEXT_DOOR)
        )
        if own is not None:
            return own
        other = self._between(both, number, 0.45, 0.38) or self._beyond(both, number)
        if other is not None:
            return other._replace(own_side=False)
        return self._near(side, number, _ONE_ANCHOR) or self._near(both, number, _ONE_ANCHOR)

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
        if not anchors or anchors[0].number <= number <= anchors[-1].number:
            return None
        ordered = anchors if number > anchors[-1].number else anchors[::-1]
        last = ordered[-1]
        away = abs(number - last.number)
        before = next((a for a in reversed(ordered) if abs(a.number - last.number) >= _NEXT_DOOR), None)
        if before is None or away > _MOST_BEYOND:
            return None
        step_m = hypot(last.x - before.x, last.y - before.y) / abs(last.number - before.number)
        if not (_LEAST_STEP_M <= step_m <= _MOST_STEP_M and step_m * away <= _MOST_BEYOND_M):
            return None
        times = away / abs(last.number - before.number)
        x, y = last.x + times * (last.x - before.x), last.y + times * (last.y - before.y)
        return Guess(x, y, f"{before.number}, {last.number}", 0.55 if away <= _NEXT_DOOR else 0.38)

    @staticmethod
    def _near(anchors: Sequence[Anchor], number: int, most: int) -> Guess | None:
        """Where the first or the last house stands, when the number lies beyond it by no more than `most`."""
        if not anchors or anchors[0].number <= number <= anchors[-1].number:
            return None
        last = anchors[-1] if number > anchors[-1].number else anchors[0]
        away = abs(number - last.number)
        return Guess(last.x, last.y, str(last.number), 0.55 if away <= _NEXT_DOOR else 0.4) if away <= most else None
