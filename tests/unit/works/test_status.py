"""The table of statuses, from the file that the browser is tested with too."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gis_app.works.status import STATUSES, share_of_time_passed, status_on

CASES = json.loads((Path(__file__).parents[2] / "data" / "status_cases.json").read_text(encoding="utf-8"))


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_status_follows_from_the_state_and_the_planned_days(case: dict[str, Any]) -> None:
    today = date.fromisoformat(case["today"])
    assert status_on(case["state"], day(case["planned_start"]), day(case["planned_end"]), today) == case["status"]


def test_the_shared_table_reaches_every_status() -> None:
    assert {case["status"] for case in CASES} == set(STATUSES)


def test_an_unknown_state_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such state"):
        status_on("sleeping", None, None, date(2026, 6, 10))


@pytest.mark.parametrize(
    ("today", "share"),
    [(date(2026, 6, 9), 0.0), (date(2026, 6, 10), 0.1), (date(2026, 6, 19), 1.0), (date(2026, 7, 1), 1.0)],
)
def test_the_share_of_time_passed_counts_both_days_and_stays_between_0_and_1(today: date, share: float) -> None:
    found = share_of_time_passed("in_progress", date(2026, 6, 10), date(2026, 6, 19), today)
    assert found == pytest.approx(share)


def test_a_work_that_is_not_running_or_has_no_end_has_no_share() -> None:
    start, today = date(2026, 6, 10), date(2026, 6, 12)
    assert share_of_time_passed("planned", start, date(2026, 6, 19), today) is None
    assert share_of_time_passed("in_progress", start, None, today) is None
    assert share_of_time_passed("in_progress", None, date(2026, 6, 19), today) is None
    assert share_of_time_passed("in_progress", start, date(2026, 6, 1), today) is None
