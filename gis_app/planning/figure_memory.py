"""Figures and names that were read lately, kept by a server for as long as it is told of every change.

See docs/decisions/0017: nothing is kept unless somebody listens, and nothing for longer than a minute.
"""

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
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

    def __init__(self, clock: Callable[[], float] = time.monotonic, most_kept: int = MOST_KEPT) -> None:
        self._clock, self._most_kept = clock, most_kept
        self._lock = threading.Lock()
        self._is_followed = False
        self._round = 0
        self._kept: dict[Hashable, tuple[float, Any]] = {}
        self._asked: dict[Hashable, tuple[int, Future[Any]]] = {}

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
        told of while it reads leaves its answer to those who asked before it. Of several who ask the same at once the
        first reads and the others wait for it; when it fails, each reads for itself.
        """
        began = self._clock()
        with self._lock:
            if not self._is_followed:
                asked_in = None
            else:
                asked_in = self._round
                found = self._kept.get(key)
                if found is not None and began - found[0] < LONGEST_S:
                    return cast(Value, found[1])
                others = self._asked.get(key)
                if others is None or others[0] != asked_in:
                    others = None
                    mine: Future[Any] = Future()
                    self._asked[key] = (asked_in, mine)
        if asked_in is None:
            return read()
        if others is not None:
            wait([others[1]])
            return read() if others[1].exception() else cast(Value, others[1].result())
        return self._read_for_all(key, asked_in, began, mine, read)

    def _read_for_all(
        self, key: Hashable, asked_in: int, began: float, mine: "Future[Any]", read: Callable[[], Value]
    ) -> Value:
        try:
            value = read()
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(value)
            with self._lock:
                if self._round == asked_in:
                    if len(self._kept) >= self._most_kept:
                        self._kept = {}
                    self._kept[key] = (began, value)
            return value
        finally:
            with self._lock:
                if self._asked.get(key) == (asked_in, mine):
                    del self._asked[key]
