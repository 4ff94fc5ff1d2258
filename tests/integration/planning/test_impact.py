"""What a later end would move, as tables of edges: metres on a grid, days around the old and the new end."""

from datetime import date, timedelta
from typing import Any

import pytest
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.planning import impact as impact_module
from gis_app.planning.impact import Impact, impact_of
from gis_app.works.models import Work
from tests.grid import Grid
from tests.integration.works.people import add_city, add_work

GRID = Grid(step_m=1.0)  # coordinates below are metres
STREET = GRID.line((0, 0), (300, 0))
TODAY, OLD_END, NEW_END = date(2026, 6, 15), date(2026, 6, 30), date(2026, 7, 20)


@pytest.fixture
def city(session: Session) -> dict[str, int]:
    return add_city(session)


@pytest.fixture
def work(session: Session, city: dict[str, int]) -> Work:
    return session.get_one(Work, add_at(session, STREET, state="in_progress", contractor_id=city["ours"]))


def add_at(session: Session, shape: BaseGeometry | None = None, **given: Any) -> int:
    days = {"planned_start": "2026-06-01", "planned_end": OLD_END.isoformat(), "type_code": "yard"}
    return add_work(session, GRID.line((0, 5), (300, 5)) if shape is None else shape, **(days | given))


def add_outage(session: Session, first: str | None, last: str | None, shape: BaseGeometry, **given: Any) -> int:
    outage = {"state": "published", "work_id": None, "is_training": False} | given
    made = session.execute(
        text(
            "INSERT INTO outages (kind, publisher, source, identity_key, work_id, is_training) "
            "VALUES ('water', 'Су', 'test', gen_random_uuid()::text, :work_id, :is_training) RETURNING id"
        ),
        outage,
    ).scalar_one()
    session.execute(
        text(
            "INSERT INTO outage_versions (outage_id, version, state, text, place_text, first_day, last_day, file_name,"
            " sheet, row_number, content_key, area_from, confidence, is_partial, geom) VALUES (:id, 1, :state, 'x',"
            " 'ул. Абая', :first, :last, 'f', 's', 1, 'k', 'given', 1, false, ST_GeomFromText(:shape, 4326))"
        ),
        {"id": made, "first": first, "last": last, "shape": shape.wkt, "state": outage["state"]},
    )
    return int(made)


def seen(session: Session, work: Work, today: date = TODAY, start: date | None = None, end: date = NEW_END) -> Impact:
    return impact_of(session, work, start=start, end=end, today=today, lang="ru")


def sort_of(impact: Impact, work: int) -> str:
    if any(one.work.id == work for one in impact.followers):
        return "follower"
    return "neighbour" if any(one.work.id == work for one in impact.neighbours) else "-"


@pytest.mark.parametrize(("metres", "near"), [(0, True), (14.9, True), (15.0, True), (15.1, False), (100, False)])
def test_near_is_within_fifteen_metres(session: Session, work: Work, metres: float, near: bool) -> None:
    shape = GRID.line((0, metres), (300, metres))
    other = add_at(session, shape, planned_start="2026-07-10", planned_end="2026-07-12", state="scheduled")
    add_outage(session, "2026-07-10", "2026-07-10", GRID.box(0, metres, 10, metres + 50))
    impact = seen(session, work)
    assert (sort_of(impact, other), len(impact.outages)) == (("follower", 1) if near else ("-", 0))
    if near:
        assert impact.followers[0].distance_m == pytest.approx(metres, abs=0.01)


