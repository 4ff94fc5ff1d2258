"""The ground under drawn works: the roads, rivers and parks of the register as SVG paths, with names of streets.

In the plane of the web map (EPSG:3857); pixels count from the upper left corner.
"""

from dataclasses import dataclass
from math import atan2, degrees

from shapely import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.pages.drawn_plan import Label, Pixel

_LETTER_PX = 7.0
_CLEAR_PX = 18
# Where on its run of street a name may stand, best first, as a share of the run.
_STANDS = (0.5, 0.25, 0.75, 0.35, 0.65, 0.15, 0.85)

# Classes of OpenStreetMap by how wide they are drawn; every other road is drawn thin.
_WIDE = ("motorway", "trunk", "primary", "secondary")
_MIDDLE = ("tertiary", "residential", "unclassified", "living_street")

# Pixels per unit from which houses can be told apart, and the most that are drawn.
_HOUSES = 0.3
_MOST_HOUSES = 5000

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

_HOUSE_POINTS = text("""
SELECT ST_X(h.geom_web), ST_Y(h.geom_web) FROM houses AS h
WHERE h.geom_web && ST_MakeEnvelope(:west, :south, :east, :north, 3857) ORDER BY h.id LIMIT :most
""")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a picture shows, in units of EPSG:3857; `scale` is pixels per unit."""

    west: float
    south: float
    east: float
    north: float
    scale: float

    def pixel(self, x: float, y: float) -> Pixel:
        """A place of the plane in the picture."""
        return round((x - self.west) * self.scale, 1), round((self.north - y) * self.scale, 1)

    def values(self) -> dict[str, float]:
        """The parameters of every statement that draws."""
        return {
            "west": self.west, "south": self.south, "east": self.east, "north": self.north, "scale": self.scale
        }  # fmt: skip


def draw_land(session: Session, frame: Frame, most: int) -> list[tuple[str, str]]:
    """Rivers and parks as (kind, path)."""
    found = session.execute(_LAND, frame.values() | {"most": most})
    return [(kind, drawn) for kind, path in found if (drawn := drawable(path))]


def draw_roads(session: Session, frame: Frame, most: int) -> list[tuple[str, str]]:
    """The longest roads as (wide, middle or thin; path)."""
    given = frame.values() | {"most": most, "wide": list(_WIDE), "middle": list(_MIDDLE)}
    return [(width, drawn) for width, path in session.execute(_ROADS, given) if (drawn := drawable(path))]


def draw_houses(session: Session, frame: Frame) -> str:
    """A small square for each house, as one path; empty where they would run together."""
    if frame.scale < _HOUSES:
        return ""
    points = session.execute(_HOUSE_POINTS, frame.values() | {"most": _MOST_HOUSES})
    pixels = (frame.pixel(x, y) for x, y in points)
    return " ".join(
        f"M {x - 2:.1f} {y - 2:.1f} L {x + 2:.1f} {y - 2:.1f} {x + 2:.1f} {y + 2:.1f} {x - 2:.1f} {y + 2:.1f} Z"
        for x, y in pixels
    )


def drawable(path: str | None) -> str:
    """The lines and areas of what ST_AsSVG writes, as one path; empty when there are none.

    PostGIS joins parts of different kinds by semicolons, which no path has (WeasyPrint never ends on one), and writes
    points as attributes.
    """
    return " ".join(part for part in (path or "").split(";") if part and "=" not in part)


def name_streets(
    session: Session,
    frame: Frame,
    lang: Language,
    most: int,
    taken: list[BaseGeometry],
    letter_px: float = _LETTER_PX,
    clear_px: float = _CLEAR_PX,
) -> list[Label]:
    """Names in `lang` that fit on their run of street and lie neither on what is `taken` nor on each other."""
    runs = session.execute(_NAMES, frame.values() | {"most": most * 3, "lang": lang})
    taken = list(taken)
    labels: list[Label] = []
    for name, ax, ay, bx, by in runs:
        begin, end = frame.pixel(ax, ay), frame.pixel(bx, by)
        place = _stand(len(name) * letter_px, begin, end, taken, clear_px)
        if place is not None and len(labels) < most:
            taken.append(place)
            labels.append(Label(name, round(place.centroid.x, 1), round(place.centroid.y, 1), turn_of(begin, end)))
    return labels


def _stand(
    length_px: float, begin: Pixel, end: Pixel, taken: list[BaseGeometry], clear_px: float
) -> BaseGeometry | None:
    """The part of the run under a name of this length that keeps clear of what is taken, if there is one."""
    run = LineString([begin, end])
    for share in _STANDS:
        first, last = share * run.length - length_px / 2, share * run.length + length_px / 2
        under = substring(run, max(first, 0), min(last, run.length))
        if first >= 0 and last <= run.length and all(under.distance(other) > clear_px for other in taken):
            return under
    return None


def turn_of(begin: Pixel, end: Pixel) -> float:
    """How far a text along a line is turned, degrees clockwise from -90 to 90: never upside down."""
    turn = degrees(atan2(end[1] - begin[1], end[0] - begin[0]))
    return round(turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn, 1)
