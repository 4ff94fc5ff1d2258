"""Keeps what a server has in memory up to date: tiles and figures are told of by NOTIFY over one connection; tiles that
it was not told of are found by their version counter."""

import logging
import threading
import time
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from gis_app.map.tile_memory import TileMemory
from gis_app.planning.figure_memory import FigureMemory, figures_channel
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
    tiles read last go on being served. `figures` are kept only while notices are read: neither without a connection
    nor while tiles are read.
    """

    def __init__(
        self, engine: Engine, memory: TileMemory, settings: Settings, figures: FigureMemory | None = None
    ) -> None:
        self._engine, self._memory = engine, memory
        self._figures = figures or FigureMemory()
        self._channel, self._figures_channel = channel_of(settings), figures_channel(settings)
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
            for channel in (self._channel, self._figures_channel):
                connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            # After LISTEN, so that nothing falls between.
            self._refresh()
            asked_at = time.monotonic()
            try:
                while not self._stopping.is_set():
                    if self._is_called(connection) or time.monotonic() - asked_at >= UNASKED_EVERY_S:
                        self._figures.lose()
                        self._refresh()
                        asked_at = time.monotonic()
            finally:
                self._figures.lose()

    def _is_called(self, connection: psycopg.Connection[Any]) -> bool:
        """Wait for the next notice, not for long; whether one of them was about tiles."""
        self._figures.follow()
        channels = {notice.channel for notice in connection.notifies(timeout=PATIENCE_S, stop_after=1)}
        if self._figures_channel in channels:
            self._figures.forget()
        return self._channel in channels

    def _refresh(self) -> None:
        first = not self._memory.is_loaded
        with self._engine.connect() as connection:
            changed = self._memory.refresh(connection)
        tiles, size = self._memory.size
        if first:
            logger.info("%d tiles in memory, %.1f MB", tiles, size / 1e6)
        elif changed:
            logger.debug("%d tiles changed", changed)
