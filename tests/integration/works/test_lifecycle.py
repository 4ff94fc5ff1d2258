"""The life of a work: every state, every target, every role; days, reasons and authors; nothing is overwritten."""

import re
from datetime import date
from itertools import product
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.errors import ConflictError, ForbiddenError, GisAppError, NotFoundError
from gis_app.works.lifecycle import change_state, create, edit, reschedule
from gis_app.works.models import Work
from gis_app.works.status import STATES
from gis_app.works.taking import ImpossibleChangeError, StaleWorkError
from gis_app.works.transitions import STATE_AFTER
from tests.grid import Grid
from tests.integration.works.people import add_city, add_work, people, person

grid = Grid()
DAY = date(2026, 6, 10)
ROLES = ("administrator", "operator", "inspector", "planner", "contractor", "executor")

# Written down apart from the program: who may bring a work from one state to another.
# a administrator · i inspector · p planner · c contractor; everything that is not here is impossible.
ALLOWED = {
    ("draft", "planned"): "ap",
    ("draft", "in_progress"): "apc",
    ("draft", "cancelled"): "apc",
    ("planned", "scheduled"): "apc",
    ("planned", "in_progress"): "apc",
    ("planned", "cancelled"): "ap",
    ("scheduled", "planned"): "ap",
    ("scheduled", "in_progress"): "apc",
    ("scheduled", "cancelled"): "ap",
    ("in_progress", "paused"): "aipc",
    ("in_progress", "finished"): "ac",
    ("in_progress", "cancelled"): "ap",
    ("paused", "in_progress"): "apc",
    ("paused", "cancelled"): "ap",
    ("finished", "accepted"): "ai",
    ("finished", "in_progress"): "ai",
    ("accepted", "in_warranty"): "",
    ("accepted", "archived"): "",
    ("in_warranty", "archived"): "",
}


@pytest.fixture
def city(session: Session) -> dict[str, int]:
    return add_city(session)


def work_of(session: Session, city: dict[str, int], state: str, **given: Any) -> int:
    whose = {"contractor_id": city["ours"], "district_id": city["here"]}
    return add_work(session, state=state, **(whose | given))


def outcome(session: Session, work: int, to: str, by: CurrentUser, **given: Any) -> str:
    """What becomes of the attempt; whatever it wrote is undone."""
    asked: dict[str, Any] = {"version": 1, "on": DAY, "note": "because"} | given
    attempt = session.begin_nested()
    try:
        return change_state(session, work, to, by=by, **asked).state
    except GisAppError as error:
        return type(error).__name__
    finally:
        attempt.rollback()
        session.expire_all()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("before", STATES)
def test_a_change_is_made_by_those_who_may_and_by_nobody_else(
    session: Session, city: dict[str, int], before: str, role: str
) -> None:
    work = work_of(session, city, before, is_emergency=True)
    by = people(city)[role]
    for after in STATES:
        letters = ALLOWED.get((before, after))
        stranger = role in ("operator", "executor")
        if stranger:
            expected = "NotFoundError" if before == "draft" else "ForbiddenError"
        elif letters is None:
            expected = "ImpossibleChangeError"
        else:
            expected = after if role[0] in letters else "ForbiddenError"
        assert outcome(session, work, after, by) == expected, f"{before} → {after} by {role}"


@pytest.mark.parametrize("before", STATES)
def test_what_a_contractor_or_planner_may_do_another_one_may_not(
    session: Session, city: dict[str, int], before: str
) -> None:
    work = work_of(session, city, before, is_emergency=True)
    strangers = (
        person("contractor", organisation_id=city["theirs"]),
        person("planner", district_id=city["there"]),
        person("inspector", district_id=city["there"]),
    )
    expected = "NotFoundError" if before == "draft" else "ForbiddenError"
    for by, after in product(strangers, STATES):
        assert outcome(session, work, after, by) == expected


