"""Figures and names that were read lately, kept by a server for as long as it is told of every change.

See docs/decisions/0017: nothing is kept unless somebody listens, and nothing for longer than a minute.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from typing import Any, TypeVar, cast

from gis_app.errors import UnavailableError
from gis_app.settings import Settings

Value = TypeVar("Value")
# A connection that died without a word is believed no longer than this.
LONGEST_S = 60.0
# Questions are as many as links; when so many are known, all are forgotten.
MOST_KEPT = 2000
# Of the 40 threads and 30 connections of a server, for all its memories together.
MAY_WAIT = 20
# What is asked for, and since which notice.
_Asked = tuple[Hashable, int]


def figures_channel(settings: Settings) -> str:
    """The NOTIFY channel of gis_app/db/functions/works_notices.sql; channels are database-wide."""
    return f"{settings.schema_name}_figures"


class FigureMemory:
    """What was read since the last notice of a change. Made unfollowed: it keeps nothing until `follow` is called.

    Who waits for another's reading holds a thread and a connection that others need: so `may_wait` do, and none longer
    than `longest_wait_s`. Memories that are given one semaphore count together.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        most_kept: int = MOST_KEPT,
        *,
        may_wait: int | threading.BoundedSemaphore = MAY_WAIT,
        longest_wait_s: float = 30,
    ) -> None:
        self._clock, self._most_kept = clock, most_kept
        self._may_wait = threading.BoundedSemaphore(may_wait) if isinstance(may_wait, int) else may_wait
        self._longest_wait_s = longest_wait_s
        self._lock = threading.Lock()
        self._is_followed = False
        self._round = 0
        self._kept: dict[Hashable, tuple[float, Any]] = {}
        self._asked: dict[_Asked, Future[Any]] = {}
        self._readers: Counter[int] = Counter()

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
        first reads and the others wait for it; when it fails, a single other reads for the rest. UnavailableError at
        once when too many wait, or when it takes too long.
        """
        ends = time.monotonic() + self._longest_wait_s
        while True:
            began = self._clock()
            with self._lock:
                if not self._is_followed:
                    break
                found = self._kept.get(key)
                if found is not None and began - found[0] < LONGEST_S:
                    return cast(Value, found[1])
                asked = (key, self._round)
                others = self._asked.get(asked)
                if others is None:
                    mine: Future[Any] = Future()
                    self._asked[asked] = mine
            if others is None:
                return self._read_for_all(asked, began, mine, read)
            if self._wait_for(others, ends):
                return cast(Value, others.result())
        return read()

    def _wait_for(self, others: "Future[Any]", ends: float) -> bool:
        """Whether what others read is there now; False when their reading failed."""
        # Of those who read there are no more than threads, and others wait for them: they wait without being counted.
        counted = not self._readers[threading.get_ident()]
        if counted and not self._may_wait.acquire(blocking=False):
            raise UnavailableError("too many others ask for the same figures just now")
        try:
            done, _ = wait([others], timeout=max(0.0, ends - time.monotonic()))
        finally:
            if counted:
                self._may_wait.release()
        if not done:
            raise UnavailableError("figures that others ask for just now take too long")
        return others.exception() is None

    def _read_for_all(self, asked: _Asked, began: float, mine: "Future[Any]", read: Callable[[], Value]) -> Value:
        me = threading.get_ident()
        try:
            with self._lock:
                self._readers[me] += 1
            value = read()
        except BaseException as error:
            self._end(asked, me)
            mine.set_exception(error)
            raise
        self._end(asked, me, (began, value))
        mine.set_result(value)
        return value

    def _end(self, asked: _Asked, me: int, read: tuple[float, Any] | None = None) -> None:
        """Who comes from now on finds what was read, or reads anew."""
        key, asked_in = asked
        with self._lock:
            del self._asked[asked]
            self._readers[me] -= 1
            if not self._readers[me]:
                del self._readers[me]
            if read is not None and self._round == asked_in:
                if len(self._kept) >= self._most_kept:
                    self._kept = {}
                self._kept[key] = read
