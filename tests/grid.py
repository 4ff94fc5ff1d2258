"""Geometry in tests is drawn on a grid in metres, not typed in degrees.

grid = Grid()                     # one step is 100 m
grid.point(0, 0)                  # the origin
grid.line((0, 0), (3, 0))         # a street of 300 m to the east
grid.box(0, 0, 2, 1)              # a yard
"""

from dataclasses import dataclass, field

from pyproj import Transformer
from shapely import LineString, Point, Polygon, transform
from shapely.geometry.base import BaseGeometry

_TO_DEGREES = Transformer.from_crs(32643, 4326, always_xy=True)
_TO_METRES = Transformer.from_crs(4326, 32643, always_xy=True)


@dataclass(frozen=True)
class Grid:
    """A square grid in UTM 43N; its shapes come out in EPSG:4326, longitude first."""

    origin: tuple[float, float] = (76.9, 43.25)
    step_m: float = 100.0
    _zero: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_zero", _TO_METRES.transform(*self.origin))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        lon, lat = _TO_DEGREES.transform(self._zero[0] + x * self.step_m, self._zero[1] + y * self.step_m)
        return (lon, lat)

    def point(self, x: float, y: float) -> Point:
        """The point `x` steps east and `y` steps north of the origin."""
        return Point(self._place(x, y))

    def line(self, *corners: tuple[float, float]) -> LineString:
        """A line through grid corners."""
        return LineString([self._place(*corner) for corner in corners])

    def box(self, west: float, south: float, east: float, north: float) -> Polygon:
        """A rectangle given by its sides in steps."""
        corners = [(west, south), (east, south), (east, north), (west, north)]
        return Polygon([self._place(*corner) for corner in corners])

    def polygon(self, *corners: tuple[float, float]) -> Polygon:
        """A polygon through grid corners."""
        return Polygon([self._place(*corner) for corner in corners])


def in_metres(shape: BaseGeometry) -> BaseGeometry:
    """A shape in EPSG:4326 as UTM 43N, for comparing lengths and distances in metres."""
    return transform(shape, _TO_METRES.transform, interleaved=False)
