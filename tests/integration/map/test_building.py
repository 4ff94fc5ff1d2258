"""Tiles as they come out: what is in them, what a drain does, and what a crash or a rival does not spoil."""

import threading
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from gis_app.map.building import drain, rebuild
from tests.grid import Grid
from tests.integration.map.conftest import City

grid = Grid(origin=(76.8911, 43.2515))


def test_a_work_carries_what_the_browser_derives_its_status_from(city: City) -> None:
    contractor = city.run(
        "INSERT INTO organisations (name, name_key, is_contractor) VALUES ('ТОО Дорога', 'дорога', true) RETURNING id"
    )
    work = city.add_work(
        grid.point(0, 0), type_code="aryk", contractor_id=contractor, state="in_progress", actual_start="2026-05-12",
        is_training=True,
    )  # fmt: skip
    city.build()
    (feature,) = city.features("works")
    assert feature["id"] == work
    assert feature["properties"] == {
        "t": 24, "g": "drainage", "s": 1, "c": contractor, "tr": 1,
        # days since 1 January 2000
        "ps": 9626, "pe": 9667, "as": 9628,
    }  # fmt: skip


def test_what_is_unknown_is_absent(city: City) -> None:
    city.add_work(grid.point(0, 0), planned_start=None, planned_end=None)
    city.build()
    (feature,) = city.features("works")
    assert feature["properties"] == {"t": 2, "g": "public_space", "s": 0}


@pytest.mark.parametrize(
    ("state", "number"),
    [
        ("planned", 0),
        ("in_progress", 1),
        ("paused", 2),
        ("finished", 3),
        ("accepted", 4),
        ("cancelled", 5),
        ("scheduled", 6),
        ("in_warranty", 7),
        ("archived", 8),
    ],
)
def test_states_have_the_numbers_that_the_browser_knows(city: City, state: str, number: int) -> None:
    city.add_work(grid.point(0, 0), state=state)
    city.build()
    assert city.features("works")[0]["properties"]["s"] == number


def test_a_draft_is_in_no_tile_until_it_is_planned(city: City) -> None:
    work = city.add_work(grid.point(0, 0), state="draft")
    city.build()
    assert city.features("works") == city.features("works", "works_points") == []
    assert city.features("works_overview", zoom=13) == []
    city.run(
        "INSERT INTO work_events (work_id, kind, on_day, author) VALUES (:id, 'planned', '2026-05-01', 'x')", id=work
    )
    city.build()
    assert [feature["id"] for feature in city.features("works")] == [work]
    assert city.features("works_overview", zoom=13)[0]["properties"]["total"] == 1


def test_a_draft_that_was_given_up_is_in_no_tile(city: City) -> None:
    work = city.add_work(grid.point(0, 0), state="draft")
    for kind in ("drafted", "cancelled"):
        city.run(
            "INSERT INTO work_events (work_id, kind, on_day, author) VALUES (:id, :kind, '2026-05-01', 'x')",
            id=work,
            kind=kind,
        )
    city.build()
    assert city.features("works") == city.features("works", "works_points") == []
    assert city.features("works_overview", zoom=13) == []


@pytest.mark.parametrize("kind", ["point", "line", "area"])
def test_every_work_has_an_icon_whatever_its_geometry(city: City, kind: str) -> None:
    shape = {"point": grid.point(1, 1), "line": grid.line((0, 0), (2, 0), (2, 2)), "area": grid.box(0, 0, 2, 2)}[kind]
    work = city.add_work(shape)
    city.build()
    (icon,) = city.features("works", "works_points")
    (whole,) = city.features("works")
    assert (icon["id"], icon["geometry"]["type"]) == (work, "Point")
    assert icon["properties"] == whole["properties"]


def test_a_line_across_an_edge_is_in_both_tiles(city: City) -> None:
    work = city.add_work(grid.line((-20, 0), (20, 0)))
    city.build()
    assert [feature["id"] for feature in city.features("works")].count(work) >= 2


def test_only_touched_tiles_are_built_and_an_unchanged_one_keeps_its_version(city: City) -> None:
    here = city.add_work(grid.point(0, 0))
    city.add_work(grid.point(60, 60))
    city.build()
    before = {(r.layer, r.z, r.x, r.y): r.version for r in rows(city)}
    city.run("UPDATE works SET state = 'paused' WHERE id = :id", id=here)
    summary = city.build()
    after = {(r.layer, r.z, r.x, r.y): r.version for r in rows(city)}
    changed = {key for key in after if after[key] != before.get(key)}
    assert summary.tiles == 9
    assert len(changed) == 9
    assert all(after[key] > max(before.values()) for key in changed)