def test_a_planner_of_the_whole_city_may_what_one_of_the_district_may(session: Session, city: dict[str, int]) -> None:
    assert outcome(session, work_of(session, city, "draft"), "planned", person("planner")) == "planned"
    nowhere = work_of(session, city, "draft", district_id=None)
    assert outcome(session, nowhere, "planned", person("planner")) == "planned"
    assert outcome(session, nowhere, "planned", people(city)["planner"]) == "NotFoundError"


@pytest.mark.parametrize(
    ("before", "after", "lacking", "code"),
    [
        ("planned", "in_progress", {"is_emergency": False}, "needs-emergency"),
        ("draft", "in_progress", {"is_emergency": False}, "needs-emergency"),
        ("planned", "scheduled", {"planned_end": None}, "needs-days"),
        ("planned", "scheduled", {"planned_start": None}, "needs-days"),
    ],
)
def test_a_change_that_lacks_something_says_what(
    session: Session, city: dict[str, int], before: str, after: str, lacking: dict[str, Any], code: str
) -> None:
    work = work_of(session, city, before, **lacking)
    with pytest.raises(ImpossibleChangeError) as refused:
        change_state(session, work, after, by=people(city)["planner"], version=1, on=DAY)
    assert refused.value.code == code


@pytest.mark.parametrize("note", [None, "", "  "])
def test_a_pause_needs_a_reason(session: Session, city: dict[str, int], note: str | None) -> None:
    work = work_of(session, city, "in_progress")
    with pytest.raises(ImpossibleChangeError, match="reason"):
        change_state(session, work, "paused", by=people(city)["contractor"], version=1, on=DAY, note=note)


def test_a_whole_life_with_its_days_and_authors(session: Session, city: dict[str, int]) -> None:
    who = people(city)
    fields = {"type_code": "yard", "location_raw": "двор", "contractor_id": city["ours"], "geom": grid.point(1, 1)}
    work = create(session, fields, by=who["contractor"], on=date(2026, 5, 1), start=DAY, end=date(2026, 6, 30))
    assert (work.state, work.district_id, work.match_type) == ("draft", city["here"], "given")
    steps = [
        ("planned", "planner", date(2026, 5, 4)),
        ("scheduled", "contractor", date(2026, 6, 12)),
        ("in_progress", "contractor", date(2026, 6, 9)),  # reported late, after the days were fixed
        ("paused", "inspector", date(2026, 6, 15)),
        ("in_progress", "contractor", date(2026, 6, 16)),
        ("finished", "contractor", date(2026, 6, 28)),
        ("in_progress", "inspector", date(2026, 6, 29)),
        ("finished", "contractor", date(2026, 7, 3)),
        ("accepted", "inspector", date(2026, 7, 3)),
    ]
    versions = [work.version]
    for to, role, on in steps:
        work = change_state(session, work.id, to, by=who[role], version=work.version, on=on, note="because")
        assert work.state == to
        versions.append(work.version)
    assert versions == sorted(set(versions)), "the version rises with each change"
    assert (work.actual_start, work.actual_end) == (date(2026, 6, 9), date(2026, 7, 3))
    events = session.execute(
        text(
            "SELECT kind, author, author_role, author_organisation_id FROM work_events WHERE work_id = :id ORDER BY id"
        ),
        {"id": work.id},
    ).all()
    assert events[0] == ("drafted", "Contractor A.", "contractor", city["ours"])
    assert events[1] == ("planned", "Planner A.", "planner", None)
    assert [event.kind for event in events[-3:]] == ["returned", "finished", "accepted"]


def test_a_returned_work_has_no_last_day_until_it_is_finished_again(session: Session, city: dict[str, int]) -> None:
    work, who = work_of(session, city, "in_progress"), people(city)
    done = change_state(session, work, "finished", by=who["contractor"], version=1, on=DAY)
    assert done.actual_end == DAY
    back = change_state(session, work, "in_progress", by=who["inspector"], version=2, on=DAY, note="uneven")
    assert back.actual_end is None


