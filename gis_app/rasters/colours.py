"""How the bands of a raster become what an eye sees: grey or red, green, blue in eight bits, and a mask."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp
from rasterio.io import DatasetReader
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

# Between these shares of its values a raster of more than eight bits is spread over black to white.
DARKEST_PERCENT, LIGHTEST_PERCENT = 2.0, 98.0
_SAMPLE_PX = 1024
# What GDAL writes into an alpha band that it adds.
_WHOLE_ALPHA = {"uint16": 65535, "int16": 32767}

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Colours:
    """`kind` is palette, grey or colour. `bands` are those that are shown, `alpha` the band of what is transparent.

    `stretch` are the values that become 0 and 255; None where they are bytes already. `palette` is 256 × RGBA.
    """

    kind: str
    bands: tuple[int, ...]
    alpha: int | None = None
    stretch: tuple[float, float] | None = None
    palette: Bytes | None = None

    @property
    def is_photo(self) -> bool:
        """Whether the picture may be compressed as photos are; drawings would show it."""
        return self.kind == "colour"


def colours_of(source: DatasetReader) -> Colours:
    """Decide by the bands' meanings, number and type. May read pixels, and so raise what reading raises."""
    meant = source.colorinterp
    alpha = next((i + 1 for i, one in enumerate(meant) if one == ColorInterp.alpha), None)
    if meant[0] == ColorInterp.palette and source.dtypes[0] == "uint8":
        table = source.colormap(1)
        palette = np.zeros((256, 4), np.uint8)
        for index, colour in table.items():
            palette[index] = colour
        return Colours("palette", (1,), alpha, palette=palette)
    named = [meant.index(one) + 1 for one in (ColorInterp.red, ColorInterp.green, ColorInterp.blue) if one in meant]
    shown = [i + 1 for i in range(source.count) if i + 1 != alpha]
    bands = tuple(named if len(named) == 3 else shown[:3] if len(shown) >= 3 else shown[:1])
    return Colours("colour" if len(bands) == 3 else "grey", bands, alpha, _stretch(source, bands))


def _stretch(source: DatasetReader, bands: tuple[int, ...]) -> tuple[float, float] | None:
    if all(source.dtypes[band - 1] == "uint8" for band in bands):
        bits = source.tags(bands[0], ns="IMAGE_STRUCTURE").get("NBITS")
        return (0.0, float(2 ** int(bits) - 1)) if bits and int(bits) < 8 else None
    share = max(1, source.width // _SAMPLE_PX, source.height // _SAMPLE_PX)
    shape = (len(bands), max(1, source.height // share), max(1, source.width // share))
    sample = source.read(bands, out_shape=shape, masked=True)
    values = np.ma.masked_invalid(sample).compressed().astype(np.float64)
    if not len(values):
        return (0.0, 1.0)
    if np.issubdtype(sample.dtype, np.integer) and values.min() >= 0 and values.max() <= 255:
        return (0.0, 255.0)
    low, high = (float(one) for one in np.percentile(values, (DARKEST_PERCENT, LIGHTEST_PERCENT)))
    return (low, high) if high > low else (low, low + 1.0)


def read_window(warped: WarpedVRT, colours: Colours, window: Window) -> tuple[Bytes, Bytes]:
    """Bands × rows × columns in eight bits, and the mask (255 where there is something)."""
    data, mask = _warp(warped, colours, window)
    if not mask.any():
        return np.zeros((1, *mask.shape), np.uint8), mask
    if colours.palette is not None:
        rgba = colours.palette[data[0]]
        mask = np.where(rgba[..., 3] >= 128, mask, 0).astype(np.uint8)
        return np.ascontiguousarray(np.moveaxis(rgba[..., :3], -1, 0)), mask
    if colours.stretch is not None:
        low, high = colours.stretch
        scaled = (data.astype(np.float64) - low) * (255.0 / (high - low))
        mask = np.where(np.isfinite(scaled).all(axis=0), mask, 0).astype(np.uint8)
        data = np.clip(np.nan_to_num(np.rint(scaled), posinf=255, neginf=0), 0, 255).astype(np.uint8)
    return data, mask


def _warp(warped: WarpedVRT, colours: Colours, window: Window) -> tuple[Any, Bytes]:
    """The shown bands and the mask. GDAL tells of an added alpha band only for bytes, so it is read as a band, and with
    the others: each reading warps anew."""
    bands = list(colours.bands)
    if ColorInterp.alpha not in warped.colorinterp:
        masks: Bytes = warped.read_masks(bands, window=window).max(axis=0)
        return warped.read(bands, window=window), masks
    last = len(warped.colorinterp) - warped.colorinterp[::-1].index(ColorInterp.alpha)
    data = warped.read([*bands, last], window=window)
    whole = _WHOLE_ALPHA.get(data.dtype.name, 255)
    return data[:-1], np.where(data[-1] >= whole / 2, 255, 0).astype(np.uint8)
