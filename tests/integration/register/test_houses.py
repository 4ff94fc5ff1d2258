"""`load-houses`: streets of houses, microdistricts made from houses, permanent ids."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.load.areas import load_areas
from etl.load.houses import load_houses
from etl.load.streets import load_streets
from gis_app.errors import BadFileError
from tests.integration.register.files import (
    context,
    features,
    grid,
    house,
    roads,
    snapshot,
    street_named,
    table,
    version,
)

HEADER = "address,lon,lat"


@pytest.fixture(autouse=True)
def streets(session: Session, tmp_path: Path) -> None:
    """Two streets of one name 3 km apart and a third."""
    load_streets(
        context(session),
        roads(
            tmp_path / "roads.geojson",
            ("улица Абая", [(0, 0), (9, 0)]),
            ("Абай көшесі", [(0, 30), (9, 30)]),
            ("улица Мира", [(0, 15), (9, 15)]),
        ),
    )


def rows(session: Session, columns: str) -> list[tuple[object, ...]]:
    """Columns of all houses by id."""
    return [tuple(row) for row in session.execute(text(f"SELECT {columns} FROM houses ORDER BY id"))]


def test_a_house_belongs_to_the_nearest_street_of_its_name(session: Session, tmp_path: Path) -> None:
    path = table(
        tmp_path / "h.csv",
        HEADER,
        house("ул. Абая, 5", 1, 0.3),
        house("ул. Абая, 5", 1, 29),
        house("ул.Мира, 7а", 2, 15),
    )
    load_houses(context(session), path)
    south, north, peace = (street_named(session, name) for name in ("улица Абая", "Абай көшесі", "улица Мира"))
    assert rows(session, "street_id, number, number_base, address, quality") == [
        (south, "5", 5, "ул. Абая, 5", "given"),
        (north, "5", 5, "ул. Абая, 5", "given"),
        (peace, "7А", 7, "ул.Мира, 7а", "given"),
    ]


def test_a_house_of_an_unknown_street_is_kept_and_told(session: Session, tmp_path: Path) -> None:
    outcome = load_houses(
        context(session), table(tmp_path / "h.csv", HEADER, house("ул. Абая, 5", 1, 10), house("ул. Гоголя, 1", 1, 0))
    )
    assert rows(session, "street_id") == [(None,), (None,)]
    assert ["within 500 m" in problem.reason for problem in outcome.problems] == [True, True]


def test_bad_rows_are_told_by_row_and_column_while_the_good_ones_load(session: Session, tmp_path: Path) -> None:
    path = table(
        tmp_path / "h.csv",
        HEADER + ",quality",
        house("ул. Абая, 5", 1, 0, ",surveyed"),
        house("ул. Абая, Б/Н", 1, 0, ","),
        '"ул. Абая, 6",east,43.2,',
        '"ул. Абая, 7",71.4,51.1,',
        house("ул. Абая, 8", 1, 0, ",guessed"),
        house("ул. Абая, 5", 1, 0, ",surveyed"),
    )
    outcome = load_houses(context(session), path)
    assert [(problem.row, problem.column) for problem in sorted(outcome.problems, key=lambda p: p.row)] == [
        (3, "address"), (4, "lon"), (5, "lon"), (6, "quality"), (7, ""),
    ]  # fmt: skip
    assert rows(session, "number, quality") == [("5", "surveyed")]


def test_a_drawn_microdistrict_takes_its_houses(session: Session, tmp_path: Path) -> None:
    area = features(
        tmp_path / "a.geojson", (grid.box(20, 20, 25, 25), {"kind": "microdistrict", "name_ru": "мкр. Самал-2"})
    )
    load_areas(context(session), area)
    load_houses(
        context(session),
        table(tmp_path / "h.csv", HEADER, house("мкр.Самал-2, 5", 22, 22), house("Самал-2 мкр, 6", 26, 22)),
    )
    drawn = session.execute(text("SELECT id FROM places")).scalar()
    assert rows(session, "microdistrict_id, street_id, number") == [(drawn, None, "5"), (drawn, None, "6")]
    assert session.execute(text("SELECT count(*) FROM places")).scalar() == 1


def test_a_microdistrict_that_nobody_draws_is_outlined_by_its_houses(session: Session, tmp_path: Path) -> None:
    houses = [house(f"мкр.Орбита-1, {n}", 20 + n % 3, 20 + n // 3) for n in range(1, 9)]
    path = table(tmp_path / "h.csv", HEADER, *houses, house("мкр.Орбита-1, 99", 90, 90), house("мкр.Мирас, 1", 50, 50))
    load_houses(context(session), path)
    place = session.execute(text("SELECT id, name_ru, kind, source, ST_Area(geom_m) FROM places")).one()
    assert tuple(place)[1:4] == ("Орбита-1", "microdistrict", "houses")
    assert 40_000 < place[4] < 120_000  # 200 m by 200 m and a margin; the stray house is left out
    assert [row[0] for row in rows(session, "microdistrict_id")] == [place[0]] * 9 + [None]


def test_a_drawn_outline_replaces_that_made_from_houses_and_keeps_the_id(session: Session, tmp_path: Path) -> None:
    path = table(
        tmp_path / "h.csv", HEADER, *[house(f"мкр.Орбита-1, {n}", 20 + n % 3, 20 + n // 3) for n in range(1, 9)]
    )
    load_houses(context(session), path)
    before = session.execute(text("SELECT id FROM places")).scalar()
    area = features(
        tmp_path / "a.geojson", (grid.box(19, 19, 24, 24), {"kind": "microdistrict", "name_ru": "Орбита-1"})
    )
    load_areas(context(session), area)
    assert session.execute(text("SELECT id, source FROM places")).all() == [(before, "a.geojson")]
    assert not load_houses(context(session), path).changed
    assert session.execute(text("SELECT round(ST_Area(geom_m)) FROM places")).scalar() == 250_000


def test_the_same_file_twice_changes_nothing(session: Session, tmp_path: Path) -> None:
    lines = [house("ул. Абая, 5", 1, 0), house("ул. Абая, 5", 2, 0), house("ул. Гоголя, 1", 1, 0)]
    lines += [house(f"мкр.Орбита-1, {n}", 20 + n % 3, 20 + n // 3) for n in range(1, 9)]
    path = table(tmp_path / "h.csv", HEADER, *lines)
    load_houses(context(session), path)
    before, known = snapshot(session), version(session)
    outcome = load_houses(context(session), path)
    assert not outcome.changed
    assert (snapshot(session), version(session)) == (before, known)


def test_a_moved_house_keeps_its_id(session: Session, tmp_path: Path) -> None:
    load_houses(context(session), table(tmp_path / "h.csv", HEADER, house("ул. Абая, 5", 1, 0)))
    before = rows(session, "id")
    outcome = load_houses(context(session), table(tmp_path / "i.csv", HEADER, house("ул. Абая, 5", 4, 0)))
    assert outcome.counts["houses changed"] == 1
    assert rows(session, "id") == before
    lon, lat = grid.point(4, 0).coords[0]
    assert rows(session, "round(ST_X(geom)::numeric, 6)::float, round(ST_Y(geom)::numeric, 6)::float") == [
        (pytest.approx(lon, abs=1e-6), pytest.approx(lat, abs=1e-6))
    ]


def test_another_spelling_of_an_address_is_the_same_house(session: Session, tmp_path: Path) -> None:
    load_houses(context(session), table(tmp_path / "h.csv", HEADER, house("ул. Абая, 5", 1, 0)))
    load_houses(context(session), table(tmp_path / "i.csv", HEADER, house("улица Абая 5", 1.2, 0)))
    assert len(rows(session, "id")) == 1


def test_an_interpolated_list_never_moves_a_given_house(session: Session, tmp_path: Path) -> None:
    load_houses(context(session), table(tmp_path / "h.csv", HEADER, house("ул. Абая, 5", 1, 0)))
    worse = table(tmp_path / "i.csv", HEADER + ",quality", house("ул. Абая, 5", 4, 0, ",interpolated"))
    assert not load_houses(context(session), worse).changed
    assert rows(session, "quality") == [("given",)]


def test_an_old_name_leads_to_its_street(session: Session, tmp_path: Path) -> None:
    street = street_named(session, "улица Мира")
    session.execute(
        text(
            "INSERT INTO street_names (street_id, name, language, kind, source)"
            " VALUES (:id, 'Ленина', 'ru', 'old', 'x')"
        ),
        {"id": street},
    )
    load_houses(context(session), table(tmp_path / "h.csv", HEADER, house("ул. Ленина, 5", 1, 15)))
    assert rows(session, "street_id") == [(street,)]


def test_a_list_without_one_good_house_is_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="no house could be read"):
        load_houses(context(session), table(tmp_path / "h.csv", HEADER, house("ул. Абая, Б/Н", 1, 0)))
