"""Every tile of the city in the memory of this process, with the headers of its answer made beforehand."""

import logging
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, text

logger = logging.getLogger(__name__)

Headers = list[tuple[bytes, bytes]]

MEDIA_TYPE = b"application/vnd.mapbox-vector-tile"
# Without a version in the address the browser asks each time and is answered 304; with it, never again.
REVALIDATE = b"public, max-age=0, must-revalidate"
IMMUTABLE = b"public, max-age=31536000, immutable"
OPEN_TO_ALL = (b"access-control-allow-origin", b"*")

NEWER = text("SELECT layer, z, x, y, data, etag, features, version FROM tiles WHERE version > :known ORDER BY version")


@dataclass(frozen=True, slots=True)
class StoredTile:
    """A tile with the three sets of headers it is answered with; `body` is gzipped."""

    body: bytes
    etag: bytes
    revalidated: Headers
    immutable: Headers
    unchanged: Headers


def stored_tile(body: bytes, etag: bytes) -> StoredTile:
    """Make the headers of a tile once, so that an answer costs nothing."""
    always = [(b"etag", etag), (b"vary", b"accept-encoding"), OPEN_TO_ALL]
    content = [
        (b"content-type", MEDIA_TYPE),
        (b"content-encoding", b"gzip"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
        *always,
    ]
    return StoredTile(
        body,
        etag,
        revalidated=[*content, (b"cache-control", REVALIDATE)],
        immutable=[*content, (b"cache-control", IMMUTABLE)],
        unchanged=[*always, (b"cache-control", REVALIDATE)],
    )


class TileMemory:
    """Tiles by the path they are asked for. One thread refreshes it; any number read it without a lock.

    `bounds` are west, south, east, north in degrees, told in the TileJSON.
    """

    def __init__(self, bounds: tuple[float, float, float, float] = (-180.0, -85.0511, 180.0, 85.0511)) -> None:
        self.bounds = bounds
        self.is_loaded = False
        self._known = 0
        self._tiles: dict[str, StoredTile] = {}
        self._versions: dict[str, int] = {}
        self._left_over: dict[str, frozenset[str]] = {}

    def get(self, path: str) -> StoredTile | None:
        """The tile of ``/tiles/{layer}/{z}/{x}/{y}.mvt``; None when it is empty or there is no such tile."""
        return self._tiles.get(path)

    def version_of(self, layer_id: str) -> int:
        """The version of the layer's newest tile, 0 when it has none."""
        return self._versions.get(layer_id, 0)

    def left_over(self, layer_id: str) -> list[str]:
        """The layer's tiles, as "z/x/y", that hold too much and are left to another layer."""
        return sorted(self._left_over.get(layer_id, ()))

    @property
    def size(self) -> tuple[int, int]:
        """How many tiles, and their bytes in all."""
        return len(self._tiles), sum(len(tile.body) for tile in self._tiles.values())

    def refresh(self, connection: Connection) -> int:
        """Take in what is newer than what is known; answers how many tiles were. The first call reads everything."""
        rows = connection.execution_options(stream_results=True, yield_per=500).execute(NEWER, {"known": self._known})
        seen = 0
        for row in rows.mappings():
            self._take(row)
            seen += 1
        self.is_loaded = True
        return seen

    def _take(self, row: RowMapping) -> None:
        layer_id, tile = row["layer"], f"{row['z']}/{row['x']}/{row['y']}"
        path = f"/tiles/{layer_id}/{tile}.mvt"
        left_over = self._left_over.get(layer_id, frozenset()) - {tile}
        if row["data"]:
            self._tiles[path] = stored_tile(bytes(row["data"]), row["etag"].encode())
        else:
            self._tiles.pop(path, None)
            if row["features"]:
                left_over |= {tile}
        self._left_over[layer_id] = left_over
        self._versions[layer_id] = max(row["version"], self.version_of(layer_id))
        self._known = max(row["version"], self._known)
