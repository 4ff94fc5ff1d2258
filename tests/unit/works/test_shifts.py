"""How often and how far promised days were moved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from gis_app.works.shifts import Shifts, count_shifts


@dataclass(frozen=True)
class Version:
    planned_start: date | None
    planned_end: date | None
    created_at: datetime = datetime(2026, 1, 1)


def versions(*ends: int | None) -> list[Version]:
    """Versions by the day of June 2026 on which they end, one written each day; None is a version without days."""
    return [
        Version(
            None if end is None else date(2026, 6, 1),
            None if end is None else date(2026, 6, 1) + timedelta(days=end - 1),
            datetime(2026, 5, number),
        )
        for number, end in enumerate(ends, start=1)
    ]


@pytest.mark.parametrize(
    ("ends", "shifts"),
    [
        ((), Shifts(0, 0)),
        ((20,), Shifts(0, 0)),
        ((20, 20), Shifts(0, 0)),
        ((20, 61), Shifts(1, 41)),
        ((20, 30, 61), Shifts(2, 41)),
        ((20, 61, 20), Shifts(2, 0)),
        ((20, 10), Shifts(1, -10)),
        ((None, 20), Shifts(0, 0)),
        ((20, None, 61), Shifts(1, 41)),
    ],
)
def test_shifts_are_counted_against_the_first_promise(ends: tuple[int | None, ...], shifts: Shifts) -> None:
    assert count_shifts(versions(*ends)) == shifts


def test_what_was_written_in_a_draft_was_promised_to_nobody() -> None:
    three = versions(20, 30, 61)
    assert count_shifts(three, datetime(2026, 5, 2, 12)) == Shifts(1, 31)
    assert count_shifts(three, datetime(2026, 5, 9)) == Shifts(0, 0)