@pytest.mark.parametrize(
    ("first", "last", "sort", "meets", "gap"),
    [
        ("2026-06-30", "2026-06-30", "-", 0, 0),  # ends with the old end
        ("2026-06-30", "2026-07-01", "neighbour", 1, 0),  # began on the old last day, goes one day on
        ("2026-07-01", "2026-07-05", "follower", 5, 0),  # the day after the old end
        ("2026-07-20", "2026-07-25", "follower", 1, 0),  # on the new last day
        ("2026-07-21", "2026-07-25", "follower", 0, 0),  # the day after the new end
        ("2026-07-22", "2026-07-25", "follower", 0, 1),
        ("2026-07-27", "2026-07-30", "follower", 0, 6),  # the last day of the margin
        ("2026-07-28", "2026-07-30", "-", 0, 0),  # a day after it
        ("2026-06-01", "2026-12-31", "neighbour", 20, 0),
        (None, None, "-", 0, 0),
        ("2026-07-03", None, "follower", 1, 0),  # one day is known
    ],
)
def test_what_has_not_begun_follows_or_stands_beside_by_its_days(
    session: Session, work: Work, first: str | None, last: str | None, sort: str, meets: int, gap: int
) -> None:
    other = add_at(session, planned_start=first, planned_end=last, state="planned")
    impact = seen(session, work)
    assert sort_of(impact, other) == sort
    for one in impact.followers + impact.neighbours:
        assert (one.meets_days, one.gap_days) == (meets, gap)


@pytest.mark.parametrize(
    ("state", "sort"),
    [
        ("planned", "follower"), ("scheduled", "follower"), ("in_progress", "neighbour"), ("paused", "neighbour"),
        ("draft", "-"), ("finished", "-"), ("accepted", "-"), ("in_warranty", "-"), ("archived", "-"),
        ("cancelled", "-"),
    ],
)  # fmt: skip
def test_only_open_works_count_and_what_has_begun_is_beside(
    session: Session, work: Work, state: str, sort: str
) -> None:
    other = add_at(session, planned_start="2026-07-03", planned_end="2026-07-10", state=state)
    assert sort_of(seen(session, work), other) == sort


@pytest.mark.parametrize(("today", "sort"), [(TODAY, "-"), (date(2026, 6, 30), "-"), (date(2026, 7, 1), "neighbour")])
def test_an_overdue_work_goes_on_until_today(session: Session, work: Work, today: date, sort: str) -> None:
    other = add_at(session, planned_end="2026-06-20", state="in_progress")
    assert sort_of(seen(session, work, today), other) == sort


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [
        ("2026-06-01", "2026-06-30", 0), ("2026-06-30", "2026-07-01", 1), ("2026-07-20", "2026-07-22", 1),
        ("2026-07-21", "2026-07-22", 0), ("2026-07-05", None, 1), (None, "2026-07-05", 1), (None, None, 0),
        ("2026-01-01", "2026-12-31", 20),
    ],
)  # fmt: skip
def test_shut_offs_of_the_added_days_are_told(
    session: Session, work: Work, first: str | None, last: str | None, meets: int
) -> None:
    add_outage(session, first, last, GRID.box(10, -5, 20, 5))
    assert [one.meets_days for one in seen(session, work).outages] == ([meets] if meets else [])


def test_a_retracted_shut_off_is_none_and_an_own_one_says_so(session: Session, work: Work) -> None:
    add_outage(session, "2026-07-05", "2026-07-06", GRID.point(5, 5), state="retracted")
    own = add_outage(session, "2026-07-05", "2026-07-06", GRID.point(5, 5), work_id=work.id)
    assert [(one.outage.id, one.is_own) for one in seen(session, work).outages] == [(own, True)]


@pytest.mark.parametrize(
    ("start", "first", "days"),
    [(None, "2026-07-01", 20), ("2026-06-20", "2026-07-01", 20), ("2026-07-10", "2026-07-10", 11)],
)
def test_the_added_days_begin_after_the_old_end_or_with_a_later_start(
    session: Session, work: Work, start: str | None, first: str, days: int
) -> None:
    impact = seen(session, work, start=date.fromisoformat(start) if start else None)
    assert (impact.first_day, impact.last_day, impact.days) == (date.fromisoformat(first), NEW_END, days)


@pytest.mark.parametrize("end", [OLD_END, OLD_END - timedelta(days=1)])
def test_an_end_that_adds_no_day_moves_nothing(session: Session, work: Work, end: date) -> None:
    add_at(session, planned_start="2026-07-01", planned_end="2026-07-02", state="planned")
    impact = seen(session, work, end=end)
    assert (impact.days, impact.is_quiet()) == (0, True)


