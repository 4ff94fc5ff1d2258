"""Houses by street or microdistrict: the house itself, a corner, its base number, or a place between neighbours."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from math import hypot
from typing import NamedTuple

import numpy as np

from gis_app.geocoding.numbers import HouseNumber, canonical, parse_number

_MOST_GAP = 60  # numbers: two known houses farther apart tell nothing of those between
_MOST_GAP_M = 900.0
_NEXT_DOOR = 6  # numbers: beyond the last known house of a side, no farther than three doors on
_CORNER_M = 150.0


class FoundHouse(NamedTuple):
    """A point in metres and how it was found: rooftop, corner, rooftop_base or interpolated."""

    x: float
    y: float
    how: str
    number: str


class HouseRecord(NamedTuple):
    """A house in metres, owned by a target (a street or a microdistrict) of the register."""

    owner: int
    number: str
    x: float
    y: float
    is_guess: bool  # placed by interpolation or in a sketch: never more than `interpolated`
    id: int = 0


class HouseIndex:
    """All houses, lean: coordinates in arrays, one dictionary of numbers per owner."""

    def __init__(self, records: Iterable[HouseRecord]) -> None:
        xs: list[float] = []
        ys: list[float] = []
        guesses: list[bool] = []
        owners: list[int] = []
        ids: list[int] = []
        texts: list[str] = []
        self._by_owner: dict[int, dict[str, int]] = defaultdict(dict)
        for record in records:
            numbers = self._by_owner[record.owner]
            number = canonical(record.number)
            known = numbers.get(number)
            if known is not None and (record.is_guess or not guesses[known]):
                continue
            numbers[number] = len(xs)
            xs.append(record.x)
            ys.append(record.y)
            guesses.append(record.is_guess)
            owners.append(record.owner)
            ids.append(record.id)
            texts.append(number)
        self.x = np.array(xs, dtype=np.float64)
        self.y = np.array(ys, dtype=np.float64)
        self.owners = np.array(owners, dtype=np.int32)
        self.ids = np.array(ids, dtype=np.int64)
        self.texts = texts
        self._guess = np.array(guesses, dtype=bool)
        self._ladders: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def __len__(self) -> int:
        return len(self.x)

    def points(self, owner: int) -> list[tuple[float, float]]:
        """Points of all houses of an owner, metres."""
        rows = list(self._by_owner.get(owner, {}).values())
        return list(zip(self.x[rows].tolist(), self.y[rows].tolist(), strict=True))

    def numbers(self, owner: int) -> dict[str, int]:
        """Numbers of an owner's houses → row of the arrays."""
        return self._by_owner.get(owner, {})

    def find(self, owner: int, number: HouseNumber, crossing: Iterable[int] = ()) -> FoundHouse | None:
        """The house `number` of `owner`, or the nearest honest thing; None when nothing is near.

        `crossing` are the streets that meet the owner: «65/76» may be 65 here and 76 there.
        """
        numbers = self._by_owner.get(owner)
        if not numbers:
            return None
        row = numbers.get(number.text)
        if row is not None:
            return self._at(row, "rooftop", number.text)
        if number.second is not None:
            corner = self._corner(numbers, number, crossing)
            if corner is not None:
                return corner
        for form in number.looser():
            row = numbers.get(form)
            if row is not None:
                return self._at(row, "rooftop_base", form)
        return self._between(owner, number)

    def _at(self, row: int, how: str, number: str) -> FoundHouse:
        return FoundHouse(float(self.x[row]), float(self.y[row]), "interpolated" if self._guess[row] else how, number)

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

    def _ladder(self, owner: int, parity: int) -> list[tuple[int, int]]:
        """(base number, row) of one side of a street, sorted."""
        key = (owner, parity)
        if key not in self._ladders:
            steps: dict[int, int] = {}
            for text, row in self._by_owner[owner].items():
                parsed = parse_number(text)
                if parsed is not None and parsed.base % 2 == parity:
                    steps.setdefault(parsed.base, row)
            self._ladders[key] = sorted(steps.items())
        return self._ladders[key]

    def _between(self, owner: int, number: HouseNumber) -> FoundHouse | None:
        ladder = self._ladder(owner, number.base % 2)
        place = bisect_left(ladder, (number.base, -1))
        below = ladder[place - 1] if place > 0 else None
        above = ladder[place] if place < len(ladder) else None
        if below and above and above[0] - below[0] <= _MOST_GAP:
            if self._distance_m(below[1], above[1]) > _MOST_GAP_M:
                return None
            share = (number.base - below[0]) / (above[0] - below[0])
            x = float(self.x[below[1]] + share * (self.x[above[1]] - self.x[below[1]]))
            y = float(self.y[below[1]] + share * (self.y[above[1]] - self.y[below[1]]))
            return FoundHouse(x, y, "interpolated", f"{below[0]}–{above[0]}")
        for side in (below, above):
            if side and abs(side[0] - number.base) <= _NEXT_DOOR:
                return FoundHouse(float(self.x[side[1]]), float(self.y[side[1]]), "interpolated", str(side[0]))
        return None
