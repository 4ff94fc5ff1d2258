"""Counting shapes in square cells, exactly: a cell counts what its closed square meets."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

CELL_M = 100.0
# Shapes looked at together: bounds the memory of the pairs (shape, cell).
_TOGETHER = 2000

Counts = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class CellGrid:
    """Cells from the north-western corner, in metres of the metric CRS `srid`; the corner is a multiple of a cell."""

    srid: int
    west_m: float
    north_m: float
    columns: int
    rows: int

    @classmethod
    def over(cls, bounds: tuple[float, float, float, float], srid: int) -> "CellGrid":
        """The grid that covers bounds in degrees (west, south, east, north)."""
        to_metres = Transformer.from_crs(4326, srid, always_xy=True)
        west, south, east, north = to_metres.transform_bounds(*bounds, densify_pts=21)
        left, top = math.floor(west / CELL_M), math.ceil(north / CELL_M)
        columns, rows = math.ceil(east / CELL_M) - left, top - math.floor(south / CELL_M)
        return cls(srid, left * CELL_M, top * CELL_M, columns, rows)

    @property
    def transform(self) -> Affine:
        """From cells to metres."""
        return Affine(CELL_M, 0, self.west_m, 0, -CELL_M, self.north_m)

    def inside(self, area: BaseGeometry) -> NDArray[np.bool_]:
        """Rows × columns: the cells whose middle lies in an area, in metres."""
        x = self.west_m + (np.arange(self.columns) + 0.5) * CELL_M
        y = self.north_m - (np.arange(self.rows) + 0.5) * CELL_M
        shapely.prepare(area)
        return np.asarray(shapely.contains_xy(area, *np.meshgrid(x, y)), dtype=np.bool_)


def count(shapes: Sequence[BaseGeometry], grid: CellGrid) -> Counts:
    """Rows × columns: how many of the shapes, in metres, meet each cell."""
    counts = np.zeros(grid.rows * grid.columns, np.int64)
    whole = np.asarray(shapes, dtype=object)
    for start in range(0, len(whole), _TOGETHER):
        counts += _count_some(whole[start : start + _TOGETHER], grid)
    return np.minimum(counts, 65_534).astype(np.uint16).reshape(grid.rows, grid.columns)


def _count_some(shapes: NDArray[np.object_], grid: CellGrid) -> NDArray[np.int64]:
    west, south, east, north = shapely.bounds(shapes).T
    # Squares are closed: a shape that ends on a border meets the cells on both sides of it.
    first = np.ceil((west - grid.west_m) / CELL_M).astype(np.int64) - 1
    last = np.floor((east - grid.west_m) / CELL_M).astype(np.int64)
    upper = np.ceil((grid.north_m - north) / CELL_M).astype(np.int64) - 1
    lower = np.floor((grid.north_m - south) / CELL_M).astype(np.int64)
    alone = (first == last) & (upper == lower)
    first, upper = np.maximum(first, 0), np.maximum(upper, 0)
    last, lower = np.minimum(last, grid.columns - 1), np.minimum(lower, grid.rows - 1)
    wide, high = np.maximum(last - first + 1, 0), np.maximum(lower - upper + 1, 0)
    which = np.repeat(np.arange(len(shapes)), wide * high)
    step = np.arange(len(which)) - np.repeat(np.cumsum(wide * high) - wide * high, wide * high)
    columns, rows = first[which] + step % np.maximum(wide[which], 1), upper[which] + step // np.maximum(wide[which], 1)
    # What lies in one cell alone needs no look at its shape.
    asked = ~alone[which]
    meets = np.ones(len(which), np.bool_)
    shapely.prepare(shapes)
    x, y = grid.west_m + columns[asked] * CELL_M, grid.north_m - rows[asked] * CELL_M
    meets[asked] = shapely.intersects(shapes[which[asked]], shapely.box(x, y - CELL_M, x + CELL_M, y))
    met: NDArray[np.int64] = np.bincount((rows * grid.columns + columns)[meets], minlength=grid.rows * grid.columns)
    return met
