"""Days of invented works follow the day of loading."""

import random
from datetime import date, timedelta

import pytest

from etl.demo.training_schedule import PHASES, Phase, Schedule, phases_for, schedule
from gis_app.works.status import status_on

TODAY = date(2026, 5, 20)
BY_NAME = {phase.name: phase for phase in PHASES}


def drawn(name: str, today: date = TODAY) -> list[Schedule]:
    return [
        schedule(BY_NAME[name], today, length, random.Random(seed)) for seed in range(60) for length in (1, 20, 200)
    ]


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 5, 20), date(2028, 2, 29)])
def test_what_is_reported_has_happened_already_and_in_order(today: date) -> None:
    for name in BY_NAME:
        for days in drawn(name, today):
            reported = [day for day in (days.actual_start, days.actual_end) if day]
            assert reported == sorted(reported)
            assert all(day <= today for day in reported)
            assert (days.actual_end is None) or (days.actual_start is not None)
            if days.planned_start and days.planned_end:
                assert days.planned_start <= days.planned_end


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("finished_last_year", {"finished"}),
        ("finished_lately", {"finished"}),
        ("going_on", {"in_progress"}),
        ("overdue", {"overdue"}),
        ("unreported", {"unreported"}),
        ("due", {"due"}),
        ("planned_soon", {"planned"}),
        ("planned_next_year", {"planned"}),
        ("undated", {"undated"}),
    ],
)
def test_every_phase_has_the_status_that_its_name_says(name: str, statuses: set[str]) -> None:
    found = set()
    for days in drawn(name):
        state = "finished" if days.actual_end else "in_progress" if days.actual_start else "planned"
        found.add(status_on(state, days.planned_start, days.planned_end, TODAY))
    assert found == statuses


def test_the_same_work_moves_with_the_day() -> None:
    a = schedule(BY_NAME["planned_soon"], TODAY, 20, random.Random(5))
    b = schedule(BY_NAME["planned_soon"], TODAY + timedelta(days=9), 20, random.Random(5))
    assert a.planned_start and b.planned_start
    assert b.planned_start - a.planned_start == timedelta(days=9)


@pytest.mark.parametrize("count", [9, 40, 344, 1000])
def test_phases_are_as_many_as_works_and_none_is_missing(count: int) -> None:
    phases = phases_for(count, random.Random(1))
    assert len(phases) == count
    assert {phase.name for phase in phases} == set(BY_NAME) or count < 2 * len(PHASES)


def test_the_shares_add_up_to_all_works() -> None:
    assert sum(phase.share for phase in PHASES) == pytest.approx(1.0)
    assert all(isinstance(phase, Phase) and phase.share > 0 for phase in PHASES)
