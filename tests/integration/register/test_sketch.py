"""The demo's sketch and real data: never mixed; real data of a kind replace the sketch's."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from etl.demo.load import load_demo
from etl.demo.training_lives import ACCEPTED
from etl.load.areas import load_areas
from etl.load.districts import load_districts
from etl.load.houses import load_houses
from etl.load.register import MixedRegisterError
from etl.load.streets import load_streets
from etl.progress import Silent
from gis_app.appeals.load_topics import load_topics
from gis_app.appeals.situations.register import load_situations
from gis_app.db.session import session_scope
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.integration.register.files import context, features, grid, house, roads, street_named, table

Database = tuple[Settings, Engine]
AVENUE = ("проспект Абая", [(0, 0), (9, 0)])
OTHER = ("улица Мира", [(0, 20), (9, 20)])
PARK = {"kind": "park", "name_ru": "Парк"}


@pytest.fixture
def sketch(session: Session, tmp_path: Path) -> None:
    """A register that holds a sketch: two streets, a house, two parks, two districts."""
    drawn = context(session, is_sketch=True)
    load_districts(
        drawn,
        features(
            tmp_path / "d.geojson",
            (grid.box(-5, -5, 5, 50), {"id": 1, "name_ru": "Западный"}),
            (grid.box(5, -5, 20, 50), {"id": 2, "name_ru": "Восточный"}),
        ),
    )
    other_park = {"kind": "park", "name_ru": "Сад"}
    load_areas(
        drawn, features(tmp_path / "a.geojson", (grid.box(0, 1, 1, 2), PARK), (grid.box(5, 1, 6, 2), other_park))
    )
    load_streets(drawn, roads(tmp_path / "sketch.geojson", AVENUE, OTHER))
    load_houses(drawn, table(tmp_path / "h.csv", "address,lon,lat", house("проспект Абая, 5", 1, 0)))


def sketch_rows(session: Session) -> dict[str, int]:
    """How many rows of each table are the sketch's."""
    return {
        name: session.execute(text(f"SELECT count(*) FROM {name} WHERE is_sketch")).scalar_one()
        for name in ("districts", "places", "streets", "houses")
    }


def test_rows_of_the_sketch_are_marked_and_its_houses_are_interpolated(session: Session, sketch: None) -> None:
    assert sketch_rows(session) == {"districts": 2, "places": 2, "streets": 2, "houses": 1}
    assert session.execute(text("SELECT quality FROM houses")).scalar() == "interpolated"


def test_real_streets_replace_the_sketch_and_a_street_found_again_keeps_its_id(
    session: Session, tmp_path: Path, sketch: None
) -> None:
    before = street_named(session, "проспект Абая")
    real = ("Абай даңғылы", [(-0.5, 1.2), (9.5, 1.1)])  # drawn 120 m beside the sketch's line
    outcome = load_streets(context(session), roads(tmp_path / "real.geojson", real))
    assert street_named(session, "Абай даңғылы") == before
    assert sketch_rows(session) == {"districts": 2, "places": 2, "streets": 0, "houses": 0}
    assert outcome.counts["streets of the sketch removed"] == 1


def test_real_districts_and_areas_replace_the_sketchs_of_their_kind(
    session: Session, tmp_path: Path, sketch: None
) -> None:
    load_districts(
        context(session), features(tmp_path / "d2.geojson", (grid.box(-9, -9, 9, 9), {"id": 1, "name_ru": "Западный"}))
    )
    load_areas(context(session), features(tmp_path / "a2.geojson", (grid.box(0.2, 1, 1.2, 2), PARK)))
    assert session.execute(text("SELECT id, is_sketch FROM districts")).all() == [(1, False)]
    assert session.execute(text("SELECT name_ru, is_sketch FROM places")).all() == [("Парк", False)]


