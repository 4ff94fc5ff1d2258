"""Reader of vector tiles: runs a layer's ``tiles.sql`` for many tiles of one zoom at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, text
from sqlalchemy.sql.elements import TextClause

from layers.catalog import Layer

# More than any tile holds: stands for "no limit" in the SQL.
NO_LIMIT = 2_000_000_000


@dataclass(frozen=True, slots=True)
class RawTile:
    """A tile as the database encoded it (Mapbox Vector Tile 2), not gzipped; `features` were found for it."""

    x: int
    y: int
    features: int
    data: bytes


@cache
def _statement(layer: Layer) -> TextClause:
    return text((layer.folder / "tiles.sql").read_text(encoding="utf-8"))


def read_tiles(
    connection: Connection, layer: Layer, zoom: int, columns: Sequence[int], rows: Sequence[int]
) -> list[RawTile]:
    """The tiles (columns[i], rows[i]) of one zoom, in the XYZ scheme (row 0 in the north).

    Every tile asked for is answered; one without features has no data. A tile over the layer's limit of features
    has no data, and at least one feature more than the limit.
    """
    asked = {
        "z": zoom,
        "x": list(columns),
        "y": list(rows),
        "buffer": layer.tiles.buffer,
        "max_features": layer.tiles.max_features or NO_LIMIT,
    }
    return [
        RawTile(row.x, row.y, row.features, bytes(row.data or b"") if row.features else b"")
        for row in connection.execute(_statement(layer), asked)
    ]
