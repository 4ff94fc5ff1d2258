"""Files of the city's data that were written within the last minute, of which few are kept and few written at once."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from gis_app.errors import UnavailableError
from gis_app.planning.figure_memory import LONGEST_S

Value = TypeVar("Value")
# Some MB each, on the disk of each server.
MOST_FILES = 40


@dataclass(frozen=True, slots=True)
class _Kept:
    of: Hashable
    began: float
    file: Any


class FileMemory:
    """`at_once` write (the whole plan is some seconds of a cursor), the others of `may_come` wait for a file or a turn.

    Who waits holds a thread that pages need: so few may, and none longer than `longest_wait_s`.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        most_kept: int = MOST_FILES,
        at_once: int = 2,
        may_come: int = 8,
        longest_wait_s: float = 30,
    ) -> None:
        self._clock, self._most_kept, self._at_once = clock, most_kept, at_once
        self._may_come, self._longest_wait_s = threading.BoundedSemaphore(may_come), longest_wait_s
        self._changed = threading.Condition()
        self._kept: dict[Hashable, _Kept] = {}
        self._writing: set[tuple[Hashable, Hashable]] = set()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, of: Hashable, write: Callable[[], Value]) -> Value:
        """What was written under the key of the same `of`, else what `write` gives now.

        Keys are few, whatever people ask for. Of what can be made up or passes (the address that was asked, a moment)
        the latest alone is kept. Of several who ask the same at once one writes; when it fails, another does.
        UnavailableError at once when too many wait, or when it takes too long.
        """
        with self._changed:
            known = self._known(key, of)
        if known is not None:
            return cast(Value, known.file)
        if not self._may_come.acquire(blocking=False):
            raise UnavailableError("too many others ask for such files just now")
        try:
            return self._wait_or_write(key, of, write)
        finally:
            self._may_come.release()

    def _wait_or_write(self, key: Hashable, of: Hashable, write: Callable[[], Value]) -> Value:
        with self._changed:
            if not self._changed.wait_for(
                lambda: self._known(key, of) or self._may_write(key, of), self._longest_wait_s
            ):
                raise UnavailableError("files that others ask for just now take too long")
            known = self._known(key, of)
            if known is not None:
                return cast(Value, known.file)
            self._writing.add((key, of))
        began, new = self._clock(), None
        try:
            file = write()
            new = _Kept(of, began, file)
        finally:
            with self._changed:
                self._writing.discard((key, of))
                if new is not None:
                    self._keep(key, new)
                self._changed.notify_all()
        return file

    def _known(self, key: Hashable, of: Hashable) -> _Kept | None:
        found = self._kept.get(key)
        return found if found is not None and found.of == of and self._is_fresh(found) else None

    def _is_fresh(self, one: _Kept) -> bool:
        return self._clock() - one.began < LONGEST_S

    def _may_write(self, key: Hashable, of: Hashable) -> bool:
        return len(self._writing) < self._at_once and (key, of) not in self._writing

    def _keep(self, key: Hashable, new: _Kept) -> None:
        """Nothing too old stays, and for a new one too many the oldest goes; a file is closed by its last reader."""
        others = [(name, one) for name, one in self._kept.items() if name != key and self._is_fresh(one)]
        others.sort(key=lambda named: named[1].began, reverse=True)
        self._kept = {key: new} | dict(others[: self._most_kept - 1])
