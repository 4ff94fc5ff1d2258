"""Keeps a server's tiles up to date: told by NOTIFY, and by the version counter of what it missed."""

import logging
import threading

import psycopg
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from gis_app.map.tile_memory import TileMemory
from gis_app.settings import Settings

logger = logging.getLogger(__name__)

# How often the thread looks whether it is to stop; and how often it asks the counter though nobody called.
PATIENCE_S = 0.5
UNASKED_EVERY_S = 30.0
# Waiting after a lost connection, doubled each time up to the last.
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 10.0


def channel_of(settings: Settings) -> str:
    """The NOTIFY channel of the city's tiles; channels are database-wide, so it carries the schema's name."""
    return f"{settings.schema_name}_tiles"


class TileListener:
    """A thread that reads all tiles into `memory`, then each change as it is committed.

    A lost connection is made again; what was built meanwhile is found by its version. Errors are logged, and the
    tiles read last go on being served.
    """

    def __init__(self, engine: Engine, memory: TileMemory, settings: Settings) -> None:
        self._engine, self._memory = engine, memory
        self._channel = channel_of(settings)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tile-listener", daemon=True)
        memory.bounds = settings.bounds

    @property
    def is_loaded(self) -> bool:
        """True when every tile has been read once."""
        return self._memory.is_loaded

    def start(self) -> None:
        """Begin reading; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread; waits for it, half a second at most."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._stopping.is_set():
            try:
                self._listen()
                pause_s = FIRST_PAUSE_S
            except (psycopg.Error, DBAPIError) as error:
                logger.warning("tiles are not followed, trying again in %.1f s: %s", pause_s, error)
                self._stopping.wait(pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _listen(self) -> None:
        url = self._engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True, application_name="gis_app tiles") as connection:
            connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._channel)))
            # After LISTEN, so that nothing falls between.
            self._refresh()
            waited_s = 0.0
            while not self._stopping.is_set():
                called = any(True for _ in connection.notifies(timeout=PATIENCE_S, stop_after=1))
                waited_s = 0.0 if called else waited_s + PATIENCE_S
                if called or waited_s >= UNASKED_EVERY_S:
                    waited_s = 0.0
                    self._refresh()

    def _refresh(self) -> None:
        first = not self._memory.is_loaded
        with self._engine.connect() as connection:
            changed = self._memory.refresh(connection)
        tiles, size = self._memory.size
        if first:
            logger.info("%d tiles in memory, %.1f MB", tiles, size / 1e6)
        elif changed:
            logger.debug("%d tiles changed", changed)
