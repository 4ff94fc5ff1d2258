"""The bars of promised days on one scale: the first day is 0, the last 100."""

from dataclasses import dataclass
from datetime import date

import pytest

from gis_app.pages.works.promised_days import Bar, draw_promises


@dataclass(frozen=True)
class Said:
    planned_start: date | None
    planned_end: date | None


def day(number: int) -> date:
    return date(2026, 6, number)


def test_a_shift_stands_beside_the_first_promise() -> None:
    drawn = draw_promises([Said(day(1), day(10)), Said(day(11), day(20))], None, None, False, day(11))
    assert drawn is not None
    assert drawn.promises == (Bar(0, 50), Bar(50, 50))
    assert (drawn.actual, drawn.today) == (None, 52.5)


@pytest.mark.parametrize(
    ("start", "end", "is_open", "today", "actual"),
    [
        (6, 10, False, 30, Bar(50, 50)),
        (1, None, True, 5, Bar(0, 50)),  # goes on until today
        (6, None, True, 3, Bar(50, 10)),  # reported for a day ahead: that day alone
        (6, None, False, 30, Bar(50, 10)),  # its end was not reported
        (None, 10, False, 30, Bar(90, 10)),
    ],
)
def test_the_real_days_as_far_as_they_are_known(
    start: int | None, end: int | None, is_open: bool, today: int, actual: Bar
) -> None:
    said = [Said(day(1), day(10))]
    drawn = draw_promises(said, day(start) if start else None, day(end) if end else None, is_open, day(today))
    assert drawn is not None and drawn.actual == actual


def test_a_late_work_makes_the_scale_longer() -> None:
    drawn = draw_promises([Said(day(1), day(10))], day(1), None, True, day(20))
    assert drawn is not None
    assert (drawn.promises, drawn.actual, drawn.today) == ((Bar(0, 50),), Bar(0, 100), 97.5)


def test_a_day_in_a_plan_of_years_is_still_seen_and_stays_inside() -> None:
    drawn = draw_promises(
        [Said(date(2020, 1, 1), day(1)), Said(day(1), None), Said(None, None)], None, None, False, date(2030, 1, 1)
    )
    assert drawn is not None
    assert drawn.promises == (Bar(0, 100), Bar(98.5, 1.5), None)
    assert drawn.today is None


def test_without_any_day_nothing_is_drawn() -> None:
    assert draw_promises([Said(None, None)], day(1), None, True, day(2)) is None
