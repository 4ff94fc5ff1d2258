"""Progress of long work: a bar on a terminal, a plain line per stage anywhere else."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from rich.progress import TaskID

Item = TypeVar("Item")


class Progress(Protocol):
    """Where loaders say what they are doing."""

    def stage(self, name: str) -> None:
        """A new stage begins; `name` is a short phrase like "merging streets"."""

    def each(self, items: Sequence[Item], name: str) -> Iterable[Item]:
        """Pass through the items of a stage, showing how far it has come."""

    def finish(self) -> None:
        """The display is no more needed; what is printed next stands below it."""


class Silent:
    """Says nothing; for tests and for callers that have their own display."""

    def stage(self, name: str) -> None:
        """Nothing."""

    def each(self, items: Sequence[Item], name: str) -> Iterable[Item]:
        """The items."""
        return items

    def finish(self) -> None:
        """Nothing."""


class Lines:
    """One line to stderr when a stage ends, with its seconds: for logs and pipes."""

    def __init__(self) -> None:
        self._name = ""
        self._began = 0.0

    def stage(self, name: str) -> None:
        """End the last stage and begin another."""
        self.finish()
        self._name, self._began = name, time.monotonic()

    def each(self, items: Sequence[Item], name: str) -> Iterable[Item]:
        """The items, as one stage."""
        self.stage(f"{name} ({len(items):,})")
        return items

    def finish(self) -> None:
        """End the last stage."""
        if self._name:
            print(f"  {self._name}: {time.monotonic() - self._began:.1f} s", file=sys.stderr, flush=True)
        self._name = ""


class Bars:
    """Bars of the library rich on a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        self._rich = RichProgress(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._rich.start()
        self._task: TaskID | None = None

    def stage(self, name: str) -> None:
        """End the last bar and begin one of a single step."""
        self._end()
        self._task = self._rich.add_task(name, total=1)

    def each(self, items: Sequence[Item], name: str) -> Iterator[Item]:
        """The items; the bar moves with them."""
        self._end()
        task = self._rich.add_task(name, total=len(items))
        for item in items:
            yield item
            self._rich.advance(task)

    def finish(self) -> None:
        """End the last bar and give the terminal back."""
        self._end()
        self._rich.stop()

    def _end(self) -> None:
        if self._task is not None:
            self._rich.update(self._task, completed=1)
        self._task = None


@contextmanager
def shown_progress(*, quiet: bool = False) -> Iterator[Progress]:
    """The progress display fit for this process: bars on a terminal, lines elsewhere, nothing when `quiet`."""
    if quiet:
        yield Silent()
        return
    display: Bars | Lines = Bars() if sys.stderr.isatty() else Lines()
    try:
        yield display
    finally:
        display.finish()
