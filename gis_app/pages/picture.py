"""A small map of one work or shut-off as SVG: its place over the roads, rivers and parks of the register.

It needs no script.

Drawn in the plane of the web map (EPSG:3857), so that it looks like the map; pixels count from the upper left corner.
"""

from dataclasses import dataclass

from shapely import Point, to_wkb
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import TextClause

from gis_app.dependencies import Language
from gis_app.pages.drawn_plan import Label
from gis_app.pages.ground import Frame, draw_land, draw_roads, name_streets

# Small, so that names can be read on a phone; a desk shows it larger.
WIDTH_PX = 440
HEIGHT_PX = 220
# Room around the work, as a share of its size; a point shows the block it stands in.
_MARGIN = 0.35
_LEAST_HEIGHT_UNITS = 450.0  # of EPSG:3857: some 330 m at the latitude of Almaty
_MOST_ROADS = 600
_MOST_NAMES = 7
# Pixels per unit below which roads are drawn thinner, and below which small ones are left out.
_FAR = 0.08
_VERY_FAR = 0.03

_FRAME_OF_OUTAGE = text("""
SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box), ST_X(point), ST_Y(point)
FROM (SELECT geom_web AS box, work_point(geom_web) AS point FROM outages WHERE id = :id AND geom IS NOT NULL) AS outage
""")
_FRAME = text("""
SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box), ST_X(point), ST_Y(point)
FROM (SELECT geom_web AS box, work_point(geom_web) AS point FROM works WHERE id = :id AND geom IS NOT NULL) AS work
""")

# Each statement cuts what it reads to the frame, simplifies it to half a pixel and writes it in pixels.
_WORK = text("""
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box)
SELECT ST_Dimension(part.geom),
    ST_AsSVG(ST_TransScale(ST_Simplify(part.geom, 0.4 / :scale), -:west, -:north, :scale, :scale), 0, 1)
FROM works AS w, frame, ST_Dump(ST_Intersection(ST_MakeValid(w.geom_web), frame.box)) AS part
WHERE w.id = :id AND ST_Dimension(part.geom) > 0 LIMIT :most
""")
_OUTAGE = text("""
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box)
SELECT ST_Dimension(part.geom),
    ST_AsSVG(ST_TransScale(ST_Simplify(part.geom, 0.4 / :scale), -:west, -:north, :scale, :scale), 0, 1)
FROM outages AS o, frame, ST_Dump(ST_Intersection(ST_MakeValid(o.geom_web), frame.box)) AS part
WHERE o.id = :id AND ST_Dimension(part.geom) > 0 LIMIT :most
""")
_FRAME_OF_SHAPE = text("""
SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box), ST_X(point), ST_Y(point)
FROM (SELECT given AS box, work_point(given) AS point
    FROM ST_Transform(ST_GeomFromWKB(:id, 4326), 3857) AS given) AS shape
""")
_SHAPE = text("""
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box)
SELECT ST_Dimension(part.geom),
    ST_AsSVG(ST_TransScale(ST_Simplify(part.geom, 0.4 / :scale), -:west, -:north, :scale, :scale), 0, 1)
FROM ST_Transform(ST_GeomFromWKB(:id, 4326), 3857) AS given, frame,
    ST_Dump(ST_Intersection(ST_MakeValid(given), frame.box)) AS part
WHERE ST_Dimension(part.geom) > 0 LIMIT :most
""")


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw, back to front. Land and roads are (class, SVG path); `x` and `y` are where the sign stands."""

    land: list[tuple[str, str]]
    roads: list[tuple[str, str]]
    areas: list[str]
    lines: list[str]
    labels: list[Label]
    x: float
    y: float
    is_far: bool


def draw_place(session: Session, work_id: int, lang: Language) -> Picture | None:
    """The picture of a work's place with street names in `lang`; None while the work has no place."""
    return _draw(session, _FRAME, _WORK, work_id, lang)


def draw_outage(session: Session, outage_id: int, lang: Language) -> Picture | None:
    """The picture of a shut-off's area; None while it has none."""
    return _draw(session, _FRAME_OF_OUTAGE, _OUTAGE, outage_id, lang)


def draw_shape(session: Session, shape: BaseGeometry, lang: Language) -> Picture | None:
    """The picture of a shape (EPSG:4326) that is not stored."""
    return _draw(session, _FRAME_OF_SHAPE, _SHAPE, to_wkb(shape), lang)


def _draw(
    session: Session, frame_of: TextClause, shapes_of: TextClause, object_id: int | bytes, lang: Language
) -> Picture | None:
    found = session.execute(frame_of, {"id": object_id}).first()
    if found is None:
        return None
    west, south, east, north, x, y = found
    height = max((north - south), (east - west) * HEIGHT_PX / WIDTH_PX) * (1 + _MARGIN)
    height = max(height, _LEAST_HEIGHT_UNITS)
    scale = HEIGHT_PX / height
    left = (west + east) / 2 - WIDTH_PX / scale / 2
    top = (south + north) / 2 + height / 2
    frame = Frame(left, top - height, left + WIDTH_PX / scale, top, scale)
    shapes = session.execute(shapes_of, frame.values() | {"most": _MOST_ROADS, "id": object_id}).all()
    sign = frame.pixel(x, y)
    return Picture(
        land=draw_land(session, frame, _MOST_ROADS),
        roads=[
            (width, path)
            for width, path in draw_roads(session, frame, _MOST_ROADS)
            if width == "wide" or scale > _VERY_FAR
        ],
        areas=[path for dimension, path in shapes if dimension == 2],
        lines=[path for dimension, path in shapes if dimension == 1],
        labels=name_streets(session, frame, lang, _MOST_NAMES, [Point(sign)]),
        x=sign[0],
        y=sign[1],
        is_far=scale < _FAR,
    )
