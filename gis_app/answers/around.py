"""What the database knows about a place: works with their distance, shut-offs over it, surfaces under warranty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.answers.places import AskedPlace
from gis_app.settings import get_settings

# "Nearby" is a walk of some minutes.
NEAR_M = 300.0
# A house's own stretch of its street: some houses to each side.
STRETCH_M = 150.0
# The place and what touches it: a facade, the pavement before it.
AT_M = 15.0
MOST_WORKS = 300
# Appeals are counted as if they lay on a grid of this width: who moves a pin and watches the number change learns no
# more than a square with several houses.
APPEAL_GRID_M = 100.0

_ASKED = """
asked AS MATERIALIZED (
    SELECT ST_Transform(ST_SetSRID(ST_GeomFromWKB(:shape), 4326), CAST(:metric_srid AS int)) AS geom_m)
"""
# ix_works_geom_m finds the works about the place; the yard is that of the house or the pin.
_WORKS = text(f"""
WITH {_ASKED}, own_yards AS MATERIALIZED (
    SELECT y.id FROM asked AS a JOIN yards AS y ON ST_DWithin(y.geom_m, a.geom_m, 0)
     WHERE :has_yard)
SELECT w.id, ST_Distance(w.geom_m, a.geom_m) AS distance_m,
       EXISTS (SELECT 1 FROM work_yards AS y WHERE y.work_id = w.id AND y.yard_id IN (SELECT id FROM own_yards))
           AS is_in_yard,
       EXISTS (SELECT 1 FROM work_streets AS s WHERE s.work_id = w.id AND s.street_id = ANY(:streets)) AS is_on_street,
       w.match_type IN ('microdistrict', 'district', 'contour') AS is_of_area, ST_Dimension(w.geom_m) = 1 AS is_line
  FROM asked AS a
  JOIN works AS w ON ST_DWithin(w.geom_m, a.geom_m, :near_m)
 WHERE w.state <> 'draft' AND (w.state <> 'cancelled' OR NOT is_given_up_draft(w.id))
 ORDER BY distance_m, w.id
 LIMIT :most
""")  # noqa: S608 (fixed words)
# ix_outages_geom_m; what is over or taken back concerns nobody who asks now.
_OUTAGES = text(f"""
WITH {_ASKED}
SELECT o.id FROM asked AS a JOIN outages AS o ON ST_DWithin(o.geom_m, a.geom_m, :at_m)
 WHERE o.state <> 'retracted' AND coalesce(o.last_day, o.first_day, CAST(:today AS date)) >= CAST(:today AS date)
 ORDER BY coalesce(o.first_day, o.last_day) NULLS LAST, o.id LIMIT 20
""")  # noqa: S608 (fixed words)
# ix_surface_protections_geom_m.
_SURFACES = text(f"""
WITH {_ASKED}
SELECT DISTINCT ON (s.work_id, s.kind) s.work_id, s.kind, s.to_day, s.guarantor_id,
       ST_Distance(s.geom_m, a.geom_m) AS distance_m
  FROM asked AS a JOIN surface_protections AS s ON ST_DWithin(s.geom_m, a.geom_m, :at_m)
 WHERE CAST(:today AS date) BETWEEN s.from_day AND s.to_day
 ORDER BY s.work_id, s.kind, s.to_day DESC
""")  # noqa: S608 (fixed words)
# ix_appeals_geom_m. Counted only: where each of them is is nobody's business.
_APPEALS = text(f"""
WITH {_ASKED}
SELECT count(*) FROM asked AS a JOIN appeals AS p ON ST_DWithin(p.geom_m, a.geom_m, :near_m + :grid_m)
 WHERE p.closed_at IS NULL AND ST_DWithin(ST_SnapToGrid(p.geom_m, :grid_m), a.geom_m, :near_m)
""")  # noqa: S608 (fixed words)


@dataclass(frozen=True, slots=True)
class NearWork:
    """A work within `NEAR_M`. `is_of_area`: its place is a whole microdistrict, a district, or what streets enclose."""

    id: int
    distance_m: float
    is_in_yard: bool
    is_on_street: bool
    is_of_area: bool
    is_line: bool


@dataclass(frozen=True, slots=True)
class Surface:
    """A fresh surface beside the place: not to be dug up (`protection`), or its contractor answers for it."""

    work_id: int
    kind: str
    until: date
    guarantor_id: int | None


@dataclass(frozen=True, slots=True)
class Around:
    """All that was found. `open_appeals` within `NEAR_M`."""

    works: Sequence[NearWork]
    outages: Sequence[int]
    surfaces: Sequence[Surface]
    open_appeals: int


def look_around(session: Session, place: AskedPlace, today: date) -> Around:
    """What concerns a place on a day of the city."""
    asked = {
        "shape": shapely.to_wkb(place.shape),
        "metric_srid": get_settings().metric_srid,
        "near_m": NEAR_M,
        "today": today,
    }
    works = session.execute(
        _WORKS,
        asked | {"streets": list(place.streets), "has_yard": place.kind in ("house", "point"), "most": MOST_WORKS},
    )
    near_by = [
        NearWork(row.id, row.distance_m, row.is_in_yard, row.is_on_street, row.is_of_area, row.is_line) for row in works
    ]
    at_m = STRETCH_M if place.kind in ("street", "area") else AT_M
    outages = session.scalars(_OUTAGES, asked | {"at_m": AT_M}).all()
    surfaces = session.execute(_SURFACES, asked | {"at_m": min(at_m, 30.0)})
    return Around(
        near_by,
        outages,
        [Surface(row.work_id, row.kind, row.to_day, row.guarantor_id) for row in surfaces],
        session.scalar(_APPEALS, asked | {"grid_m": APPEAL_GRID_M}) or 0,
    )
