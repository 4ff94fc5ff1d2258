"""Building tiles: only those that a change has touched, once, when it has been committed.

Triggers note touched tiles in ``tiles_dirty`` (gis_app/db/functions/tiles_triggers.sql). A drain takes the notes
away and *then* reads the data, so a change noted meanwhile is never lost: its note stays for the next round. One
builder works at a time (an advisory lock held to the commit), so versions grow in the order of commits and a server
that has seen version n needs only what is newer.
"""

import logging
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from gis_app.map.encoding import BuiltTile, Key, finish
from layers.catalog import read_catalog
from layers.vector import RawTile, read_tiles

logger = logging.getLogger(__name__)

# Tiles of one transaction: small enough that a change is soon visible, large enough to keep every core busy.
TILES_PER_TRANSACTION = 256
# Tiles of one statement: planning is paid once, and the threads get even shares.
TILES_PER_STATEMENT = 32

# After a load that notes so much, the planner's statistics are of the time before it, and its guesses cost minutes;
# reading them anew takes under a second.
MANY_NOTES = 300
STATISTICS = text("ANALYZE works, work_cells, overview_cells, tiles_dirty")

Progress = Callable[[int, int], None]

LOCK = text("SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('tiles'))")
# The overview is counted in cells; once those are committed, its tiles are noted like all others.
TAKE_CELLS = text("SELECT take_noted_cells()")
COUNT = text("""
    SELECT count(*) FROM (
        SELECT layer, z, x, y FROM tiles_dirty WHERE z < 16
        UNION
        SELECT d.layer, level, d.x >> (16 - level), d.y >> (16 - level)
        FROM tiles_dirty AS d
        JOIN tile_layers() AS l ON l.layer = d.layer
        CROSS JOIN generate_series(l.minzoom, l.maxzoom) AS level
        WHERE d.z = 16
    ) AS noted
""")
# Near zooms of the works first: they are what a person who has just changed a work looks at.
TAKE = text("""
    WITH batch AS (
        SELECT layer, z, x, y FROM tiles_dirty WHERE z < 16 GROUP BY layer, z, x, y
        ORDER BY layer = 'works' DESC, layer = 'works_overview' DESC, layer, z DESC, x, y LIMIT :size
    ),
    taken AS (
        DELETE FROM tiles_dirty AS d USING batch AS b
        WHERE d.layer = b.layer AND d.z = b.z AND d.x = b.x AND d.y = b.y
    )
    SELECT layer, z, x, y FROM batch ORDER BY layer, z, x, y
""")
PUT_BACK = text("INSERT INTO tiles_dirty (layer, z, x, y) VALUES (:layer, :z, :x, :y)")
# A tile that came out the same keeps its version: no server reads it again, no browser either.
STORE = text("""
    INSERT INTO tiles AS t (layer, z, x, y, data, etag, features, bytes, version)
    VALUES (:layer, :z, :x, :y, :data, :etag, :features, :bytes, :version)
    ON CONFLICT (layer, z, x, y) DO UPDATE
    SET data = excluded.data, etag = excluded.etag, features = excluded.features, bytes = excluded.bytes,
        version = excluded.version
    WHERE (t.etag, t.features) IS DISTINCT FROM (excluded.etag, excluded.features)
""")
NOTIFY = text("SELECT pg_notify(current_schema() || '_tiles', CAST(:version AS text))")


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a drain has done. `left_over` tiles hold too much and are left to the overview; sizes in bytes."""

    tiles: int = 0
    empty: int = 0
    left_over: int = 0
    bytes: int = 0
    seconds: float = 0.0
    version: int | None = None
    failed: tuple[Key, ...] = field(default=())


def drain(engine: Engine, progress: Progress | None = None) -> BuildSummary:
    """Build every tile that is noted, in transactions of some hundred tiles, until no note is left.

    `progress` is told tiles done and tiles in all. A tile that fails is logged, keeps its note for the next drain
    and is named in the summary; the others are built.
    """
    began = time.perf_counter()
    built: list[BuiltTile] = []
    failed: list[Key] = []
    version = None
    total = _count(engine)
    if total > MANY_NOTES:
        with engine.begin() as connection:
            connection.execute(STATISTICS)
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 2)) as pool:
        while True:
            with engine.begin() as writer:
                writer.execute(LOCK)
                keys = [Key(*row) for row in writer.execute(TAKE, {"size": TILES_PER_TRANSACTION})]
                if keys:
                    fresh, broken = _build(engine, pool, keys)
                    version = _store(writer, fresh)
                else:
                    fresh, broken = [], []
                    writer.execute(TAKE_CELLS)
            if not keys and not _count(engine):
                break
            built += fresh
            failed += broken
            if progress is not None and keys:
                done = len(built) + len(failed)
                progress(done, max(total, done))
    if failed:
        with engine.begin() as writer:
            writer.execute(PUT_BACK, [key._asdict() for key in failed])
    return BuildSummary(
        tiles=len(built),
        empty=sum(1 for tile in built if tile.features == 0),
        left_over=sum(1 for tile in built if tile.features and not tile.data),
        bytes=sum(len(tile.data) for tile in built),
        seconds=time.perf_counter() - began,
        version=version,
        failed=tuple(failed),
    )


def rebuild(engine: Engine, layers: Sequence[str] | None = None, progress: Progress | None = None) -> BuildSummary:
    """Note every tile of the layers (all when None) and drain. For a changed tile format or style of SQL."""
    with engine.begin() as connection:
        for layer_id in layers if layers is not None else read_catalog():
            connection.execute(text("SELECT note_all_tiles(:layer)"), {"layer": layer_id})
    return drain(engine, progress)


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(COUNT).scalar_one())


def _build(engine: Engine, pool: ThreadPoolExecutor, keys: Sequence[Key]) -> tuple[list[BuiltTile], list[Key]]:
    chunks = [
        tiles[start : start + TILES_PER_STATEMENT]
        for _, group in groupby(keys, key=lambda key: (key.layer, key.z))
        for tiles in [list(group)]
        for start in range(0, len(tiles), TILES_PER_STATEMENT)
    ]
    fresh: list[BuiltTile] = []
    broken: list[Key] = []
    for made, lost in pool.map(lambda chunk: _build_chunk(engine, chunk), chunks):
        fresh += made
        broken += lost
    return fresh, broken


def _build_chunk(engine: Engine, chunk: Sequence[Key]) -> tuple[list[BuiltTile], list[Key]]:
    """Tiles of one layer and zoom. When the statement fails, each tile is tried alone."""
    layer = read_catalog()[chunk[0].layer]
    try:
        raw = _read(engine, chunk)
    except DBAPIError as error:
        if len(chunk) == 1:
            reason = str(error.orig).partition("\n")[0]
            logger.error("tile %s/%d/%d/%d cannot be built: %s", *chunk[0], reason)
            return [], list(chunk)
        alone = [_build_chunk(engine, [key]) for key in chunk]
        return [tile for made, _ in alone for tile in made], [key for _, lost in alone for key in lost]
    return [finish(layer, chunk[0].z, tile) for tile in raw], []


def _read(engine: Engine, chunk: Sequence[Key]) -> list[RawTile]:
    layer = read_catalog()[chunk[0].layer]
    with engine.connect() as connection:
        return read_tiles(connection, layer, chunk[0].z, [key.x for key in chunk], [key.y for key in chunk])


def _store(writer: Connection, tiles: Sequence[BuiltTile]) -> int:
    version: int = writer.execute(text("SELECT nextval('tile_versions')")).scalar_one()
    if tiles:
        writer.execute(STORE, [tile.as_row(version) for tile in tiles])
        writer.execute(NOTIFY, {"version": version})
    return version
