"""What many ask for at the same moment is done once for all of them: one transaction instead of twenty."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Done = TypeVar("Done")


@dataclass(slots=True, eq=False)
class _Waiting(Generic[Asked, Done]):
    asked: Asked
    answer: Future[Done] = field(default_factory=Future)
    woken: threading.Event = field(default_factory=threading.Event)
    leads: bool = False


class Together(Generic[Asked, Done]):
    """Who comes while others are being served waits, and is served with all who came meanwhile.

    Nobody waits for company: who comes alone is served alone, at once. `serve` gets what was asked, oldest first, and
    gives as many answers in the same order; an exception as an answer is raised for that one. When `serve` itself
    raises, all whom it was called for are served again, one at a time, so that nobody fails by another's fault.
    Threads wait, so it serves any number of event loops.
    """

    def __init__(self, serve: Callable[[Sequence[Asked]], Sequence[Done | Exception]], most: int = 50) -> None:
        self._serve, self._most = serve, most
        self._lock = threading.Lock()
        self._queue: list[_Waiting[Asked, Done]] = []
        self._is_busy = False

    def ask(self, asked: Asked) -> Done:
        """The answer to `asked`; its exception is raised."""
        mine: _Waiting[Asked, Done] = _Waiting(asked)
        with self._lock:
            self._queue.append(mine)
            mine.leads = not self._is_busy
            self._is_busy = True
        if not mine.leads:
            mine.woken.wait()
        if mine.leads:
            self._lead()
        return mine.answer.result()

    def _lead(self) -> None:
        # Who leads serves itself and those behind it, then the next in the queue leads.
        with self._lock:
            served, self._queue = self._queue[: self._most], self._queue[self._most :]
        try:
            self._answer(served)
        finally:
            with self._lock:
                following = self._queue[0] if self._queue else None
                self._is_busy = following is not None
            if following is not None:
                following.leads = True
                following.woken.set()
            for one in served:
                one.answer.cancel()  # only where the leader was interrupted
                one.woken.set()

    def _answer(self, served: Sequence[_Waiting[Asked, Done]]) -> None:
        try:
            answers = self._serve([one.asked for one in served])
        except Exception as error:  # noqa: BLE001 raised again for who asked
            if len(served) == 1:
                served[0].answer.set_exception(error)
                return
            for one in served:
                self._answer([one])
            return
        for one, answer in zip(served, answers, strict=True):
            if isinstance(answer, Exception):
                one.answer.set_exception(answer)
            else:
                one.answer.set_result(answer)
