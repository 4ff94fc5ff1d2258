"""File locks of the private cluster: who uses it, and who starts or stops it.

The kernel drops a lock when its process dies, however it dies, so nothing here needs cleaning up.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileLock:
    """A lock on a file that several processes may share (`shared`) or one may hold alone."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def shared(self) -> None:
        """Hold together with others; waits for an exclusive holder."""
        fcntl.flock(self._fd, fcntl.LOCK_SH)

    def exclusive(self) -> None:
        """Hold alone; waits for all others."""
        fcntl.flock(self._fd, fcntl.LOCK_EX)

    def try_exclusive(self) -> bool:
        """Hold alone if nobody else holds it now; False when somebody does."""
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Let go."""
        os.close(self._fd)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock file `path` exclusively for the block."""
    lock = FileLock(path)
    lock.exclusive()
    try:
        yield
    finally:
        lock.close()