def test_a_report_cannot_lie_before_an_earlier_one(session: Session, city: dict[str, int]) -> None:
    work, by = work_of(session, city, "scheduled"), people(city)["contractor"]
    change_state(session, work, "in_progress", by=by, version=1, on=DAY)
    with pytest.raises(ImpossibleChangeError, match="later"):
        change_state(session, work, "finished", by=by, version=2, on=date(2026, 6, 9))


def test_the_database_derives_the_same_state_from_an_event_as_the_table(session: Session) -> None:
    for kind, state in STATE_AFTER.items():
        assert session.scalar(text("SELECT state_after_event(:kind)"), {"kind": kind}) == state


def test_a_newer_version_is_told_and_nothing_is_lost(session: Session, city: dict[str, int]) -> None:
    work = work_of(session, city, "planned", budget=5)
    one, other = person("planner", "Аскарова А.", district_id=city["here"]), person("planner", "Ким В.")
    edit(session, work, {"budget": 7, "location_raw": "ул. Абая, 10"}, by=one, version=1)
    with pytest.raises(ConflictError) as refused:
        reschedule(session, work, start=DAY, end=DAY, reason="rain", by=other, version=1, today=DAY)
    told = str(refused.value)
    assert "Аскарова А." in told
    assert "cost: 5 → 7" in told
    assert "place in words: ул. Абая → ул. Абая, 10" in told
    assert isinstance(refused.value, StaleWorkError)
    assert "Аскарова А.: стоимость: 5 → 7; место словами: ул. Абая → ул. Абая, 10" in refused.value.in_language("ru")
    found = session.get_one(Work, work, populate_existing=True)
    assert (found.planned_end, found.budget, found.version) == (date(2026, 6, 30), 7, 2)


def test_a_change_by_a_plan_counts_as_a_change_too(session: Session, city: dict[str, int]) -> None:
    work = work_of(session, city, "planned")
    session.execute(text("UPDATE works SET budget = 9, version = version + 1 WHERE id = :id"), {"id": work})
    with pytest.raises(StaleWorkError, match="a newer plan: cost: — → 9"):
        edit(session, work, {"budget": 10}, by=people(city)["planner"], version=1)


def test_a_stranger_is_not_told_what_others_changed(session: Session, city: dict[str, int]) -> None:
    work = work_of(session, city, "planned")
    edit(session, work, {"budget": 7}, by=people(city)["planner"], version=1)
    with pytest.raises(ForbiddenError):
        edit(session, work, {"budget": 8}, by=person("contractor", organisation_id=city["theirs"]), version=1)


@pytest.mark.parametrize("state", STATES)
def test_days_are_moved_by_those_who_promised_them(session: Session, city: dict[str, int], state: str) -> None:
    work = work_of(session, city, state)
    open_states = ("draft", "planned", "scheduled", "in_progress", "paused")
    for role in ROLES:
        by = people(city)[role]
        may = {"administrator", "planner"} | ({"contractor"} if state == "draft" else set())
        attempt = session.begin_nested()
        try:
            reschedule(session, work, start=DAY, end=date(2026, 8, 1), reason="rain", by=by, version=1, today=DAY)
            moved = True
        except (ForbiddenError, NotFoundError, ImpossibleChangeError):
            moved = False
        finally:
            attempt.rollback()
            session.expire_all()
        assert moved == (role in may and state in open_states), f"{role} in {state}"


