"""Houses of the demo sketch: invented by interpolation along its streets, never surveyed.

A street is numbered as in the real city: from north to south or from east to west, odd numbers on the
left side of that walk and even numbers on the right. How fast the numbers grow on the best-known streets
is written by hand in ``sketch/numbering.csv``; elsewhere ``METRES_PER_NUMBER`` is assumed. A microdistrict is
numbered row by row from its north-western corner. The same sketch always gives the same houses.
"""

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pyproj import Transformer
from shapely import Geometry, LineString, Point, Polygon, box, transform
from shapely.geometry import shape

SKETCH = Path(__file__).parent / "sketch"
COLUMNS = ("address", "lon", "lat", "quality", "is_sketch")

METRIC_CRS = "EPSG:32643"
METRES_PER_NUMBER = 25.0
"""Metres of street for one number, so 50 m between neighbours of one side: the middle of the streets in
``numbering.csv``."""

FROM_AXIS_M = {"trunk": 38.0, "primary": 32.0, "secondary": 26.0, "pedestrian": 22.0}
NARROW_FROM_AXIS_M = 20.0
"""Distance of a house from the centre line by class of street: half the carriageway, sidewalk and a strip of green."""

YARD_STEP_M = 75.0
"""Distance between apartment houses inside a microdistrict."""


@dataclass(frozen=True)
class Numbering:
    """Where on a street the numbers are: number ``n`` stands ``zero_at_m + n * metres_per_number`` from the start."""

    metres_per_number: float = METRES_PER_NUMBER
    zero_at_m: float = -METRES_PER_NUMBER / 2


@dataclass(frozen=True)
class House:
    """One invented house; lon and lat are degrees of EPSG:4326."""

    address: str
    lon: float
    lat: float


_to_metres = Transformer.from_crs("EPSG:4326", METRIC_CRS, always_xy=True)
_to_degrees = Transformer.from_crs(METRIC_CRS, "EPSG:4326", always_xy=True)


def all_houses(sketch: Path = SKETCH) -> Iterator[House]:
    """Houses of all streets and microdistricts of the sketch folder, in the order of its files."""
    numberings = read_numberings(sketch / "numbering.csv")
    for feature in _features(sketch / "streets.geojson"):
        name = feature["properties"]["name_ru"]
        axis = in_metres(shape(feature["geometry"]))
        if isinstance(axis, LineString):
            numbering = numberings.get(name, Numbering())
            yield from street_houses(name, feature["properties"]["fclass"], axis, numbering)
    for feature in _features(sketch / "areas.geojson"):
        if feature["properties"]["kind"] != "microdistrict":
            continue
        outline = in_metres(shape(feature["geometry"]))
        if isinstance(outline, Polygon):
            yield from microdistrict_houses(feature["properties"]["name_ru"], outline)


def read_numberings(path: Path) -> dict[str, Numbering]:
    """The hand-written numberings by Russian street name."""
    with path.open(encoding="utf-8", newline="") as source:
        return {
            row["name_ru"]: Numbering(float(row["metres_per_number"]), float(row["number_zero_at_m"]))
            for row in csv.DictReader(source)
        }


def street_houses(name: str, fclass: str, axis_m: LineString, numbering: Numbering | None = None) -> Iterator[House]:
    """Houses on both sides of one street; ``axis_m`` is its centre line in metres of ``METRIC_CRS``.

    Numbers which would stand before the start or behind the end of the line are left out.
    """
    rule = numbering or Numbering()
    axis = _numbered_direction(axis_m)
    distance_m = FROM_AXIS_M.get(fclass, NARROW_FROM_AXIS_M)
    first = max(1, math.ceil(-rule.zero_at_m / rule.metres_per_number))
    last = math.floor((axis.length - rule.zero_at_m) / rule.metres_per_number)
    for number in range(first, last + 1):
        along_m = rule.zero_at_m + number * rule.metres_per_number
        side = 1 if number % 2 else -1
        yield _house(f"{name}, {number}", _beside(axis, along_m, side * distance_m))


def microdistrict_houses(name: str, outline_m: Polygon) -> Iterator[House]:
    """Houses inside one microdistrict on a regular raster; ``outline_m`` in metres of ``METRIC_CRS``."""
    west, south, east, north = outline_m.bounds
    inner = outline_m.intersection(box(west, south, east, north)).buffer(-YARD_STEP_M / 4)
    number = 0
    for row in range(int((north - south) // YARD_STEP_M) + 1):
        for column in range(int((east - west) // YARD_STEP_M) + 1):
            point = Point(west + YARD_STEP_M * (column + 0.5), north - YARD_STEP_M * (row + 0.5))
            if inner.contains(point):
                number += 1
                yield _house(f"{name}, {number}", point)


def write_houses(path: Path, sketch: Path = SKETCH) -> int:
    """Write the CSV that ``load-houses`` reads; the number of houses is returned."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        for house in all_houses(sketch):
            writer.writerow((house.address, f"{house.lon:.5f}", f"{house.lat:.5f}", "interpolated", "true"))
            count += 1
    return count


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def in_metres(geometry: Geometry) -> Geometry:
    """A geometry of EPSG:4326, longitude first, in metres of ``METRIC_CRS``."""
    return transform(geometry, lambda xy: _projected(xy, _to_metres))


def _projected(xy: Any, transformer: Transformer) -> Any:
    x, y = transformer.transform(xy[:, 0], xy[:, 1])
    return np.column_stack((x, y))


def _numbered_direction(axis: LineString) -> LineString:
    """The line turned so that it runs from the north or from the east, whichever it mostly does."""
    (x0, y0), (x1, y1) = axis.coords[0][:2], axis.coords[-1][:2]
    starts_well = y0 > y1 if abs(y1 - y0) > abs(x1 - x0) else x0 > x1
    return axis if starts_well else axis.reverse()


def _beside(axis: LineString, along_m: float, left_m: float) -> Point:
    """The point ``left_m`` metres to the left of the walk (to the right when negative)."""
    before, here, after = (axis.interpolate(max(0.0, along_m + shift)) for shift in (-5.0, 0.0, 5.0))
    dx, dy = after.x - before.x, after.y - before.y
    length = (dx * dx + dy * dy) ** 0.5
    return Point(here.x - dy / length * left_m, here.y + dx / length * left_m)


def _house(address: str, point_m: Point) -> House:
    lon, lat = _to_degrees.transform(point_m.x, point_m.y)
    return House(address, lon, lat)
