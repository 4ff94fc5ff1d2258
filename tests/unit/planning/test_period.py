"""Months, quarters and years, their neighbours and the marks of their scale."""

from datetime import date

import pytest

from gis_app.planning.period import Period, Span


@pytest.mark.parametrize(
    ("day", "span", "first", "last", "days"),
    [
        ("2026-06-10", "month", "2026-06-01", "2026-06-30", 30),
        ("2028-02-29", "month", "2028-02-01", "2028-02-29", 29),
        ("2026-01-01", "quarter", "2026-01-01", "2026-03-31", 90),
        ("2026-12-31", "quarter", "2026-10-01", "2026-12-31", 92),
        ("2028-05-05", "year", "2028-01-01", "2028-12-31", 366),
    ],
)
def test_a_period_holds_whole_months(day: str, span: Span, first: str, last: str, days: int) -> None:
    period = Period.around(date.fromisoformat(day), span)
    assert (period.first.isoformat(), period.last.isoformat(), period.days) == (first, last, days)


@pytest.mark.parametrize(
    ("day", "span", "by", "first"),
    [
        ("2026-12-05", "month", 1, "2027-01-01"),
        ("2026-01-05", "quarter", -1, "2025-10-01"),
        ("2026-06-05", "year", 1, "2027-01-01"),
    ],
)
def test_the_next_period_begins_where_this_one_ends(day: str, span: Span, by: int, first: str) -> None:
    moved = Period.around(date.fromisoformat(day), span).moved(by)
    assert moved is not None
    assert moved.first.isoformat() == first
    assert moved.moved(-by) == Period.around(date.fromisoformat(day), span)


def test_there_is_no_period_beyond_what_plans_speak_of() -> None:
    assert Period.around(date(2100, 12, 1), "year").moved(1) is None
    assert Period.around(date(1990, 1, 1), "month").moved(-1) is None


def test_a_month_is_marked_by_mondays_and_a_year_by_months() -> None:
    month = Period.around(date(2026, 6, 10), "month").marks()
    assert [mark.day.day for mark in month] == [1, 8, 15, 22, 29]
    assert [mark.is_month for mark in month] == [True, False, False, False, False]
    year = Period.around(date(2026, 6, 10), "year").marks()
    assert len(year) == 12
    assert (year[0].x, year[6].x) == (0, pytest.approx(100 * 181 / 365, abs=0.001))
