"""From the places that a notice names to the area that is without supply. Everything here is in metres.

| the notice names | the area |
|--|--|
| houses | a circle of 40 m about each, cut to the yard it stands in where the register has one |
| a range of houses | besides, the street between them, 40 m to each side |
| a stretch of a street or a whole street | 40 m to each side |
| a street of a microdistrict | only what lies in the microdistrict or within 150 m of it |
| a contour or a microdistrict | itself |
| a crossing or a landmark | a circle of 60 m |

40 m is the depth of a plot of a detached house from the middle of its street, and half of a block of flats.
"""

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

HOUSE_M = 40.0
STREET_M = 40.0
POINT_M = 60.0
AROUND_AREA_M = 150.0
# Of a street whose houses are not in the register no more than this is taken: it would say too much.
LONGEST_WHOLE_STREET_M = 1500.0
_HOUSES = frozenset({"rooftop", "corner", "rooftop_base", "interpolated", "multi"})


def area_of(
    match_type: str,
    place: BaseGeometry,
    *,
    yards: Sequence[BaseGeometry] = (),
    street: BaseGeometry | None = None,
    within: BaseGeometry | None = None,
) -> BaseGeometry | None:
    """The area of one located place; None when it would say too much.

    `yards` are those about the houses, `street` the street of a range of houses, `within` the microdistrict that the
    part stands under.
    """
    if match_type in _HOUSES:
        return _about_houses(place, yards, street)
    polygons = [part for part in shapely.get_parts(place) if part.area > 0]
    lines = [part for part in shapely.get_parts(place) if part.area == 0 and part.length > 0]
    points = [part for part in shapely.get_parts(place) if part.length == 0]
    if lines and within is not None and not polygons:
        near = within.buffer(AROUND_AREA_M)
        lines = [inside for line in lines if not (inside := line.intersection(near)).is_empty]
        if not lines:
            return None
    elif match_type == "street" and sum(line.length for line in lines) > LONGEST_WHOLE_STREET_M:
        return None
    shapes = [
        *polygons,
        *(line.buffer(STREET_M, quad_segs=4, cap_style="flat") for line in lines),
        *(point.buffer(POINT_M, quad_segs=4) for point in points),
    ]
    return shapely.union_all(shapes) if shapes else None


def _about_houses(houses: BaseGeometry, yards: Sequence[BaseGeometry], street: BaseGeometry | None) -> BaseGeometry:
    shapes: list[BaseGeometry] = []
    for house in shapely.get_parts(houses):
        about = house.buffer(HOUSE_M, quad_segs=4)
        yard = next((one for one in yards if one.intersects(house)), None)
        shapes.append(about if yard is None else about.intersection(yard))
    if street is not None:
        reach = houses.convex_hull.buffer(HOUSE_M)
        between = street.intersection(reach)
        if not between.is_empty:
            shapes.append(between.buffer(STREET_M, quad_segs=4, cap_style="flat"))
    return shapely.union_all(shapes)


def as_multipolygon(areas: Sequence[BaseGeometry]) -> BaseGeometry | None:
    """The union of areas as one MultiPolygon, its outline simplified by 1 m; None for nothing."""
    union = shapely.make_valid(shapely.union_all([area for area in areas if area is not None]).simplify(1.0))
    polygons = [part for part in shapely.get_parts(union, return_index=False) if part.geom_type == "Polygon"]
    polygons += [
        inner
        for part in shapely.get_parts(union)
        if part.geom_type == "MultiPolygon"
        for inner in shapely.get_parts(part)
    ]
    return shapely.multipolygons(polygons) if polygons else None
