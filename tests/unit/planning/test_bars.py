"""Works × period → the bars that are expected, day by day at the edges."""

from datetime import date

import pytest

from gis_app.planning.bars import Dates, Term, bars_of, going_term, overlap, promise_of, whole_term
from gis_app.planning.period import Period

TODAY = date(2026, 6, 10)
JUNE = Period.around(TODAY, "month")


def day(text: str) -> date:
    """`06-10` of 2026."""
    return date.fromisoformat(f"2026-{text}")


def dates(state: str, planned: str = "", actual: str = "") -> Dates:
    """Days as `06-01..06-30`; either side may be missing."""

    def two(text: str) -> tuple[date | None, date | None]:
        first, _, last = text.partition("..")
        return (day(first) if first else None, day(last) if last else None)

    return Dates(state, *two(planned), *two(actual))


def told(work: Dates) -> list[str]:
    """Each bar as `kind first..last`, with < and > where it reaches beyond the period and ~ while it goes on."""
    return [
        f"{bar.kind} {'<' * bar.comes}{bar.first:%m-%d}..{bar.last:%m-%d}{'>' * bar.goes}{'~' * bar.is_open}"
        for bar in bars_of(work, JUNE, TODAY)
    ]


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (dates("planned", "06-01..06-30"), ["planned 06-01..06-30"]),
        (dates("planned", "06-12..06-12"), ["planned 06-12..06-12"]),
        (dates("planned", "06-12.."), ["planned 06-12..06-12"]),
        (dates("planned", "..06-12"), ["planned 06-12..06-12"]),
        (dates("planned"), []),
        (dates("planned", "05-01..05-31"), []),
        (dates("planned", "05-01..06-01"), ["planned <06-01..06-01"]),
        (dates("planned", "06-30..07-31"), ["planned 06-30..06-30>"]),
        (dates("planned", "07-01..07-31"), []),
        (dates("planned", "01-01..12-31"), ["planned <06-01..06-30>"]),
        (dates("in_progress", "06-01..06-30", "06-03.."), ["planned 06-01..06-30", "actual 06-03..06-10~"]),
        (dates("in_progress", "05-01..06-05", "05-03.."),
         ["planned <06-01..06-05", "actual <06-01..06-10~", "late 06-06..06-10~"]),
        (dates("in_progress", "05-01..05-20", "05-03.."), ["actual <06-01..06-10~", "late <06-01..06-10~"]),
        (dates("in_progress", "06-01..06-10", "06-03.."), ["planned 06-01..06-10", "actual 06-03..06-10~"]),
        (dates("paused", "06-01..06-09", "06-03.."),
         ["planned 06-01..06-09", "actual 06-03..06-10~", "late 06-10..06-10~"]),
        (dates("finished", "06-01..06-09", "06-03..06-09"), ["planned 06-01..06-09", "actual 06-03..06-09"]),
        (dates("accepted", "06-01..06-09", "06-03..07-02"),
         ["planned 06-01..06-09", "actual 06-03..06-30>", "late 06-10..06-30>"]),
        (dates("accepted", "06-01..06-09", "..06-08"), ["planned 06-01..06-09", "actual 06-08..06-08"]),
        (dates("cancelled", "06-01..06-09", "06-03.."), ["planned 06-01..06-09", "actual 06-03..06-03"]),
        (dates("in_progress", "", "06-08.."), ["actual 06-08..06-10~"]),
        (dates("in_progress", "06-12..06-20", "06-15.."), ["planned 06-12..06-20", "actual 06-15..06-15~"]),
        (dates("in_progress", "05-01..05-02", "07-05.."), []),  # a start that is reported ahead
    ],
)  # fmt: skip
def test_a_work_has_these_bars_in_june_on_the_tenth(work: Dates, expected: list[str]) -> None:
    assert told(work) == expected


@pytest.mark.parametrize(
    ("planned", "x", "width"),
    [
        ("06-01..06-30", 0, 100),
        ("06-01..06-01", 0, 100 / 30),
        ("06-30..06-30", 2900 / 30, 100 / 30),
        ("06-16..06-30", 50, 50),
        ("05-01..06-15", 0, 50),
        ("06-16..09-01", 50, 50),
    ],
)
def test_a_bar_is_as_long_as_its_days(planned: str, x: float, width: float) -> None:
    (bar,) = bars_of(dates("planned", planned), JUNE, TODAY)
    assert (bar.x, bar.width) == (pytest.approx(x, abs=0.002), pytest.approx(width, abs=0.002))


@pytest.mark.parametrize(
    ("first", "planned", "expected"),
    [
        (None, "06-01..06-30", None),
        ("06-30", "06-01..06-30", None),
        ("06-15", "06-01..06-30", (50, 100, True)),
        ("06-30", "06-01..06-15", (100, 50, True)),  # earlier than first promised
        ("05-20", "06-01..06-15", (0, 50, False)),
        ("06-15", "07-01..07-15", (50, 100, True)),
        ("05-31", "04-01..05-10", None),
        ("08-01", "07-01..07-10", None),
    ],
)
def test_a_moved_end_is_marked_where_it_was_promised_first(
    first: str | None, planned: str, expected: tuple[float, float, bool] | None
) -> None:
    found = promise_of(day(first) if first else None, dates("planned", planned), JUNE)
    assert (found and (found.x, found.to_x, found.is_inside)) == expected


@pytest.mark.parametrize(
    ("work", "going", "whole"),
    [
        (dates("planned", "06-01..06-30"), ("06-01", "06-30"), ("06-01", "06-30")),
        (dates("in_progress", "05-01..05-30", "05-10.."), ("05-10", "06-10"), ("05-01", "06-10")),
        (dates("in_progress", "05-01..07-30", "05-10.."), ("05-10", "07-30"), ("05-01", "07-30")),
        (dates("finished", "05-01..07-30", "05-10..06-01"), ("05-10", "06-01"), ("05-01", "07-30")),
        (dates("planned"), None, None),
    ],
)
def test_reported_days_come_before_promised_ones(
    work: Dates, going: tuple[str, str] | None, whole: tuple[str, str] | None
) -> None:
    for found, expected in ((going_term(work, TODAY), going), (whole_term(work, TODAY), whole)):
        assert (found and (found.first, found.last)) == (expected and (day(expected[0]), day(expected[1])))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("06-01", "06-10"), ("06-10", "06-20"), ("06-10", "06-10")),
        (("06-01", "06-10"), ("06-11", "06-20"), None),
        (("06-01", "06-30"), ("06-05", "06-07"), ("06-05", "06-07")),
    ],
)
def test_terms_overlap_when_they_share_a_day(
    one: tuple[str, str], other: tuple[str, str], shared: tuple[str, str] | None
) -> None:
    expected = None if shared is None else Term(day(shared[0]), day(shared[1]))
    assert overlap(Term(*map(day, one)), Term(*map(day, other))) == expected
    assert overlap(Term(*map(day, other)), Term(*map(day, one))) == expected
