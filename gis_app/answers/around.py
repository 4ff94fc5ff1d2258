"""What the database knows about a place: works with their distance, shut-offs over it, surfaces under warranty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from math import cos, radians
from typing import Any

import shapely
from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from gis_app.answers.places import AskedPlace
from gis_app.settings import get_settings

# A work as the database tells of it in JSON: days are texts.
Facts = Mapping[str, Any]

# "Nearby" is a walk of some minutes.
NEAR_M = 300.0
# A house's own stretch of its street: some houses to each side.
STRETCH_M = 150.0
# The place and what touches it: a facade, the pavement before it.
AT_M = 15.0
MOST_WORKS = 300
# Of an area larger than this, "nearby" says nothing, and measuring to its long outline costs more than the answer.
LARGE_M2 = 3_000_000.0
# "Lately": a resident still remembers the dust.
LATELY = timedelta(days=365)
# Between small houses a block is larger than anybody's yard.
YARD_M = 120.0
# A house may stand on the edge of its block, before the line where its yard begins.
HOUSE_TO_YARD_M = 25.0
# Where no block is known, at the edge of a city, a yard is what lies so near the house.
DOOR_M = 50.0
# Kinds of work that are of the yard they lie in, however near its street runs.
OF_YARDS = ["yard", "playground", "sports_ground", "house_overhaul", "lift", "waste_site"]
# Appeals are counted as if they lay on a grid of this width: who moves a pin and watches the number change learns no
# more than a square with several houses.
APPEAL_GRID_M = 100.0
METRES_PER_DEGREE = 111_320.0  # of latitude
# As the index has them, to the letter.
_COLUMN = f"round(ST_X(p.geom_m) / {APPEAL_GRID_M})"
_ROW = f"round(ST_Y(p.geom_m) / {APPEAL_GRID_M})"

_ASKED = """
asked AS MATERIALIZED (
    SELECT geom_m, ST_SimplifyPreserveTopology(geom_m, 10) AS rough_m
      FROM ST_Transform(ST_SetSRID(ST_GeomFromWKB(:shape), 4326), CAST(:metric_srid AS int)) AS geom_m)
"""
# What is over for long, called off or a draft concerns nobody who asks.
_TOLD = """
  w.state NOT IN ('draft', 'cancelled')
   AND (w.state IN ('in_progress', 'paused')
        OR coalesce(w.actual_end, w.planned_end, w.planned_start, 'infinity') >= CAST(:lately AS date))
"""
# What a list shows of a work (gis_app/answers/lines.py), and how its place is known; a landmark may be a square or as
# large as a quarter. Few works were promised twice: the others cost one look at uq_schedule_versions_work_id_version.
_FACTS = """
       w.match_type IN ('microdistrict', 'district', 'contour') OR ST_Area(w.geom_m) > 50000 AS is_of_area,
       ST_Dimension(w.geom_m) = 1 AS is_line,
       w.type_code, w.title_kk, w.title_ru, w.title_en, w.state, w.planned_start, w.planned_end, w.actual_end,
       w.location_raw, ST_X(at.point) AS lon, ST_Y(at.point) AS lat,
       t.number AS type_number, t.group_code, t.title_kk AS type_kk, t.title_ru AS type_ru, t.title_en AS type_en,
       t.color, t.icon, o.id AS contractor_id, o.name AS contractor, o.name_kk, o.name_ru, o.name_en,
       (SELECT CASE WHEN count(*) > 1 THEN json_build_array(
                    json_agg(json_build_array(v.planned_start, v.planned_end, v.created_at) ORDER BY v.version),
                    (SELECT min(e.created_at) FROM work_events AS e WHERE e.work_id = w.id AND e.kind = 'planned')) END
          FROM schedule_versions AS v WHERE v.work_id = w.id) AS promises
"""
_BESIDE = """
  JOIN work_types AS t ON t.code = w.type_code
  LEFT JOIN organisations AS o ON o.id = w.contractor_id
 CROSS JOIN LATERAL (SELECT work_point(w.geom) AS point OFFSET 0) AS at
"""
# The yard is that of the house or the pin.
_OWN_YARDS = """
own_yards AS MATERIALIZED (
    SELECT y.id FROM asked AS a JOIN yards AS y ON ST_DWithin(y.geom_m, a.geom_m, :yard_reach_m)
     WHERE :has_yard ORDER BY ST_Distance(y.geom_m, a.geom_m), y.id LIMIT 1)
