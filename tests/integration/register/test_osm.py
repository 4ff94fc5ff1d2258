"""`load-osm`: a whole small city from an extract that the test writes."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.load.houses import load_houses
from etl.load.osm import load_osm
from etl.load.streets import load_streets
from tests.integration.register.files import context, names_of_streets, snapshot, version
from tests.unit.register.test_osm import Extract


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Two districts, an avenue in two languages, a river of two ways, a park, a microdistrict, houses."""
    extract = Extract(tmp_path / "city.osm.pbf")
    extract.way((0, 0), (4, 0), highway="primary", name="проспект Абая")
    extract.way((4, 0), (9, 0), highway="primary", name="Абай даңғылы")
    extract.way((0, 2), (0, 5), waterway="river", name="Есентай")
    extract.way((0, 5), (0, 9), waterway="river", name="Есентай")
    extract.way((1, 1), (2, 1), (2, 2), (1, 2), closed=True, leisure="park", name="Парк Ганди")
    extract.way((5, 5), (8, 5), (8, 8), (5, 8), closed=True, place="quarter", name="Самал-1")
    extract.node(1, 0.2, addr__housenumber="12", addr__street="проспект Абая")
    extract.node(6, 6, addr__housenumber="3", addr__place="Самал-1")
    extract.node(9000, 9000, place="city", name="Астана")
    extract.node(4, 4, place="city", name="Алма-Ата")
    for number, name in enumerate(("Медеуский район", "Алмалинский район")):
        x = 10.0 * number
        outline = extract.way((x, -1), (x + 10, -1), (x + 10, 10), (x, 10), closed=True)
        extract.area(outline, boundary="administrative", admin_level="6", name=name)
    return extract.written()


def test_everything_of_an_extract_is_loaded_in_one_go(session: Session, city: Path) -> None:
    outcome = load_osm(context(session), city)
    assert outcome.problems == []
    districts = session.execute(text("SELECT id, name_ru FROM districts ORDER BY id")).all()
    assert [tuple(row) for row in districts] == [(1, "Алмалинский район"), (2, "Медеуский район")]
    places = session.execute(text("SELECT kind, name_ru, ST_GeometryType(geom) FROM places ORDER BY kind")).all()
    assert [tuple(row) for row in places] == [
        ("city", "Астана", "ST_Point"), ("microdistrict", "Самал-1", "ST_MultiPolygon"),
        ("park", "Парк Ганди", "ST_MultiPolygon"), ("river", "Есентай", "ST_LineString"),
    ]  # fmt: skip
    assert [{name[0] for name in own} for own in names_of_streets(session).values()] == [
        {"проспект Абая", "Абай даңғылы"}
    ]
    houses = session.execute(text("SELECT number, street_id IS NULL, microdistrict_id IS NULL FROM houses ORDER BY id"))
    assert [tuple(row) for row in houses] == [("12", False, True), ("3", True, False)]


def test_the_same_extract_twice_changes_nothing(session: Session, city: Path) -> None:
    load_osm(context(session), city)
    before, known = snapshot(session), version(session)
    assert not load_osm(context(session), city).changed
    assert (snapshot(session), version(session)) == (before, known)


def test_districts_of_an_extract_take_the_numbers_the_city_gave_them(session: Session, city: Path) -> None:
    session.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom)"
            " VALUES (6, 'Медеуский район', 'Медеу ауданы', 'Medeu', 'city',"
            " ST_Multi(ST_MakeEnvelope(76.9, 43.2, 76.91, 43.21, 4326)))"
        )
    )
    load_osm(context(session), city)
    assert [tuple(row) for row in session.execute(text("SELECT id, name_ru FROM districts ORDER BY id"))] == [
        (6, "Медеуский район"), (7, "Алмалинский район"),
    ]  # fmt: skip


def test_streets_and_houses_of_an_extract_may_be_loaded_alone(session: Session, city: Path) -> None:
    load_streets(context(session), city)
    assert load_houses(context(session), city).counts["on a street"] == 1
    assert session.execute(text("SELECT count(*) FROM districts")).scalar() == 0
