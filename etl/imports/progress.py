"""How far the check of an upload has come, written where its page reads it."""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Engine, text

Item = TypeVar("Item")

EVERY_S = 0.3
_WRITE = text("UPDATE uploads SET stage = :stage, rows_done = :done, rows_total = :total WHERE id = :id")
# What the page has words for, by the names of the pipeline's stages.
STAGES = {"reading the rows": "reading", "locating": "locating"}


class StoredProgress:
    """Writes the stage and the number of rows done, a few times a second, each time in a transaction of its own."""

    def __init__(self, engine: Engine, upload_id: int) -> None:
        self._engine = engine
        self._upload_id = upload_id

    def stage(self, name: str) -> None:
        """A stage without a number begins."""
        self._write(name, 0, 0)

    def each(self, items: Sequence[Item], name: str) -> Iterable[Item]:
        """The items of a stage, counted as they pass."""
        return self._counted(items, STAGES.get(name, name))

    def finish(self) -> None:
        """Nothing: what follows is told by the upload's state."""

    def _counted(self, items: Sequence[Item], name: str) -> Iterator[Item]:
        self._write(name, 0, len(items))
        told = time.monotonic()
        for done, item in enumerate(items, start=1):
            yield item
            if time.monotonic() - told >= EVERY_S:
                self._write(name, done, len(items))
                told = time.monotonic()

    def _write(self, stage: str, done: int, total: int) -> None:
        with self._engine.begin() as connection:
            connection.execute(_WRITE, {"stage": stage, "done": done, "total": total, "id": self._upload_id})
