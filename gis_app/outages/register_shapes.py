"""Shapes of the register that areas are made of: yards about houses, streets by id or by name; in metres."""

import shapely
from geoalchemy2.shape import from_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.geocoding.models import Street, StreetName, Yard

# A street that only touches a microdistrict runs along its border.
NEAR_AREA_M = 150.0


class RegisterShapes:
    """Reads from the database through `session`; `srid` is the city's metric CRS."""

    def __init__(self, session: Session, srid: int) -> None:
        self._session = session
        self._srid = srid

    def yards(self, places: BaseGeometry) -> list[BaseGeometry]:
        """The yards that hold any of the given points."""
        shape = from_shape(places, self._srid)
        rows = self._session.scalars(
            select(func.ST_AsBinary(Yard.geom_m)).where(func.ST_Intersects(Yard.geom_m, shape))
        )
        return [shapely.from_wkb(bytes(row)) for row in rows]

    def street(self, street_id: int) -> BaseGeometry | None:
        """The line of a street."""
        found = self._session.scalar(select(func.ST_AsBinary(Street.geom_m)).where(Street.id == street_id))
        return None if found is None else shapely.from_wkb(bytes(found))

    def street_named(self, name: str, area: BaseGeometry) -> BaseGeometry | None:
        """The street of just this name in an area or within 150 m of it; several are taken together."""
        statement = select(func.ST_AsBinary(Street.geom_m)).where(
            Street.id.in_(select(StreetName.street_id).where(StreetName.name == name)),
            Street.valid_to.is_(None),
            func.ST_DWithin(Street.geom_m, from_shape(area, self._srid), NEAR_AREA_M),
        )
        lines = [shapely.from_wkb(bytes(row)) for row in self._session.scalars(statement)]
        return shapely.union_all(lines) if lines else None
