"""Accepting a surface opens its protection and its warranty; the calendar does the rest."""

from datetime import date, timedelta
from typing import Any

import pytest
from shapely import from_wkb
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis_app.works.calendar_changes import advance
from gis_app.works.lifecycle import change_state
from gis_app.works.protection import cut_by, of_work
from tests.grid import Grid, in_metres
from tests.integration.works.people import add_city, add_work, people

grid = Grid()
ACCEPTED = date(2026, 7, 3)
LAST = date(2029, 7, 3)
ROAD = grid.line((0, 0), (4, 0))


@pytest.fixture
def city(session: Session) -> dict[str, int]:
    return add_city(session)


def accept(session: Session, city: dict[str, int], shape: BaseGeometry | None = ROAD, **given: Any) -> int:
    """A work that the inspector accepted."""
    whose = {"contractor_id": city["ours"], "district_id": city["here"], "state": "finished"}
    work = add_work(session, shape, **(whose | given))
    change_state(session, work, "accepted", by=people(city)["inspector"], version=1, on=ACCEPTED)
    return work


def state(session: Session, work: int) -> Any:
    return session.scalar(text("SELECT state FROM works WHERE id = :id"), {"id": work})


def test_acceptance_of_a_medium_repair_opens_three_years_of_both(session: Session, city: dict[str, int]) -> None:
    rows = of_work(session, accept(session, city))
    assert [(row.kind, row.from_day, row.to_day) for row in rows] == [
        ("protection", ACCEPTED, LAST),
        ("warranty", ACCEPTED, LAST),
    ]
    assert {(row.rule, row.guarantor_id) for row in rows} == {("road_medium_repair_1", city["ours"])}


@pytest.mark.parametrize(
    ("fclass", "half_width_m"), [("primary", 10), ("primary_link", 10), ("service", 3.5), (None, 3.5)]
)
def test_a_line_protects_its_carriageway(
    session: Session, city: dict[str, int], fclass: str | None, half_width_m: float
) -> None:
    if fclass:
        street = session.scalar(
            text(
                "INSERT INTO streets (kind, fclass, length_m, source, geom) VALUES ('street', 'primary', 100, 'test', "
                "ST_Multi(ST_GeomFromText(:shape, 4326))) RETURNING id"
            ),
            {"shape": ROAD.wkt},
        )
        session.execute(
            text(
                "INSERT INTO street_pieces (street_id, fclass, geom) "
                "VALUES (:id, :fclass, ST_GeomFromText(:shape, 4326))"
            ),
            {"id": street, "fclass": fclass, "shape": ROAD.wkt},
        )
    work = accept(session, city)
    shape = session.scalar(
        text("SELECT ST_AsBinary(geom) FROM surface_protections WHERE work_id = :id LIMIT 1"), {"id": work}
    )
    _, south, _, north = in_metres(from_wkb(bytes(shape))).bounds
    assert north - south == pytest.approx(2 * half_width_m, abs=0.2)


def test_a_work_that_leaves_no_surface_opens_nothing(session: Session, city: dict[str, int]) -> None:
    assert of_work(session, accept(session, city, type_code="lift")) == []


def test_where_only_the_district_is_known_the_warranty_has_no_place(session: Session, city: dict[str, int]) -> None:
    work = accept(session, city, grid.box(0, 0, 40, 40), match_type="district")
    assert [row.geom for row in of_work(session, work)] == [None, None]


@pytest.mark.parametrize(
    ("start", "end", "is_cut"),
    [
        (ACCEPTED - timedelta(days=9), ACCEPTED - timedelta(days=1), False),
        (ACCEPTED - timedelta(days=9), ACCEPTED, True),
        (LAST, LAST + timedelta(days=9), True),
        (LAST + timedelta(days=1), LAST + timedelta(days=9), False),
        (LAST + timedelta(days=1), None, False),
        (LAST, None, True),
        (None, None, True),
    ],
)
def test_a_work_cuts_what_is_protected_in_its_days(
    session: Session, city: dict[str, int], start: date | None, end: date | None, is_cut: bool
) -> None:
    work = accept(session, city)
    cuts = cut_by(session, grid.line((2, -1), (2, 1)), start, end)
    assert [(cut.work_id, cut.kind) for cut in cuts] == ([(work, "protection"), (work, "warranty")] if is_cut else [])


def test_what_is_cut_is_told_in_metres(session: Session, city: dict[str, int]) -> None:
    accept(session, city)
    (cut, _) = cut_by(session, grid.box(1, -1, 2, 1), ACCEPTED, ACCEPTED)
    assert cut.area_m2 == pytest.approx(100 * 7, rel=0.02)
    (cut, _) = cut_by(session, grid.line((2, -1), (2, 1)), ACCEPTED, ACCEPTED)
    assert cut.length_m == pytest.approx(7, rel=0.02)


def test_a_work_beside_the_carriageway_cuts_nothing_and_none_cuts_its_own(
    session: Session, city: dict[str, int]
) -> None:
    work = accept(session, city)
    assert cut_by(session, grid.line((0, 0.05), (4, 0.05)), ACCEPTED, ACCEPTED) == []
    assert cut_by(session, ROAD, ACCEPTED, ACCEPTED, work_id=work) == []


def test_what_was_opened_cannot_be_shortened(session: Session, city: dict[str, int]) -> None:
    accept(session, city)
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text("UPDATE surface_protections SET to_day = from_day"))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (ACCEPTED, "in_warranty"),
        (LAST, "in_warranty"),
        (LAST + timedelta(days=1), "archived"),
        (LAST + timedelta(days=400), "archived"),
    ],
)
def test_a_guaranteed_work_is_in_warranty_to_its_last_day(
    session: Session, city: dict[str, int], today: date, expected: str
) -> None:
    work = accept(session, city)
    advance(session, today)
    assert state(session, work) == expected
    advance(session, today)
    assert state(session, work) == expected, "a second run changes nothing"


def test_each_day_of_a_life_is_caught_up_with_its_own_date(session: Session, city: dict[str, int]) -> None:
    work = accept(session, city)
    advance(session, ACCEPTED + timedelta(days=30))
    advance(session, LAST + timedelta(days=30))
    events = session.execute(
        text("SELECT kind, on_day, author FROM work_events WHERE work_id = :id ORDER BY id"), {"id": work}
    )
    assert [tuple(event) for event in events][1:] == [
        ("warranty_began", ACCEPTED, "clock"),
        ("archived", LAST + timedelta(days=1), "clock"),
    ]


@pytest.mark.parametrize(("days", "expected"), [(364, "accepted"), (365, "archived")])
def test_a_work_without_a_warranty_rests_a_year(
    session: Session, city: dict[str, int], days: int, expected: str
) -> None:
    work = accept(session, city, type_code="lift")
    advance(session, ACCEPTED + timedelta(days=days))
    assert state(session, work) == expected
