"""Charts as shares, months of a calendar, and what a link of the city's pages may ask for."""

from collections.abc import Callable
from datetime import date

import pytest

from gis_app.city.known import KnownMonths
from gis_app.city.shutoffs import Month
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.pages.city.charts import Part, columns, share_of, stack
from gis_app.pages.city.links import day_of, district_of, kind_of, month_of, page_of, when_of, year_of
from gis_app.pages.city.words import short_months, weekdays

TODAY = date(2026, 6, 10)


def test_a_stack_is_full_and_leaves_out_what_has_none() -> None:
    parts = stack([("now", 3), ("late", 0), ("done", 1)])
    assert parts == (Part(0, 75, "now"), Part(75, 25, "done"))
    assert stack([("now", 0)]) == ()


def test_the_highest_column_reaches_the_top_and_parts_stand_on_each_other() -> None:
    high, low, none = columns([{"a": 3, "b": 1}, {"b": 2}, {}], ("a", "b"))
    assert (high.number, high.parts) == (4, (Part(25, 75, "a"), Part(0, 25, "b")))
    assert (low.number, low.parts) == (2, (Part(50, 50, "b"),))
    assert (none.number, none.parts) == (0, ())
    assert columns([{}, {}], ("a",))[0].parts == ()
    assert (share_of(1, 3), share_of(0, 0)) == (33.33, 0.0)


@pytest.mark.parametrize(
    ("first", "days", "weeks", "before", "after"),
    [
        (date(2026, 6, 1), 30, 5, date(2026, 5, 1), date(2026, 7, 1)),  # begins on a Monday
        (date(2026, 2, 1), 28, 5, date(2026, 1, 1), date(2026, 3, 1)),  # begins on a Sunday
        (date(2027, 2, 1), 28, 4, date(2027, 1, 1), date(2027, 3, 1)),  # four whole weeks
        (date(2028, 2, 1), 29, 5, date(2028, 1, 1), date(2028, 3, 1)),  # a leap year
        (date(2026, 12, 1), 31, 5, date(2026, 11, 1), date(2027, 1, 1)),
    ],
)
def test_a_month_has_all_its_days_in_weeks_from_monday(
    first: date, days: int, weeks: int, before: date, after: date
) -> None:
    month = Month(first)
    assert (len(month.weeks), month.before, month.after) == (weeks, before, after)
    assert {len(week) for week in month.weeks} == {7}
    shown = [day for week in month.weeks for day in week if day]
    assert (len(shown), shown[0], shown[-1]) == (days, first, month.last)
    assert all(day is None or day.weekday() == at for week in month.weeks for at, day in enumerate(week))


KNOWN = KnownMonths(date(2025, 2, 10), date(2026, 7, 1))


@pytest.mark.parametrize(("words", "year"), [("2025", 2025), ("all", None), ("", 2026)])
def test_a_year_of_a_link(words: str, year: int | None) -> None:
    assert year_of(words, TODAY, (2026, 2025)) == year


@pytest.mark.parametrize(("words", "first"), [("2025-02", (2025, 2)), ("2026-07", (2026, 7)), ("", (2026, 6))])
def test_a_month_of_a_link(words: str, first: tuple[int, int]) -> None:
    assert month_of(words, TODAY, KNOWN).first == date(*first, 1)


@pytest.mark.parametrize("words", ["1066", "2024", "2027", "0000"])
def test_a_year_of_which_nothing_is_known_is_not_found(words: str) -> None:
    with pytest.raises(NotFoundError):
        year_of(words, TODAY, (2026, 2025))


@pytest.mark.parametrize("words", ["2025-01", "2026-08", "1991-01", "0001-01"])
def test_a_month_of_which_nothing_is_known_is_not_found(words: str) -> None:
    with pytest.raises(NotFoundError):
        month_of(words, TODAY, KNOWN)


JUNE = Month(date(2026, 6, 1))


@pytest.mark.parametrize(
    ("read", "words"),
    [
        *((lambda words: year_of(words, TODAY, (2026,)), words) for words in ("x", "99999", "²⁰²⁶", "-2026")),
        *((lambda words: month_of(words, TODAY, KNOWN), words) for words in ("2025-13", "2025", "x")),
        *((lambda words: day_of(words, JUNE), words) for words in ("2026-07-01", "x")),
        *((one, words) for one in (when_of, kind_of, district_of, page_of) for words in ("moon", "-1")),
        (district_of, "99999999999"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_name_of_the_parameter(
    read: Callable[[str], object], words: str
) -> None:
    with pytest.raises(InvalidParameterError, match="is wanted"):
        read(words)


def test_days_lists_kinds_and_pages_of_a_link() -> None:
    assert [day_of(words, JUNE) for words in ("2026-06-30", "")] == [date(2026, 6, 30), None]
    assert [when_of(words) for words in ("now", "")] == ["now", None]
    assert [kind_of(words) for words in ("gas", "")] == ["gas", None]
    assert [district_of(words) for words in ("12", "")] == [12, None]
    assert [page_of(words) for words in ("3", "0", "")] == [3, 1, 1]


def test_months_and_weekdays_in_kazakh() -> None:
    assert short_months("kk")[:3] == ("қаң", "ақп", "нау")
    assert weekdays("kk")[0] == ("дс", "дүйсенбі")
    assert [short for short, _ in weekdays("ru")] == ["пн", "вт", "ср", "чт", "пт", "сб", "вс"]
