"""Fresh surfaces: what an accepted work protects and guarantees, and which of them another work would cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import orjson
from shapely import to_wkb
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.settings import get_settings
from gis_app.works.life_models import SurfaceProtection
from gis_app.works.models import Work
from gis_app.works.surface_terms import Exemption, months_later, read_terms

Kind = Literal["protection", "warranty"]

# The carriageway that a repaired line stands for: as wide as the class of the road beside its middle says.
_SURFACE = text("""
SELECT ST_Multi(ST_Transform(ST_Buffer(w.geom_m, CASE ST_Dimension(w.geom_m)
           WHEN 0 THEN CAST(:point_radius_m AS float8)
           WHEN 1 THEN coalesce(
               CAST(CAST(:widths AS jsonb) ->> replace(road.fclass, '_link', '') AS float8),
               CAST(CAST(:widths AS jsonb) ->> 'other' AS float8))
           ELSE 0 END), 4326))
  FROM works AS w
  LEFT JOIN LATERAL (
      SELECT p.fclass FROM street_pieces AS p
       WHERE ST_DWithin(p.geom_m, ST_PointOnSurface(w.geom_m), :nearest_road_m)
       ORDER BY ST_Distance(p.geom_m, ST_PointOnSurface(w.geom_m)) LIMIT 1
  ) AS road ON true
 WHERE w.id = :work AND w.geom IS NOT NULL AND w.match_type NOT IN ('microdistrict', 'district')
""")
_CUT = text("""
SELECT p.id, p.work_id, p.kind, p.from_day, p.to_day, p.guarantor_id, p.rule,
       ST_Area(ST_Intersection(p.geom_m, shape.geom_m)) AS area_m2,
       ST_Length(ST_Intersection(p.geom_m, shape.geom_m)) AS length_m
  FROM surface_protections AS p,
       (SELECT ST_Transform(ST_SetSRID(ST_GeomFromWKB(:shape), 4326), CAST(:metric_srid AS int)) AS geom_m) AS shape
 WHERE ST_Intersects(p.geom_m, shape.geom_m)
   AND p.from_day <= coalesce(CAST(:last AS date), 'infinity')
   AND p.to_day >= coalesce(CAST(:first AS date), '-infinity')
   AND p.work_id IS DISTINCT FROM CAST(:own AS bigint)
 ORDER BY p.kind, p.work_id
""")


@dataclass(frozen=True, slots=True)
class Cut:
    """A protected or guaranteed surface that a work would cut. Days are inclusive; area and length are what is cut."""

    work_id: int
    kind: Kind
    from_day: date
    to_day: date
    guarantor_id: int | None
    rule: str
    area_m2: float
    length_m: float


def open_for(session: Session, work: Work, accepted_on: date) -> list[SurfaceProtection]:
    """Open what the acceptance of a work on this day protects and guarantees; nothing for works without a surface.

    What was opened before for the same work (it was accepted, then returned and accepted again) stays as it is.
    """
    terms = read_terms()
    term = terms.term_for(work.type_code, accepted_on)
    if term is None or of_work(session, work.id):
        return []
    surface = session.scalar(
        _SURFACE,
        {
            "work": work.id,
            "point_radius_m": terms.point_radius_m,
            "nearest_road_m": terms.nearest_road_m,
            "widths": _json(terms.carriageway_half_width_m),
        },
    )
    lasting: tuple[tuple[Kind, int], ...] = (("protection", term.protection_months), ("warranty", term.warranty_months))
    opened = [
        SurfaceProtection(
            work_id=work.id,
            kind=kind,
            from_day=accepted_on,
            to_day=months_later(accepted_on, months),
            rule=term.code,
            guarantor_id=work.contractor_id,
            geom=surface,
        )
        for kind, months in lasting
        if months
    ]
    session.add_all(opened)
    session.flush()
    return opened


def of_work(session: Session, work_id: int) -> list[SurfaceProtection]:
    """What a work protects and guarantees, protection first."""
    found = select(SurfaceProtection).where(SurfaceProtection.work_id == work_id)
    return list(session.scalars(found.order_by(SurfaceProtection.kind)))


def cut_by(
    session: Session, geom: BaseGeometry, start: date | None, end: date | None, *, work_id: int | None = None
) -> list[Cut]:
    """The surfaces in force between two days that a shape (EPSG:4326, longitude first) lies in.

    A missing day is taken to be any. `work_id` is the work that asks: its own surface is none that it cuts. Whether the
    work digs at all, and whether it is exempt, is asked of `digs` and `exemption_of`.
    """
    if geom.is_empty:
        return []
    srid = get_settings().metric_srid
    asked = {"shape": to_wkb(geom), "first": start, "last": end or start, "own": work_id, "metric_srid": srid}
    return [
        Cut(row.work_id, row.kind, row.from_day, row.to_day, row.guarantor_id, row.rule, row.area_m2, row.length_m)
        for row in session.execute(_CUT, asked)
    ]


def digs(type_code: str, excavates: bool | None) -> bool:
    """Whether a work cuts the surface: as its plan says, else as its type usually does."""
    return type_code in read_terms().digging_types if excavates is None else excavates


def exemption_of(*, is_emergency: bool, shuts_off: bool = False) -> Exemption | None:
    """Why a work may cut a protected surface all the same; None when not. `shuts_off`: an outage is due to it."""
    holds = {"emergency": is_emergency, "shut_down_repair": shuts_off}
    return next((one for one in read_terms().exemptions if holds[one.code]), None)


def in_force(rows: Sequence[SurfaceProtection], kind: Kind, today: date) -> SurfaceProtection | None:
    """The one of this kind that holds today."""
    return next((row for row in rows if row.kind == kind and row.from_day <= today <= row.to_day), None)


def _json(widths: object) -> str:
    return orjson.dumps(widths).decode()