def rows(city: City) -> list[Any]:
    with city.engine.connect() as connection:
        return list(connection.execute(text("SELECT layer, z, x, y, version, etag, features, bytes FROM tiles")))


def test_a_tile_built_again_without_a_change_is_the_same_to_the_byte(city: City) -> None:
    for number in range(30):
        city.add_work(grid.point(number / 10, number / 7), type_code=["yard", "aryk", "park"][number % 3])
    city.build()
    before = rows(city)
    rebuild(city.engine)
    assert sorted(map(tuple, rows(city))) == sorted(map(tuple, before))


def test_a_rebuild_mends_what_was_changed_behind_the_triggers(city: City) -> None:
    city.add_work(grid.point(0, 0))
    gone = city.add_work(grid.point(5, 0))
    city.build()
    city.run("ALTER TABLE works DISABLE TRIGGER USER")
    city.run("DELETE FROM works WHERE id = :id", id=gone)
    city.run("UPDATE works SET state = 'paused'")
    city.run("ALTER TABLE works ENABLE TRIGGER USER")
    rebuild(city.engine, ["works", "works_overview"])
    assert [feature["properties"]["s"] for feature in city.features("works")] == [2]
    cells = [feature["properties"] for feature in city.features("works_overview", zoom=13)]
    assert [cell["detail"] for cell in cells] == [f"2.2.{2026 * 4 + 1}+1;2.2.{2026 * 4 + 1}-1"]


def test_a_tile_that_became_empty_stays_as_a_mark_for_the_servers(city: City) -> None:
    work = city.add_work(grid.point(0, 0))
    city.build()
    city.run("DELETE FROM works WHERE id = :id", id=work)
    summary = city.build()
    assert summary.empty == summary.tiles == 9
    assert {(row.features, row.bytes) for row in rows(city)} == {(0, 0)}


def test_a_tile_with_too_many_works_is_left_to_the_overview(city: City) -> None:
    city.run(
        "INSERT INTO works (identity_key, type_code, location_raw, match_type, confidence, source, period, geom) "
        "SELECT n::text, 'yard', '-', 'rooftop', 1, 'test', '2026', "
        "ST_Translate(ST_GeomFromText(:at, 4326), n * 1e-7, 0) FROM generate_series(1, 8001) AS n",
        at=grid.point(0, 0).wkt,
    )
    summary = city.build()
    assert summary.left_over == 3
    assert {(row.features, row.bytes) for row in rows(city) if row.layer == "works"} == {(8001, 0)}
    assert city.features("works_overview", zoom=13)[0]["properties"]["total"] == 8001
    city.run("DELETE FROM works WHERE identity_key = '1'")
    assert city.build().left_over == 0


def test_streets_are_joined_and_named_in_three_languages(city: City) -> None:
    street = city.add_street(
        grid.line((0, 0), (1, 0)), fclass="primary", ru="проспект Абая", kk="Абай даңғылы", en="Abay Ave"
    )
    city.run(
        "INSERT INTO street_pieces (street_id, fclass, geom) VALUES (:id, 'primary', ST_GeomFromText(:shape, 4326))",
        id=street, shape=grid.line((1, 0), (2, 0)).wkt,
    )  # fmt: skip
    city.build()
    (feature,) = city.features("streets", zoom=10)
    assert feature["properties"] == {
        "class": "primary", "id": street, "name_ru": "проспект Абая", "name_kk": "Абай даңғылы", "name_en": "Abay Ave"
    }  # fmt: skip
    assert city.features("streets", zoom=14)[0]["geometry"]["type"] == "LineString"


def test_small_roads_appear_only_near_by(city: City) -> None:
    city.add_street(grid.line((0, 0), (1, 0)), fclass="residential")
    city.build()
    assert city.features("streets", zoom=12) == []
    assert len(city.features("streets", zoom=13)) == 1


