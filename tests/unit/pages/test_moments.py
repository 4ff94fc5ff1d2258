"""The moment of a link is the same for the server's list as for the browser's map (web/src/moments.test.ts)."""

from datetime import date

import pytest

from gis_app.pages.moments import moment_of_link


@pytest.mark.parametrize(
    ("at", "step", "first", "last"),
    [
        ("2026-06-12", "day", "2026-06-12", "2026-06-12"),
        ("2026-06-12", "week", "2026-06-08", "2026-06-14"),
        ("2026-06-08", "week", "2026-06-08", "2026-06-14"),
        ("2026-06-14", "week", "2026-06-08", "2026-06-14"),
        ("2026-12-31", "week", "2026-12-28", "2027-01-03"),
        ("2026-06-12", "month", "2026-06-01", "2026-06-30"),
        ("2028-02-29", "month", "2028-02-01", "2028-02-29"),
        ("2026-06-12", None, "2026-06-08", "2026-06-14"),
        ("2026-06-12", "century", "2026-06-08", "2026-06-14"),
    ],
)
def test_a_moment_is_the_whole_day_week_or_month(at: str, step: str | None, first: str, last: str) -> None:
    assert moment_of_link(at, step) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("at", [None, "", "yesterday", "2026-02-31", "9999-12-31"])
def test_a_broken_moment_leaves_the_period_as_it_is(at: str | None) -> None:
    assert moment_of_link(at, "week") is None