"""
# ix_works_geom_m finds the works about the place.
_WORKS_ABOUT = f"""
SELECT w.id, ST_Distance(w.geom_m, a.geom_m) AS distance_m, w.is_training,
       EXISTS (SELECT 1 FROM work_yards AS y WHERE y.work_id = w.id AND y.yard_id IN (SELECT id FROM own_yards))
           OR (w.type_code = ANY(:of_yards) AND ST_DWithin(w.geom_m, a.geom_m, :door_m)
               AND (NOT EXISTS (SELECT 1 FROM own_yards)
                    OR NOT EXISTS (SELECT 1 FROM work_yards AS y WHERE y.work_id = w.id))) AS is_in_yard,
       EXISTS (SELECT 1 FROM work_streets AS s WHERE s.work_id = w.id AND s.street_id = ANY(:streets)) AS is_on_street,
       w.type_code = ANY(:of_yards) AS is_of_yard,
       {_FACTS}
  FROM asked AS a
  JOIN works AS w ON ST_DWithin(w.geom_m, a.geom_m, :near_m)
{_BESIDE} WHERE {_TOLD}
 ORDER BY distance_m, w.id
 LIMIT :most
"""  # noqa: S608 (fixed words)
# ix_works_geom_m; what goes on in a district first, then what begins soonest.
_WORKS_IN = f"""
SELECT w.id, 0.0 AS distance_m, w.is_training, false AS is_in_yard, false AS is_on_street, false AS is_of_yard,
       {_FACTS}
  FROM asked AS a
  JOIN works AS w ON ST_Intersects(a.geom_m, w.geom_m)
{_BESIDE} WHERE {_TOLD}
 ORDER BY w.state NOT IN ('in_progress', 'paused'), w.actual_end NULLS FIRST, w.planned_start NULLS LAST, w.id
 LIMIT :most
"""  # noqa: S608 (fixed words)
# ix_outages_geom_m (what is over or taken back concerns nobody who asks now), ix_surface_protections_geom_m,
# ix_appeals_open_square (counted only: where each of them is is nobody's business; square by square, because the box
# around a street is a quarter of the city). A register is a sketch as a whole.
_BESIDES = f"""
       (SELECT min(d.id) FROM districts AS d
         WHERE d.valid_to IS NULL AND ST_Intersects(d.geom_m, ST_PointOnSurface(a.geom_m))) AS district_id,
       EXISTS (SELECT 1 FROM districts WHERE is_sketch) AS is_sketch, p.given, p.invented,
       (SELECT json_agg(found) FROM (
            SELECT o.id, o.is_training FROM outages AS o
             WHERE ST_DWithin(o.geom_m, a.geom_m, :at_m) AND o.state <> 'retracted'
               AND coalesce(o.last_day, o.first_day, CAST(:today AS date)) >= CAST(:today AS date)
             ORDER BY coalesce(o.first_day, o.last_day) NULLS LAST, o.id LIMIT 20) AS found) AS outages,
       (SELECT json_agg(found) FROM (
            SELECT DISTINCT ON (s.work_id, s.kind) s.work_id, s.kind, s.to_day, s.guarantor_id, w.is_training
              FROM surface_protections AS s JOIN works AS w ON w.id = s.work_id
             WHERE ST_DWithin(s.geom_m, a.geom_m, :surface_m) AND CAST(:today AS date) BETWEEN s.from_day AND s.to_day
             ORDER BY s.work_id, s.kind, s.to_day DESC) AS found) AS surfaces
  FROM asked AS a, LATERAL (
    SELECT count(*) FILTER (WHERE NOT p.is_training) AS given, count(*) FILTER (WHERE p.is_training) AS invented
      FROM (SELECT i, j
              FROM generate_series(floor((ST_XMin(a.rough_m) - :near_m) / :grid_m)::int,
                                   ceil((ST_XMax(a.rough_m) + :near_m) / :grid_m)::int) AS i,
                   generate_series(floor((ST_YMin(a.rough_m) - :near_m) / :grid_m)::int,
                                   ceil((ST_YMax(a.rough_m) + :near_m) / :grid_m)::int) AS j
             WHERE ST_DWithin(ST_SetSRID(ST_MakePoint(i * :grid_m, j * :grid_m), CAST(:metric_srid AS int)),
                              a.rough_m, :near_m)
            OFFSET 0) AS square
      JOIN appeals AS p ON {_COLUMN} = i AND {_ROW} = j AND p.closed_at IS NULL) AS p
