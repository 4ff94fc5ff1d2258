"""Figures are kept while somebody listens, until a change is told of, and never longer than a minute."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier
from time import sleep

import pytest

from gis_app.planning.figure_memory import LONGEST_S, FigureMemory


@pytest.fixture
def numbers() -> Iterator[int]:
    """Each reading gives another number."""
    return count(1)


@pytest.fixture
def followed() -> FigureMemory:
    """The memory of a server that listens."""
    memory = FigureMemory()
    memory.follow()
    return memory


def test_nothing_is_kept_while_nobody_listens(numbers: Iterator[int]) -> None:
    memory = FigureMemory()
    assert [memory.get("a", numbers.__next__) for _ in range(3)] == [1, 2, 3]


def test_what_was_read_is_given_again_under_the_same_key_only(followed: FigureMemory, numbers: Iterator[int]) -> None:
    assert [followed.get(key, numbers.__next__) for key in "aabab"] == [1, 1, 2, 1, 2]


def test_a_change_makes_all_read_anew(followed: FigureMemory, numbers: Iterator[int]) -> None:
    followed.get("a", numbers.__next__)
    followed.forget()
    assert followed.get("a", numbers.__next__) == 2
    assert followed.get("a", numbers.__next__) == 2


def test_a_lost_listener_is_believed_in_nothing(followed: FigureMemory, numbers: Iterator[int]) -> None:
    followed.get("a", numbers.__next__)
    followed.lose()
    assert [followed.get("a", numbers.__next__) for _ in range(2)] == [2, 3]
    followed.follow()
    assert [followed.get("a", numbers.__next__) for _ in range(2)] == [4, 4]


@pytest.mark.parametrize("change", [FigureMemory.forget, FigureMemory.lose])
def test_what_was_read_while_a_change_came_is_not_kept(
    followed: FigureMemory, change: "object", numbers: Iterator[int]
) -> None:
    def read() -> int:
        change(followed)  # type: ignore[operator]
        followed.follow()
        return next(numbers)

    assert followed.get("a", read) == 1
    assert followed.get("a", numbers.__next__) == 2


def test_what_was_begun_before_somebody_listened_is_not_kept(numbers: Iterator[int]) -> None:
    memory = FigureMemory()

    def read() -> int:
        memory.follow()
        return next(numbers)

    assert memory.get("a", read) == 1
    assert memory.get("a", numbers.__next__) == 2


@pytest.mark.parametrize(("later_s", "given"), [(0.0, 1), (LONGEST_S - 1, 1), (LONGEST_S, 2), (LONGEST_S + 1, 2)])
def test_nothing_is_given_after_a_minute(later_s: float, given: int, numbers: Iterator[int]) -> None:
    now = [100.0]
    memory = FigureMemory(lambda: now[0])
    memory.follow()
    memory.get("a", numbers.__next__)
    now[0] += later_s
    assert memory.get("a", numbers.__next__) == given


def test_an_error_while_reading_keeps_nothing(followed: FigureMemory, numbers: Iterator[int]) -> None:
    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        followed.get("a", fail)
    assert followed.get("a", numbers.__next__) == 1


def test_the_memory_does_not_grow_for_ever(numbers: Iterator[int]) -> None:
    followed = FigureMemory(most_kept=3)
    followed.follow()
    assert [followed.get(key, numbers.__next__) for key in "abcda"] == [1, 2, 3, 4, 5]


def _asked_at_once(memory: FigureMemory, read: Callable[[], int], people: int) -> list[int | None]:
    """What each of several got who asked for the same at the same moment; None when it failed."""
    ready = Barrier(people)

    def ask(_: int) -> int | None:
        ready.wait(10)
        try:
            return memory.get("a", read)
        except ZeroDivisionError:
            return None

    with ThreadPoolExecutor(people) as threads:
        return list(threads.map(ask, range(people)))


def test_of_several_who_ask_at_once_one_reads_and_all_get_its_answer(
    followed: FigureMemory, numbers: Iterator[int]
) -> None:
    def read() -> int:
        sleep(0.2)
        return next(numbers)

    assert _asked_at_once(followed, read, 5) == [1] * 5


def test_when_the_first_fails_each_of_the_others_reads_for_itself(
    followed: FigureMemory, numbers: Iterator[int]
) -> None:
    def read() -> int:
        sleep(0.2)
        number = next(numbers)
        return number // (number - 1)  # the first divides by zero

    assert sorted(_asked_at_once(followed, read, 3), key=str) == [1, 2, None]


def test_who_asks_after_a_change_does_not_wait_for_a_reading_begun_before_it(
    followed: FigureMemory, numbers: Iterator[int]
) -> None:
    def read() -> int:
        number = next(numbers)
        if number == 1:
            followed.forget()
            assert followed.get("a", read) == 2
        return number

    assert followed.get("a", read) == 1
    assert followed.get("a", numbers.__next__) == 2
