"""Compass sides: a side of a street shifts its line, a direction says which way a stretch goes."""

from typing import Any

import regex
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.rules import load_rule

SHIFT_M = 10.0  # from the centre line to the kerb of a main street: half of six lanes of 3.5 m
UNIT = {"north": (0.0, 1.0), "south": (0.0, -1.0), "east": (1.0, 0.0), "west": (-1.0, 0.0)}

_DIRECTIONS: list[tuple[str, Any]] = [
    (side, regex.compile(pattern, regex.IGNORECASE)) for side, pattern in load_rule("marks")["directions"].items()
]
_DIRECTION_WORDS: tuple[str, ...] = tuple(load_rule("marks")["direction_words"])


def direction_of(text: str) -> str | None:
    """The one compass direction a text speaks of («в северном направлении»), or None; two opposite ones are none."""
    lowered = text.lower()
    if not any(word in lowered for word in _DIRECTION_WORDS):
        return None
    found = [side for side, pattern in _DIRECTIONS if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def shifted(line: BaseGeometry, side: str | None) -> BaseGeometry:
    """The line moved 10 m (metres) to a compass side; as it is for a line that runs along that side's own axis."""
    unit = UNIT.get(side or "")
    if unit is None or not isinstance(line, LineString) or line.length < SHIFT_M:
        return line
    (x1, y1), (x2, y2) = line.coords[0], line.coords[-1]
    left = (-(y2 - y1), x2 - x1)  # what lies to the left of somebody walking the line
    toward = left[0] * unit[0] + left[1] * unit[1]
    if abs(toward) < 0.2 * line.length:
        return line
    moved = shapely.offset_curve(line, SHIFT_M if toward > 0 else -SHIFT_M)
    return line if moved.is_empty or moved.length < 0.5 * line.length else moved


def farthest(street: BaseGeometry, side: str) -> tuple[float, float]:
    """The point of a street (metres) that lies farthest to a compass side."""
    x, y = UNIT[side]
    points = shapely.get_coordinates(street)
    far = points[(points[:, 0] * x + points[:, 1] * y).argmax()]
    return float(far[0]), float(far[1])


def on_side(area: BaseGeometry, street: BaseGeometry, side: str) -> BaseGeometry:
    """The part of an area that lies on a compass side of a street, told by the street's nearest stretch; metres.

    The area as it is when the street leaves nothing of it on that side.
    """
    x, y = UNIT[side]
    near = shapely.intersection(street, area.buffer(500.0))
    edge = near if not near.is_empty else street
    west, south, east, north = shapely.union(edge, area).bounds
    reach = 2 * max(east - west, north - south)
    swept = shapely.unary_union(
        [
            shapely.MultiPoint(
                [a, b, (a[0] + x * reach, a[1] + y * reach), (b[0] + x * reach, b[1] + y * reach)]
            ).convex_hull
            for part in shapely.get_parts(edge)
            for a, b in zip(part.coords[:-1], part.coords[1:], strict=True)
        ]
    ).buffer(1.0)
    part = shapely.intersection(area, swept)
    return area if part.is_empty or part.area == 0 else part
