"""Which tiles a change notes: those the old and the new geometry touch, in the writer's transaction, and no others."""

import threading

import pytest
from sqlalchemy import text

from layers.catalog import read_catalog
from tests.grid import Grid
from tests.integration.map.conftest import City

# The origin of this grid lies well inside one tile of zoom 14; a step is 100 m, such a tile about 1,780 m.
grid = Grid(origin=(76.8911, 43.2515))


def clear(city: City) -> None:
    city.run("DELETE FROM tiles_dirty")


def test_the_triggers_know_the_zooms_and_margins_of_the_catalogue(city: City) -> None:
    with city.engine.connect() as connection:
        known = {
            row.layer: (row.minzoom, row.maxzoom, row.margin)
            for row in connection.execute(text("SELECT * FROM tile_layers()"))
        }
    assert known == {
        id_: (one.tiles.minzoom, one.tiles.maxzoom, one.tiles.buffer) for id_, one in read_catalog().items()
    }


def test_every_source_of_a_layer_has_its_triggers(city: City) -> None:
    with city.engine.connect() as connection:
        found = {(row.table, row.name) for row in connection.execute(text(
            "SELECT c.relname AS table, t.tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname LIKE 'note_tiles%'"))}  # fmt: skip
    wanted = {source for layer in read_catalog().values() for source in layer.sources}
    operations = ("insert", "update", "delete", "truncate")
    assert found == {(table, f"note_tiles_{operation}") for table in wanted for operation in operations}


def test_a_new_work_notes_one_tile_of_each_zoom(city: City) -> None:
    city.add_work(grid.point(0, 0))
    assert sorted(z for z, _, _ in city.noted("works")) == [12, 13, 14]
    assert {z for z, _, _ in city.noted("works_overview")} == {16}


def test_a_work_in_the_margin_of_a_tile_is_noted_in_the_neighbour_too(city: City) -> None:
    from math import floor

    column = floor((76.8911 + 180) / 360 * 2**14)
    east_edge = (column + 1) / 2**14 * 360 - 180
    margin = 360 / 2**14 * 64 / 4096
    city.add_work(Grid(origin=(east_edge - margin * 0.9, 43.2515)).point(0, 0))
    assert {x for z, x, _ in city.noted("works") if z == 14} == {column, column + 1}
    clear(city)
    city.add_work(Grid(origin=(east_edge - margin * 1.2, 43.2515)).point(0, 0))
    assert {x for z, x, _ in city.noted("works") if z == 14} == {column}


def test_a_moved_work_notes_the_tiles_it_left_and_those_it_entered(city: City) -> None:
    work = city.add_work(grid.point(0, 0))
    left = city.noted("works")
    clear(city)
    city.run("UPDATE works SET geom = ST_GeomFromText(:to, 4326) WHERE id = :id", id=work, to=grid.point(60, 0).wkt)
    assert left < city.noted("works")
    assert len({x for z, x, _ in city.noted("works") if z == 14}) == 2


def test_a_diagonal_line_notes_only_tiles_it_crosses(city: City) -> None:
    city.add_work(grid.line((0, 0), (90, 90)))
    noted = [tile for tile in city.noted("works") if tile[0] == 14]
    columns, rows = {x for _, x, _ in noted}, {y for _, _, y in noted}
    assert len(noted) < len(columns) * len(rows)


@pytest.mark.parametrize("change", ["budget = 5", "title_ru = 'Другой'", "confidence = 0.1", "geom = geom"])
def test_what_no_tile_shows_notes_no_tile(city: City, change: str) -> None:
    city.add_work(grid.point(0, 0))
    clear(city)
    city.run(f"UPDATE works SET {change}")
    assert city.noted("works") == set()
    assert city.noted("works_overview") == set()


@pytest.mark.parametrize(
    "change", ["type_code = 'aryk'", "planned_end = '2026-07-01'", "is_training = true", "state = 'paused'"]
)
def test_what_a_tile_shows_notes_its_tiles(city: City, change: str) -> None:
    city.add_work(grid.point(0, 0))
    expected = city.noted("works")
    clear(city)
    city.run(f"UPDATE works SET {change}")
    assert city.noted("works") == expected


def test_an_event_notes_the_tiles_of_its_work(city: City) -> None:
    work = city.add_work(grid.point(0, 0))
    clear(city)
    city.run(
        "INSERT INTO work_events (work_id, kind, on_day, author) VALUES (:id, 'started', '2026-05-12', 'test')", id=work
    )
    assert {z for z, _, _ in city.noted("works")} == {12, 13, 14}


def test_a_removed_work_notes_its_tiles(city: City) -> None:
    work = city.add_work(grid.point(0, 0))
    expected = city.noted("works")
    clear(city)
    city.run("DELETE FROM works WHERE id = :id", id=work)
    assert city.noted("works") == expected


def test_an_emptied_table_notes_every_tile_there_is(city: City) -> None:
    city.add_work(grid.point(0, 0))
    city.build()
    city.run("TRUNCATE works CASCADE")
    assert {z for z, _, _ in city.noted("works")} == {12, 13, 14}
    city.build()
    assert city.features("works", zoom=14) == []
    assert city.features("works_overview", zoom=8) == []


