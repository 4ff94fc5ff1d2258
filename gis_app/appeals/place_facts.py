"""What the register knows of a point: its district, where it lies, and which surface there is under warranty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from gis_app.settings import get_settings

Setting = Literal["carriageway", "sidewalk", "yard", "house", "park", "river", "other"]

# A bank belongs to its river; the walk beside a carriageway is seldom wider than this. Metres.
RIVER_M = 15.0
SIDEWALK_M = 5.0
# A pin is put beside the hole, not into it.
WARRANTY_M = 5.0

# From so many points on the statement that begins with the layers is the faster one: it looks at each of their large
# outlines once. A test compares both.
MANY = 500

# One index scan a layer and point: ix_districts_geom_m, ix_places_geom_m, ix_carriageways_geom_m, ix_yards_geom_m.
_FACTS_OF_FEW = text("""
SELECT p.n - 1 AS n,
       (SELECT min(d.id) FROM districts AS d WHERE d.valid_to IS NULL AND ST_Intersects(d.geom_m, m.at)) AS district_id,
       EXISTS (SELECT 1 FROM places AS k WHERE k.kind = 'park' AND ST_Dimension(k.geom) = 2
                  AND ST_Intersects(k.geom_m, m.at)) AS in_park,
       EXISTS (SELECT 1 FROM places AS k WHERE k.kind = 'river' AND ST_DWithin(k.geom_m, m.at, :river_m)) AS at_river,
       (SELECT min(ST_Distance(c.geom_m, m.at)) FROM carriageways AS c
         WHERE ST_DWithin(c.geom_m, m.at, :sidewalk_m)) AS road_m,
       (SELECT min(y.id) FROM yards AS y WHERE ST_Intersects(y.geom_m, m.at)) AS yard_id
  FROM unnest(CAST(:lons AS float8[]), CAST(:lats AS float8[])) WITH ORDINALITY AS p(lon, lat, n)
 CROSS JOIN LATERAL (
     SELECT ST_Transform(ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326), CAST(:metric_srid AS int)) AS at) AS m
""")
_ASKED = (
    text("CREATE TEMP TABLE IF NOT EXISTS asked_places (n int, at geometry) ON COMMIT DROP"),
    text("TRUNCATE asked_places"),
    text("""
INSERT INTO asked_places
SELECT p.n - 1, ST_Transform(ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326), CAST(:metric_srid AS int))
  FROM unnest(CAST(:lons AS float8[]), CAST(:lats AS float8[])) WITH ORDINALITY AS p(lon, lat, n)
"""),
    text("CREATE INDEX IF NOT EXISTS asked_places_at ON asked_places USING gist (at)"),  # the points in each outline
    text("ANALYZE asked_places"),
)
_FACTS_OF_MANY = text("""
WITH of_district AS (
    SELECT p.n, min(d.id) AS id FROM districts AS d JOIN asked_places AS p ON ST_Intersects(d.geom_m, p.at)
     WHERE d.valid_to IS NULL GROUP BY p.n
), of_park AS (
    SELECT DISTINCT p.n FROM places AS k JOIN asked_places AS p ON ST_Intersects(k.geom_m, p.at)
     WHERE k.kind = 'park' AND ST_Dimension(k.geom) = 2
), of_river AS (
    SELECT DISTINCT p.n FROM places AS k JOIN asked_places AS p ON ST_DWithin(k.geom_m, p.at, :river_m)
     WHERE k.kind = 'river'
), of_road AS (
    SELECT p.n, min(ST_Distance(c.geom_m, p.at)) AS m
      FROM carriageways AS c JOIN asked_places AS p ON ST_DWithin(c.geom_m, p.at, :sidewalk_m) GROUP BY p.n
), of_yard AS (
    SELECT p.n, min(y.id) AS id FROM yards AS y JOIN asked_places AS p ON ST_Intersects(y.geom_m, p.at) GROUP BY p.n
)
SELECT p.n, of_district.id AS district_id, of_park.n IS NOT NULL AS in_park, of_river.n IS NOT NULL AS at_river,
       of_road.m AS road_m, of_yard.id AS yard_id
  FROM asked_places AS p
  LEFT JOIN of_district USING (n) LEFT JOIN of_park USING (n) LEFT JOIN of_river USING (n)
  LEFT JOIN of_road USING (n) LEFT JOIN of_yard USING (n)
""")

# ix_surface_protections_geom_m finds the few surfaces about a point.
_WARRANTIES = text("""
SELECT p.n - 1 AS n, s.work_id, w.type_code, s.guarantor_id, s.to_day, w.is_training
  FROM unnest(CAST(:lons AS float8[]), CAST(:lats AS float8[])) WITH ORDINALITY AS p(lon, lat, n)
 CROSS JOIN LATERAL (
     SELECT ST_Transform(ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326), CAST(:metric_srid AS int)) AS at) AS m
  JOIN surface_protections AS s ON ST_DWithin(s.geom_m, m.at, :warranty_m)
  JOIN works AS w ON w.id = s.work_id
 WHERE s.kind = 'warranty' AND s.guarantor_id IS NOT NULL AND CAST(:today AS date) BETWEEN s.from_day AND s.to_day
 ORDER BY p.n, s.to_day DESC, s.id
""")


@dataclass(frozen=True, slots=True)
class Warranty:
    """A surface that its contractor answers for until `to_day`, inclusive."""

    work_id: int
    type_code: str
    guarantor_id: int
    to_day: date
    is_training: bool


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A point without a district lies outside the city's districts. Warranties: the one that ends last is first."""

    district_id: int | None = None
    setting: Setting = "other"
    warranties: tuple[Warranty, ...] = ()
    yard_id: int | None = None


def facts_of_places(session: Session, points: Sequence[tuple[float, float] | None], today: date) -> list[PlaceFacts]:
    """The facts of points (longitude, latitude in degrees), in their order; of a missing point nothing is known."""
    known = [point for point in points if point is not None]
    if not known:
        return [PlaceFacts()] * len(points)
    asked = {
        "lons": [lon for lon, _ in known],
        "lats": [lat for _, lat in known],
        "metric_srid": get_settings().metric_srid,
    }
    warranties: dict[int, list[Warranty]] = {}
    for row in session.execute(_WARRANTIES, {**asked, "warranty_m": WARRANTY_M, "today": today}):
        found = Warranty(row.work_id, row.type_code, row.guarantor_id, row.to_day, row.is_training)
        warranties.setdefault(row.n, []).append(found)
    facts = {
        row.n: PlaceFacts(row.district_id, _setting(row), tuple(warranties.get(row.n, ())), row.yard_id)
        for row in _rows(session, {**asked, "river_m": RIVER_M, "sidewalk_m": SIDEWALK_M}, len(known))
    }
    numbers = iter(range(len(known)))
    return [PlaceFacts() if point is None else facts[next(numbers)] for point in points]


def _rows(session: Session, asked: Mapping[str, object], number: int) -> Iterable[Row[Any]]:
    if number < MANY:
        return session.execute(_FACTS_OF_FEW, asked)
    for statement in _ASKED:
        session.execute(statement, asked)
    return session.execute(_FACTS_OF_MANY, asked)


def _setting(row: Row[Any]) -> Setting:
    if row.in_park:
        return "park"
    if row.at_river:
        return "river"
    if row.road_m is not None:
        return "carriageway" if row.road_m == 0 else "sidewalk"
    return "other" if row.yard_id is None else "yard"
