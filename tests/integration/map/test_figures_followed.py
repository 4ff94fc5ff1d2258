"""A server's figures: another connection's commit is seen by the next request; without a listener all is read anew."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy.orm import Session

from gis_app.map import listener as listening
from gis_app.map.listener import TileListener
from gis_app.map.tile_memory import TileMemory
from gis_app.planning.figure_memory import FigureMemory
from gis_app.planning.figures import read_dashboard
from gis_app.planning.scope import Scope
from gis_app.planning.selection import Selection
from gis_app.planning.table import known_count
from gis_app.works.filters import PlaceOfRegister, WorkFilter
from tests.grid import Grid
from tests.integration.map.conftest import City
from tests.integration.map.test_listener import wait_until

TODAY = date(2026, 6, 10)
HERE = Scope(None)
CUT = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'gis_app tiles'"


@dataclass
class Server:
    """What the pages of a server read, and how often they asked the database."""

    city: City
    memory: FigureMemory
    readings: int = 0

    def overdue(self, today: date = TODAY) -> int:
        """The dashboard's overdue works."""

        def read() -> int:
            self.readings += 1
            with Session(self.city.engine) as session:
                return next(
                    figure.tally.works
                    for figure in read_dashboard(session, HERE, None, today).attention
                    if figure.name == "overdue"
                )

        return self.memory.get(("overdue", today), read)

    def total(self, **asked: object) -> int:
        """The table's total."""
        with Session(self.city.engine) as session:
            works = WorkFilter(**asked)  # type: ignore[arg-type]
            return known_count(session, Selection(HERE, works), TODAY, self.memory)

    def keeps(self) -> bool:
        """Whether a second look costs no reading."""
        self.overdue()
        before = self.readings
        self.overdue()
        return self.readings == before


@pytest.fixture
def server(city: City, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that listens; a lost connection is not made again while the test runs."""
    monkeypatch.setattr(listening, "FIRST_PAUSE_S", 60.0)
    city.add_work(Grid().point(0, 0), state="in_progress", planned_end="2026-06-20")
    memory = FigureMemory()
    listener = TileListener(city.engine, TileMemory(), city.settings, memory)
    listener.start()
    served = Server(city, memory)
    wait_until(served.keeps)
    yield served
    listener.stop()


def test_a_committed_change_is_seen_within_a_second_and_costs_one_reading(server: Server) -> None:
    assert (server.overdue(), server.total()) == (0, 1)
    server.city.run("UPDATE works SET planned_end = '2026-06-01'")
    committed = time.monotonic()
    wait_until(lambda: server.overdue() == 1)
    assert time.monotonic() - committed < 1
    assert server.keeps()


def test_the_total_of_the_table_follows_too(server: Server) -> None:
    assert server.total() == 1
    server.city.add_work(Grid().point(1, 1))
    assert wait_until(lambda: server.total() == 2) < 1


def test_each_day_has_its_own_figures(server: Server) -> None:
    assert (server.overdue(), server.overdue(date(2026, 6, 21)), server.overdue()) == (0, 1, 0)


def test_what_is_not_committed_is_not_told_of(server: Server) -> None:
    assert server.total() == 1
    with server.city.engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM works")
        time.sleep(0.2)
        assert server.keeps()
        connection.rollback()
    time.sleep(0.2)
    assert server.keeps()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM works",
        "TRUNCATE works CASCADE",
        "INSERT INTO extension_requests (work_id) SELECT 1 WHERE false",
        "INSERT INTO extension_decisions (request_id) SELECT 1 WHERE false",
        "UPDATE districts SET name_ru = name_ru",
        "UPDATE organisations SET name = name",
    ],
)
def test_every_table_behind_figures_and_names_tells_of_its_changes(server: Server, statement: str) -> None:
    read = iter((1, 2, 3))
    wait_until(lambda: server.keeps() and server.memory.get("a", lambda: 0) == 0)
    server.city.run(statement)
    assert wait_until(lambda: server.memory.get("a", lambda: next(read)) == 1) < 1


def test_with_the_listener_cut_every_request_reads(server: Server) -> None:
    server.city.run(CUT)
    assert wait_until(lambda: not server.keeps()) < 2
    server.city.run("UPDATE works SET planned_end = '2026-06-01'")
    assert server.overdue() == 1
    assert not server.keeps()


def test_works_beside_a_place_are_always_counted(server: Server) -> None:
    street = server.city.add_street(Grid().line((0, 0), (0, 3)))
    assert server.total(place=PlaceOfRegister("street", street)) == 1
    server.city.run("UPDATE streets SET geom = ST_Translate(geom, 1, 0)")
    assert server.total(place=PlaceOfRegister("street", street)) == 0
