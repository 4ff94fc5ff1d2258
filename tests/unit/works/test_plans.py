"""What a newer row does to a work of its series."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from shapely.geometry import Point

from gis_app.works.draft import DraftWork
from gis_app.works.plans import COMPARED_FIELDS, KnownWork, NewEvent, change_by, missing_from, state_after, year_of_plan

MAY_1, MAY_31, JUNE_9 = date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 9)


def draft(**fields: Any) -> DraftWork:
    made = DraftWork(
        type_code="sewer", location_raw="ул. Абая", planned_start=MAY_1, planned_end=MAY_31, geometry=Point(76.9, 43.2)
    )
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def stored(made: DraftWork) -> dict[str, Any]:
    return {name: getattr(made, name, None) for name in COMPARED_FIELDS}


KNOWN = KnownWork(
    id=7,
    identity_key="key:1",
    fields=stored(draft()),
    planned_start=MAY_1,
    planned_end=MAY_31,
    actual_start=None,
    actual_end=None,
    state="planned",
    has_geometry=True,
    schedule_version=1,
)


def test_a_row_without_a_work_is_new_and_brings_its_first_schedule() -> None:
    change = change_by(None, draft(), stored(draft()))
    assert (change.outcome, change.new_schedule, change.moves) == ("new", True, True)


def test_a_new_row_without_any_day_promises_nothing() -> None:
    made = draft(planned_start=None, planned_end=None)
    assert not change_by(None, made, stored(made)).new_schedule


def test_the_same_row_changes_nothing() -> None:
    change = change_by(KNOWN, draft(), stored(draft()))
    assert (change.outcome, change.new_schedule, change.moves, dict(change.fields)) == ("unchanged", False, False, {})


@pytest.mark.parametrize(
    ("given_before", "moves"), [(None, True), (Point(76.9, 43.2), False), (Point(76.9, 43.20001), True)]
)
def test_coordinates_that_a_newer_row_gives_move_the_work_when_they_are_others(
    given_before: Point | None, moves: bool
) -> None:
    made = draft(match_type="given")
    change = change_by(replace(KNOWN, given=given_before), made, stored(made))
    assert (change.moves, change.outcome) == (moves, "changed" if moves else "unchanged")


@pytest.mark.parametrize(
    "days", [{"planned_end": JUNE_9}, {"planned_start": date(2026, 5, 2)}, {"planned_start": None, "planned_end": None}]
)
def test_changed_days_are_a_new_schedule_version_and_no_rewriting(days: dict[str, date | None]) -> None:
    made = draft(**days)
    change = change_by(KNOWN, made, stored(made))
    assert (change.outcome, change.new_schedule, dict(change.fields)) == ("changed", True, {})


def test_a_changed_contractor_rewrites_the_work_and_leaves_its_place() -> None:
    made = draft()
    change = change_by(KNOWN, made, {**stored(made), "contractor_id": 5})
    assert (change.outcome, change.new_schedule, change.moves) == ("changed", False, False)
    assert dict(change.fields) == {"contractor_id": 5}


def test_a_changed_place_moves_the_work() -> None:
    made = draft(location_raw="ул. Сатпаева")
    assert change_by(KNOWN, made, stored(made)).moves


def test_a_work_that_had_no_place_gets_it_when_it_is_found() -> None:
    lost = replace(KNOWN, has_geometry=False)
    assert change_by(lost, draft(), stored(draft())).moves
    assert change_by(lost, draft(geometry=None), stored(draft())).outcome == "unchanged"


def test_a_changed_place_that_is_not_found_takes_the_old_one_away() -> None:
    made = draft(location_raw="где-то", geometry=None)
    assert change_by(KNOWN, made, stored(made)).moves
    assert not change_by(KNOWN, draft(geometry=None), stored(draft())).moves


def test_a_reported_start_becomes_an_event_once() -> None:
    made = draft(actual_start=MAY_1)
    change = change_by(KNOWN, made, stored(made))
    assert change.events == (NewEvent("started", MAY_1),)
    started = replace(KNOWN, actual_start=MAY_1, state="in_progress")
    assert change_by(started, made, stored(made)).outcome == "unchanged"


def test_a_contradicting_report_is_noted_and_the_first_stays() -> None:
    started = replace(KNOWN, actual_start=MAY_1, state="in_progress")
    made = draft(actual_start=date(2026, 5, 3))
    assert change_by(started, made, stored(made)).events == ()
    assert [issue.code for issue in made.issues] == ["actual_differs"]


def test_a_new_finished_work_has_both_events_in_order() -> None:
    made = draft(actual_start=MAY_1, actual_end=MAY_31)
    events = change_by(None, made, stored(made)).events
    assert events == (NewEvent("started", MAY_1), NewEvent("finished", MAY_31))
    assert state_after(events) == "finished"
    assert state_after(events[:1]) == "in_progress"
    assert state_after(()) == "planned"


def test_missing_works_are_reported_unless_they_have_ended() -> None:
    works = [replace(KNOWN, id=at, identity_key=f"key:{at}") for at in (1, 2, 3, 4)]
    works[2] = replace(works[2], state="finished")
    assert [work.id for work in missing_from(works, {"key:1"})] == [2, 4]


@pytest.mark.parametrize(
    ("days", "year"),
    [
        ([(date(2026, 3, 1), None), (date(2026, 4, 1), None), (date(2027, 1, 1), None)], "2026"),
        ([(date(2027, 1, 1), None), (date(2026, 4, 1), None)], "2026"),
        ([(None, date(2028, 1, 1))], "2028"),
        ([(None, None)], "2025"),
    ],
)
def test_the_year_of_a_plan_is_the_one_in_which_most_works_start(
    days: list[tuple[date | None, date | None]], year: str
) -> None:
    drafts = [draft(planned_start=start, planned_end=end) for start, end in days]
    assert year_of_plan(drafts, date(2025, 12, 1)) == year
