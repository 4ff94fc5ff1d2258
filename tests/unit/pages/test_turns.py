"""A few at a time, few who wait, and nobody for ever."""

from threading import Event, Thread

import pytest

from gis_app.errors import UnavailableError
from gis_app.pages.turns import Turns


def test_who_finds_too_many_waiting_is_turned_away_at_once() -> None:
    turns = Turns(at_once=1, may_come=1, longest_wait_s=60)
    with turns.turn(), pytest.raises(UnavailableError), turns.turn():
        pass


def test_who_waits_too_long_is_turned_away() -> None:
    turns = Turns(at_once=1, may_come=2, longest_wait_s=0.01)
    with turns.turn(), pytest.raises(UnavailableError), turns.turn():
        pass


def test_a_turn_comes_when_another_has_ended_even_badly() -> None:
    turns = Turns(at_once=1, may_come=2, longest_wait_s=10)
    waits, done = Event(), Event()

    def second() -> None:
        waits.set()
        with turns.turn():
            done.set()

    with pytest.raises(ZeroDivisionError), turns.turn():
        Thread(target=second).start()
        waits.wait(5)
        assert not done.is_set()
        raise ZeroDivisionError
    assert done.wait(5)
