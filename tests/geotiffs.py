"""GeoTIFFs for tests: pictures drawn with rasterio at known coordinates of the grid (UTM 43N)."""

from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from pyproj import Transformer

# West and north of every picture, in EPSG:32643: the origin of `tests.grid.Grid`.
WEST, NORTH = (float(round(one)) for one in Transformer.from_crs(4326, 32643, always_xy=True).transform(76.9, 43.25))
RED, GREEN = (200, 30, 30), (20, 180, 60)


def square(size: int = 400, side: int = 100, colours: tuple[Any, Any] = (GREEN, RED)) -> NDArray[Any]:
    """A picture of `size` pixels in the first colour with a square of the second in its middle: bands first."""
    picture = np.empty((3, size, size), np.uint8)
    picture[:] = np.array(colours[0]).reshape(3, 1, 1)
    low, high = (size - side) // 2, (size + side) // 2
    picture[:, low:high, low:high] = np.array(colours[1]).reshape(3, 1, 1)
    return picture


def write(path: Path, picture: NDArray[Any], *, pixel_m: float = 1.0, **profile: Any) -> Path:
    """Write bands first; UTM 43N with its corner at the origin unless said otherwise. `nbits`, `nodata` … pass on."""
    given = {
        "driver": "GTiff", "count": len(picture), "height": picture.shape[1], "width": picture.shape[2],
        "dtype": picture.dtype.name, "crs": "EPSG:32643", "transform": Affine(pixel_m, 0, WEST, 0, -pixel_m, NORTH),
    } | profile  # fmt: skip
    with rasterio.open(path, "w", **given) as target:
        target.write(picture)
    return path
