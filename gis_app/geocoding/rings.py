"""The polygon that a ring of streets and rivers encloses."""

from collections.abc import Callable, Sequence
from itertools import permutations

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
Cut = Callable[[int, Point, Point], LineString | None]

_LEAST_AREA_M2 = 400.0
_MOST_ORDERED = 6  # sides for which other orders than the written one are tried


def orders(count: int) -> list[tuple[int, ...]]:
    """Orders in which the sides may follow each other, the written one first; turning or mirroring is no new order."""
    written = tuple(range(count))
    if not 4 <= count <= _MOST_ORDERED:
        return [written]
    others = [(0, *rest) for rest in permutations(range(1, count)) if rest[0] < rest[-1]]
    return [written, *(order for order in others if order != written)]


def enclosed(lines: Sequence[int], corners: Sequence[Point], cut: Cut) -> BaseGeometry | None:
    """The polygon between `corners` (corner i joins line i and line i+1) along the lines; None when it has no area.

    `cut` gives the stretch of a line between two points; where it gives none the corners are joined straight.
    """
    path: list[Point] = []
    for place, line in enumerate(lines):
        start, end = corners[place - 1], corners[place]
        stretch = cut(line, start, end)
        points = [start, end] if stretch is None else [(x, y) for x, y in stretch.coords]
        path += points
    return enclosed_straight(path)


def enclosed_straight(path: Sequence[Point]) -> BaseGeometry | None:
    """The polygon of a path that is closed straight from its last point to its first; None when it has no area."""
    if len(path) < 3:
        return None
    polygon = Polygon(path)
    if not polygon.is_valid:
        faces = shapely.get_parts(shapely.polygonize([shapely.unary_union(LineString([*path, path[0]]))]))
        if len(faces) == 0:
            return None
        polygon = max(shapely.get_parts(shapely.unary_union(faces)), key=lambda part: part.area)
    polygon = Polygon(polygon.exterior)
    return polygon if polygon.area >= _LEAST_AREA_M2 else None
