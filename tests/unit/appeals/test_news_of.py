"""What a change of a work is to residents, as a table."""

from datetime import date

import pytest

from gis_app.appeals.changes import ASKED, MAILED, Days, news_of
from gis_app.works.status import STATES

JUNE: Days = (date(2026, 6, 1), date(2026, 6, 30))
JULY: Days = (date(2026, 7, 1), date(2026, 7, 31))
NONE: Days = (None, None)


@pytest.mark.parametrize(
    ("before", "after", "was", "days", "news"),
    [
        ("planned", "planned", JUNE, JUNE, None),
        ("planned", "planned", JUNE, JULY, "moved"),
        ("planned", "planned", NONE, JULY, "days"),
        ("planned", "planned", JUNE, NONE, "undated"),
        ("in_progress", "in_progress", JUNE, (JUNE[0], JULY[1]), "moved"),
        ("draft", "draft", JUNE, JULY, None),
        ("finished", "finished", JUNE, JULY, None),
        ("cancelled", "cancelled", JUNE, JULY, None),
        ("in_progress", "finished", JUNE, JULY, "finished"),
        ("planned", "scheduled", JUNE, JULY, "moved"),
        ("planned", "scheduled", NONE, JULY, "days"),
        ("paused", "in_progress", JUNE, JUNE, "started"),
        ("paused", "cancelled", JUNE, JULY, "cancelled"),
        ("accepted", "in_progress", JUNE, JUNE, "returned"),
        ("cancelled", "scheduled", JUNE, JULY, "restored"),
        ("finished", "accepted", JUNE, JUNE, None),
        ("accepted", "in_warranty", JUNE, JUNE, None),
    ],
)
def test_what_a_change_is_to_residents(before: str, after: str, was: Days, days: Days, news: str | None) -> None:
    assert news_of(before, after, was, days) == news


def test_whoever_is_asked_gets_a_letter() -> None:
    assert ASKED <= MAILED


def test_a_draft_and_a_work_that_stays_as_it_was_are_no_news() -> None:
    assert all(news_of(state, "draft", JUNE, JULY) is None for state in STATES)
    assert all(news_of(state, state, JUNE, JUNE) is None for state in STATES)
