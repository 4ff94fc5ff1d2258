"""The metric frame: geometry is computed in metres (the city's CRS, EPSG:32643 for Almaty) and answered in WGS 84."""

from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely import Point
from shapely.geometry.base import BaseGeometry


class Frame:
    """Turns geometries between EPSG:4326 (longitude, latitude in degrees) and a metric CRS (metres)."""

    def __init__(self, srid: int) -> None:
        self.srid = srid
        self._to_metric = Transformer.from_crs(4326, srid, always_xy=True)
        self._to_degrees = Transformer.from_crs(srid, 4326, always_xy=True)

    def metric(self, geometry: Any) -> Any:
        """A geometry, or an array of them, from degrees to metres."""
        return shapely.transform(geometry, lambda xy: np.column_stack(self._to_metric.transform(xy[:, 0], xy[:, 1])))

    def degrees(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry from metres to degrees, rounded to 1e-6 degree (about 0.1 m)."""
        if isinstance(geometry, Point):
            turned_point: Point = shapely.points(self.point_to_degrees(geometry.x, geometry.y))
            return turned_point
        turned: BaseGeometry = shapely.transform(
            geometry, lambda xy: np.round(np.column_stack(self._to_degrees.transform(xy[:, 0], xy[:, 1])), 6)
        )
        return turned

    def point_to_metric(self, lon: float, lat: float) -> tuple[float, float]:
        """One point from degrees to metres."""
        x, y = self._to_metric.transform(lon, lat)
        return float(x), float(y)

    def point_to_degrees(self, x: float, y: float) -> tuple[float, float]:
        """One point from metres to degrees."""
        lon, lat = self._to_degrees.transform(x, y)
        return round(float(lon), 6), round(float(lat), 6)


@cache
def frame_of(srid: int) -> Frame:
    """The frame of a CRS, made once (making a transformer takes some 20 ms)."""
    return Frame(srid)
