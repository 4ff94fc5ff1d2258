"""Dates and numbers on the server look like those in the browser."""

from datetime import date

import pytest

from gis_app.dependencies import Language
from gis_app.pages.errors import worded_status
from gis_app.pages.formats import day_span, long_day, number, percent, planned_days
from gis_app.pages.map_page import json_in_page

FIRST, LAST = date(2026, 3, 5), date(2026, 4, 30)


def plain(text: str) -> str:
    """Every kind of space as a plain one."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("lang", "day", "span"),
    [
        ("kk", "2026 ж. 5 наурыз", "2026 ж. 5 наурыз – 30 сәуір"),
        ("ru", "5 марта 2026 г.", "5 марта – 30 апреля 2026 г."),
        ("en", "5 March 2026", "5 March – 30 April 2026"),
    ],
)
def test_a_day_and_a_span_of_days_are_written_as_people_do(lang: Language, day: str, span: str) -> None:
    assert plain(long_day(FIRST, lang)) == day
    assert plain(day_span(FIRST, LAST, lang)) == span


def test_days_of_one_month_share_it() -> None:
    assert day_span(FIRST, date(2026, 3, 30), "kk") == "2026 ж. 5–30 наурыз"


def test_years_that_differ_are_both_written() -> None:
    assert plain(day_span(date(2025, 12, 1), FIRST, "ru")) == "1 декабря 2025 г. – 5 марта 2026 г."


def test_one_day_is_written_once_and_a_missing_end_is_no_end() -> None:
    assert plain(day_span(FIRST, FIRST, "en")) == "5 March 2026"
    assert plain(day_span(FIRST, None, "en")) == "5 March 2026"


@pytest.mark.parametrize(
    ("lang", "start", "end", "both", "neither"),
    [
        ("kk", "Басталуы: 2026 ж. 5 наурыз", "Аяқталуы: 2026 ж. 30 сәуір", "2026 ж. 5 наурыз – 30 сәуір",
         "Мерзімі көрсетілмеген"),
        ("ru", "Начало: 5 марта 2026 г.", "Окончание: 30 апреля 2026 г.", "5 марта – 30 апреля 2026 г.",
         "Срок не назван"),
        ("en", "Start: 5 March 2026", "End: 30 April 2026", "5 March – 30 April 2026", "No dates given"),
    ],
)  # fmt: skip
def test_a_plan_that_names_one_end_alone_is_not_read_as_one_day(
    lang: Language, start: str, end: str, both: str, neither: str
) -> None:
    assert plain(planned_days(FIRST, None, lang)) == start
    assert plain(planned_days(None, LAST, lang)) == end
    assert plain(planned_days(FIRST, LAST, lang)) == both
    assert planned_days(None, None, lang) == neither


def test_no_dates_are_said_in_words() -> None:
    assert day_span(None, None, "ru") == "Срок не назван"


def test_numbers_have_the_separators_of_the_language() -> None:
    assert plain(number(1234567.5, "ru")) == "1 234 567,5"
    assert number(1234567, "en") == "1,234,567"
    assert (percent(0.223, "kk"), percent(0.223, "ru")) == ("22%", "22 %")


def test_json_in_a_page_cannot_end_its_element() -> None:
    assert json_in_page({"a": "</script><!-- &"}) == r'{"a":"\u003c/script\u003e\u003c!-- \u0026"}'


@pytest.mark.parametrize(("status", "expected"), [(404, 404), (405, 400), (422, 400), (503, 503), (502, 500)])
def test_a_status_without_words_borrows_those_of_its_class(status: int, expected: int) -> None:
    assert worded_status(status) == expected
