"""A stored shape as programs read it."""

from typing import Any

import orjson
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

# Six decimals of a degree are a tenth of a metre.
DECIMALS = 6
# West, south, east, north in degrees.
Bounds = tuple[float, float, float, float]


def read_shape(
    session: Session, geom: InstrumentedAttribute[Any], row: ColumnElement[bool]
) -> tuple[dict[str, Any] | None, Bounds | None]:
    """The shape in the column `geom` of the row for which `row` holds: GeoJSON in EPSG:4326, and its bounds.

    Neither where there is none.
    """
    found = session.execute(
        select(
            func.ST_AsGeoJSON(geom, DECIMALS),
            func.ST_XMin(geom),
            func.ST_YMin(geom),
            func.ST_XMax(geom),
            func.ST_YMax(geom),
        ).where(row, geom.is_not(None))
    ).first()
    if found is None:
        return None, None
    return orjson.loads(found[0]), (found[1], found[2], found[3], found[4])