def test_a_year_without_end_is_cut_to_what_can_be_promised(session: Session, work: Work) -> None:
    assert seen(session, work, end=date(9999, 12, 31)).last_day == date(2036, 6, 15)


@pytest.mark.parametrize("match_type", ["district", "microdistrict"])
def test_a_place_known_roughly_tells_nothing_and_is_nobodys_neighbour(
    session: Session, work: Work, match_type: str
) -> None:
    district = GRID.box(-500, -500, 500, 500)
    days = {"planned_start": "2026-07-03", "planned_end": "2026-07-10"}
    rough = add_at(session, district, state="planned", match_type=match_type, **days)
    assert sort_of(seen(session, work), rough) == "-"
    assert seen(session, session.get_one(Work, rough)).is_rough


@pytest.mark.parametrize(
    ("own", "other", "order"),
    [
        ({"type_code": "sewer"}, {"type_code": "road_medium_repair"}, "surface_waits"),
        ({"type_code": "road_medium_repair"}, {"type_code": "sewer"}, "digs_up"),
        ({"type_code": "road_medium_repair"}, {"type_code": "street_lighting", "excavates": True}, "digs_up"),
        ({"type_code": "road_medium_repair"}, {"type_code": "sewer", "excavates": False}, None),
        ({"type_code": "road_medium_repair"}, {"type_code": "road_medium_repair"}, None),
        ({"type_code": "sewer"}, {"type_code": "heat_network"}, None),
        ({"type_code": "road_pothole_repair"}, {"type_code": "sewer"}, None),  # a patch protects nothing
    ],
)
def test_networks_come_before_surfaces(
    session: Session, city: dict[str, int], own: dict[str, Any], other: dict[str, Any], order: str | None
) -> None:
    work = session.get_one(Work, add_at(session, STREET, state="in_progress", **own))
    add_at(session, planned_start="2026-07-10", planned_end="2026-07-30", state="planned", **other)
    assert [one.order for one in seen(session, work).followers] == [order]


@pytest.mark.parametrize(
    ("first", "last", "is_emergency", "cut"),
    [
        ("2026-01-01", "2026-06-30", False, False),
        ("2026-01-01", "2026-07-01", False, True),
        ("2026-07-20", "2029-01-01", False, True),
        ("2026-07-21", "2029-01-01", False, False),
        ("2026-01-01", "2029-01-01", True, False),
    ],
)
def test_protected_surfaces_of_the_added_days_are_told_unless_the_work_is_exempt(
    session: Session, city: dict[str, int], first: str, last: str, is_emergency: bool, cut: bool
) -> None:
    work = session.get_one(
        Work, add_at(session, STREET, state="in_progress", type_code="sewer", is_emergency=is_emergency)
    )
    fresh = add_at(session, state="accepted", type_code="road_medium_repair")
    session.execute(
        text(
            "INSERT INTO surface_protections (work_id, kind, from_day, to_day, rule, geom) VALUES (:work, 'protection',"
            " :first, :last, 'road_medium_repair_1', ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {"work": fresh, "first": first, "last": last, "shape": GRID.box(0, -5, 300, 5).wkt},
    )
    assert [one.work.id for one in seen(session, work).cuts] == ([fresh] if cut else [])


def test_training_stays_among_itself(session: Session, work: Work) -> None:
    invented = add_at(session, planned_start="2026-07-03", planned_end="2026-07-10", state="planned", is_training=True)
    add_outage(session, "2026-07-03", "2026-07-03", STREET, is_training=True)
    impact = seen(session, work)
    assert (sort_of(impact, invented), impact.outages) == ("-", [])


def test_a_long_list_is_cut_and_the_rest_counted(session: Session, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(impact_module, "MOST_SHOWN", 2)
    for day in ("2026-07-05", "2026-07-03", "2026-07-04"):
        add_at(session, planned_start=day, planned_end=day, state="planned")
    impact = seen(session, work)
    assert [one.first_day.day for one in impact.followers] == [3, 4]
    assert impact.more["followers"] == 1
    assert [one["properties"] for one in impact.features] == [
        {"sort": "it", "number": 0}, {"sort": "followers", "number": 1}, {"sort": "followers", "number": 2}
    ]  # fmt: skip
