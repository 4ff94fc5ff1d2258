"""What becomes of a tile's bytes: gzipped once, with an ETag, or left to the overview when it holds too much."""

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any, NamedTuple

import deflate

from layers.catalog import Layer
from layers.vector import RawTile

# libdeflate at 8 gives fewer bytes than zlib at its best (9), in a quarter of the time. Its gzip header holds no
# time, so equal tiles are equal in bytes.
GZIP_LEVEL = 8
# zlib's number for "a gzip header stands before the data".
GZIP_WINDOW = 31


class Key(NamedTuple):
    """Which tile: XYZ scheme, row 0 in the north."""

    layer: str
    z: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class BuiltTile:
    """A tile ready to be stored. No data and no features: empty. No data but features: left to another layer."""

    key: Key
    data: bytes
    etag: str
    features: int

    def as_row(self, version: int) -> dict[str, Any]:
        """Values of the columns of ``tiles``."""
        return {
            **self.key._asdict(),
            "data": self.data,
            "etag": self.etag,
            "features": self.features,
            "bytes": len(self.data),
            "version": version,
        }


def compress(data: bytes) -> bytes:
    """`data` gzipped; the same bytes for the same data, always."""
    return bytes(deflate.gzip_compress(data, GZIP_LEVEL))


def decompress(data: bytes) -> bytes:
    """The reverse of `compress`."""
    return zlib.decompress(data, GZIP_WINDOW)


def etag_of(data: bytes) -> str:
    """A strong ETag of the bytes, in its quotes; of no bytes, the empty string."""
    return f'"{hashlib.blake2b(data, digest_size=9).hexdigest()}"' if data else ""


def finish(layer: Layer, z: int, raw: RawTile) -> BuiltTile:
    """Gzip a tile of zoom `z`; drop its data when it is over the layer's limit of bytes."""
    data = compress(raw.data) if raw.data else b""
    if layer.tiles.max_bytes is not None and len(data) > layer.tiles.max_bytes:
        data = b""
    return BuiltTile(Key(layer.id, z, raw.x, raw.y), data, etag_of(data), raw.features)
