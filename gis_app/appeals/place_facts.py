"""What the register knows of a point: its district, where it lies, and which surface there is under warranty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.settings import get_settings

Setting = Literal["carriageway", "sidewalk", "yard", "house", "park", "river", "other"]

# A bank belongs to its river; the walk beside a carriageway is seldom wider than this. Metres.
RIVER_M = 15.0
SIDEWALK_M = 5.0
# A pin is put beside the hole, not into it.
WARRANTY_M = 5.0

# One index scan a layer and point: ix_districts_geom_m, ix_places_geom_m, ix_carriageways_geom_m, ix_yards_geom_m.
_PLACES = text("""
SELECT p.n - 1 AS n,
       (SELECT d.id FROM districts AS d
         WHERE d.valid_to IS NULL AND ST_Intersects(d.geom_m, m.at) ORDER BY d.id LIMIT 1) AS district_id,
       CASE
           WHEN EXISTS (SELECT 1 FROM places AS k WHERE k.kind = 'park' AND ST_Dimension(k.geom) = 2
                           AND ST_Intersects(k.geom_m, m.at)) THEN 'park'
           WHEN EXISTS (SELECT 1 FROM places AS k WHERE k.kind = 'river'
                           AND ST_DWithin(k.geom_m, m.at, :river_m)) THEN 'river'
           WHEN EXISTS (SELECT 1 FROM carriageways AS c WHERE ST_Intersects(c.geom_m, m.at)) THEN 'carriageway'
           WHEN EXISTS (SELECT 1 FROM carriageways AS c WHERE ST_DWithin(c.geom_m, m.at, :sidewalk_m)) THEN 'sidewalk'
           WHEN EXISTS (SELECT 1 FROM yards AS y WHERE ST_Intersects(y.geom_m, m.at)) THEN 'yard'
           ELSE 'other'
       END AS setting
  FROM unnest(CAST(:lons AS float8[]), CAST(:lats AS float8[])) WITH ORDINALITY AS p(lon, lat, n)
 CROSS JOIN LATERAL (
     SELECT ST_Transform(ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326), CAST(:metric_srid AS int)) AS at) AS m
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
        row.n: PlaceFacts(row.district_id, row.setting, tuple(warranties.get(row.n, ())))
        for row in session.execute(_PLACES, {**asked, "river_m": RIVER_M, "sidewalk_m": SIDEWALK_M})
    }
    numbers = iter(range(len(known)))
    return [PlaceFacts() if point is None else facts[next(numbers)] for point in points]
