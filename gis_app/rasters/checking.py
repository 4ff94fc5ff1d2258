"""What a raster must be before a pixel of it is read: a real GeoTIFF of the city in bounded memory.

Only the driver GTiff opens it, so nothing that names other files (VRT) or other machines is ever read.
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import rasterio
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioIOError
from rasterio.io import DatasetReader
from rasterio.transform import from_gcps

from gis_app.errors import BadRasterError

# For every reading of a raster: no sidecar file, no network, no plug-in, a bounded cache.
LOCKED: Final[dict[str, Any]] = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "GDAL_HTTP_MAX_RETRY": "0",
    "PROJ_NETWORK": "OFF",
    "GDAL_CACHEMAX": 256,
    "VRT_VIRTUAL_OVERVIEWS": "NO",
}
# A block (a tile or a strip) is decoded whole: one of a whole picture would need memory for all of it.
LARGEST_BLOCK_BYTES: Final = 400_000_000
_ITEM_BYTES: Final = {"uint8": 1, "int8": 1, "uint16": 2, "int16": 2, "uint32": 4, "int32": 4, "float32": 4}
# Rasters may be wider than the city; what lies further outside is cut off.
MARGIN_DEG: Final = 0.35
# Points may miss the plane through them by so much; a bent scan must be straightened by a program for that.
MOST_BENT_PX: Final = 3.0


@dataclass(frozen=True, slots=True)
class Limits:
    """`bounds` are the city's, west, south, east, north in degrees."""

    bounds: tuple[float, float, float, float]
    megapixels: int


def open_tiff(path: Path) -> DatasetReader:
    """Open a file as GeoTIFF and as nothing else. Raises BadRasterError."""
    with path.open("rb") as file:
        start = file.read(4)
    if start not in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"):
        raise BadRasterError("not-tiff")
    try:
        opened: DatasetReader = rasterio.open(path, driver="GTiff")
    except (RasterioIOError, CRSError) as error:
        raise BadRasterError("damaged") from error
    return opened


def check(source: DatasetReader, limits: Limits) -> None:
    """Raise BadRasterError for what cannot be shown. Reads no pixel."""
    megapixels = source.width * source.height / 1e6
    if megapixels > limits.megapixels:
        raise BadRasterError(
            "too-large", width=str(source.width), height=str(source.height), most=str(limits.megapixels)
        )
    high, wide = source.block_shapes[0]
    item = max(_ITEM_BYTES.get(kind, 8) for kind in source.dtypes)
    together = source.count if source.profile.get("interleave", "pixel") == "pixel" else 1
    if high * wide * item * together > LARGEST_BLOCK_BYTES:
        raise BadRasterError("one-piece")
    if any(kind.startswith("complex") for kind in source.dtypes):
        raise BadRasterError("numbers")
    check_place(source)


def check_place(source: DatasetReader) -> CRS:
    """The CRS of a raster that says where it lies, by a transform or by points. Raises BadRasterError."""
    points, points_crs = source.gcps
    crs = source.crs or points_crs
    if not crs or not (crs.is_geographic or crs.is_projected):
        raise BadRasterError("no-crs")
    placed = placement(source)["src_transform"]
    if placed.is_identity or not all(map(math.isfinite, tuple(placed)[:6])) or abs(placed.determinant) < 1e-24:
        raise BadRasterError("no-place")
    across = math.hypot(placed.a, placed.d)
    for point in points:
        x, y = placed @ (point.col, point.row)
        if math.hypot(x - point.x, y - point.y) > MOST_BENT_PX * across:
            raise BadRasterError("bent")
    return crs


def placement(source: DatasetReader) -> dict[str, Any]:
    """CRS and transform of a raster as the warper takes them; of points, the plane that fits them best."""
    points, points_crs = source.gcps
    if points and source.transform.is_identity:
        return {"src_crs": points_crs, "src_transform": from_gcps(points)}
    return {"src_crs": source.crs, "src_transform": source.transform}
