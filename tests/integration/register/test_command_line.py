"""The commands as a person runs them: exit codes, one line of error, nothing half loaded, kill -9."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from gis_app.settings import Settings
from tests.integration.register.files import features, grid, house, roads, table

ROOT = Path(__file__).parents[3]
Database = tuple[Settings, Engine]
SQUARE = [("улица Абая", [(0, 0), (3, 0), (3, 3), (0, 3), (0, 0)]), ("улица Мира", [(0, 1), (3, 1)])]


def command(database: Database, *arguments: str | Path) -> list[str]:
    """The command line of one loading."""
    return [sys.executable, "-m", "etl", "--quiet", *map(str, arguments)]


def environment(database: Database) -> dict[str, str]:
    """The environment that leads to the test's database."""
    return {**os.environ, "GIS_APP_DATABASE_URL": str(database[0].database_url)}


def run(database: Database, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(database, *arguments),
        env=environment(database),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def count(engine: Engine, tables: str) -> int:
    """How many rows the tables hold together."""
    with engine.connect() as connection:
        return sum(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables.split())


def test_a_city_is_loaded_file_by_file_and_its_tiles_are_built(committed_database: Database, tmp_path: Path) -> None:
    _, engine = committed_database
    district = features(tmp_path / "d.geojson", (grid.box(-1, -1, 9, 9), {"id": 6, "name_ru": "Медеуский район"}))
    houses = table(tmp_path / "h.csv", "address,lon,lat", house("ул. Абая, 5", 1, 0), house("ул. Абая, Б/Н", 1, 0))
    report = tmp_path / "report.csv"
    for arguments, said in (
        (("load-districts", district), "1 districts added"),
        (("load-streets", roads(tmp_path / "roads.geojson", *SQUARE)), "2 streets added"),
        (("load-houses", houses, "--report", report), "row 3, address: no house number"),
        (("load-houses", houses), "(nothing changed)"),
        (("derive-blocks",), "2 blocks"),
    ):
        done = run(committed_database, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert said in done.stdout
    with report.open(encoding="utf-8") as file:
        assert [row["row"] for row in csv.DictReader(file)] == ["3"]
    assert count(engine, "blocks") == 2
    assert count(engine, "tiles") > 10
    assert count(engine, "tiles_dirty") == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("load-streets", b"\x89PNG\r\n", "PNG"),
        ("load-districts", b"", "empty"),
        ("load-houses", b"street,x,y\n1,2,3\n", "wrong header"),
        ("load-osm", b"not an extract", "OpenStreetMap"),
    ],
)
def test_a_broken_file_ends_with_2_one_clear_line_and_an_unchanged_register(
    committed_database: Database, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / ("city.pbf" if name == "load-osm" else "file")
    path.write_bytes(content)
    done = run(committed_database, name, path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert reason in done.stderr
    assert count(committed_database[1], "districts streets street_pieces houses places") == 0


def test_kill_9_in_the_middle_of_a_loading_leaves_the_database_as_before(
    committed_database: Database, tmp_path: Path
) -> None:
    _, engine = committed_database
    path = roads(tmp_path / "roads.geojson", *SQUARE)
    with engine.connect() as holder:
        # The loader has written streets and names when it comes to the pieces, and waits there.
        holder.execute(text("LOCK TABLE street_pieces IN SHARE MODE"))
        loading = subprocess.Popen(
            command(committed_database, "load-streets", path), env=environment(committed_database), cwd=ROOT
        )
        try:
            _wait_for_a_waiting_writer(engine)
        finally:
            loading.send_signal(signal.SIGKILL)
            loading.wait()
        holder.rollback()
    _wait_for_no_other_writer(engine)
    assert count(engine, "streets street_names street_pieces") == 0
    assert run(committed_database, "load-streets", path).returncode == 0
    assert count(engine, "streets") == 2


def test_two_loadings_at_once_wait_for_each_other_and_add_a_street_once(
    committed_database: Database, tmp_path: Path
) -> None:
    path = roads(tmp_path / "roads.geojson", *SQUARE)
    loadings = [
        subprocess.Popen(
            command(committed_database, "load-streets", path),
            env=environment(committed_database),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    assert [loading.wait(timeout=120) for loading in loadings] == [0, 0]
    assert count(committed_database[1], "streets") == 2


def _wait_for_a_waiting_writer(engine: Engine) -> None:
    _wait(engine, "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'street_pieces'::regclass AND NOT granted)")


def _wait_for_no_other_writer(engine: Engine) -> None:
    _wait(
        engine,
        "SELECT NOT EXISTS (SELECT FROM pg_locks WHERE relation = 'street_names'::regclass"
        " AND pid <> pg_backend_pid())",
    )


def _wait(engine: Engine, question: str) -> None:
    for _ in range(300):
        with engine.connect() as connection:
            if connection.execute(text(question)).scalar_one():
                return
        time.sleep(0.1)
    raise AssertionError(f"did not come true in 30 s: {question}")
