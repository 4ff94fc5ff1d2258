"""At most so many tiles are drawn at once: drawing is work for processors, and pages must not wait behind it."""

from collections.abc import Callable
from typing import Final

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

from gis_app.errors import UnavailableError

AT_ONCE: Final = 4
# A browser asks for sixteen tiles at once; more than some ten browsers' are turned away.
MOST_WAITING: Final = 200

# Each event loop has its own: requests wait in it, and no thread does.
_limiter: RunVar[CapacityLimiter] = RunVar("raster tiles drawn at once")


async def drawn(draw: Callable[[], bytes]) -> bytes:
    """Draw in a thread when it is one's turn. Raises UnavailableError when too many wait."""
    try:
        limiter = _limiter.get()
    except LookupError:
        limiter = CapacityLimiter(AT_ONCE)
        _limiter.set(limiter)
    if limiter.statistics().tasks_waiting >= MOST_WAITING:
        raise UnavailableError("too many tiles are asked for at once")
    return await to_thread.run_sync(draw, limiter=limiter)
