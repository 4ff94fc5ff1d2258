"""A small map of one work or shut-off as SVG: its place over the roads, rivers and parks of the register.

It needs no script.

Drawn in the plane of the web map (EPSG:3857), so that it looks like the map; pixels count from the upper left corner.
"""

from dataclasses import dataclass
from math import atan2, degrees

from shapely import LineString, Point, to_wkb
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring
from sqlalchemy import text
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import TextClause

from gis_app.dependencies import Language

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
_LETTER_PX = 7.0
_CLEAR_PX = 18
# Where on its run of street a name may stand, best first, as a share of the run.
_STANDS = (0.5, 0.25, 0.75, 0.35, 0.65, 0.15, 0.85)

# Classes of OpenStreetMap by how wide they are drawn; every other road is drawn thin.
_WIDE = ("motorway", "trunk", "primary", "secondary")
_MIDDLE = ("tertiary", "residential", "unclassified", "living_street")

_Pixel = tuple[float, float]

_FRAME_OF_OUTAGE = text("""
SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box), ST_X(point), ST_Y(point)
FROM (SELECT geom_web AS box, work_point(geom_web) AS point FROM outages WHERE id = :id AND geom IS NOT NULL) AS outage
""")
_FRAME = text("""
SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box), ST_X(point), ST_Y(point)
FROM (SELECT geom_web AS box, work_point(geom_web) AS point FROM works WHERE id = :id AND geom IS NOT NULL) AS work
""")

# Each statement cuts what it reads to the frame, simplifies it to half a pixel and writes it in pixels.
_ROADS = text("""
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box)
SELECT CASE WHEN p.fclass = ANY(:wide) THEN 'wide' WHEN p.fclass = ANY(:middle) THEN 'middle' ELSE 'thin' END,
    ST_AsSVG(ST_TransScale(ST_Simplify(ST_Intersection(p.geom_web, frame.box), 0.4 / :scale),
        -:west, -:north, :scale, :scale), 0, 1)
FROM street_pieces AS p, frame WHERE ST_Intersects(p.geom_web, frame.box)
ORDER BY ST_Length(p.geom_web) DESC LIMIT :most
""")
_LAND = text("""
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box)
SELECT p.kind, ST_AsSVG(ST_TransScale(ST_Simplify(ST_Intersection(ST_MakeValid(p.geom_web), frame.box), 0.4 / :scale),
    -:west, -:north, :scale, :scale), 0, 1)
FROM places AS p, frame
WHERE p.kind IN ('river', 'park') AND p.valid_to IS NULL AND ST_Dimension(p.geom) > 0 AND p.geom_web && frame.box
ORDER BY p.id LIMIT :most
""")
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
# The longest straight run of each street in the frame carries its name.
_NAMES = text("""
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box),
streets_seen AS (
    SELECT s.id, (SELECT n.name FROM street_names AS n WHERE n.street_id = s.id AND n.kind = 'official'
        ORDER BY n.language <> :lang, n.language <> 'ru', n.id LIMIT 1) AS name,
        ST_LineMerge(ST_Simplify(ST_CollectionExtract(ST_Intersection(s.geom_web, frame.box), 2), 3 / :scale)) AS line
    FROM streets AS s, frame WHERE s.valid_to IS NULL AND s.geom_web && frame.box
), runs AS (
    SELECT DISTINCT ON (s.id) s.id, s.name, run.geom
    FROM streets_seen AS s, ST_Dump(s.line) AS line, ST_DumpSegments(line.geom) AS run
    WHERE s.name IS NOT NULL ORDER BY s.id, ST_Length(run.geom) DESC
)
SELECT name, ST_X(ST_StartPoint(geom)), ST_Y(ST_StartPoint(geom)), ST_X(ST_EndPoint(geom)), ST_Y(ST_EndPoint(geom))
FROM runs ORDER BY ST_Length(geom) DESC LIMIT :most
""")


@dataclass(frozen=True, slots=True)
class Label:
    """A street's name with its middle in pixels, turned by `turn` degrees (clockwise, -90 to 90)."""

    name: str
    x: float
    y: float
    turn: float


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
    frame = {"west": left, "south": top - height, "east": left + WIDTH_PX / scale, "north": top, "scale": scale}

    def pixel(px: float, py: float) -> _Pixel:
        return round((px - left) * scale, 1), round((top - py) * scale, 1)

    most = {"most": _MOST_ROADS}
    shapes = session.execute(shapes_of, frame | most | {"id": object_id}).all()
    roads = session.execute(_ROADS, frame | most | {"wide": list(_WIDE), "middle": list(_MIDDLE)})
    names = session.execute(_NAMES, frame | {"most": _MOST_NAMES * 3, "lang": lang})
    sign = pixel(x, y)
    return Picture(
        land=[(kind, path) for kind, path in session.execute(_LAND, frame | most) if path],
        roads=[(width, path) for width, path in roads if path and (width == "wide" or scale > _VERY_FAR)],
        areas=[path for dimension, path in shapes if dimension == 2],
        lines=[path for dimension, path in shapes if dimension == 1],
        labels=_legible([(name, pixel(ax, ay), pixel(bx, by)) for name, ax, ay, bx, by in names], sign),
        x=sign[0],
        y=sign[1],
        is_far=scale < _FAR,
    )


def _legible(runs: list[tuple[str, _Pixel, _Pixel]], sign: _Pixel) -> list[Label]:
    """Names that fit on their run of street and lie neither on the sign nor on each other."""
    taken: list[BaseGeometry] = [Point(sign)]
    labels: list[Label] = []
    for name, begin, end in runs:
        place = _stand(len(name) * _LETTER_PX, begin, end, taken)
        if place is not None and len(labels) < _MOST_NAMES:
            taken.append(place)
            labels.append(Label(name, round(place.centroid.x, 1), round(place.centroid.y, 1), turn_of(begin, end)))
    return labels


def _stand(length_px: float, begin: _Pixel, end: _Pixel, taken: list[BaseGeometry]) -> BaseGeometry | None:
    """The part of the run under a name of this length that keeps clear of what is taken, if there is one."""
    run = LineString([begin, end])
    for share in _STANDS:
        first, last = share * run.length - length_px / 2, share * run.length + length_px / 2
        under = substring(run, max(first, 0), min(last, run.length))
        if first >= 0 and last <= run.length and all(under.distance(other) > _CLEAR_PX for other in taken):
            return under
    return None


def turn_of(begin: _Pixel, end: _Pixel) -> float:
    """How far a text along a line is turned, degrees clockwise from -90 to 90: never upside down."""
    turn = degrees(atan2(end[1] - begin[1], end[0] - begin[0]))
    return round(turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn, 1)
