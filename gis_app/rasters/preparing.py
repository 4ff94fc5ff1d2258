"""From a GeoTIFF as received to a Cloud-Optimised GeoTIFF in EPSG:3857: tiles of 512 pixels, overviews, a mask.

Memory is bounded: pixels pass in windows, the rest is on the disk beside the answer.
"""

import time
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.shutil
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform_bounds
from rasterio.windows import Window

from gis_app.errors import BadRasterError
from gis_app.rasters.checking import LOCKED, Limits, check, check_place, open_tiff, placement
from gis_app.rasters.colours import Colours, colours_of, read_window
from gis_app.rasters.grid import PixelGrid, grid_of

BLOCK_PX = 512
_WINDOW_PX = 2048
QUALITY = 88
# Several threads decode and warp; more would only wait for one another.
THREADS = 2
WARP_MB = 256


def prepare(received: Path, prepared: Path, limits: Limits) -> dict[str, Any]:
    """Write `prepared`; what was received and how it was made, as JSON values. Raises BadRasterError.

    `prepared` appears only when it is whole.
    """
    began = time.perf_counter()
    work, part = prepared.with_suffix(".work.tif"), prepared.with_suffix(".part")
    try:
        with rasterio.Env(**LOCKED, GDAL_NUM_THREADS=THREADS, GDAL_TIFF_INTERNAL_MASK=True):
            with open_tiff(received) as source:
                check(source, limits)
                grid = grid_of(source, limits)
                try:
                    colours = colours_of(source)
                    shown = _warp(source, colours, grid, work)
                except RasterioError as error:
                    raise BadRasterError("damaged") from error
                facts = _facts(source, colours, grid)
            if not shown:
                raise BadRasterError("empty")
            _write_cog(work, part, colours)
        part.rename(prepared)
    finally:
        work.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    bounds = transform_bounds("EPSG:3857", "EPSG:4326", *_shown_bounds(grid, shown))
    made = {"bounds": list(bounds), "bytes": prepared.stat().st_size, "seconds": round(time.perf_counter() - began, 1)}
    return facts | made


def _warp(source: DatasetReader, colours: Colours, grid: PixelGrid, work: Path) -> tuple[int, int, int, int] | None:
    """Write the pixels on the grid; the columns and rows that hold something: left, top, right, bottom; or None."""
    count = 1 if colours.kind == "grey" else 3
    profile = {
        "driver": "GTiff", "dtype": "uint8", "count": count, "width": grid.width, "height": grid.height,
        "crs": "EPSG:3857", "transform": grid.transform, "tiled": True, "blockxsize": BLOCK_PX,
        "blockysize": BLOCK_PX, "interleave": "pixel", "photometric": "rgb" if count == 3 else "minisblack",
        "sparse_ok": True, "bigtiff": "if_safer",
    }  # fmt: skip
    found: list[tuple[int, int, int, int]] = []
    with rasterio.open(work, "w", **profile) as target, _warped(source, colours, grid) as warped:
        for top in range(0, grid.height, _WINDOW_PX):
            for left in range(0, grid.width, _WINDOW_PX):
                window = Window(left, top, min(_WINDOW_PX, grid.width - left), min(_WINDOW_PX, grid.height - top))
                data, mask = read_window(warped, colours, window)
                if mask.any():
                    target.write(np.where(mask, data, 0).astype(np.uint8), window=window)
                    target.write_mask(mask, window=window)
                    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
                    found.append((left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1))
    if not found:
        return None
    ends = np.array(found)
    west, north = ends[:, :2].min(axis=0)
    east, south = ends[:, 2:].max(axis=0)
    return int(west), int(north), int(east), int(south)


def _warped(source: DatasetReader, colours: Colours, grid: PixelGrid) -> WarpedVRT:
    has_nodata = source.nodata is not None and _fits(source.nodata, source.dtypes[0])
    more: dict[str, Any] = {} if has_nodata else {"src_nodata": None, "nodata": None}
    return WarpedVRT(
        source,
        crs="EPSG:3857",
        transform=grid.transform,
        width=grid.width,
        height=grid.height,
        # Numbers of a palette have nothing between them.
        resampling=Resampling.nearest if colours.kind == "palette" else Resampling.bilinear,
        add_alpha=colours.alpha is None and not has_nodata,
        num_threads=THREADS,
        warp_mem_limit=WARP_MB,
        **more,
        **placement(source),
    )


def _fits(nodata: float, dtype: str) -> bool:
    if dtype.startswith("float"):
        return True
    limits = np.iinfo(dtype)
    return bool(np.isfinite(nodata)) and limits.min <= nodata <= limits.max


def _write_cog(work: Path, part: Path, colours: Colours) -> None:
    options = {"COMPRESS": "JPEG", "QUALITY": QUALITY} if colours.is_photo else {"COMPRESS": "DEFLATE", "PREDICTOR": 2}
    rasterio.shutil.copy(
        work, part, driver="COG", BLOCKSIZE=BLOCK_PX, OVERVIEW_RESAMPLING="AVERAGE", BIGTIFF="IF_SAFER",
        NUM_THREADS=THREADS, **options,
    )  # fmt: skip


def _shown_bounds(grid: PixelGrid, shown: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in EPSG:3857 of the columns and rows that hold something."""
    side, west, north = grid.resolution_m, grid.transform.c, grid.transform.f
    return west + shown[0] * side, north - shown[3] * side, west + shown[2] * side, north - shown[1] * side


def _facts(source: DatasetReader, colours: Colours, grid: PixelGrid) -> dict[str, Any]:
    crs = check_place(source)
    code = crs.to_epsg()
    return {
        "crs": f"EPSG:{code}" if code else crs.to_string()[:80],
        "width": source.width,
        "height": source.height,
        "bands": source.count,
        "dtype": source.dtypes[0],
        "colours": colours.kind,
        "shown_bands": list(colours.bands),
        "stretch": None if colours.stretch is None else [round(one, 3) for one in colours.stretch],
        "maxzoom": grid.zoom,
        "compression": "jpeg" if colours.is_photo else "deflate",
    }