def test_real_houses_may_lie_in_a_microdistrict_of_the_sketch(session: Session, tmp_path: Path) -> None:
    drawn = {"kind": "microdistrict", "name_ru": "Самал-1"}
    load_areas(context(session, is_sketch=True), features(tmp_path / "a.geojson", (grid.box(0, 0, 5, 5), drawn)))
    lines = [
        house("мкр.Самал-1, 5", 1, 1),
        *[house(f"мкр.Орбита-1, {n}", 30 + n % 3, 30 + n // 3) for n in range(1, 9)],
    ]
    load_houses(context(session), table(tmp_path / "h.csv", "address,lon,lat", *lines))
    places = session.execute(text("SELECT name_ru, is_sketch FROM places ORDER BY id")).all()
    assert [tuple(place) for place in places] == [("Самал-1", True), ("Орбита-1", False)]
    assert session.execute(text("SELECT count(*) FROM houses WHERE microdistrict_id IS NULL")).scalar() == 0


def test_the_sketch_is_refused_by_a_register_with_real_data(session: Session, tmp_path: Path) -> None:
    load_streets(context(session), roads(tmp_path / "real.geojson", AVENUE))
    with pytest.raises(MixedRegisterError, match="real data"):
        load_streets(context(session, is_sketch=True), roads(tmp_path / "sketch.geojson", OTHER))


def test_the_demo_is_loaded_once_and_a_second_run_on_another_day_changes_nothing(committed_database: Database) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
        load_topics(session)
        load_situations(session)
    first = load_demo(engine, date(2026, 3, 2), Silent(), settings)
    counts = {name: _count(engine, name) for name in ("streets", "houses", "districts", "places", "blocks", "works")}
    assert counts["districts"] == 8
    assert 120 <= counts["streets"] <= 150
    assert counts["houses"] > 10_000
    assert counts["works"] >= 420
    assert any("training" in line for line in first)
    with engine.connect() as connection:
        states = connection.execute(text("SELECT state, is_training FROM works WHERE state IN ('paused', 'cancelled')"))
        assert sorted(tuple(row) for row in states) == [("cancelled", True), ("paused", True)]
        lives = connection.execute(
            text(
                "SELECT (SELECT count(*) FROM schedule_versions WHERE version = 3), "
                "(SELECT count(*) FROM surface_protections p JOIN works w ON w.id = work_id "
                "WHERE w.state = 'in_warranty' AND p.geom IS NOT NULL), "
                "(SELECT count(*) FROM extension_requests WHERE answer_by < '2026-03-02')"
            )
        )
        expected = (1, 2 * ACCEPTED, 1)
        assert tuple(lives.one()) == expected, "days moved twice; protections, warranties; a request without an answer"
        drawn = connection.execute(text("SELECT kind, count(*) FROM site_reports GROUP BY kind"))
        assert {kind for kind, _ in drawn} >= {"start", "finish", "progress"}, "with pictures that say they are drawn"
        assert connection.execute(text("SELECT count(*) FROM photos")).scalar_one() > 12
        mixed = "SELECT count(*) FROM works w JOIN organisations o ON o.id IN (w.contractor_id, w.customer_id)"
        assert connection.execute(text(f"{mixed} WHERE w.is_training <> o.is_training")).scalar_one() == 0
    marks = _marks(engine)
    load_demo(engine, date(2026, 3, 9), Silent(), settings)
    assert _marks(engine) == marks
    assert load_demo(engine, date(2026, 3, 9), Silent(), settings, if_empty=True) == ["The demo is loaded already."]


def test_the_demo_leaves_a_register_with_real_data_alone(committed_database: Database, tmp_path: Path) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        load_streets(context(session), roads(tmp_path / "real.geojson", AVENUE))
    [line] = load_demo(engine, date(2026, 3, 2), Silent(), settings)
    assert "real data" in line
    assert _count(engine, "streets") == 1
    assert _count(engine, "works") == 0


def _count(engine: Engine, name: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one())


def _marks(engine: Engine) -> dict[str, str]:
    """A sum over the physical places of all rows: it moves when any row is written anew."""
    with engine.connect() as connection:
        return {
            name: connection.execute(
                text(f"SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY ctid)) FROM {name}")
            ).scalar_one()
            for name in (
                "streets",
                "street_names",
                "street_pieces",
                "houses",
                "places",
                "blocks",
                "works",
                "register_state",
            )
        }
