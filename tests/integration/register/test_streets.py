"""`load-streets` on a drawn city: merging, permanent ids, names, pieces."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.load.streets import load_streets
from gis_app.errors import BadFileError
from tests.integration.register.files import (
    context,
    features,
    grid,
    names_of_streets,
    roads,
    snapshot,
    street_named,
    version,
)

AVENUE = [("проспект Абая", [(0, 0), (3, 0)]), ("Абай даңғылы", [(3, 0), (9, 0)])]
HOMONYM = ("улица Абая", [(0, 40), (4, 40)])
LANE = ("переулок Абая", [(9, 0), (9, 3)])
DRIVE = (None, [(1, 0), (1, 2)], {"fclass": "service"})
CITY = [*AVENUE, HOMONYM, LANE, DRIVE]


def test_streets_are_merged_and_homonyms_stay_apart(session: Session, tmp_path: Path) -> None:
    outcome = load_streets(context(session), roads(tmp_path / "roads.geojson", *CITY))
    assert list(names_of_streets(session).values()) == [
        {("Абай даңғылы", "kk", "official"), ("проспект Абая", "ru", "official")},
        {("улица Абая", "ru", "official")},
        {("переулок Абая", "ru", "official")},
    ]
    assert outcome.counts["streets added"] == 3
    kinds = session.execute(text("SELECT kind, round(length_m), ST_NumGeometries(geom) FROM streets ORDER BY id"))
    assert [tuple(row) for row in kinds] == [("avenue", 900, 1), ("street", 400, 1), ("lane", 300, 1)]


def test_every_road_is_a_piece_and_unnamed_ones_belong_to_no_street(session: Session, tmp_path: Path) -> None:
    load_streets(context(session), roads(tmp_path / "roads.geojson", *CITY))
    pieces = session.execute(text("SELECT osm_id, street_id IS NULL, fclass FROM street_pieces ORDER BY osm_id"))
    assert [tuple(row) for row in pieces] == [
        ("1", False, "residential"), ("2", False, "residential"), ("3", False, "residential"),
        ("4", False, "residential"), ("5", True, "service"),
    ]  # fmt: skip


def test_the_same_file_twice_changes_nothing(session: Session, tmp_path: Path) -> None:
    path = roads(tmp_path / "roads.geojson", *CITY)
    load_streets(context(session), path)
    before, known = snapshot(session), version(session)
    outcome = load_streets(context(session), path)
    assert not outcome.changed
    assert outcome.counts["streets unchanged"] == 3
    assert (snapshot(session), version(session)) == (before, known)


def test_a_loading_raises_the_version_of_the_register(session: Session, tmp_path: Path) -> None:
    before = version(session)
    load_streets(context(session), roads(tmp_path / "roads.geojson", *CITY))
    assert version(session) == before + 1


def test_a_longer_drawing_of_a_street_keeps_its_id(session: Session, tmp_path: Path) -> None:
    load_streets(context(session), roads(tmp_path / "old.geojson", *CITY))
    before = street_named(session, "улица Абая")
    longer = [*AVENUE, ("улица Абая", [(0, 40), (7, 40)]), LANE, DRIVE]
    outcome = load_streets(context(session), roads(tmp_path / "new.geojson", *longer))
    assert street_named(session, "улица Абая") == before
    assert outcome.counts["streets changed"] == 1
    assert session.execute(text("SELECT round(length_m) FROM streets WHERE id = :id"), {"id": before}).scalar() == 700
    assert session.execute(text("SELECT count(*) FROM street_pieces")).scalar() == 5


def test_a_drawing_without_outside_ids_is_found_again_by_axis_and_name(session: Session, tmp_path: Path) -> None:
    load_streets(context(session), roads(tmp_path / "osm.geojson", *CITY))
    before = names_of_streets(session)
    drawn = features(
        tmp_path / "drawn.geojson",
        (grid.line((0, 0.2), (9, 0.2)), {"name_ru": "проспект Абая", "name_kk": "Абай даңғылы", "fclass": "primary"}),
        (grid.line((0, 40.1), (4, 40.1)), {"name_ru": "улица Абая", "name_en": "Abay Street", "fclass": "residential"}),
    )
    load_streets(context(session), drawn)
    after = names_of_streets(session)
    assert set(after) == set(before)
    assert ("Abay Street", "en", "official") in after[street_named(session, "улица Абая")]


def test_streets_found_to_be_one_point_to_their_successor(session: Session, tmp_path: Path) -> None:
    apart = [("улица Абая", [(0, 0), (3, 0)]), ("улица Абая", [(3, 9), (7, 9)]), ("улица Мира", [(3, 0), (3, 9)])]
    load_streets(context(session), roads(tmp_path / "old.geojson", *apart))
    first, second, third = sorted(names_of_streets(session))
    joined = [apart[0], apart[1], ("улица Абая", [(3, 0), (3, 9)])]
    path = roads(tmp_path / "new.geojson", *joined)
    load_streets(context(session), path)
    assert [tuple(row) for row in session.execute(text("SELECT id, successor_id FROM streets ORDER BY id"))] == [
        (first, second), (second, None), (third, second)
    ]  # fmt: skip
    # The street Мира lost its only piece to the other: its name is an old name of that street now.
    assert names_of_streets(session) == {second: {("улица Абая", "ru", "official"), ("улица Мира", "ru", "old")}}
    assert not load_streets(context(session), path).changed


@pytest.mark.parametrize("told", [{"old_name": "улица Фурманова"}, {}], ids=["with its old name", "without"])
def test_a_renamed_street_keeps_its_id_and_its_former_name_becomes_old(
    session: Session, tmp_path: Path, told: dict[str, str]
) -> None:
    load_streets(context(session), roads(tmp_path / "old.geojson", ("улица Фурманова", [(0, 0), (5, 0)])))
    street = street_named(session, "улица Фурманова")
    path = roads(tmp_path / "new.geojson", ("проспект Назарбаева", [(0, 0), (5, 0)], told))
    load_streets(context(session), path)
    assert names_of_streets(session) == {
        street: {("проспект Назарбаева", "ru", "official"), ("улица Фурманова", "ru", "old")}
    }
    assert not load_streets(context(session), path).changed


def test_an_extra_language_joins_the_names_of_a_known_street(session: Session, tmp_path: Path) -> None:
    load_streets(context(session), roads(tmp_path / "old.geojson", ("улица Пушкина", [(0, 0), (5, 0)])))
    street = street_named(session, "улица Пушкина")
    more = ("улица Пушкина", [(0, 0), (5, 0)], {"name:kk": "Пушкин көшесі"})
    load_streets(context(session), roads(tmp_path / "new.geojson", more))
    assert street_named(session, "Пушкин көшесі") == street


def test_a_file_without_a_language_does_not_take_that_name_away(session: Session, tmp_path: Path) -> None:
    both = ("улица Пушкина", [(0, 0), (5, 0)], {"name:kk": "Пушкин көшесі", "name:en": "Pushkin Street"})
    load_streets(context(session), roads(tmp_path / "both.geojson", both))
    before = names_of_streets(session)
    path = roads(tmp_path / "ru.geojson", ("улица Пушкина", [(0, 0), (6, 0)]))
    load_streets(context(session), path)
    assert names_of_streets(session) == before
    assert not load_streets(context(session), path).changed


def test_streets_that_a_file_leaves_out_stay_and_are_told(session: Session, tmp_path: Path) -> None:
    load_streets(context(session), roads(tmp_path / "whole.geojson", *CITY))
    outcome = load_streets(context(session), roads(tmp_path / "part.geojson", *AVENUE))
    assert len(names_of_streets(session)) == 3
    assert any("not in this file" in remark for remark in outcome.remarks)


def test_a_street_belongs_to_the_district_that_holds_most_of_it(session: Session, tmp_path: Path) -> None:
    from etl.load.districts import load_districts

    west, east = grid.box(-5, -5, 5, 50), grid.box(5, -5, 20, 50)
    load_districts(
        context(session),
        features(
            tmp_path / "d.geojson", (west, {"id": 1, "name_ru": "Западный"}), (east, {"id": 2, "name_ru": "Восточный"})
        ),
    )
    load_streets(context(session), roads(tmp_path / "roads.geojson", *CITY))
    found = session.execute(text("SELECT district_id FROM streets ORDER BY id")).scalars().all()
    assert found == [None, 1, 2]  # the avenue runs through both


def test_a_scope_in_brackets_is_the_streets_microdistrict(session: Session, tmp_path: Path) -> None:
    from etl.load.areas import load_areas

    area = features(tmp_path / "a.geojson", (grid.box(50, 50, 60, 60), {"kind": "microdistrict", "name_ru": "Акбулак"}))
    load_areas(context(session), area)
    load_streets(context(session), roads(tmp_path / "roads.geojson", ("Абая (Акбулак)", [(0, 0), (2, 0)])))
    name = session.execute(text("SELECT p.name_ru FROM streets s JOIN places p ON p.id = s.microdistrict_id")).scalar()
    assert name == "Акбулак"


def test_roads_outside_the_city_are_left_out(session: Session, tmp_path: Path) -> None:
    far = ("улица Абая", [(900, 0), (904, 0)])
    outcome = load_streets(context(session), roads(tmp_path / "roads.geojson", *AVENUE, far))
    assert outcome.counts["pieces outside the city"] == 1
    with pytest.raises(BadFileError, match="no road inside"):
        load_streets(context(session), roads(tmp_path / "far.geojson", far))


def test_a_point_among_the_roads_is_told_and_the_roads_load(session: Session, tmp_path: Path) -> None:
    path = features(
        tmp_path / "roads.geojson",
        (grid.point(0, 0), {"name": "улица Абая"}),
        (grid.line((0, 0), (3, 0)), {"name": "улица Абая", "fclass": "alley"}),
    )
    outcome = load_streets(context(session), path)
    assert [(problem.row, problem.column) for problem in outcome.problems] == [(1, "geometry"), (2, "fclass")]
    assert session.execute(text("SELECT fclass FROM streets")).scalars().all() == ["unknown"]


def test_a_park_loaded_later_is_taken_out_of_the_yard(session: Session, tmp_path: Path) -> None:
    from etl.load.areas import load_areas

    square = [("улица Абая", [(0, 0), (3, 0), (3, 3), (0, 3), (0, 0)])]
    load_streets(context(session, derive=True), roads(tmp_path / "roads.geojson", *square))
    before: float = session.execute(text("SELECT ST_Area(geom_m) FROM yards")).scalar_one()
    park = features(tmp_path / "a.geojson", (grid.box(1, 1, 2, 2), {"kind": "park", "name_ru": "Сквер"}))
    load_areas(context(session, derive=True), park)
    after: float = session.execute(text("SELECT ST_Area(geom_m) FROM yards")).scalar_one()
    assert before - after == pytest.approx(10_000, rel=0.001)


def test_blocks_are_derived_with_the_streets(session: Session, tmp_path: Path) -> None:
    square = [("улица Абая", [(0, 0), (3, 0), (3, 3), (0, 3), (0, 0)])]
    load_streets(context(session, derive=True), roads(tmp_path / "roads.geojson", *square))
    row = session.execute(
        text(
            "SELECT round(ST_Area(b.geom_m)), ST_Area(y.geom_m) < ST_Area(b.geom_m)"
            " FROM blocks b JOIN yards y ON y.block_id = b.id"
        )
    ).one()
    assert tuple(row) == (90_000, True)
    assert session.execute(text("SELECT count(*) FROM carriageways WHERE street_id IS NOT NULL")).scalar() == 1
