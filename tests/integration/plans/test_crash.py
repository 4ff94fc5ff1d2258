"""A loading that is killed in the middle leaves the database as it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Engine, text

from etl.load.plan import load_plan
from gis_app.db.session import session_scope
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.unit.etl.plan_files import csv_text, written

ROOT = Path(__file__).parents[3]
TABLES = ("works", "work_plans", "plan_rows", "plan_row_issues", "schedule_versions", "work_events", "organisations")
PATIENCE_S = 60
# Writers wait for this lock, readers do not: the loading stops at its last table with all others written.
HOLD = "LOCK TABLE work_events IN EXCLUSIVE MODE"
WAITING = "SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'work_events'::regclass"
STILL_THERE = "SELECT count(*) FROM pg_stat_activity WHERE pid = :pid"


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in TABLES}


def awaited(engine: Engine, statement: str, wanted: object, **values: object) -> object:
    """The first answer of a question that is `wanted` (or anything but None when `wanted` is ...)."""
    for _ in range(PATIENCE_S * 20):
        with engine.connect() as connection:
            answer = connection.execute(text(statement), values).scalar()
        if answer == wanted or (wanted is ... and answer is not None):
            return answer
        time.sleep(0.05)
    raise AssertionError(f"nobody answered within {PATIENCE_S} s: {statement}")


def test_kill_minus_9_during_load_plan_leaves_the_database_as_before(
    committed_database: tuple[Settings, Engine], tmp_path: Path
) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
    header = ["id", "type_code", "title", "lon", "lat", "wkt", "contractor", "start", "end"]
    rows = [
        [
            number,
            "sidewalk",
            f"Тротуар {number}",
            76.9 + number / 1e5,
            43.25,
            "",
            "ТОО Демо",
            "2026-05-01",
            "2026-06-01",
        ]
        for number in range(3000)
    ]
    path = written(tmp_path, "plan.csv", csv_text([header, *rows]))
    before = counts(engine)
    assert settings.database_url is not None
    environment = {**os.environ, "GIS_APP_DATABASE_URL": settings.database_url}
    command = [sys.executable, "-m", "etl", "load-plan", str(path), "--source", "generated"]
    with engine.connect() as holder:
        holder.execute(text(HOLD))
        loading = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
        try:
            backend = awaited(engine, WAITING, ...)
            with engine.connect() as other:
                assert other.execute(text("SELECT count(*) FROM works")).scalar_one() == 0, "nothing is seen yet"
        finally:
            loading.send_signal(signal.SIGKILL)
            loading.communicate()
        holder.rollback()
    assert loading.returncode == -signal.SIGKILL
    awaited(engine, STILL_THERE, 0, pid=backend)
    assert counts(engine) == before
    report = load_plan(engine, path, "generated", settings=settings)
    assert report.works == {"new": 3000}
    assert counts(engine)["works"] == 3000
