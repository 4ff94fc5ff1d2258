"""Coordinates that a plan gives itself: longitude and latitude, or WKT, in any CRS, to EPSG:4326."""

from functools import lru_cache, partial

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely.errors import ShapelyError
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from etl.extract.sheets import Cell
from etl.transform.amounts import read_amount
from gis_app.geocoding.given_geometry import MOST_POINTS

WGS84 = "EPSG:4326"


def read_point(lon: Cell, lat: Cell, crs: str = WGS84) -> Point | None:
    """A point in EPSG:4326 from its x (longitude or easting) and y in `crs`; None when both cells are empty.

    One empty cell, a cell that is no number, or a place outside the world raises ValueError.
    """
    empty = [isinstance(cell, str) and not cell.strip() for cell in (lon, lat)]
    if all(empty):
        return None
    if any(empty):
        raise ValueError("only one of two coordinates is given")
    numbers = [float(cell) if isinstance(cell, int | float) else _number(cell) for cell in (lon, lat)]
    point = _to_wgs84(Point(*numbers), crs)
    if not isinstance(point, Point):
        raise ValueError("not a point")
    return point


def read_wkt(cell: Cell, crs: str = WGS84) -> BaseGeometry | None:
    """A valid geometry in EPSG:4326 from WKT; None when the cell is empty. Anything else raises ValueError."""
    return read_and_mend_wkt(cell, crs)[0]


def read_and_mend_wkt(cell: Cell, crs: str = WGS84) -> tuple[BaseGeometry | None, bool]:
    """As `read_wkt`, and whether the geometry crossed itself and had to be mended."""
    text = str(cell).strip()
    if not text:
        return None, False
    try:
        geometry = shapely.from_wkt(text)
    except (ShapelyError, ValueError, NotImplementedError) as error:  # curves are not implemented
        raise ValueError("the WKT cannot be read") from error
    if shapely.get_num_coordinates(geometry) > MOST_POINTS:
        raise ValueError(f"a place has at most {MOST_POINTS:,} points")
    if geometry.is_empty:
        raise ValueError("the geometry is empty")
    if geometry.geom_type == "GeometryCollection":
        raise ValueError("points, lines and areas are mixed in one geometry")
    is_mended = not geometry.is_valid
    if is_mended:
        geometry = _of_highest_dimension(shapely.make_valid(geometry))
    return _to_wgs84(shapely.force_2d(geometry), crs), is_mended


def _of_highest_dimension(mended: BaseGeometry) -> BaseGeometry:
    """The parts of a mended geometry that are what it was meant to be; spikes and loose points are left out."""
    if mended.geom_type != "GeometryCollection":
        return mended
    highest = shapely.get_dimensions(mended)
    return shapely.union_all([part for part in shapely.get_parts(mended) if shapely.get_dimensions(part) == highest])


def _number(cell: Cell) -> float:
    text = str(cell).strip()
    try:
        return float(text)
    except ValueError:
        number, unit = read_amount(text)
        if number is None or unit not in (None, "°"):
            raise ValueError(f"{text} is no coordinate") from None
        return float(number)


def _to_wgs84(geometry: BaseGeometry, crs: str) -> BaseGeometry:
    if crs != WGS84:
        geometry = shapely.transform(geometry, partial(_degrees, crs=crs))
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("the coordinates lie outside the world")
    return geometry


def _degrees(points: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
    return np.column_stack(_transformer(crs).transform(points[:, 0], points[:, 1]))


@lru_cache
def _transformer(crs: str) -> Transformer:
    return Transformer.from_crs(CRS.from_user_input(crs), CRS.from_epsg(4326), always_xy=True)
