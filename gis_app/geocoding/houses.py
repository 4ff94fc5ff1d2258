"""Houses by street or microdistrict: the house itself, a corner, its base number, or a place between neighbours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import hypot
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.house_sides import Sides, sides_of
from gis_app.geocoding.interpolation import Anchor, Ladder
from gis_app.geocoding.numbers import HouseNumber, canonical, parse_number

_CORNER_M = 150.0
_OF_GUESS = 0.6
_AT_CORNER_M = 80.0  # a house at a crossing stands this near to it

Meetings = Mapping[int, Sequence[tuple[float, float]]]  # crossing streets and where they cross, in metres


class FoundHouse(NamedTuple):
    """A point in metres and how it was found: rooftop, corner, rooftop_base or interpolated."""

    x: float
    y: float
    how: str
    number: str
    weight: float = 1.0  # of an interpolated house: 0.6 between near neighbours, less otherwise


class Ground(NamedTuple):
    """Where the houses of a street stand: its line in metres, and the streets it crosses with the places."""

    line: BaseGeometry
    crossing: Meetings


class HouseIndex:
    """All houses, lean: coordinates in arrays, one dictionary of numbers per owner (a street or a microdistrict)."""

    def __init__(
        self,
        owners: Sequence[int] = (),
        numbers: Sequence[str] = (),
        points: NDArray[np.float64] | None = None,
        guesses: Sequence[bool] = (),
        ids: Sequence[int] = (),
    ) -> None:
        """Columns of one length: `points` in metres; a guess (interpolated, of a sketch) is never more than that."""
        self._by_owner: dict[int, dict[str, int]] = defaultdict(dict)
        self._corner_rows: dict[int, list[int]] = defaultdict(list)
        self.texts: list[str] = []
        kept: list[int] = []
        for row, (owner, number) in enumerate(zip(owners, numbers, strict=True)):
            mine, text = self._by_owner[owner], canonical(number)
            known = mine.get(text)
            if known is not None and (guesses[row] or not guesses[kept[known]]):
                continue
            mine[text] = len(kept)
            if "/" in text:
                self._corner_rows[owner].append(len(kept))
            kept.append(row)
            self.texts.append(text)
        places = np.zeros((0, 2)) if points is None else points
        self.x = np.ascontiguousarray(places[kept, 0])
        self.y = np.ascontiguousarray(places[kept, 1])
        self._eastward = np.argsort(self.x)
        self._sorted_x = self.x[self._eastward]
        self.owners = np.array(owners, dtype=np.int32)[kept]
        self.ids = np.array(ids, dtype=np.int64)[kept]
        self._guess = np.array(guesses, dtype=bool)[kept]
        self._ladders: dict[int, tuple[Ladder, Sides | None]] = {}

    def __len__(self) -> int:
        return len(self.x)

    def nearest(self, x: float, y: float, within_m: float) -> tuple[int, float] | None:
        """The row of the nearest house and how far it is; None when there is none within `within_m` metres."""
        west, east = np.searchsorted(self._sorted_x, (x - within_m, x + within_m))
        rows = self._eastward[west:east]
        if len(rows) == 0:
            return None
        away = np.hypot(self.x[rows] - x, self.y[rows] - y)
        at = int(np.argmin(away))
        return (int(rows[at]), float(away[at])) if away[at] <= within_m else None

    def points(self, owner: int) -> list[tuple[float, float]]:
        """Points of all houses of an owner, metres."""
        rows = list(self._by_owner.get(owner, {}).values())
        return list(zip(self.x[rows].tolist(), self.y[rows].tolist(), strict=True))

    def numbers(self, owner: int) -> dict[str, int]:
        """Numbers of an owner's houses → row of the arrays."""
        return self._by_owner.get(owner, {})

    def find(self, owner: int, number: HouseNumber, ground: Ground | None = None) -> FoundHouse | None:
        """The house `number` of `owner`, or the nearest honest thing; None when nothing is near.

        With the `ground` of a street «65/76» may be 65 here and 76 on a street that it crosses. Without one the owner
        is a microdistrict, whose even and odd numbers stand together.
        """
        numbers = self._by_owner.get(owner, {})
        row = numbers.get(number.text)
        if row is not None:
            return self._at(row, "rooftop", number.text)
        if number.second is not None:
            corner = self._corner(numbers, number, ground.crossing if ground else {})
            if corner is not None:
                return corner
        for form in number.looser():
            row = numbers.get(form)
            if row is not None:
                return self._at(row, "rooftop_base", form)
        return self._between(owner, number, ground)

    def _at(self, row: int, how: str, number: str) -> FoundHouse:
        return FoundHouse(
            float(self.x[row]),
            float(self.y[row]),
            "interpolated" if self._guess[row] else how,
            number,
            _OF_GUESS if self._guess[row] else 1.0,
        )

    def _corner(self, numbers: dict[str, int], number: HouseNumber, crossing: Iterable[int]) -> FoundHouse | None:
        here = numbers.get(str(number.base))
        second = str(number.second)
        for street in crossing:
            across = self._by_owner.get(street, {})
            swapped = across.get(f"{second}/{number.base}")
            if swapped is not None:
                return self._at(swapped, "corner", f"{second}/{number.base}")
            there = across.get(second)
            if here is not None and there is not None and self._distance_m(here, there) <= _CORNER_M:
                return self._at(here, "corner", str(number.base))
        return None

    def _distance_m(self, one: int, other: int) -> float:
        return hypot(float(self.x[one] - self.x[other]), float(self.y[one] - self.y[other]))

    def _ladder(self, owner: int, ground: Ground | None) -> tuple[Ladder, Sides | None]:
        """The known houses of a street, with those of crossing streets whose second number is of this one; and the
        sides they stand on. Made on first use."""
        known = self._ladders.get(owner)
        if known is None:
            anchors = [self._anchor(row, True) for row in self._by_owner.get(owner, {}).values()]
            for other, points in (ground.crossing if ground else {}).items():
                for row in self._corner_rows.get(other, ()):
                    x, y = float(self.x[row]), float(self.y[row])
                    if any(hypot(x - a, y - b) <= _AT_CORNER_M for a, b in points):
                        anchors.append(self._anchor(row, False))
            ladder = Ladder([anchor for anchor in anchors if anchor.number], has_sides=ground is not None)
            sides = sides_of(ground.line, ladder.anchors) if ground else None
            known = self._ladders[owner] = ladder, sides
        return known

    def _anchor(self, row: int, own: bool) -> Anchor:
        parsed = parse_number(self.texts[row])
        number = 0 if parsed is None else parsed.base if own else parsed.second or 0
        return Anchor(number, float(self.x[row]), float(self.y[row]), own)

    def _between(self, owner: int, number: HouseNumber, ground: Ground | None) -> FoundHouse | None:
        ladder, sides = self._ladder(owner, ground)
        guess = ladder.guess(number.base)
        if guess is None:
            return None
        x, y = sides.place(guess, number.base) if sides else (guess.x, guess.y)
        return FoundHouse(x, y, "interpolated", guess.neighbours, guess.weight)
