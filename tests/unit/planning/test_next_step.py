"""What a work says to its contractor on a day, and the one thing to do: tables of their edges."""

from datetime import date

import pytest

from gis_app.planning.next_step import Saying, group_on, saying_on, step_on

# A Wednesday.
TODAY = date(2026, 6, 10)


def june(day: int | None) -> date | None:
    return None if day is None else date(2026, 6, day)


@pytest.mark.parametrize(
    ("state", "start", "end", "group", "saying", "step"),
    [
        ("draft", 1, 5, "draft", Saying("draft"), None),
        ("planned", None, None, "later", Saying("no-days"), None),
        ("scheduled", 18, 20, "later", Saying("starts-in", 8), None),
        ("scheduled", 17, 20, "week", Saying("starts-in", 7), None),
        ("scheduled", 11, 20, "week", Saying("starts-in", 1), None),
        ("scheduled", 10, 20, "today", Saying("starts-today"), "start"),
        ("planned", 9, 20, "today", Saying("start-unreported", 1), "start"),
        ("scheduled", 1, 10, "today", Saying("start-unreported", 9), "start"),
        ("scheduled", 1, 9, "late", Saying("unreported", 1), "start"),
        ("scheduled", 9, None, "late", Saying("unreported", 1), "start"),
        ("in_progress", 1, None, "late", Saying("overdue", 9), "finish"),
        ("in_progress", None, None, "today", Saying("going-on"), "progress"),
        ("in_progress", 1, 13, "today", Saying("ends-in", 3), "progress"),
        ("in_progress", 1, 12, "today", Saying("ends-in", 2), "finish"),
        ("in_progress", 1, 10, "today", Saying("ends-today"), "finish"),
        ("in_progress", 1, 9, "late", Saying("overdue", 1), "finish"),
        ("in_progress", 15, 20, "today", Saying("ends-in", 10), "progress"),
        ("paused", 1, 20, "today", Saying("paused"), "resume"),
        ("paused", 1, 9, "late", Saying("paused"), "resume"),
        ("finished", 1, 9, "finished", Saying("finished"), None),
        ("accepted", 1, 9, "finished", Saying("accepted"), None),
        ("in_warranty", 1, 9, "finished", Saying("accepted"), None),
        ("archived", 1, 9, None, Saying("accepted"), None),
        ("cancelled", 1, 9, None, Saying("cancelled"), None),
    ],
)
def test_a_work_says_how_it_stands_and_what_to_do(
    state: str, start: int | None, end: int | None, group: str | None, saying: Saying, step: str | None
) -> None:
    days = (state, june(start), june(end), TODAY)
    assert (group_on(*days), saying_on(*days), step_on(*days)) == (group, saying, step)


@pytest.mark.parametrize("state", ["draft", "planned"])
def test_an_emergency_may_begin_before_its_days(state: str) -> None:
    assert step_on(state, None, None, TODAY, is_emergency=True) == "start"
