"""Reader of raster tiles: cuts a PNG of a web-map tile out of a GeoTIFF, by rio-tiler.

A tile holds what lies in it and is transparent elsewhere. Files are opened by the driver GTiff alone.
"""

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import PIL.Image
import rasterio
from rasterio.io import MemoryFile
from rio_tiler.errors import TileOutsideBounds
from rio_tiler.io import Reader

# Ranges of values with their colours, as rio-tiler takes them: ((from, below), (red, green, blue, alpha)).
Ramp = Sequence[tuple[tuple[float, float], tuple[int, int, int, int]]]
# From this zoom a pixel of a tile is smaller than a cell of a hundred metres; below it the highest value is shown.
CELLS_ZOOM = 11
# Compression costs more time than it spares bytes beyond this.
_PNG: Mapping[str, Any] = {"img_format": "PNG", "ZLEVEL": 3}


@lru_cache
def empty_tile(size: int) -> bytes:
    """A transparent PNG of `size` × `size` pixels."""
    made = io.BytesIO()
    PIL.Image.new("LA", (size, size)).save(made, "PNG", optimize=True)
    return made.getvalue()


def read_tile(path: Path, z: int, x: int, y: int, size: int, options: Mapping[str, Any]) -> bytes:
    """The tile of a prepared picture (eight bits, a mask) as PNG. `options` are GDAL's.

    Raises rasterio.errors.RasterioIOError for a file that is not there or damaged.
    """
    with rasterio.Env(**options), rasterio.open(path, driver="GTiff") as opened, Reader(None, dataset=opened) as reader:
        try:
            image = reader.tile(x, y, z, tilesize=size, resampling_method="bilinear", reproject_method="bilinear")
        except TileOutsideBounds:
            return empty_tile(size)
        drawn: bytes = image.render(**_PNG)
        return drawn


def read_cells(content: bytes, z: int, x: int, y: int, size: int, ramp: Ramp, options: Mapping[str, Any]) -> bytes:
    """The tile of a raster of cells, each in the colour of its value: values are never blended."""
    method = "nearest" if z >= CELLS_ZOOM else "max"
    with (
        rasterio.Env(**options),
        MemoryFile(content) as file,
        file.open() as opened,
        Reader(None, dataset=opened) as reader,
    ):
        try:
            image = reader.tile(x, y, z, tilesize=size, resampling_method="nearest", reproject_method=method)
        except TileOutsideBounds:
            return empty_tile(size)
        drawn: bytes = image.render(**_PNG, colormap=list(ramp))
        return drawn


def read_picture(path: Path, longest_px: int, options: Mapping[str, Any]) -> bytes:
    """The whole picture as PNG, its longer side so many pixels."""
    with rasterio.Env(**options), rasterio.open(path, driver="GTiff") as opened, Reader(None, dataset=opened) as reader:
        drawn: bytes = reader.preview(max_size=longest_px, resampling_method="average").render(**_PNG)
        return drawn
