"""Who may publish and change shut-offs by hand: operators everywhere, planners where their districts are."""

from __future__ import annotations

from collections.abc import Collection

from shapely import to_wkb
from shapely.geometry.base import BaseGeometry
from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from gis_app.accounts.roles import OPERATOR, PLANNER
from gis_app.accounts.user import CurrentUser
from gis_app.errors import ForbiddenError

_TOUCHES = text(
    "SELECT EXISTS (SELECT 1 FROM districts WHERE id IN :ids AND ST_Intersects(geom, ST_GeomFromWKB(:shape, 4326)))"
).bindparams(bindparam("ids", expanding=True))


def lies_in(session: Session, district_ids: Collection[int], area: BaseGeometry) -> bool:
    """Whether an area (EPSG:4326) touches one of the districts."""
    asked = {"ids": sorted(district_ids), "shape": to_wkb(area)}
    return bool(session.execute(_TOUCHES, asked).scalar_one())


def require_standing(session: Session, by: CurrentUser, area: BaseGeometry | None, *, is_training: bool) -> None:
    """Raise ForbiddenError for whom a shut-off of this area (EPSG:4326) is not his to tell of.

    One without an area lies in no district and is any planner's. Invented shut-offs are for the demo's people, real
    ones for the city's.
    """
    if by.is_demo != is_training:
        raise ForbiddenError("invented and real shut-offs are kept apart")
    if by.has(OPERATOR):
        return
    if not by.has(PLANNER):
        raise ForbiddenError("shut-offs are told of by planners and operators")
    if area is None:
        return
    if not lies_in(session, by.district_ids, area):
        raise ForbiddenError("the shut-off lies in none of your districts")
