"""Figures and names that were read lately, kept by a server for as long as it is told of every change.

See docs/decisions/0017: nothing is kept unless somebody listens, and nothing for longer than a minute.
"""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from gis_app.settings import Settings

Value = TypeVar("Value")
# A connection that died without a word is believed no longer than this.
LONGEST_S = 60.0
# Questions are as many as links; when so many are known, all are forgotten.
MOST_KEPT = 2000


def figures_channel(settings: Settings) -> str:
    """The NOTIFY channel of gis_app/db/functions/works_notices.sql; channels are database-wide."""
    return f"{settings.schema_name}_figures"


class FigureMemory:
    """What was read since the last notice of a change. Made unfollowed: it keeps nothing until `follow` is called."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._is_followed = False
        self._round = 0
        self._kept: dict[Hashable, tuple[float, Any]] = {}

    def follow(self) -> None:
        """Notices of every change from now on arrive in `forget`."""
        with self._lock:
            self._is_followed = True

    def lose(self) -> None:
        """Notices may be missed from now on: nothing is kept and nothing kept is given."""
        with self._lock:
            self._is_followed = False
            self._begin_anew()

    def forget(self) -> None:
        """Something was changed and committed."""
        with self._lock:
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._round += 1
        self._kept = {}

    def get(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """What `read` gave lately under this key, else what it gives now.

        `read` must see what is committed when it begins (READ COMMITTED) and nothing uncommitted of its own. A change
        told of while it reads leaves its answer to the one who asked.
        """
        began = self._clock()
        with self._lock:
            found, asked_in = self._kept.get(key), self._round if self._is_followed else None
            if found is not None and began - found[0] < LONGEST_S:
                return cast(Value, found[1])
        value = read()
        with self._lock:
            if self._round == asked_in:
                if len(self._kept) >= MOST_KEPT:
                    self._kept = {}
                self._kept[key] = (began, value)
        return value
