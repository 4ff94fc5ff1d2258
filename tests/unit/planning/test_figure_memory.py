"""Figures are kept while somebody listens, until a change is told of, and never longer than a minute."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from threading import Event

import pytest

from gis_app.errors import UnavailableError
from gis_app.planning.figure_memory import LONGEST_S, FigureMemory


@pytest.fixture
def numbers() -> Iterator[int]:
    """Each reading gives another number."""
    return count(1)


@pytest.fixture
def people() -> Iterator[ThreadPoolExecutor]:
    """Those who ask at the same time."""
    with ThreadPoolExecutor(8) as threads:
        yield threads


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


def _held(
    memory: FigureMemory, people: ThreadPoolExecutor, key: str, ends: Event, read: Callable[[], int]
) -> Future[int]:
    """Somebody who reads what stands under this key until `ends`."""
    begun = Event()

    def slow() -> int:
        begun.set()
        ends.wait(60)
        return read()

    asked = people.submit(memory.get, key, slow)
    assert begun.wait(60)
    return asked


def test_of_several_who_ask_at_once_one_reads_and_all_get_its_answer(
    followed: FigureMemory, people: ThreadPoolExecutor, numbers: Iterator[int]
) -> None:
    ends = Event()
    first = _held(followed, people, "a", ends, numbers.__next__)
    others = [people.submit(followed.get, "a", numbers.__next__) for _ in range(5)]
    ends.set()
    assert [one.result(60) for one in (first, *others)] == [1] * 6


def test_when_the_first_fails_a_single_other_reads_for_the_rest(
    followed: FigureMemory, people: ThreadPoolExecutor, numbers: Iterator[int]
) -> None:
    def fail() -> int:
        raise ZeroDivisionError

    ends = Event()
    first = _held(followed, people, "a", ends, fail)
    others = [people.submit(followed.get, "a", numbers.__next__) for _ in range(5)]
    ends.set()
    assert isinstance(first.exception(60), ZeroDivisionError)
    assert [one.result(60) for one in others] == [1] * 5


@pytest.mark.parametrize(
    ("limit", "said"), [({"may_wait": 0}, "too many"), ({"may_wait": 1, "longest_wait_s": 0.0}, "too long")]
)
def test_who_would_wait_too_long_or_among_too_many_is_turned_away(
    people: ThreadPoolExecutor, numbers: Iterator[int], limit: dict[str, float], said: str
) -> None:
    memory, ends = FigureMemory(**limit), Event()  # type: ignore[arg-type]
    memory.follow()
    memory.get("kept", numbers.__next__)
    first = _held(memory, people, "a", ends, numbers.__next__)
    try:
        for _ in range(2):  # who was turned away waits no more
            with pytest.raises(UnavailableError, match=said):
                memory.get("a", numbers.__next__)
        assert [memory.get(key, numbers.__next__) for key in ("kept", "other")] == [1, 2]
    finally:
        ends.set()
    assert first.result(60) == memory.get("a", numbers.__next__) == 3


def test_who_reads_for_others_waits_for_a_part_of_it_however_many_wait(
    people: ThreadPoolExecutor, numbers: Iterator[int]
) -> None:
    memory, ends = FigureMemory(may_wait=0, longest_wait_s=0.0), Event()
    memory.follow()
    part = _held(memory, people, "part", ends, numbers.__next__)
    with pytest.raises(UnavailableError, match="too long"):
        memory.get("page", lambda: memory.get("part", numbers.__next__))
    with pytest.raises(UnavailableError, match="too many"):
        memory.get("part", numbers.__next__)
    ends.set()
    assert part.result(60) == 1


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
