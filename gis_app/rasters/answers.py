"""What is answered about a layer of pixels: a tile and its name, the TileJSON, the list for the map.

A layer is ``overlay-<id>``, a planner's raster, or ``density``, the density of works in a month.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from gis_app.accounts.access import ACCESS, may
from gis_app.accounts.user import CurrentUser
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.rasters.checking import LOCKED
from gis_app.rasters.density import DensityMemory
from gis_app.rasters.files import prepared_path
from gis_app.rasters.grid import HIGHEST_ZOOM, LOWEST_ZOOM
from gis_app.rasters.models import READY, Raster
from gis_app.rasters.standing import find_raster
from gis_app.settings import Settings
from layers.density_ramp import density_ramp
from layers.raster import read_cells, read_tile

DENSITY: Final = "density"
DENSITY_MAXZOOM: Final = 14
# Whoever may export the density may look at it.
DENSITY_ROUTE: Final = "GET /planner/density.tif"
_OVERLAY = re.compile(r"overlay-([1-9]\d{0,17})")
NO_LAYER = "there is no such layer of pixels"


@dataclass(frozen=True, slots=True)
class TileAddress:
    """Zoom, column, row (0 in the north) and pixels a side."""

    z: int
    x: int
    y: int
    size: int

    def check(self) -> None:
        """Raise NotFoundError for a tile that does not exist, InvalidParameterError for a size that none has."""
        if self.size not in (256, 512):
            raise InvalidParameterError("size", "tiles have 256 or 512 pixels")
        if not (LOWEST_ZOOM <= self.z <= HIGHEST_ZOOM and self.x < 1 << self.z and self.y < 1 << self.z):
            raise NotFoundError(f"tiles of pixels have the zooms {LOWEST_ZOOM} to {HIGHEST_ZOOM}")


@dataclass(frozen=True, slots=True)
class FoundTile:
    """A tile that the person may see: its ETag, whether everybody may keep it, and how to draw it."""

    etag: str
    is_public: bool
    draw: Callable[[], bytes]


def layer_of(raster: Raster) -> str:
    """The name of a raster as a layer."""
    return f"overlay-{raster.id}"


def find_overlay(session: Session, user: CurrentUser | None, layer: str) -> Raster:
    """The raster of a layer, ready to be drawn. Raises NotFoundError, also for what the person may not see."""
    named = _OVERLAY.fullmatch(layer)
    if named is None:
        raise NotFoundError(NO_LAYER)
    raster = find_raster(session, user, int(named[1]))
    if raster.state != READY:
        raise NotFoundError(NO_LAYER)
    return raster


def overlay_tile(
    session: Session, settings: Settings, user: CurrentUser | None, layer: str, at: TileAddress
) -> FoundTile:
    """A tile of a planner's raster. Its pixels never change, so key and address are its name."""
    at.check()
    raster = find_overlay(session, user, layer)
    path = prepared_path(settings, raster.key)
    if not path.is_file():
        raise NotFoundError(NO_LAYER)

    def draw() -> bytes:
        return read_tile(path, at.z, at.x, at.y, at.size, LOCKED)

    return FoundTile(_etag(raster.key, at), raster.is_public, draw)


def may_see_density(user: CurrentUser | None) -> bool:
    """Whether a person may look at the density of works."""
    return user is not None and may(ACCESS[DENSITY_ROUTE], user.roles)


def density_tile(
    session: Session,
    settings: Settings,
    memory: DensityMemory,
    user: CurrentUser | None,
    at: TileAddress,
    month: date,
    district_id: int | None,
    today: date,
) -> FoundTile:
    """A tile of the density of works. Drawing it counts the works of the month when nobody has yet."""
    at.check()
    if not may_see_density(user):
        raise NotFoundError(NO_LAYER)
    version, database = memory.version(session), session.get_bind()

    def draw() -> bytes:
        with Session(database) as own:
            content = memory.get(own, settings, month, district_id, today, version)
        return read_cells(content, at.z, at.x, at.y, at.size, density_ramp(), LOCKED)

    return FoundTile(_etag(f"{version} {today} {month} {district_id}", at), False, draw)


def tilejson(raster: Raster, base: str) -> dict[str, Any]:
    """The TileJSON 3.0 of a raster; `base` is the address of this server without a slash at the end."""
    west, south, east, north = raster.bounds
    maxzoom = raster.maxzoom or HIGHEST_ZOOM
    return {
        "tilejson": "3.0.0",
        "name": raster.title,
        "description": raster.note,
        "version": "1.0.0",
        "scheme": "xyz",
        "tiles": [f"{base}/raster/{layer_of(raster)}/{{z}}/{{x}}/{{y}}.png?v={raster.key[:8]}"],
        "minzoom": LOWEST_ZOOM,
        "maxzoom": maxzoom,
        "bounds": [west, south, east, north],
        "center": [round((west + east) / 2, 5), round((south + north) / 2, 5), min(maxzoom, 15)],
    }


def headers(found: FoundTile) -> Mapping[str, str]:
    """The headers of a tile. What not everybody may see is asked for again each time: the right may have ended."""
    if found.is_public:
        return {"etag": found.etag, "cache-control": "public, max-age=3600", "access-control-allow-origin": "*"}
    return {"etag": found.etag, "cache-control": "private, no-cache", "vary": "cookie"}


def _etag(what: str, at: TileAddress) -> str:
    named = f"{what} {at.z} {at.x} {at.y} {at.size}"
    return f'"{hashlib.blake2b(named.encode(), digest_size=9).hexdigest()}"'