def test_a_work_that_is_not_located_touches_nothing(city: City) -> None:
    work = city.add_work(None, match_type="none")
    assert city.noted("works") == set()
    city.run("UPDATE works SET geom = ST_GeomFromText(:at, 4326) WHERE id = :id", id=work, at=grid.point(0, 0).wkt)
    assert len(city.noted("works")) == 3


def test_the_notes_of_a_transaction_that_fails_go_with_it(city: City) -> None:
    with city.engine.connect() as connection:
        connection.execute(text("UPDATE works SET state = 'paused'"))
        connection.rollback()
    assert city.noted("works") == set()


def test_row_by_row_writing_notes_a_tile_once(city: City) -> None:
    with city.engine.begin() as connection:
        for number in range(20):
            connection.execute(
                text(
                    "INSERT INTO works (identity_key, type_code, location_raw, match_type, confidence, source, "
                    "period, geom) VALUES (:key, 'yard', '-', 'rooftop', 1, 'test', '2026', ST_GeomFromText(:at, 4326))"
                ),
                {"key": str(number), "at": grid.point(number / 100, 0).wkt},
            )
    assert city.run("SELECT count(*) FROM tiles_dirty WHERE layer = 'works'") == 3


def test_two_writers_of_one_tile_do_not_wait_for_each_other(city: City) -> None:
    work = city.add_work(grid.point(0, 0))
    other = city.add_work(grid.point(0.1, 0))
    done = threading.Event()

    def write() -> None:
        city.run("UPDATE works SET state = 'paused' WHERE id = :id", id=other)
        done.set()

    with city.engine.begin() as connection:
        connection.execute(text("UPDATE works SET state = 'paused' WHERE id = :id"), {"id": work})
        thread = threading.Thread(target=write)
        thread.start()
        assert done.wait(5)
    thread.join()


def test_a_footway_notes_no_tile_that_does_not_show_it(city: City) -> None:
    city.add_street(grid.line((0, 0), (2, 0)), fclass="footway")
    assert {z for z, _, _ in city.noted("streets")} == {14}
    clear(city)
    city.add_street(grid.line((0, 1), (2, 1)), fclass="primary")
    assert {z for z, _, _ in city.noted("streets")} == {10, 11, 12, 13, 14}


def test_a_new_name_notes_the_tiles_of_its_street(city: City) -> None:
    street = city.add_street(grid.line((0, 0), (2, 0)), ru="улица Абая")
    expected = city.noted("streets")
    clear(city)
    city.run("UPDATE street_names SET name = 'проспект Абая' WHERE street_id = :id", id=street)
    assert city.noted("streets") == expected
    clear(city)
    city.run("UPDATE street_names SET source = 'another' WHERE street_id = :id", id=street)
    city.run(
        "INSERT INTO street_names (street_id, name, language, kind, source) VALUES (:id, 'Ленина', 'ru', 'old', 't')",
        id=street,
    )
    assert {z for z, _, _ in city.noted("streets")} <= {13, 14}


@pytest.mark.parametrize("kind", ["microdistrict", "river", "park", "landmark"])
def test_a_place_notes_the_layer_of_its_kind(city: City, kind: str) -> None:
    city.add_place(kind, grid.point(0, 0))
    zooms = {z for z, _, _ in city.noted(f"{kind}s")}
    tiles = read_catalog()[f"{kind}s"].tiles
    assert zooms == set(range(tiles.minzoom, tiles.maxzoom + 1))


def test_another_city_is_in_no_tile(city: City) -> None:
    city.add_place("city", grid.box(0, 0, 10, 10), "Астана")
    assert city.run("SELECT count(*) FROM tiles_dirty") == 0


def test_a_retired_place_notes_its_tiles(city: City) -> None:
    place = city.add_place("park", grid.box(0, 0, 2, 2))
    clear(city)
    city.run("UPDATE places SET valid_to = '2026-01-01' WHERE id = :id", id=place)
    assert city.noted("parks")


def test_works_written_at_once_get_the_cells_that_they_would_get_when_refreshed(city: City) -> None:
    """Many and few take different ways through the database; each way writes the same."""
    for number in (3, 250):
        for table in ("works", "work_cells"):
            city.run(f"TRUNCATE {table} CASCADE")
        city.run(
            "INSERT INTO works (identity_key, type_code, location_raw, match_type, confidence, source, period, geom) "
            "SELECT n, 'yard', 'двор', 'rooftop', 1, 'test', '2026', "
            "ST_SetSRID(ST_MakePoint(76.9 + n / 1e4, 43.25), 4326) FROM generate_series(1, :number) AS n",
            number=number,
        )
        with city.engine.connect() as connection:
            added = connection.execute(text("SELECT * FROM work_cells ORDER BY work_id")).all()
            noted = city.noted("works_overview")
            connection.execute(text("SELECT refresh_work_cells(array_agg(id)) FROM works"))
            assert connection.execute(text("SELECT * FROM work_cells ORDER BY work_id")).all() == added
        assert len(added) == number
        assert noted == {(16, row.cx, row.cy) for row in added}
        clear(city)
