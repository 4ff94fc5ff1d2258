"""The command `load-plan` as a person runs it."""

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine, text

from gis_app.settings import Settings
from tests.unit.etl.plan_files import csv_text, written

ROOT = Path(__file__).parents[3]


def run(settings: Settings, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    assert settings.database_url is not None
    environment = {**os.environ, "GIS_APP_DATABASE_URL": settings.database_url}
    command = [sys.executable, "-m", "etl", "--quiet", "load-plan", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def test_a_renamed_picture_ends_with_2_and_one_clear_line(
    committed_database: tuple[Settings, Engine], tmp_path: Path
) -> None:
    settings, _ = committed_database
    done = run(settings, written(tmp_path, "plan.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99)), "--source", "generated")
    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("error: plan.xlsx: this is a PNG picture and not a table")
    assert done.stdout == ""


def test_a_dry_run_tells_everything_and_writes_nothing(
    committed_database: tuple[Settings, Engine], tmp_path: Path
) -> None:
    settings, engine = committed_database
    header = ["id", "type_code", "title", "lon", "lat", "wkt", "contractor", "start", "end"]
    rows = [header, [1, "lift", "Лифт", 76.9, 43.25, "", "", "2026-05-01", "2026-04-01"]]
    path = written(tmp_path, "plan.csv", csv_text(rows))
    done = run(settings, path, "--source", "generated", "--dry-run", "--report", tmp_path / "out.csv")
    assert done.returncode == 0, done.stderr
    assert "dry run, nothing was written" in done.stdout
    assert "rows: 1 (1 rejected)" in done.stdout
    assert "окончание 01.04.2026 раньше начала 01.05.2026" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM work_plans")).scalar_one() == 0
