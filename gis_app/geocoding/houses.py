"""Houses by street or microdistrict: the house itself, a corner, its base number, or a place between neighbours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import hypot
from typing import NamedTuple

import numpy as np

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
        self._ladders: dict[int, Ladder] = {}
        self._corner_rows: dict[int, list[int]] = defaultdict(list)
        for row, text in enumerate(texts):
            if "/" in text:
                self._corner_rows[owners[row]].append(row)

    def __len__(self) -> int:
        return len(self.x)

    def points(self, owner: int) -> list[tuple[float, float]]:
        """Points of all houses of an owner, metres."""
        rows = list(self._by_owner.get(owner, {}).values())
        return list(zip(self.x[rows].tolist(), self.y[rows].tolist(), strict=True))

    def numbers(self, owner: int) -> dict[str, int]:
        """Numbers of an owner's houses → row of the arrays."""
        return self._by_owner.get(owner, {})

    def find(self, owner: int, number: HouseNumber, crossing: Meetings | None = None) -> FoundHouse | None:
        """The house `number` of `owner`, or the nearest honest thing; None when nothing is near.

        `crossing` are the streets that meet the owner, with the places: «65/76» may be 65 here and 76 there.
        Without them the owner is a microdistrict, whose even and odd numbers stand together.
        """
        numbers = self._by_owner.get(owner, {})
        row = numbers.get(number.text)
        if row is not None:
            return self._at(row, "rooftop", number.text)
        if number.second is not None:
            corner = self._corner(numbers, number, crossing or {})
            if corner is not None:
                return corner
        for form in number.looser():
            row = numbers.get(form)
            if row is not None:
                return self._at(row, "rooftop_base", form)
        return self._between(owner, number, crossing)

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

    def _ladder(self, owner: int, crossing: Meetings | None) -> Ladder:
        """The known houses of a street, with those of crossing streets whose second number is of this one."""
        ladder = self._ladders.get(owner)
        if ladder is None:
            anchors = [self._anchor(row, True) for row in self._by_owner.get(owner, {}).values()]
            for other, points in (crossing or {}).items():
                for row in self._corner_rows.get(other, ()):
                    x, y = float(self.x[row]), float(self.y[row])
                    if any(hypot(x - a, y - b) <= _AT_CORNER_M for a, b in points):
                        anchors.append(self._anchor(row, False))
            ladder = self._ladders[owner] = Ladder(
                [anchor for anchor in anchors if anchor.number], has_sides=crossing is not None
            )
        return ladder

    def _anchor(self, row: int, own: bool) -> Anchor:
        parsed = parse_number(self.texts[row])
        number = 0 if parsed is None else parsed.base if own else parsed.second or 0
        return Anchor(number, float(self.x[row]), float(self.y[row]), own)

    def _between(self, owner: int, number: HouseNumber, crossing: Meetings | None) -> FoundHouse | None:
        guess = self._ladder(owner, crossing).guess(number.base)
        if guess is None:
            return None
        return FoundHouse(guess.x, guess.y, "interpolated", guess.neighbours, guess.weight)
