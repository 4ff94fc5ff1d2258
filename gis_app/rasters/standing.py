"""Who may see and change a raster: its districts' planners, inspectors and administrators; others when it is public."""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from gis_app.accounts.roles import ADMINISTRATOR, INSPECTOR, PLANNER
from gis_app.accounts.user import CurrentUser
from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.rasters.models import READY, Raster

# They look at the whole city.
_EVERYWHERE = frozenset({ADMINISTRATOR, INSPECTOR})


def sees(user: CurrentUser | None, raster: Raster) -> bool:
    """Whether a person, or a visitor (None), may see a raster. What is not ready is for those who work with it."""
    if raster.is_public and raster.state == READY:
        return True
    if user is None:
        return False
    if user.roles & _EVERYWHERE or raster.owner_id == user.id:
        return True
    return user.has(PLANNER) and (raster.district_ids is None or bool(user.district_ids & set(raster.district_ids)))


def visible(user: CurrentUser | None) -> ColumnElement[bool]:
    """The same as `sees`, as a condition of SQL."""
    shared = and_(Raster.is_public, Raster.state == READY)
    if user is None:
        return shared
    if user.roles & _EVERYWHERE:
        return Raster.id.is_not(None)
    own = or_(shared, Raster.owner_id == user.id)
    if not user.has(PLANNER):
        return own
    return or_(own, Raster.district_ids.is_(None), Raster.district_ids.overlap(sorted(user.district_ids)))


def may_change(user: CurrentUser, raster: Raster) -> bool:
    """Whether a person may make a raster public, change its words or delete it: who added it, and administrators."""
    return raster.owner_id == user.id or user.has(ADMINISTRATOR)


def find_raster(session: Session, user: CurrentUser | None, raster_id: int) -> Raster:
    """A raster that the person may see. One that he may not see does not exist: NotFoundError."""
    raster = session.get(Raster, raster_id)
    if raster is None or not sees(user, raster):
        raise NotFoundError(f"there is no raster {raster_id}")
    return raster


def rasters_of(session: Session, user: CurrentUser | None) -> list[Raster]:
    """Every raster that the person may see, newest first."""
    return list(session.scalars(select(Raster).where(visible(user)).order_by(Raster.id.desc())))


def require_change(user: CurrentUser, raster: Raster) -> None:
    """Raise ForbiddenError unless the person may change the raster."""
    if not may_change(user, raster):
        raise ForbiddenError("only who added a raster, or an administrator, may change it")
