"""Files are kept a minute, few of them; a few are written at once, few wait, and nobody for ever."""

import gc
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from threading import Event

import pytest

from gis_app.errors import UnavailableError
from gis_app.pages.city.file_memory import FileMemory
from gis_app.planning.figure_memory import LONGEST_S

SITE = "https://map.example"


class File:
    """Something that is closed when nobody has it any more."""


@pytest.fixture
def numbers() -> Iterator[int]:
    """Each writing gives another number."""
    return count(1)


@pytest.fixture
def people() -> Iterator[ThreadPoolExecutor]:
    """Those who ask at the same time."""
    with ThreadPoolExecutor(8) as threads:
        yield threads


@pytest.mark.parametrize(("later_s", "given"), [(0.0, 1), (LONGEST_S - 1, 1), (LONGEST_S, 2)])
def test_a_file_is_given_for_a_minute(later_s: float, given: int, numbers: Iterator[int]) -> None:
    now = [100.0]
    memory = FileMemory(lambda: now[0])
    memory.get("a", SITE, numbers.__next__)
    now[0] += later_s
    assert memory.get("a", SITE, numbers.__next__) == given


def _alive(files: list["weakref.ref[File]"]) -> list[int]:
    gc.collect()
    return [number for number, file in enumerate(files) if file() is not None]


def _written(memory: FileMemory, asked: list[tuple[str, str]]) -> list["weakref.ref[File]"]:
    return [weakref.ref(memory.get(key, of, File)) for key, of in asked]


def test_what_is_too_old_is_let_go_of_when_another_is_written() -> None:
    now = [100.0]
    memory = FileMemory(lambda: now[0])
    files = _written(memory, [("a", SITE)])
    now[0] += LONGEST_S
    assert _alive(files + _written(memory, [("b", SITE)])) == [1]


def test_the_oldest_goes_when_there_are_too_many() -> None:
    now = count(100.0, 0.01)
    memory = FileMemory(now.__next__, most_kept=3)
    assert _alive(_written(memory, [(key, SITE) for key in "abcde"])) == [2, 3, 4]


def test_made_up_addresses_and_passing_moments_leave_one_file_of_a_key(numbers: Iterator[int]) -> None:
    memory = FileMemory()
    files = _written(memory, [("other", SITE), *(("a", f"https://{number}.example") for number in range(50))])
    assert _alive(files) == [0, 50]
    asked = ("https://1.example", "https://2.example", "https://2.example", "https://1.example")
    assert [memory.get("b", of, numbers.__next__) for of in asked] == [1, 2, 2, 3]


def _held(
    memory: FileMemory, people: ThreadPoolExecutor, key: str, ends: Event, write: Callable[[], int]
) -> Future[int]:
    """Somebody whose file of this key is being written until `ends`."""
    begun = Event()

    def slow() -> int:
        begun.set()
        ends.wait(10)
        return write()

    asked = people.submit(memory.get, key, SITE, slow)
    assert begun.wait(10)
    return asked


def test_one_writes_for_all_who_ask_the_same(people: ThreadPoolExecutor, numbers: Iterator[int]) -> None:
    memory, ends = FileMemory(), Event()
    first = _held(memory, people, "a", ends, numbers.__next__)
    others = [people.submit(memory.get, "a", SITE, numbers.__next__) for _ in range(5)]
    ends.set()
    assert [one.result(10) for one in (first, *others)] == [1] * 6


def test_when_one_fails_a_single_other_writes_for_the_rest(people: ThreadPoolExecutor, numbers: Iterator[int]) -> None:
    memory, ends = FileMemory(at_once=5), Event()

    def fail() -> int:
        raise ZeroDivisionError

    first = _held(memory, people, "a", ends, fail)
    others = [people.submit(memory.get, "a", SITE, numbers.__next__) for _ in range(5)]
    ends.set()
    assert isinstance(first.exception(10), ZeroDivisionError)
    assert [one.result(10) for one in others] == [1] * 5


@pytest.mark.parametrize("key", ["a", "b"])  # the same file, another file
@pytest.mark.parametrize("limit", [{"may_come": 1}, {"longest_wait_s": 0.01}])
def test_who_would_wait_too_long_or_among_too_many_is_turned_away(
    people: ThreadPoolExecutor, numbers: Iterator[int], limit: dict[str, float], key: str
) -> None:
    memory, ends = FileMemory(at_once=1, **limit), Event()  # type: ignore[arg-type]
    memory.get("kept", SITE, numbers.__next__)
    first = _held(memory, people, "a", ends, numbers.__next__)
    try:
        with pytest.raises(UnavailableError):
            people.submit(memory.get, key, SITE, numbers.__next__).result(10)
        assert memory.get("kept", SITE, numbers.__next__) == 1
    finally:
        ends.set()
    assert first.result(10) == 2
    assert memory.get(key, SITE, numbers.__next__) == (2 if key == "a" else 3)


def test_no_more_than_a_few_write_at_once(people: ThreadPoolExecutor, numbers: Iterator[int]) -> None:
    memory, ends = FileMemory(at_once=2), Event()
    begun = [_held(memory, people, key, ends, numbers.__next__) for key in "ab"]
    third = people.submit(memory.get, "c", SITE, numbers.__next__)
    with pytest.raises(TimeoutError):
        third.result(0.1)
    ends.set()
    assert sorted(one.result(10) for one in (*begun, third)) == [1, 2, 3]
