"""Servers learn of new tiles: by NOTIFY, and after a lost connection by the version counter."""

import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from gis_app.map import listener as listening
from gis_app.map.listener import TileListener
from gis_app.map.tile_memory import TileMemory
from tests.grid import Grid
from tests.integration.map.conftest import City

grid = Grid(origin=(76.8911, 43.2515))


def wait_until(true: Callable[[], bool], seconds: float = 30.0) -> float:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.01)
    return time.monotonic() - began


@pytest.fixture
def memory(city: City) -> Iterator[TileMemory]:
    """The memory of a server that listens."""
    city.add_work(grid.point(0, 0))
    city.build()
    kept = TileMemory()
    listener = TileListener(city.engine, kept, city.settings)
    listener.start()
    wait_until(lambda: listener.is_loaded)
    yield kept
    listener.stop()


def versions(memory: TileMemory) -> tuple[int, int]:
    return memory.version_of("works"), memory.version_of("works_overview")


def test_at_the_start_every_tile_is_read(city: City, memory: TileMemory) -> None:
    tiles, size = memory.size
    assert tiles == city.run("SELECT count(*) FROM tiles WHERE bytes > 0")
    assert size == city.run("SELECT sum(bytes) FROM tiles")
    assert memory.bounds == city.settings.bounds


def test_a_changed_work_is_in_memory_within_half_a_second_of_its_commit(city: City, memory: TileMemory) -> None:
    before = versions(memory)
    began = time.monotonic()
    city.run("UPDATE works SET state = 'paused'")
    city.build()
    wait_until(lambda: all(new > old for new, old in zip(versions(memory), before, strict=True)))
    assert time.monotonic() - began < 0.5


def test_what_was_built_while_the_connection_was_lost_is_caught_up(city: City, memory: TileMemory) -> None:
    before = memory.version_of("works")
    city.run("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'gis_app tiles'")
    city.run("UPDATE works SET state = 'paused'")
    city.build()
    wait_until(lambda: memory.version_of("works") > before)


def test_a_lost_call_is_made_good_by_asking_now_and_then(
    city: City, memory: TileMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "UNASKED_EVERY_S", 0.5)
    before = memory.version_of("works")
    city.run("UPDATE tiles SET version = nextval('tile_versions')")
    wait_until(lambda: memory.version_of("works") > before)


def test_a_tile_left_empty_disappears_from_memory(city: City, memory: TileMemory) -> None:
    city.run("TRUNCATE works CASCADE")
    city.build()
    wait_until(lambda: memory.size == (0, 0))


def test_a_stopped_listener_keeps_no_connection(city: City) -> None:
    kept = TileMemory()
    listener = TileListener(city.engine, kept, city.settings)
    listener.start()
    wait_until(lambda: listener.is_loaded)
    listener.stop()
    sql = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE application_name = 'gis_app tiles' AND datname = current_database()"
    )
    with city.engine.connect() as connection:
        wait_until(lambda: connection.execute(sql).scalar_one() == 0)


def test_a_stopped_listener_that_never_started_is_no_error(city: City) -> None:
    TileListener(city.engine, TileMemory(), city.settings).stop()
