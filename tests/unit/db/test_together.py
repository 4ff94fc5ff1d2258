"""What many ask for at once is done once for all: nobody is forgotten, nobody fails by another's fault."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from gis_app.db.together import Together

WAIT_S = 20.0


class Kitchen:
    """Squares numbers; waits at the first asking until told to go on. A negative number is refused, 13 breaks all."""

    def __init__(self) -> None:
        self.rounds: list[list[int]] = []
        self.is_at_it = threading.Event()
        self.may_go_on = threading.Event()

    def __call__(self, asked: Sequence[int]) -> list[int | Exception]:
        self.rounds.append(list(asked))
        self.is_at_it.set()
        assert self.may_go_on.wait(WAIT_S)
        if 13 in asked:
            raise RuntimeError("13")
        return [ValueError(str(one)) if one < 0 else one * one for one in asked]


def ask_while_busy(kitchen: Kitchen, numbers: Sequence[int], most: int = 50) -> list[int | str]:
    """Answers, errors as their words: 1 is asked first, the others while it is being served, in their order."""
    together = Together(kitchen, most)

    def answer(number: int) -> int | str:
        try:
            return together.ask(number)
        except (ValueError, RuntimeError) as error:
            return f"{type(error).__name__} {error}"

    with ThreadPoolExecutor(len(numbers) + 1) as pool:
        first = pool.submit(answer, 1)
        assert kitchen.is_at_it.wait(WAIT_S)
        others = []
        for place, number in enumerate(numbers, 1):
            others.append(pool.submit(answer, number))
            while len(together._queue) < place:
                threading.Event().wait(0.001)
        kitchen.may_go_on.set()
        return [one.result(WAIT_S) for one in (first, *others)]


def test_those_who_come_meanwhile_are_served_together() -> None:
    kitchen = Kitchen()
    assert ask_while_busy(kitchen, [2, 3, 4]) == [1, 4, 9, 16]
    assert kitchen.rounds == [[1], [2, 3, 4]]


def test_one_who_is_refused_is_refused_alone() -> None:
    kitchen = Kitchen()
    assert ask_while_busy(kitchen, [2, -3, 4]) == [1, 4, "ValueError -3", 16]
    assert kitchen.rounds == [[1], [2, -3, 4]]


def test_a_fault_of_one_is_not_the_others() -> None:
    kitchen = Kitchen()
    assert ask_while_busy(kitchen, [2, 13, 4]) == [1, 4, "RuntimeError 13", 16]
    assert kitchen.rounds == [[1], [2, 13, 4], [2], [13], [4]]


def test_more_than_fit_into_a_round_come_into_the_next() -> None:
    kitchen = Kitchen()
    assert ask_while_busy(kitchen, [2, 3, 4, 5, 6], most=2) == [1, 4, 9, 16, 25, 36]
    assert kitchen.rounds == [[1], [2, 3], [4, 5], [6]]


@pytest.mark.parametrize("threads", [2, 16])
def test_of_many_at_once_everybody_gets_the_own_answer(threads: int) -> None:
    served: list[int] = []

    def serve(asked: Sequence[int]) -> list[int]:
        served.extend(asked)
        return [one + 1000 for one in asked]

    together: Together[int, int] = Together(serve, most=5)
    with ThreadPoolExecutor(threads) as pool:
        assert list(pool.map(together.ask, range(500))) == list(range(1000, 1500))
    assert sorted(served) == list(range(500))


def test_who_comes_after_an_interrupted_leader_is_served() -> None:
    class Interrupted(BaseException):
        pass

    def serve(asked: Sequence[int]) -> list[int]:
        if asked == [1]:
            raise Interrupted
        return list(asked)

    together: Together[int, int] = Together(serve)
    with pytest.raises(Interrupted):
        together.ask(1)
    assert together.ask(2) == 2
