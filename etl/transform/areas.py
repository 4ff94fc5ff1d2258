"""Geometry of areas: one type for each table, mended where the drawing crosses itself."""

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry


def as_multipolygon(geometry: BaseGeometry) -> tuple[MultiPolygon | None, bool]:
    """The polygons of a geometry as one MultiPolygon, and whether it had to be mended.

    None when the geometry has no area.
    """
    mended = not geometry.is_valid
    if mended:
        geometry = shapely.make_valid(geometry)
    parts = [
        part for part in shapely.get_parts(geometry, return_index=False) if isinstance(part, Polygon | MultiPolygon)
    ]
    polygons = [polygon for part in parts for polygon in shapely.get_parts(part) if polygon.area > 0]
    return (MultiPolygon(polygons) if polygons else None), mended
