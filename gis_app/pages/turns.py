"""Taking turns: what keeps a processor busy for seconds is done a few at a time, so that pages are still answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from gis_app.errors import UnavailableError


class Turns:
    """`at_once` are at it, the others of `may_come` wait; who waits holds a thread that pages need, so few may.

    Each process of the server has its own.
    """

    def __init__(self, at_once: int, may_come: int, longest_wait_s: float) -> None:
        self._at_once, self._may_come = BoundedSemaphore(at_once), BoundedSemaphore(may_come)
        self._longest_wait_s = longest_wait_s

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn. UnavailableError at once when too many wait, or when it takes too long."""
        if not self._may_come.acquire(blocking=False):
            raise UnavailableError("too many others do the same just now")
        try:
            if not self._at_once.acquire(timeout=self._longest_wait_s):
                raise UnavailableError("others who do the same just now take too long")
            try:
                yield
            finally:
                self._at_once.release()
        finally:
            self._may_come.release()