@pytest.mark.parametrize(
    ("start", "end", "reason", "code"),
    [
        (date(2026, 6, 1), date(2026, 6, 30), "rain", "same-days"),
        (date(2026, 7, 2), date(2026, 7, 1), "rain", "end-before-start"),
        (date(2026, 7, 1), date(2026, 7, 2), " ", "needs-note"),
        (date(2026, 7, 1), None, "rain", "needs-days"),
    ],
)
def test_days_that_cannot_be_promised_are_refused(
    session: Session, city: dict[str, int], start: date, end: date | None, reason: str, code: str
) -> None:
    work = work_of(session, city, "scheduled")
    with pytest.raises(ImpossibleChangeError) as refused:
        reschedule(session, work, start=start, end=end, reason=reason, by=people(city)["planner"], version=1, today=DAY)
    assert refused.value.code == code


def test_former_values_stay_and_cannot_be_rewritten(session: Session, city: dict[str, int]) -> None:
    work, by = work_of(session, city, "planned"), people(city)["planner"]
    edit(session, work, {"location_raw": "ул. Сатпаева", "geom": grid.point(2, 2)}, by=by, version=1)
    changed = session.execute(
        text("SELECT changed, actor, version FROM work_changes WHERE work_id = :id"), {"id": work}
    ).one()
    assert changed.changed["location_raw"] == {"from": "ул. Абая", "to": "ул. Сатпаева"}
    assert changed.changed["geom"] == {"from": False, "to": True}
    assert (changed.actor, changed.version) == ("Planner A.", 2)
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text("DELETE FROM work_changes"))


def test_a_contractor_mends_a_draft_but_says_not_who_does_it(session: Session, city: dict[str, int]) -> None:
    work, by = work_of(session, city, "draft"), people(city)["contractor"]
    edit(session, work, {"quantity": 12, "unit": "м"}, by=by, version=1)
    with pytest.raises(ForbiddenError):
        edit(session, work, {"is_emergency": True}, by=by, version=2)
    with pytest.raises(ImpossibleChangeError, match="Nothing differs"):
        edit(session, work, {"quantity": 12}, by=by, version=2)
    with pytest.raises(ImpossibleChangeError, match="state"):
        edit(session, work, {"state": "planned"}, by=by, version=2)


def test_nobody_writes_a_work_for_another_contractor_or_district(session: Session, city: dict[str, int]) -> None:
    fields = {"type_code": "yard", "location_raw": "двор", "contractor_id": city["theirs"]}
    with pytest.raises(ForbiddenError):
        create(session, fields, by=people(city)["contractor"], on=DAY)
    with pytest.raises(ForbiddenError):
        create(session, fields | {"geom": grid.point(60, 0)}, by=people(city)["planner"], on=DAY)


def test_every_change_stands_in_the_audit_log(session: Session, city: dict[str, int]) -> None:
    work, by = work_of(session, city, "scheduled"), people(city)["planner"]
    change_state(session, work, "in_progress", by=by, version=1, on=DAY)
    reschedule(session, work, start=DAY, end=date(2026, 7, 9), reason="rain", by=by, version=2, today=DAY)
    edit(session, work, {"budget": 8}, by=by, version=3)
    log = session.execute(
        text("SELECT action, actor FROM audit_log WHERE subject = 'work' AND subject_id = :id ORDER BY id"),
        {"id": str(work)},
    ).all()
    assert [tuple(entry) for entry in log] == [
        ("work.state", "Planner A."),
        ("work.schedule", "Planner A."),
        ("work.edited", "Planner A."),
    ]


# Said by other tables, or worth nothing to a reader.
NOT_KEPT = {"id", "version", "created_at", "updated_at", "plan_row_id", "place_key", "geom", "geom_m", "geom_web"}


def test_every_column_of_a_work_is_kept_when_it_changes(session: Session, city: dict[str, int]) -> None:
    body = str(session.scalar(text("SELECT prosrc FROM pg_proc WHERE proname = 'keep_changes_of_works'")))
    read = [set(re.findall(rf"\b{row}\.(\w+)", body)) for row in "on"]
    columns = {column.name for column in Work.__table__.columns}
    assert columns - NOT_KEPT - (read[0] & read[1]) == set()