"""  # noqa: S608 (fixed words)


def _statement(works: str, *tables: str) -> TextClause:
    """One statement that gives one row of few columns: each way to the database, and each column of it, costs as much
    as finding the works.

    Without its line breaks it is short enough (4,096 letters) for psycopg to remember what it has understood of it.
    """
    written = f"WITH {', '.join(tables)} SELECT (SELECT json_agg(w) FROM ({works}) AS w) AS works, {_BESIDES}"  # noqa: S608
    return text(" ".join(written.split()))


_ABOUT = _statement(_WORKS_ABOUT, _ASKED, _OWN_YARDS)
_IN = _statement(_WORKS_IN, _ASKED)


@dataclass(frozen=True, slots=True)
class NearWork:
    """A work within `NEAR_M`. `is_of_area`: its place is a whole microdistrict, a district, what streets enclose, or
    larger than five hectares. `is_of_yard`: of a kind that is done in yards. `facts` are what a list shows of it, as
    the database gives them."""

    id: int
    distance_m: float
    is_in_yard: bool
    is_on_street: bool
    is_of_area: bool
    is_line: bool
    is_training: bool = False
    is_of_yard: bool = False
    facts: Facts | None = None


# What is asked of the database under these very names.
_OF_NEAR = [one.name for one in fields(NearWork) if one.name != "facts"]


@dataclass(frozen=True, slots=True)
class NearOutage:
    """A shut-off over the place."""

    id: int
    is_training: bool = False


@dataclass(frozen=True, slots=True)
class Surface:
    """A fresh surface beside the place: not to be dug up (`protection`), or its contractor answers for it."""

    work_id: int
    kind: str
    until: date
    guarantor_id: int | None
    is_training: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """All that was found, real and invented (`gis_app/answers/worlds.py` keeps one of them).

    `open_appeals` within `NEAR_M`: of real people, and invented for training. `is_sketch`: the register is the demo's.
    `left_out`: invented works at the place itself of which a demo's answer does not tell.
    """

    works: Sequence[NearWork]
    outages: Sequence[NearOutage]
    surfaces: Sequence[Surface]
    open_appeals: tuple[int, int] = (0, 0)
    district_id: int | None = None
    is_sketch: bool = False
    left_out: int = 0


def look_around(session: Session, place: AskedPlace, today: date) -> Around:
    """What concerns a place on a day of the city."""
    asked = {
        "shape": shapely.to_wkb(place.shape),
        "metric_srid": get_settings().metric_srid,
        "near_m": NEAR_M,
        "today": today,
        "lately": today - LATELY,
        "most": MOST_WORKS,
    }
    surface_m = 30.0 if place.kind in ("street", "area") else AT_M
    asked |= {"grid_m": APPEAL_GRID_M, "at_m": AT_M, "surface_m": surface_m}
    if place.kind == "area" and area_m2(place) > LARGE_M2:
        about = session.execute(_IN, asked).one()
    else:
        more = {
            "streets": list(place.streets), "has_yard": place.kind in ("house", "point"), "of_yards": OF_YARDS,
            "door_m": DOOR_M,
            "yard_reach_m": HOUSE_TO_YARD_M if place.kind == "house" else 0,
        }  # fmt: skip
        about = session.execute(_ABOUT, asked | more).one()
    return Around(
        [_near(one) for one in about.works or ()],
        [NearOutage(one["id"], one["is_training"]) for one in about.outages or ()],
        [_surface(one) for one in about.surfaces or ()],
        (about.given, about.invented),
        about.district_id,
        about.is_sketch,
    )


def _near(facts: Facts) -> NearWork:
    return NearWork(**{name: facts[name] for name in _OF_NEAR}, facts=facts)


def _surface(found: dict[str, Any]) -> Surface:
    until = date.fromisoformat(found["to_day"])
    return Surface(found["work_id"], found["kind"], until, found["guarantor_id"], found["is_training"])


def area_m2(place: AskedPlace) -> float:
    """The area of a place in square metres, near enough to choose how to look."""
    metres = METRES_PER_DEGREE**2 * cos(radians(place.point[1]))
    return float(place.shape.area) * metres
