"""True places drawn from the raw roads: streets, crossings, stretches and rings of streets, in metres.

Nothing of the geocoder is used. A street is all raw lines of one folded name; names that were joined by eye in the
judged list are one street here too.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tests.benchmarks.geocoding.judged import JUDGED, parts_of, read_csv
from tests.benchmarks.geocoding.raw_city import RawCity
from tests.benchmarks.geocoding.spoken import Spoken, spoken

_LEAST_STREET_M = 400.0
_MEET_M = 15.0
_LEAST_STRETCH_M, _MOST_STRETCH_M = 250.0, 4_000.0
_LEAST_RING_M2, _MOST_RING_M2 = 20_000.0, 4_000_000.0
_BESIDE_M = 25.0  # an edge of a block runs on the street; carriageways of one avenue lie that far apart
_STEP_M = 20.0
_LEAST_SIDE_M = 60.0
_SUBSETS = 24
_SHARE_OF_STREETS = (0.15, 0.3, 0.5)


@dataclass(frozen=True, slots=True)
class Street:
    """A raw street: its reference for the judge, how it is said, its lines in metres."""

    reference: str
    said: Spoken
    geom: BaseGeometry


@dataclass(frozen=True, slots=True)
class Drawn:
    """A true place: its kind, the streets in their order (a stretch: street, from, to), its shape if any."""

    kind: str
    streets: tuple[Street, ...]
    geom: BaseGeometry | None = None


class DrawnPlaces:
    """All places of a city that may be drawn, in a fixed order."""

    def __init__(self, city: RawCity) -> None:
        self.streets = _streets(city)
        self._tree = shapely.STRtree([street.geom for street in self.streets])
        self._meeting = self._meetings()

    def _meetings(self) -> dict[int, dict[int, list[tuple[float, float]]]]:
        shapes = np.array([street.geom for street in self.streets], dtype=object)
        left, right = self._tree.query(shapes, predicate="dwithin", distance=_MEET_M)
        met: dict[int, dict[int, list[tuple[float, float]]]] = defaultdict(dict)
        for one, other in zip(left.tolist(), right.tolist(), strict=True):
            if one < other:
                near = shapely.shortest_line(shapes[one], shapes[other])
                common = shapely.intersection(shapes[one], shapes[other])
                points = shapely.get_coordinates(near if common.is_empty else common)
                met[one][other] = met[other][one] = [(float(x), float(y)) for x, y in points.tolist()]
        return dict(met)

    def crossings(self, drawn: random.Random) -> Iterator[Drawn]:
        """Endless: two streets that meet, seldom three."""
        weights = [street.geom.length**0.5 if number in self._meeting else 0.0
                   for number, street in enumerate(self.streets)]  # fmt: skip
        while True:
            first = drawn.choices(range(len(self.streets)), weights)[0]
            others = sorted(self._meeting[first])
            second = drawn.choices(others, [weights[other] for other in others])[0]
            place = shapely.Point(self._meeting[first][second][0])
            chosen = [first, second]
            third = [
                n for n in self._meeting[first] if n != second and shapely.dwithin(self.streets[n].geom, place, 30)
            ]
            if third and drawn.random() < 0.5:
                chosen.append(min(third))
            drawn.shuffle(chosen)
            yield Drawn("crossing", tuple(self.streets[number] for number in chosen), place)

    def stretches(self, drawn: random.Random) -> Iterator[Drawn]:
        """Endless: a street and two of its crossing streets, far enough apart on one unbroken piece of it."""
        lines = [_longest(street.geom) for street in self.streets]
        weights = [line.length**0.5 if len(self._meeting.get(number, ())) > 2 and line.length > 2 * _LEAST_STRETCH_M
                   else 0.0 for number, line in enumerate(lines)]  # fmt: skip
        while True:
            number = drawn.choices(range(len(self.streets)), weights)[0]
            line = lines[number]
            on = [(other, float(line.project(shapely.Point(place))))
                  for other, places in sorted(self._meeting[number].items())
                  for place in places if line.distance(shapely.Point(place)) <= _MEET_M]  # fmt: skip
            pairs = [(a, b) for a, at in on for b, to in on
                     if a != b and _LEAST_STRETCH_M <= abs(at - to) <= _MOST_STRETCH_M]  # fmt: skip
            if pairs:
                start, end = drawn.choice(pairs)
                yield Drawn("segment", tuple(self.streets[n] for n in (number, start, end)))

    def rings(self, drawn: random.Random) -> Iterator[Drawn]:
        """Rings of three to six streets round blocks or unions of blocks; each once, then the texts are other ones."""
        numbers = [n for n in range(len(self.streets)) if n in self._meeting]
        found: dict[frozenset[int], Drawn] = {}
        for turn in range(_SUBSETS):
            share = _SHARE_OF_STREETS[turn % len(_SHARE_OF_STREETS)]
            longest = sorted(numbers, key=lambda n: -self.streets[n].geom.length)[: 400 if share > 0.2 else 150]
            kept = [n for n in longest if drawn.random() < share]
            for face in _faces([self.streets[n].geom for n in kept]):
                sides = self._sides(face)
                if sides and frozenset(sides) not in found:
                    found[frozenset(sides)] = Drawn("contour", tuple(self.streets[n] for n in sides), face)
        rings = list(found.values())
        while rings:
            drawn.shuffle(rings)
            yield from rings

    def _sides(self, face: BaseGeometry) -> list[int]:
        """The streets round a face in their order; empty when it is not three to six, or one of them has no name."""
        edge = face.exterior
        points = shapely.line_interpolate_point(edge, np.arange(0, edge.length, _STEP_M))
        at, near = self._tree.query(points, predicate="dwithin", distance=_BESIDE_M)
        beside: dict[int, set[int]] = defaultdict(set)
        for place, street in zip(at.tolist(), near.tolist(), strict=True):
            beside[place].add(street)
        count = {n: sum(n in streets for streets in beside.values()) for n in set(near.tolist())}
        if len(beside) < 0.97 * len(points):
            return []
        best = [max(beside[place], key=lambda n: (count[n], n)) for place in sorted(beside)]
        runs = [(n, len(list(group))) for n, group in groupby(best)]
        sides = [n for n, length in runs if length * _STEP_M >= _LEAST_SIDE_M]
        sides = [n for n, _ in groupby(sides)]
        if len(sides) > 1 and sides[0] == sides[-1]:
            sides.pop()
        good = 3 <= len(sides) <= 6 and len(set(sides)) == len(sides)
        together = good and all(b in self._meeting[a] for a, b in zip(sides, [*sides[1:], sides[0]], strict=True))
        return sides if together else []


def _streets(city: RawCity) -> list[Street]:
    """Streets with a name that can be said, long enough to be spoken of; in the order of their keys."""
    joined = _joined_by_eye()
    members: dict[str, set[str]] = defaultdict(set)
    for key in city.names_of:
        members[joined.get(key, key)].add(key)
    found = []
    for _, keys in sorted(members.items()):
        said = spoken({name: length for key in sorted(keys) for name, length in city.names_of[key].items()})
        geom = city.at("s:" + "+".join(sorted(keys)))
        if said is not None and geom is not None and geom.length >= _LEAST_STREET_M:
            found.append(Street("s:" + "+".join(sorted(keys)), said, geom))
    return found


def _joined_by_eye() -> dict[str, str]:
    joined: dict[str, str] = {}
    for row in read_csv(JUDGED):
        for part in parts_of(row["parts"]):
            sort, _, keys = part.reference.partition(":")
            if sort == "s" and "+" in keys and ";" not in keys:
                group = [joined.get(key, key) for key in keys.split("+")]
                joined.update(dict.fromkeys([*keys.split("+"), *group], min(group)))
    return joined


def _longest(geom: BaseGeometry) -> BaseGeometry:
    merged = shapely.line_merge(geom)
    return max(shapely.get_parts(merged), key=shapely.length)


def _faces(lines: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """What the lines enclose, islands and slivers left out."""
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(lines))))
    return [f for f in faces if _LEAST_RING_M2 <= f.area <= _MOST_RING_M2 and f.area > 15 * f.length]
