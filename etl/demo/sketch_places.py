"""The places of the sketch that a plan can name: streets and rivers with their crossings, areas, house numbers."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from shapely import Geometry, LineString, Point, STRtree, contains, point_on_surface
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.demo.houses import SKETCH, all_houses, in_metres
from etl.demo.place_words import RU_GENITIVE, Named

APART_M = 70.0
"""Crossings nearer than this to each other are one junction of the sketch: a stretch between them would be absurd."""


@dataclass(frozen=True)
class Crossing:
    """Where another line meets this one: ``along_m`` from its start, the point in metres."""

    other: Named
    along_m: float
    point: Point


@dataclass(frozen=True)
class Line:
    """A street or a river: its names, its line in metres and what crosses it, in the order of the line."""

    name: Named
    fclass: str
    axis: LineString
    crossings: tuple[Crossing, ...] = field(default=())


@dataclass(frozen=True)
class Area:
    """A park or a microdistrict."""

    name: Named
    outline: Geometry


class SketchPlaces:
    """What the sketch holds, read once. Only streets whose Russian name needs no declension are offered."""

    def __init__(self, sketch: Path = SKETCH) -> None:
        self._sketch = sketch

    @cached_property
    def districts(self) -> list[Area]:
        """The eight districts."""
        return [Area(_named(p), in_metres(g)) for p, g in _read(self._sketch / "districts.geojson")]

    @cached_property
    def streets(self) -> list[Line]:
        """Streets with at least two crossings of other streets."""
        return [line for line in self._crossed(self._street_lines, self._street_lines) if len(line.crossings) > 1]

    @cached_property
    def rivers(self) -> list[Line]:
        """Rivers with the streets that cross them."""
        return self._crossed(self._area_lines, self._street_lines)

    @cached_property
    def parks(self) -> list[Area]:
        """Parks, groves and the lake."""
        return self._areas("park")

    @cached_property
    def microdistricts(self) -> list[Area]:
        """Microdistricts of the sketch."""
        return self._areas("microdistrict")

    @cached_property
    def microdistricts_by_district(self) -> dict[str, list[Area]]:
        """Microdistricts by the Russian name of the district where they lie."""
        found: dict[str, list[Area]] = defaultdict(list)
        for area in self.microdistricts:
            district = self.district_of(area.outline)
            if district is not None:
                found[district.ru].append(area)
        return found

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """House numbers by Russian name of their street or microdistrict."""
        found: dict[str, list[int]] = defaultdict(list)
        for house in all_houses(self._sketch):
            place, _, number = house.address.rpartition(", ")
            found[place].append(int(number))
        return found

    def district_of(self, place: Geometry) -> Named | None:
        """The district where the middle of a place (in metres) lies; None outside the city."""
        middle = point_on_surface(place)
        return next((d.name for d in self.districts if contains(d.outline, middle)), None)

    @cached_property
    def _street_lines(self) -> list[Line]:
        lines = []
        for properties, geometry in _read(self._sketch / "streets.geojson"):
            axis = in_metres(geometry)
            if isinstance(axis, LineString) and _undeclined(properties["name_ru"]):
                lines.append(Line(_named(properties), properties["fclass"], axis))
        return lines

    @cached_property
    def _area_lines(self) -> list[Line]:
        found = _read(self._sketch / "areas.geojson")
        rivers = [(p, in_metres(g)) for p, g in found if p["kind"] == "river"]
        return [Line(_named(p), "river", axis) for p, axis in rivers if isinstance(axis, LineString)]

    def _areas(self, kind: str) -> list[Area]:
        found = _read(self._sketch / "areas.geojson")
        return [Area(_named(p), in_metres(g)) for p, g in found if p["kind"] == kind]

    def _crossed(self, lines: list[Line], others: list[Line]) -> list[Line]:
        tree = STRtree([other.axis for other in others])
        return [
            Line(line.name, line.fclass, line.axis, _crossings(line, [others[i] for i in tree.query(line.axis)]))
            for line in lines
        ]


def _crossings(line: Line, near: list[Line]) -> tuple[Crossing, ...]:
    met = []
    for other in near:
        meeting = line.axis.intersection(other.axis)
        if other.name != line.name and isinstance(meeting, Point) and not meeting.is_empty:
            met.append(Crossing(other.name, line.axis.project(meeting), meeting))
    kept: list[Crossing] = []
    for crossing in sorted(met, key=lambda c: (c.along_m, c.other.ru)):
        if not kept or crossing.along_m - kept[-1].along_m >= APART_M:
            kept.append(crossing)
    return tuple(kept)


def _undeclined(name_ru: str) -> bool:
    """Whether the name after the kind word stays the same in every case: «Гоголя» does, «Строительная» does not."""
    kind, _, rest = name_ru.partition(" ")
    return kind in RU_GENITIVE and not rest.endswith(("ская", "ная"))


def _named(properties: dict[str, str]) -> Named:
    return Named(properties["name_ru"], properties["name_kk"], properties["name_en"])


def _read(path: Path) -> list[tuple[dict[str, str], BaseGeometry]]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [(feature["properties"], shape(feature["geometry"])) for feature in features]
