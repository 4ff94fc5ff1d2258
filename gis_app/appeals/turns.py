"""Registering goes a few at a time in each server process, in the order of arrival.

Twenty at once would share one processor in slices: each of some twenty questions to the database would wait for all
others, and the slowest took three times as long as the average. Who waits holds neither thread nor connection.
"""

from collections.abc import AsyncIterator
from typing import Annotated, Final

import anyio
from fastapi import Depends, Request

# Of three one asks the database, one computes, one is written to the disk.
AT_ONCE: Final = 3


async def turn(request: Request) -> AsyncIterator[None]:
    """Wait for one's turn in this process."""
    state = request.app.state
    if not hasattr(state, "registering"):
        state.registering = anyio.Semaphore(AT_ONCE)
    async with state.registering:
        yield


TurnDep = Annotated[None, Depends(turn, scope="function")]
