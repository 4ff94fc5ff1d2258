"""An area for a microdistrict that the sources give only as houses."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

_MARGIN_M = 60.0
_NEIGHBOUR_M = 250.0  # houses of one microdistrict stand within this of each other
_LEAST_HOUSES = 3


def area_of_houses(points: Sequence[tuple[float, float]]) -> BaseGeometry | None:
    """The hull, with a margin of 60 m, of the largest group of houses within 250 m of each other.

    Houses apart from it are mistakes of the source (a point set on the city's middle). `points` are in metres;
    None when no three houses stand together.
    """
    if len(points) < _LEAST_HOUSES:
        return None
    places: Any = shapely.points(np.array(points, dtype=np.float64))
    groups = list(range(len(places)))
    for one, other in shapely.STRtree(places).query(places, predicate="dwithin", distance=_NEIGHBOUR_M).T.tolist():
        groups[_leader(groups, one)] = _leader(groups, other)
    leaders = [_leader(groups, place) for place in range(len(places))]
    largest, count = Counter(leaders).most_common(1)[0]
    if count < _LEAST_HOUSES:
        return None
    together = places[np.array(leaders) == largest]
    hull: BaseGeometry = shapely.multipoints(together).convex_hull.buffer(_MARGIN_M, quad_segs=2)
    return hull


def area_of_lines(lines: Sequence[BaseGeometry]) -> BaseGeometry:
    """The area around the streets of a microdistrict, in metres; streets far from the most of them are left out."""
    ends = [
        (float(x), float(y)) for x, y in shapely.get_coordinates(shapely.segmentize(np.array(lines), 100.0)).tolist()
    ]
    area = area_of_houses(ends) if len(ends) >= _LEAST_HOUSES else None
    return area if area is not None else shapely.unary_union(lines).buffer(_MARGIN_M, quad_segs=2)


def _leader(groups: list[int], place: int) -> int:
    """The place that stands for a group; the way to it is shortened as it is walked."""
    while groups[place] != place:
        groups[place] = groups[groups[place]]
        place = groups[place]
    return place
