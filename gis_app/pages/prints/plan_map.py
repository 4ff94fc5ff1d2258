"""What the overview map of a printed plan shows: the register's ground, the works in the colours of their types, with
the numbers of the list. `plan_picture.py` draws it."""

from collections.abc import Sequence
from math import cos, floor, log10, radians

from shapely import Point
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.pages.drawn_plan import SIGN_RADIUS_PX, PlanMap, Sign
from gis_app.pages.ground import Frame, draw_houses, draw_land, draw_roads, drawable, name_streets
from gis_app.pages.prints.plan_signs import ink_on, stand_signs
from gis_app.planning.printed import PrintedWork
from gis_app.works.filters import PlaceOfRegister

# What an upright and a lying A4 page leave inside their margins.
UPRIGHT_PX = (720, 900)
LYING_PX = (1060, 560)
_MARGIN = 0.06
_LEAST_UNITS = 550.0  # of EPSG:3857: some 400 m at the latitude of Almaty
_MOST_ROADS = 6000
_MOST_NAMES = 70
# Pixels per unit from which small roads can be told apart.
_SMALL_ROADS = 0.06
_BAR_PX = 140.0

_EXTENT_OF_WORKS = text("""
SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)
FROM (SELECT ST_Extent(geom_web) AS box FROM works WHERE id = ANY(:ids)) AS works WHERE box IS NOT NULL
""")
_EXTENT_OF_PLACE = text("""
SELECT ST_XMin(place.geom), ST_YMin(place.geom), ST_XMax(place.geom), ST_YMax(place.geom) FROM (
    SELECT CASE :kind
        WHEN 'district' THEN (SELECT d.geom_web FROM districts AS d WHERE d.id = :id)
        WHEN 'street' THEN (SELECT s.geom_web FROM streets AS s WHERE s.id = :id)
        WHEN 'house' THEN (SELECT h.geom_web FROM houses AS h WHERE h.id = :id)
        ELSE (SELECT p.geom_web FROM places AS p WHERE p.id = :id AND p.kind = :kind)
    END AS geom) AS place WHERE place.geom IS NOT NULL
""")
_WORKS = text("""
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box)
SELECT w.id,
    ST_AsSVG(ST_TransScale(ST_Simplify(ST_CollectionExtract(inside.geom, 3), 0.4 / :scale, true),
        -:west, -:north, :scale, :scale), 0, 1),
    ST_AsSVG(ST_TransScale(ST_Simplify(ST_CollectionExtract(inside.geom, 2), 0.4 / :scale, true),
        -:west, -:north, :scale, :scale), 0, 1),
    ST_X(work_point(inside.geom)), ST_Y(work_point(inside.geom))
FROM works AS w, frame,
    LATERAL (SELECT CASE WHEN ST_CoveredBy(w.geom_web, frame.box) THEN w.geom_web
        ELSE ST_Intersection(ST_MakeValid(w.geom_web), frame.box) END AS geom) AS inside
WHERE w.id = ANY(:ids) AND w.geom_web && frame.box AND NOT ST_IsEmpty(inside.geom)
""")
_BORDERS = text("""
WITH frame AS (SELECT ST_MakeEnvelope(:west, :south, :east, :north, 3857) AS box)
SELECT ST_AsSVG(ST_TransScale(ST_Simplify(ST_Intersection(ST_Boundary(d.geom_web), frame.box), 0.5 / :scale),
    -:west, -:north, :scale, :scale), 0, 1)
FROM districts AS d, frame WHERE d.valid_to IS NULL AND d.geom_web && frame.box ORDER BY d.id
""")


def draw_plan(
    session: Session, works: Sequence[PrintedWork], place: PlaceOfRegister | None, lang: Language, latitude: float
) -> PlanMap | None:
    """The map of `works` in the extent of `place`, else of the works themselves; None when nothing has a place.

    `latitude` in degrees is the city's: by it the bar of metres is drawn.
    """
    frame = frame_of(session, [work.id for work in works], place)
    if frame is None:
        return None
    by_id = {work.id: work for work in works}
    drawn = session.execute(_WORKS, frame.values() | {"ids": list(by_id)}).all()
    drawn = sorted(drawn, key=lambda row: by_id[row[0]].number)
    width, height = round((frame.east - frame.west) * frame.scale), round((frame.north - frame.south) * frame.scale)
    points = [frame.pixel(row[3], row[4]) for row in drawn]
    stands = stand_signs(points, SIGN_RADIUS_PX, width, height)
    signs = [
        Sign(by_id[row[0]].number, color := by_id[row[0]].type.color, ink_on(color), point, place_of_sign)
        for row, point, place_of_sign in zip(drawn, points, stands, strict=True)
    ]
    taken = [Point(stand) for stand in stands if stand is not None]
    metres_per_px = cos(radians(latitude)) / frame.scale
    bar_m = _round_down(_BAR_PX * metres_per_px)
    return PlanMap(
        width=width,
        height=height,
        land=draw_land(session, frame, _MOST_ROADS),
        roads=_roads(session, frame),
        houses=draw_houses(session, frame),
        borders=[border for (path,) in session.execute(_BORDERS, frame.values()) if (border := drawable(path))],
        areas=[(area, by_id[id].type.color) for id, area, *_ in drawn if area],
        lines=[(line, by_id[id].type.color) for id, _, line, *_ in drawn if line],
        labels=name_streets(session, frame, lang, _MOST_NAMES, list(taken), letter_px=4.6, clear_px=11),
        signs=signs,
        bar_m=bar_m,
        bar_px=round(bar_m / metres_per_px, 1),
    )


def frame_of(session: Session, ids: Sequence[int], place: PlaceOfRegister | None) -> Frame | None:
    """What a page shows of `place`, else of the works; None when neither is anywhere."""
    extent = None
    if place is not None:
        found = session.execute(_EXTENT_OF_PLACE, {"kind": place.kind, "id": place.id}).first()
        extent = None if found is None else tuple(found)
    if extent is None:
        found = session.execute(_EXTENT_OF_WORKS, {"ids": list(ids)}).first()
        extent = None if found is None else tuple(found)
    if extent is None:
        return None
    west, south, east, north = extent
    wide = max(east - west, _LEAST_UNITS) * (1 + 2 * _MARGIN)
    high = max(north - south, _LEAST_UNITS) * (1 + 2 * _MARGIN)
    width_px, height_px = max((UPRIGHT_PX, LYING_PX), key=lambda size: min(size[0] / wide, size[1] / high))
    scale = min(width_px / wide, height_px / high)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    half_x, half_y = width_px / scale / 2, height_px / scale / 2
    return Frame(middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y, scale)


def _roads(session: Session, frame: Frame) -> dict[str, str]:
    """One path for each width."""
    found: dict[str, list[str]] = {"thin": [], "middle": [], "wide": []}
    for width, path in draw_roads(session, frame, _MOST_ROADS):
        if width != "thin" or frame.scale > _SMALL_ROADS:
            found[width].append(path)
    return {width: " ".join(paths) for width, paths in found.items()}


def _round_down(metres: float) -> int:
    """The largest of 1, 2 or 5 times a power of ten that is not longer."""
    power = 10 ** floor(log10(max(metres, 1)))
    return int(next(step * power for step in (5, 2, 1) if step * power <= max(metres, 1)))
