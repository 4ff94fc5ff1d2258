"""`load-districts`, `load-areas`, `load-landmarks`: permanent ids, updates, rows refused with their reason."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.load.areas import load_areas
from etl.load.districts import load_districts
from etl.load.landmarks import load_landmarks
from gis_app.errors import BadFileError
from tests.integration.register.files import context, features, grid, snapshot, table, version

Item = tuple[BaseGeometry, dict[str, Any]]
WEST: Item = (grid.box(0, 0, 10, 10), {"id": 6, "name_ru": "Медеуский район", "name_kz": "Медеу ауданы"})
EAST: Item = (grid.box(10, 0, 20, 10), {"id": 2, "name_ru": "Алмалинский район", "name_en": "Almaly District"})
LANDMARKS = "id,name_ru,name_kz,address,lat,lon"


def landmark(number: str, name: str, x: float, y: float, address: str = "") -> str:
    """A row of a landmark list."""
    point = grid.point(x, y)
    return f'{number},{name},,"{address}",{point.y:.7f},{point.x:.7f}'


def test_districts_keep_the_citys_own_numbers_and_get_an_english_label(session: Session, tmp_path: Path) -> None:
    load_districts(context(session), features(tmp_path / "d.geojson", WEST, EAST))
    rows = session.execute(
        text("SELECT id, name_ru, name_kk, name_en, ST_GeometryType(geom) FROM districts ORDER BY id")
    )
    assert [tuple(row) for row in rows] == [
        (2, "Алмалинский район", "Алмалинский район", "Almaly District", "ST_MultiPolygon"),
        (6, "Медеуский район", "Медеу ауданы", "Medeu District", "ST_MultiPolygon"),
    ]


def test_a_changed_outline_is_taken_over_and_a_missing_district_stays(session: Session, tmp_path: Path) -> None:
    load_districts(context(session), features(tmp_path / "d.geojson", WEST, EAST))
    wider = (grid.box(0, 0, 12, 10), WEST[1])
    outcome = load_districts(context(session), features(tmp_path / "d2.geojson", wider))
    assert outcome.counts == {"districts changed": 1, "streets put into a district or microdistrict": 0}
    assert outcome.remarks == ["district 2 (Алмалинский район) is not in this file; it stays"]
    assert session.execute(text("SELECT round(ST_Area(geom_m)) FROM districts WHERE id = 6")).scalar() == 1_200_000


def test_a_district_without_number_name_or_area_is_told_and_the_others_load(session: Session, tmp_path: Path) -> None:
    path = features(
        tmp_path / "d.geojson",
        (WEST[0], {"name_ru": "Без номера"}),
        (WEST[0], {"id": "north", "name_ru": "Северный"}),
        (WEST[0], {"id": 3}),
        (grid.line((0, 0), (1, 1)), {"id": 4, "name_ru": "Линия"}),
        (grid.box(900, 0, 910, 10), {"id": 5, "name_ru": "Далёкий"}),
        EAST,
        EAST,
        (grid.polygon((0, 0), (4, 4), (4, 0), (0, 4)), {"id": 7, "name_ru": "Бантик"}),
    )
    outcome = load_districts(context(session), path)
    assert [(problem.row, problem.column) for problem in outcome.problems] == [
        (1, "id"), (2, "id"), (3, "name_ru"), (4, "geometry"), (5, "geometry"), (7, "id"), (8, "geometry"),
    ]  # fmt: skip
    assert session.execute(text("SELECT id FROM districts ORDER BY id")).scalars().all() == [2, 7]


def test_rivers_of_several_reaches_are_one_river_and_homonyms_two(session: Session, tmp_path: Path) -> None:
    river = {"kind": "river", "name_ru": "Есентай", "name_kk": "Есентай"}
    path = features(
        tmp_path / "a.geojson",
        (grid.line((0, 0), (0, 5)), river),
        (grid.line((0, 9), (0, 12)), river),
        (grid.line((0, 30), (0, 40)), river),
    )
    load_areas(context(session), path)
    rows = session.execute(text("SELECT kind, round(ST_Length(geom_m)) FROM places ORDER BY id"))
    assert [tuple(row) for row in rows] == [("river", 800), ("river", 1000)]


def test_areas_of_all_kinds_load_with_their_old_names(session: Session, tmp_path: Path) -> None:
    path = features(
        tmp_path / "a.geojson",
        (grid.box(0, 0, 3, 3), {"kind": "microdistrict", "name_ru": "Атамекен", "old_ru": "Дубок-2; Дубок 2"}),
        (grid.box(5, 0, 8, 3), {"kind": "park", "name": "Парк Ғанибет", "name_en": "Park"}),
        (grid.point(9000, 9000), {"kind": "city", "name_ru": "Астана", "name_kk": "Астана"}),
        (grid.box(5, 5, 8, 8), {"kind": "lake", "name_ru": "Сайран"}),
        (grid.box(5, 5, 8, 8), {"kind": "park"}),
        (grid.box(900, 5, 908, 8), {"kind": "park", "name_ru": "Далёкий"}),
        (grid.line((0, 0), (1, 1)), {"kind": "park", "name_ru": "Линия"}),
    )
    outcome = load_areas(context(session), path)
    assert [(problem.row, problem.column) for problem in outcome.problems] == [
        (4, "kind"), (5, "name_ru"), (6, "geometry"), (7, "geometry"),
    ]  # fmt: skip
    places = session.execute(text("SELECT kind, name_ru, name_kk, name_en FROM places ORDER BY id"))
    assert [tuple(row) for row in places] == [
        ("microdistrict", "Атамекен", None, None),
        ("park", None, "Парк Ғанибет", "Park"),
        ("city", "Астана", "Астана", None),
    ]
    assert session.execute(text("SELECT name, kind FROM place_names ORDER BY id")).all() == [
        ("Дубок-2", "old"), ("Дубок 2", "old"),
    ]  # fmt: skip


def test_a_redrawn_place_keeps_its_id_and_what_the_new_file_leaves_out(session: Session, tmp_path: Path) -> None:
    load_landmarks(
        context(session), table(tmp_path / "l.csv", LANDMARKS, landmark("", "Парк Ганди", 0, 0, "ул. Ганди, 1"))
    )
    before = session.execute(text("SELECT id FROM places")).scalar()
    outcome = load_landmarks(context(session), table(tmp_path / "m.csv", LANDMARKS, landmark("", "парк Ганди", 0.5, 0)))
    assert outcome.counts == {"landmarks changed": 1}
    row = session.execute(text("SELECT id, address, source FROM places")).one()
    assert tuple(row) == (before, "ул. Ганди, 1", "m.csv")


def test_a_place_of_the_same_name_far_away_is_another(session: Session, tmp_path: Path) -> None:
    rows = [landmark("", "Сквер", 0, 0), landmark("", "Сквер", 2, 0)]
    load_landmarks(context(session), table(tmp_path / "l.csv", LANDMARKS, *rows))
    assert session.execute(text("SELECT count(*) FROM places")).scalar() == 2


def test_a_place_with_an_outside_id_is_found_by_it_wherever_it_moved(session: Session, tmp_path: Path) -> None:
    load_landmarks(context(session), table(tmp_path / "l.csv", LANDMARKS, landmark("77", "Сквер", 0, 0)))
    load_landmarks(context(session), table(tmp_path / "m.csv", LANDMARKS, landmark("77", "Сквер Мира", 30, 0)))
    assert session.execute(text("SELECT name_ru FROM places")).scalars().all() == ["Сквер Мира"]


def test_landmarks_that_cannot_be_placed_are_told_by_row(session: Session, tmp_path: Path) -> None:
    path = table(
        tmp_path / "l.csv",
        LANDMARKS + ",kind",
        landmark("1", "Парк", 0, 0) + ",park",
        "2,,,,43.25,76.9,",
        "3,Без точки,,,,,",
        "4,Далеко,,,51.1,71.4,",
        landmark("5", "Завод", 1, 1) + ",factory",
        landmark("1", "Парк", 0, 0) + ",park",
    )
    outcome = load_landmarks(context(session), path)
    assert [(problem.row, problem.column) for problem in outcome.problems] == [
        (3, "name_ru"), (4, "lat"), (5, "lat"), (6, "kind"), (7, ""),
    ]  # fmt: skip
    assert session.execute(text("SELECT kind, name_ru FROM places")).all() == [("park", "Парк")]


@pytest.mark.parametrize(
    ("loader", "make"),
    [
        (load_districts, lambda path: features(path, WEST, EAST)),
        (
            load_areas,
            lambda path: features(path, (grid.box(0, 0, 3, 3), {"kind": "park", "name_ru": "Парк", "old_ru": "Сад"})),
        ),
        (load_landmarks, lambda path: table(path, LANDMARKS, landmark("1", "А", 0, 0), landmark("", "Б", 3, 0))),
    ],
    ids=["districts", "areas", "landmarks"],
)
def test_the_same_file_twice_changes_nothing(
    session: Session, tmp_path: Path, loader: Callable[..., Any], make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path / "file")
    assert loader(context(session), path).changed
    before, known = snapshot(session), version(session)
    assert not loader(context(session), path).changed
    assert (snapshot(session), version(session)) == (before, known)


@pytest.mark.parametrize("loader", [load_districts, load_areas])
def test_a_file_without_one_good_row_is_refused(session: Session, tmp_path: Path, loader: Callable[..., Any]) -> None:
    with pytest.raises(BadFileError, match="row 1"):
        loader(context(session), features(tmp_path / "x.geojson", (grid.point(0, 0), {"name_ru": "Точка"})))
    assert session.execute(text("SELECT count(*) FROM districts")).scalar() == 0
