"""The map of an answer as a picture without a script: the place, the streets about it, shut-offs over it, and works by
the numbers of the list.

The page names the works and their numbers in the picture's address, so the two can never differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from gis_app.answers.around import METRES_PER_DEGREE, NEAR_M
from gis_app.dependencies import Language
from gis_app.pages.drawn_plan import Label, Pixel, Sign
from gis_app.pages.ground import Frame, draw_houses, draw_land, draw_roads, drawable, name_streets
from gis_app.pages.prints.plan_signs import ink_on, stand_signs
from layers.outage_kinds import read_outage_kinds

# A phone's width and a desk's column, so that on neither the letters grow or shrink.
NARROW_PX: Final = (360, 300)
WIDE_PX: Final = (672, 340)
SIGN_PX: Final = 11.0
_PIN_PX: Final = 13.0
# What a picture of some hundred pixels can tell apart.
_MOST_ROADS: Final = 600
_MOST_NAMES: Final = {NARROW_PX: 7, WIDE_PX: 12}
# About a house, so much is shown at least; about works nearby, all that the answer means by it.
_LEAST_M: Final = 160.0
_BEYOND_M: Final = 40.0
# Pixels per unit of EPSG:3857 below which roads are drawn thinner, and below which small ones are left out.
_FAR: Final = 0.08
_VERY_FAR: Final = 0.03
_EARTH_M: Final = 6_378_137.0

# What a page of the public may name: no draft, nothing called off or taken back.
_SHAPES = text("""
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box),
asked AS (
    SELECT 'place' AS kind, 0 AS id, NULL AS look, ST_Transform(ST_GeomFromWKB(:shape, 4326), 3857) AS geom
    UNION ALL
    SELECT 'outage', o.id, o.kind, o.geom_web FROM outages AS o
     WHERE o.id = ANY(:outages) AND o.state <> 'retracted'
    UNION ALL
    SELECT 'work', w.id, t.color, w.geom_web FROM works AS w JOIN work_types AS t ON t.code = w.type_code
     WHERE w.id = ANY(:works) AND w.state NOT IN ('draft', 'cancelled')
), seen AS (SELECT kind, id, look, ST_Intersection(ST_MakeValid(geom), box) AS geom FROM asked, frame)
SELECT kind, id, look,
    ST_AsSVG(ST_TransScale(ST_Simplify(ST_CollectionExtract(geom, 3), 0.4 / :scale, true),
        -:west, -:north, :scale, :scale), 0, 1) AS area,
    ST_AsSVG(ST_TransScale(ST_Simplify(ST_CollectionExtract(geom, 2), 0.4 / :scale, true),
        -:west, -:north, :scale, :scale), 0, 1) AS line,
    ST_X(work_point(geom)) AS x, ST_Y(work_point(geom)) AS y
FROM seen WHERE NOT ST_IsEmpty(geom) ORDER BY kind, id
""")
Colored = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """What to draw, back to front, in pixels. Shapes of works and shut-offs are (path, colour)."""

    width: int
    height: int
    land: list[tuple[str, str]]
    roads: list[tuple[str, str]]
    houses: str
    place_area: str
    place_line: str
    pin: Pixel | None
    outages: list[Colored]
    areas: list[Colored]
    lines: list[Colored]
    labels: list[Label]
    signs: list[Sign]
    is_far: bool


def reach_m(distances_m: Sequence[float]) -> float:
    """How far about a place is shown, so that every work at these distances is seen."""
    farthest = min(max(distances_m, default=0.0), NEAR_M)
    return max(farthest + _BEYOND_M, _LEAST_M)


def draw_place_map(
    session: Session,
    shape: BaseGeometry,
    works: Sequence[int],
    outages: Sequence[int],
    about_m: float,
    size: tuple[int, int],
    lang: Language,
) -> PlaceMap:
    """The map of a place (EPSG:4326) and `about_m` around it, with street names in `lang`.

    The first of `works` has the number 1.
    """
    frame = frame_about(shape, about_m, size)
    asked = {"shape": shapely.to_wkb(shape), "works": list(works), "outages": list(outages)}
    found = session.execute(_SHAPES, frame.values() | asked).all()
    seen = {row.id: row for row in found if row.kind == "work"}
    place = next((row for row in found if row.kind == "place"), None)
    area, line = ("", "") if place is None else (drawable(place.area), drawable(place.line))
    pin = None if place is None or area or line else frame.pixel(place.x, place.y)
    signs = _signs(works, seen, frame, pin, size)
    kinds = {one.code: one.color for one in read_outage_kinds()}
    taken: list[BaseGeometry] = [Point(one.stands) for one in signs if one.stands is not None]
    taken += [Point(pin)] if pin else []
    return PlaceMap(
        width=size[0],
        height=size[1],
        land=draw_land(session, frame, _MOST_ROADS),
        roads=[
            (width, path)
            for width, path in draw_roads(session, frame, _MOST_ROADS)
            if width == "wide" or frame.scale > _VERY_FAR
        ],
        houses=draw_houses(session, frame),
        place_area=area,
        place_line=line,
        pin=pin,
        outages=[(path, kinds[row.look]) for row in found if row.kind == "outage" and (path := drawable(row.area))],
        areas=[(path, row.look) for row in seen.values() if (path := drawable(row.area))],
        lines=[(path, row.look) for row in seen.values() if (path := drawable(row.line))],
        labels=name_streets(session, frame, lang, _MOST_NAMES[size], taken, letter_px=6.5, clear_px=14),
        signs=signs,
        is_far=frame.scale < _FAR,
    )


def frame_about(shape: BaseGeometry, about_m: float, size: tuple[int, int]) -> Frame:
    """What a picture of `size` pixels shows of a shape (EPSG:4326) and `about_m` to each side."""
    west, south, east, north = shape.bounds
    lat_deg = about_m / METRES_PER_DEGREE
    lon_deg = lat_deg / cos(radians((south + north) / 2))
    x, y = _to_plane(np.array([west - lon_deg, east + lon_deg]), np.array([south - lat_deg, north + lat_deg]))
    scale = float(min(size[0] / (x[1] - x[0]), size[1] / (y[1] - y[0])))
    middle_x, middle_y = float(x.mean()), float(y.mean())
    half_x, half_y = size[0] / scale / 2, size[1] / scale / 2
    return Frame(middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y, scale)


def _to_plane(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.radians(lon) * _EARTH_M, np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)) * _EARTH_M


def _signs(
    works: Sequence[int], seen: Mapping[int, Row[Any]], frame: Frame, pin: Pixel | None, size: tuple[int, int]
) -> list[Sign]:
    """A number for each work that is seen; none lies on the pin, on another, or over the edge."""
    numbered = [(number, seen[work]) for number, work in enumerate(works, start=1) if work in seen]
    points = [frame.pixel(row.x, row.y) for _, row in numbered]
    # The pin is a sign that stands first and does not step aside.
    stands = stand_signs([pin, *points] if pin else points, SIGN_PX + 1, *size)[1 if pin else 0 :]
    return [
        Sign(number, row.look, ink_on(row.look), point, stand)
        for (number, row), point, stand in zip(numbered, points, stands, strict=True)
    ]
