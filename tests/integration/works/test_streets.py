"""Which streets a work lies on: its own address first, what it follows, not what it only crosses.

Two streets cross at (5, 5): Abay runs east, Baitursynov north; Lenin runs east 300 m further north. A step is 100 m.
"""

import pytest
from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.works.streets import WorkStreet, place_some
from gis_app.works.types import load_work_types
from tests.grid import Grid
from tests.integration.geocoding.register_rows import add_street
from tests.integration.works.people import add_work

grid = Grid()
LINES = {
    "abay": grid.line((0, 5), (10, 5)),
    "baitursynov": grid.line((5, 0), (5, 10)),
    "lenin": grid.line((0, 8), (10, 8)),
}


@pytest.fixture
def streets(session: Session) -> dict[str, int]:
    """The three streets with one piece of road each, and a house of Lenin's that stands beside Abay."""
    load_work_types(session)
    found = {name: add_street(session, line, "street", (name, "ru", "official")) for name, line in LINES.items()}
    for name, line in LINES.items():
        session.execute(
            text(
                "INSERT INTO street_pieces (street_id, fclass, source, geom) "
                "VALUES (:street, 'tertiary', 'test', ST_GeomFromText(:shape, 4326))"
            ),
            {"street": found[name], "shape": line.wkt},
        )
    session.execute(
        text(
            "INSERT INTO houses (street_id, number, number_base, address, quality, source, geom) "
            "VALUES (:street, '1', 1, '1', 'given', 'test', ST_GeomFromText(:shape, 4326))"
        ),
        {"street": found["lenin"], "shape": grid.point(2, 5.4).wkt},
    )
    return found


def streets_of(session: Session, work: int, streets: dict[str, int]) -> set[str]:
    while place_some(session):
        pass
    names = {street: name for name, street in streets.items()}
    rows = session.scalars(select(WorkStreet.street_id).where(WorkStreet.work_id == work))
    return {names[street] for street in rows}


@pytest.mark.parametrize(
    ("shape", "match_type", "expected"),
    [
        (grid.line((1, 5), (4, 5)), "segment", {"abay"}),
        (grid.line((1, 5), (9, 5)), "segment", {"abay"}),  # crosses Baitursynov
        (grid.line((5, 4.8), (5, 5.2)), "segment", {"baitursynov"}),  # a crossing of forty metres
        (grid.line((2, 5), (5, 5), (5, 7)), "multi", {"abay", "baitursynov"}),
        (LINES["lenin"], "street", {"lenin"}),
        (MultiLineString([grid.line((1, 5), (3, 5)), grid.line((1, 8), (3, 8))]), "multi", {"abay", "lenin"}),
        (grid.line((1, 6.5), (4, 6.5)), "segment", set()),  # through the yards, 150 m from any street
        (grid.point(2, 5.4), "rooftop", {"lenin"}),  # the house's own address, not the road before it
        (grid.point(2, 5.45), "landmark", {"abay"}),
        (grid.point(2, 5.79), "landmark", {"abay"}),
        (grid.point(2, 6.5), "landmark", set()),
        (grid.point(5.05, 5.05), "intersection", {"abay", "baitursynov"}),
        (grid.point(5.05, 5.02), "landmark", {"abay"}),
        (grid.box(4, 5.1, 4.9, 6), "contour", {"abay", "baitursynov"}),
        (grid.box(1, 5.6, 4, 7.4), "contour", set()),
        (grid.box(0, 5, 10, 8.1), "contour", set()),  # over 0.3 km² it is a quarter of the city, on no street
        (grid.box(4, 5.1, 4.9, 6), "microdistrict", set()),
        (None, "none", set()),
    ],
)
def test_a_work_is_of_the_streets_that_it_follows(
    session: Session, streets: dict[str, int], shape: BaseGeometry | None, match_type: str, expected: set[str]
) -> None:
    work = add_work(session, shape, match_type=match_type)
    assert streets_of(session, work, streets) == expected


def test_a_work_that_is_moved_changes_its_street_and_one_that_is_renamed_does_not(
    session: Session, streets: dict[str, int]
) -> None:
    work = add_work(session, LINES["abay"], match_type="segment")
    assert streets_of(session, work, streets) == {"abay"}
    session.execute(text("UPDATE works SET title_ru = 'другое', version = version + 1 WHERE id = :id"), {"id": work})
    assert place_some(session) == 0
    move = text("UPDATE works SET geom = ST_GeomFromText(:shape, 4326), version = version + 1 WHERE id = :id")
    session.execute(move, {"shape": LINES["lenin"].wkt, "id": work})
    assert streets_of(session, work, streets) == {"lenin"}
    session.execute(text("UPDATE works SET geom = NULL, match_type = 'none' WHERE id = :id"), {"id": work})
    assert streets_of(session, work, streets) == set()


def test_a_road_that_is_loaded_later_takes_the_works_beside_it(session: Session, streets: dict[str, int]) -> None:
    work = add_work(session, grid.line((1, 6.5), (4, 6.5)), match_type="segment")
    far = add_work(session, grid.point(40, 40), match_type="landmark")
    assert streets_of(session, work, streets) == set()
    session.execute(
        text(
            "INSERT INTO street_pieces (street_id, fclass, source, geom) "
            "VALUES (:street, 'tertiary', 'test', ST_GeomFromText(:shape, 4326))"
        ),
        {"street": streets["lenin"], "shape": grid.line((0, 6.6), (5, 6.6)).wkt},
    )
    assert place_some(session) == 1
    assert streets_of(session, work, streets) == {"lenin"}
    assert streets_of(session, far, streets) == set()
