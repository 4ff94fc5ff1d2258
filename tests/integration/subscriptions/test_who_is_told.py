"""Who is told what: by place, distance, kind of work and day; each once."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.settings import Settings
from gis_app.works.streets import place_some
from gis_app.works.types import load_work_types
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import NOON, TODAY, Followers, add_notice, add_outage, grid
from tests.integration.works.people import add_work

AHEAD = {"planned_start": "2026-06-20", "planned_end": "2026-07-30"}


@pytest.fixture
def people(session: Session, settings: Settings) -> Followers:
    load_work_types(session)
    return Followers(session, settings)


def _set(session: Session, work: int, **columns: Any) -> None:
    assigned = ", ".join(f"{name} = :{name}" for name in columns)
    session.execute(
        text(f"UPDATE works SET {assigned}, version = version + 1 WHERE id = :work"), columns | {"work": work}
    )


def test_a_new_work_is_told_to_whom_its_place_concerns(people: Followers) -> None:
    people.add("near", grid.point(2, 0))
    people.add("far", grid.point(3.1, 0))
    people.add("wide", grid.point(9, 0), 1000)
    people.add_street("street", (-5, 0), (5, 0))
    people.add_street("other street", (-5, 1), (5, 1))
    people.add("district", grid.box(-20, -20, 20, 20), 0, kind="area")
    people.add("drawn", grid.polygon((-1, -1), (1, -1), (0, 2)), 0, kind="drawn")
    people.add("drawn elsewhere", grid.polygon((5, 5), (6, 5), (6, 6)), 0, kind="drawn")
    add_work(people.session, grid.point(0, 0), **AHEAD)
    expected = {name: ["new"] for name in ("near", "wide", "street", "district", "drawn")}
    assert people.told() == expected
    assert people.told() == expected  # once


def test_a_street_has_the_news_of_what_lies_on_it_and_of_no_street_that_crosses_it(people: Followers) -> None:
    people.add_street("Tole Bi", (-5, 0), (5, 0))
    people.add_street("Sain", (0, -5), (0, 5))
    along = add_work(people.session, grid.line((-4, 0), (-1, 0)), match_type="segment", **AHEAD)
    crossing = add_work(people.session, grid.line((0, -4), (0, 4)), match_type="segment", **AHEAD)
    beginning = add_work(people.session, grid.line((0, 0), (0, 4)), match_type="segment", **AHEAD)
    people.told()
    asked = text("SELECT work_id FROM place_notes JOIN place_news ON id = news_id WHERE place_id = :place")
    heard = {name: set(people.session.scalars(asked, {"place": one.place_id})) for name, one in people.by_name.items()}
    assert heard == {"Tole Bi": {along}, "Sain": {crossing, beginning}}


def test_a_street_whose_place_in_the_register_is_not_known_is_followed_by_distance(people: Followers) -> None:
    people.add("old", grid.line((-5, 0), (5, 0)), 15, kind="street")
    add_work(people.session, grid.line((-4, 0), (-1, 0)), match_type="segment", **AHEAD)
    assert people.told() == {"old": ["new"]}


def test_who_follows_a_known_street_again_says_which_it_is(people: Followers) -> None:
    line = grid.line((-5, 0), (5, 0))
    first = people.add("first", line, 15, kind="street")
    assert people.add("second", line, 15, kind="street", streets=(7,)).place_id == first.place_id
    assert people.session.scalars(text("SELECT streets FROM followed_places")).all() == [[7]]


def test_a_work_whose_streets_are_just_being_found_is_told_afterwards(house: House) -> None:
    with session_scope(house.engine) as session:
        Followers(session, house.settings).add_street("Tole Bi", (-5, 0), (5, 0))
        add_work(session, grid.line((-4, 0), (-1, 0)), match_type="segment", **AHEAD)
    with session_scope(house.engine) as other:
        assert place_some(other) == 1  # and is not committed yet
        house.tell()
        assert house.count("place_news") == 0
    house.tell()
    assert house.count("place_notes") == 1


def test_only_the_kinds_of_work_that_are_wanted_are_told(people: Followers) -> None:
    people.add("roads", grid.point(0, 0), types=("road_medium_repair",))
    people.add("yards", grid.point(0, 0), types=("yard",))
    add_work(people.session, grid.point(0, 0), type_code="yard", **AHEAD)
    assert people.told() == {"yards": ["new"]}


def test_who_has_not_confirmed_and_who_follows_later_is_not_told(people: Followers) -> None:
    people.add("unconfirmed", grid.point(0, 0), confirmed=False)
    later = people.add("later", grid.point(0, 0))
    later.confirmed_at = NOON + timedelta(seconds=1)
    people.session.flush()
    add_work(people.session, grid.point(0, 0), **AHEAD)
    assert people.told() == {}


def test_invented_works_are_news_to_who_follows_invented_ones_alone(people: Followers) -> None:
    people.add("real", grid.point(0, 0))
    people.add("demo", grid.point(0, 0), is_training=True)
    add_work(people.session, grid.point(0, 0), is_training=True, **AHEAD)
    assert people.told() == {"demo": ["new"]}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"planned_start": "2026-06-25"}, ["moved"]),
        ({"planned_start": None, "planned_end": None}, {"planned_start": "2026-06-25"}, ["days"]),
        ({}, {"planned_start": None, "planned_end": None}, ["undated"]),
        ({}, {"state": "in_progress", "actual_start": "2026-06-08"}, ["started"]),
        ({"state": "in_progress"}, {"state": "finished", "actual_end": "2026-06-08"}, ["finished"]),
        ({"state": "in_progress"}, {"state": "finished", "actual_end": "2026-05-09"}, ["finished"]),
        ({"state": "in_progress"}, {"state": "finished", "actual_end": "2026-05-08"}, []),  # over for a month
        ({"state": "finished"}, {"state": "accepted"}, []),
        ({}, {"state": "cancelled"}, ["cancelled"]),
        ({"state": "cancelled"}, {"state": "planned"}, ["restored"]),
        ({}, {"state": "paused"}, []),
        ({}, {"budget": 5}, []),
        ({"state": "draft"}, {"state": "planned"}, ["new"]),
        ({"state": "draft"}, {"state": "cancelled"}, []),
        ({"state": "draft"}, {"planned_start": "2026-06-25"}, []),
        ({"planned_start": "2025-06-20", "planned_end": "2025-06-30"}, {"planned_end": "2025-07-30"}, []),
    ],
)  # fmt: skip
def test_a_change_is_told_as_what_it_is(
    people: Followers, before: dict[str, Any], after: dict[str, Any], told: list[str]
) -> None:
    people.add("near", grid.point(0, 0))
    work = add_work(people.session, grid.point(0, 0), **(AHEAD | before))
    people.forget_noted()
    _set(people.session, work, **after)
    assert people.told() == ({"near": told} if told else {})


def test_a_work_that_gets_its_days_and_its_place_with_the_plan_is_one_piece_of_news(people: Followers) -> None:
    people.add("near", grid.point(0, 0))
    work = add_work(people.session, None, **(AHEAD | {"planned_start": None, "planned_end": None}))
    assert people.told() == {}  # nowhere yet
    _set(people.session, work, planned_start="2026-06-20", planned_end="2026-07-30")
    people.session.execute(
        text("UPDATE works SET geom = ST_GeomFromText(:shape, 4326) WHERE id = :work"),
        {"shape": grid.point(0, 0).wkt, "work": work},
    )
    assert people.told() == {"near": ["new"]}


def test_moved_twice_before_it_is_told_is_told_from_the_first_days_to_the_last(people: Followers) -> None:
    people.add("near", grid.point(0, 0))
    work = add_work(people.session, grid.point(0, 0), **AHEAD)
    people.forget_noted()
    _set(people.session, work, planned_end="2026-08-01")
    _set(people.session, work, planned_end="2026-08-15")
    assert people.told() == {"near": ["moved"]}
    values = people.session.execute(text("SELECT values FROM place_news")).scalar_one()
    assert (values["was_last"], values["last"]) == ("2026-07-30", "2026-08-15")
    _set(people.session, work, planned_end="2026-09-01")
    _set(people.session, work, planned_end="2026-08-15")  # and back
    assert people.told() == {"near": ["moved"]}


@pytest.mark.parametrize(
    ("reason", "told"), [("Нет труб", "Нет труб"), ("cause:weather", "cause:weather"), ("newer_plan", None)]
)
def test_moved_days_have_the_reason_that_the_work_s_page_tells_and_its_title(
    people: Followers, reason: str, told: str | None
) -> None:
    people.add("near", grid.point(0, 0))
    titles = {"title_kk": "Ауланы жөндеу", "title_ru": "Ремонт двора"}
    work = add_work(people.session, grid.point(0, 0), **AHEAD, **titles)
    people.forget_noted()
    _set(people.session, work, planned_end="2026-08-15")
    people.session.execute(
        text(
            "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) VALUES "
            "(:work, 1, '2026-06-20', '2026-07-30', 'first_plan', 'a'), "
            "(:work, 2, '2026-06-20', '2026-08-15', :reason, 'a')"
        ),
        {"work": work, "reason": reason},
    )
    assert people.told() == {"near": ["moved"]}
    values = people.session.execute(text("SELECT values FROM place_news")).scalar_one()
    assert (values.get("reason"), values["title_kk"], values.get("title_en")) == (told, "Ауланы жөндеу", None)


@pytest.mark.parametrize(
    ("start", "told"),
    [("2026-06-08", []), ("2026-06-09", ["soon"]), ("2026-06-11", ["soon"]), ("2026-06-12", [])],
)
def test_a_start_is_told_once_from_three_days_before(people: Followers, start: str, told: list[str]) -> None:
    people.add("near", grid.point(0, 0))
    add_work(people.session, grid.point(0, 0), planned_start=start, planned_end="2026-07-30")
    people.forget_noted()
    for _ in range(2):
        assert people.told(days=True) == ({"near": told} if told else {})


def test_who_has_just_heard_of_a_new_work_hears_of_its_start_a_day_later(people: Followers) -> None:
    people.add("near", grid.point(0, 0))
    add_work(people.session, grid.point(0, 0), planned_start="2026-06-10", planned_end="2026-07-30")
    assert people.told(days=True) == {"near": ["new"]}
    tomorrow = NOON + timedelta(days=1, minutes=1)
    assert people.told(now=tomorrow, today=date(2026, 6, 9), days=True) == {"near": ["new", "soon"]}


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-06-07", "2026-06-20", []), ("2026-06-08", "2026-06-20", ["outage"]),
        ("2026-06-09", "2026-06-09", ["outage"]), ("2026-06-10", "2026-06-20", []),
    ],
)  # fmt: skip
def test_a_shut_off_is_told_the_day_before(people: Followers, first: str, last: str, told: list[str]) -> None:
    people.add("inside", grid.point(0, 0))
    people.add("not theirs", grid.point(0, 0), outages=False)
    people.add("a walk away", grid.point(2, 0))
    add_outage(people.session, grid.box(-1, -1, 1, 1), first, last)
    for _ in range(2):
        assert people.told(days=True) == ({"inside": told} if told else {})


def test_who_was_told_of_a_shut_off_hears_that_it_moves_and_that_it_is_called_off(people: Followers) -> None:
    people.add("inside", grid.point(0, 0))
    area = grid.box(-1, -1, 1, 1)
    outage = add_outage(people.session, area, "2026-06-09", "2026-06-20")
    assert people.told(days=True) == {"inside": ["outage"]}
    people.add("new here", grid.point(0, 0.5))
    add_notice(people.session, outage, 2, area, "2026-06-09", "2026-06-25", "extended")
    assert people.told(days=True)["inside"] == ["outage", "outage_moved"]
    add_notice(people.session, outage, 3, area, "2026-06-09", "2026-06-25", "retracted")
    for _ in range(2):
        assert people.told(days=True) == {"inside": ["outage", "outage_moved", "outage_off"]}


def test_houses_that_a_corrected_notice_adds_are_told_and_no_others_again(people: Followers) -> None:
    people.add("inside", grid.point(0, 0))
    people.add("added", grid.point(2, 0))
    people.add("outside", grid.point(5, 0))
    outage = add_outage(people.session, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-20")
    assert people.told(days=True) == {"inside": ["outage"]}
    add_notice(people.session, outage, 2, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-20")
    assert people.told(days=True) == {"inside": ["outage"]}
    add_notice(people.session, outage, 3, grid.box(-1, -1, 3, 1), "2026-06-09", "2026-06-20")
    for _ in range(2):
        assert people.told(days=True) == {"inside": ["outage"], "added": ["outage"]}
    # Further, and with other days: each hears what is new to it.
    add_notice(people.session, outage, 4, grid.box(-1, -1, 6, 1), "2026-06-09", "2026-06-25")
    assert people.told(days=True) == {
        "inside": ["outage", "outage_moved"], "added": ["outage", "outage_moved"], "outside": ["outage"],
    }  # fmt: skip
    add_notice(people.session, outage, 5, grid.box(-1, -1, 6, 1), "2026-06-09", "2026-06-25", "retracted")
    assert {name: told[-1] for name, told in people.told(days=True).items()} == dict.fromkeys(
        ("inside", "added", "outside"), "outage_off"
    )


@pytest.mark.parametrize(("first", "last"), [("2026-06-12", "2026-06-20"), ("2026-06-05", "2026-06-07")])
def test_houses_added_to_a_shut_off_far_ahead_or_over_wait_for_its_eve(
    people: Followers, first: str, last: str
) -> None:
    people.add("inside", grid.point(0, 0))
    people.add("added", grid.point(2, 0))
    outage = add_outage(people.session, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-20")
    people.told(days=True)
    add_notice(people.session, outage, 2, grid.box(-1, -1, 3, 1), first, last)
    assert "added" not in people.told(days=True)
    eve = NOON + timedelta(days=3)
    told = people.told(now=eve, today=eve.date(), days=True)
    assert told.get("added") == (["outage"] if first == "2026-06-12" else None)


def test_a_new_work_whose_time_has_passed_is_no_news(people: Followers) -> None:
    people.add("near", grid.point(0, 0))
    add_work(people.session, grid.point(0, 0), planned_start="2026-05-01", planned_end="2026-06-07")
    add_work(people.session, grid.point(0, 0), state="accepted", **AHEAD)
    assert people.told() == {}
    add_work(people.session, grid.point(0, 0), planned_start="2026-05-01", planned_end=TODAY.isoformat())
    assert people.told() == {"near": ["new"]}
