"""An area for a microdistrict that the sources give only as houses or as a point."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

_MARGIN_M = 60.0
_FAR_TIMES = 4.0  # a point four medians away from the middle is a mistake of the source, not part of the area
_LEAST_HOUSES = 3


def area_of_houses(points: Sequence[tuple[float, float]]) -> BaseGeometry | None:
    """The hull of a microdistrict's houses with a margin of 60 m; strays are left out; None below three houses."""
    if len(points) < _LEAST_HOUSES:
        return None
    xy = np.array(points, dtype=np.float64)
    away = np.hypot(*(xy - np.median(xy, axis=0)).T)
    near = xy[away <= max(_FAR_TIMES * float(np.median(away)), _MARGIN_M)]
    hull: BaseGeometry = shapely.MultiPoint(near).convex_hull.buffer(_MARGIN_M, quad_segs=2)
    return hull