def test_houses_districts_and_places_are_in_their_tiles(city: City) -> None:
    city.run(
        "INSERT INTO houses (number, address, quality, source, geom) VALUES ('12А/3', 'Абая 12А/3', 'given', 't', "
        "ST_GeomFromText(:at, 4326))",
        at=grid.point(0, 0).wkt,
    )
    city.run(
        "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (2, 'Алмалинский', 'Алмалы', "
        "'Almaly', 't', ST_Multi(ST_GeomFromText(:shape, 4326)))",
        shape=grid.box(-100, -100, 100, 100).wkt,
    )
    city.add_place("park", grid.box(0, 0, 3, 3), "Парк")
    city.add_place("landmark", grid.box(5, 5, 6, 6), "Цирк")
    city.add_place("river", grid.line((0, 0), (5, 5)), "Есентай")
    city.add_place("microdistrict", grid.box(-3, -3, 0, 0), "Самал-1")
    city.build()
    assert city.features("houses")[0]["properties"] == {"number": "12А/3"}
    assert city.features("districts", zoom=8)[0]["properties"]["name_kk"] == "Алмалы"
    assert len(city.features("districts", "districts_labels", zoom=12)) == 1
    assert city.features("parks", zoom=14)[0]["geometry"]["type"] == "Polygon"
    assert city.features("landmarks", zoom=14)[0]["geometry"]["type"] == "Point"
    assert city.features("rivers", zoom=9)[0]["properties"] == {"name_ru": "Есентай"}
    assert len(city.features("microdistricts", "microdistricts_labels", zoom=14)) == 1


def test_a_failing_tile_stops_no_other_and_is_tried_again(city: City, caplog: pytest.LogCaptureFixture) -> None:
    city.add_work(grid.point(0, 0))
    city.run(
        "CREATE OR REPLACE FUNCTION work_state_number(state text) RETURNS int LANGUAGE sql STABLE AS "
        "$$ SELECT CASE WHEN state = 'paused' THEN 1 / (length(state) - 6) ELSE 0 END $$"
    )
    city.run("ALTER TABLE works DISABLE TRIGGER note_tiles_insert")
    city.add_work(grid.point(30, 0), state="paused")
    city.run("ALTER TABLE works ENABLE TRIGGER note_tiles_insert")
    city.run("INSERT INTO tiles_dirty (layer, z, x, y) SELECT 'works', z, x, y FROM works, "
             "LATERAL tiles_of(geom_web, 14, 14, 64) WHERE state = 'paused'")  # fmt: skip
    summary = city.build()
    assert {key.z for key in summary.failed} == {12, 14} or {key.z for key in summary.failed} >= {14}
    assert len(city.features("works", zoom=14)) == 1
    assert "cannot be built" in caplog.text
    assert {(key.z, key.x, key.y) for key in summary.failed} == city.noted("works")
    city.run("DELETE FROM works WHERE state = 'paused'")
    assert city.build().failed == ()
    assert city.noted("works") == set()


def test_a_change_noted_while_tiles_are_built_is_not_lost(city: City) -> None:
    work = city.add_work(grid.point(0, 0))

    def change(done: int, total: int) -> None:
        if city.run("SELECT state FROM works WHERE id = :id", id=work) == "planned":
            city.run("UPDATE works SET state = 'paused' WHERE id = :id", id=work)

    drain(city.engine, change)
    assert city.features("works")[0]["properties"]["s"] == 2


def test_a_change_that_is_not_committed_yet_waits_for_the_next_drain(city: City) -> None:
    work = city.add_work(grid.point(0, 0))
    with city.engine.begin() as writer:
        writer.execute(text("UPDATE works SET state = 'paused' WHERE id = :id"), {"id": work})
        city.build()
        assert city.features("works")[0]["properties"]["s"] == 0
    assert city.build().tiles == 9
    assert city.features("works")[0]["properties"]["s"] == 2


def test_two_builders_at_once_build_everything_once(city: City) -> None:
    for number in range(60):
        city.add_work(grid.point(number * 4, number * 2))
    total = len(city.noted("works"))
    summaries = []
    threads = [threading.Thread(target=lambda: summaries.append(city.build())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert city.noted("works") == set()
    built = {(row.z, row.x, row.y) for row in rows(city) if row.layer == "works"}
    assert len(built) == total
    assert {feature["id"] for feature in city.features("works")} == set(range(1, 61))


def test_servers_are_called_with_the_new_version(city: City) -> None:
    url = city.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("LISTEN gis_app_tiles")
        city.add_work(grid.point(0, 0))
        summary = city.build()
        heard = [int(note.payload) for note in connection.notifies(timeout=2, stop_after=1)]
    assert heard
    assert heard[-1] <= (summary.version or 0)


def test_progress_ends_at_all_tiles(city: City) -> None:
    city.add_work(grid.point(0, 0))
    told: list[tuple[int, int]] = []
    drain(city.engine, lambda done, total: told.append((done, total)))
    assert told[-1] == (9, 9)


def test_nothing_noted_is_nothing_done(city: City) -> None:
    assert city.build().tiles == 0
