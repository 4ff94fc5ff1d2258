"""The grid of a prepared raster: pixels of a zoom of the web map (EPSG:3857), so that tiles are cut unblurred."""

import math
from dataclasses import dataclass

from affine import Affine
from rasterio._err import CPLE_BaseError
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform_bounds

from gis_app.errors import BadRasterError
from gis_app.rasters.checking import MARGIN_DEG, Limits, placement

WORLD_M = 2 * math.pi * 6378137
TILE_PX = 256
HIGHEST_ZOOM, LOWEST_ZOOM = 22, 8
# Origins are aligned to this, so that overviews keep to the pixels of lower zooms.
ALIGNED_PX = 512
# A pixel a sixth wider than the source's is no loss that anybody sees; the next zoom would have four times as many.
_SLACK = 0.25


@dataclass(frozen=True, slots=True)
class PixelGrid:
    """Columns and rows count from the north-western corner of the world's pixels at `zoom`."""

    zoom: int
    column: int
    row: int
    width: int
    height: int

    @property
    def resolution_m(self) -> float:
        """The side of a pixel in metres of EPSG:3857 (at the equator)."""
        return WORLD_M / (TILE_PX << self.zoom)

    @property
    def transform(self) -> Affine:
        """From pixels to EPSG:3857."""
        side = self.resolution_m
        return Affine(side, 0, self.column * side - WORLD_M / 2, 0, -side, WORLD_M / 2 - self.row * side)


def grid_of(source: DatasetReader, limits: Limits) -> PixelGrid:
    """The grid for a raster, cut to the city and its margin. Raises BadRasterError for one that lies elsewhere."""
    try:
        with WarpedVRT(source, crs="EPSG:3857", **placement(source)) as warped:
            left, bottom, right, top = warped.bounds
            side = warped.transform.a
    except (RasterioError, CPLE_BaseError, ValueError, RuntimeError, MemoryError) as error:
        raise BadRasterError("elsewhere") from error
    west, south, east, north = limits.bounds
    city = transform_bounds("EPSG:4326", "EPSG:3857", *limits.bounds)
    if left >= city[2] or right <= city[0] or bottom >= city[3] or top <= city[1]:
        raise BadRasterError("elsewhere")
    wide = (west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    shown = transform_bounds("EPSG:4326", "EPSG:3857", *wide)
    left, bottom = max(left, shown[0]), max(bottom, shown[1])
    right, top = min(right, shown[2]), min(top, shown[3])
    zoom = max(LOWEST_ZOOM, min(HIGHEST_ZOOM, math.ceil(math.log2(WORLD_M / TILE_PX / side) - _SLACK)))
    while True:
        grid = _cover(zoom, left, bottom, right, top)
        # The next zoom has up to four times the pixels of the source; a stretched source could have many more.
        if grid.width * grid.height <= 4e6 * limits.megapixels or zoom == LOWEST_ZOOM:
            return grid
        zoom -= 1


def _cover(zoom: int, left: float, bottom: float, right: float, top: float) -> PixelGrid:
    step = WORLD_M / (TILE_PX << zoom) * ALIGNED_PX
    first, last = math.floor((left + WORLD_M / 2) / step), math.ceil((right + WORLD_M / 2) / step)
    upper, lower = math.floor((WORLD_M / 2 - top) / step), math.ceil((WORLD_M / 2 - bottom) / step)
    sides = ((last - first) * ALIGNED_PX, (lower - upper) * ALIGNED_PX)
    return PixelGrid(zoom, first * ALIGNED_PX, upper * ALIGNED_PX, *sides)
