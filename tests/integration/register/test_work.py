"""`work --once` empties the queue and ends."""

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine, text

from gis_app.db.session import session_scope
from gis_app.jobs.queue import defer
from gis_app.settings import Settings

ROOT = Path(__file__).parents[3]


def test_a_queued_job_is_done_by_work_once(committed_database: tuple[Settings, Engine]) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        defer(session, "map.drain_tiles", queue="tiles")
    done = subprocess.run(
        [sys.executable, "-m", "etl", "--quiet", "work", "--once"],
        env={**os.environ, "GIS_APP_DATABASE_URL": str(settings.database_url)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with engine.connect() as connection:
        states = connection.execute(text("SELECT task_name, status FROM procrastinate_jobs ORDER BY id")).all()
    assert ("map.drain_tiles", "succeeded") in [tuple(state) for state in states]
    assert "todo" not in [state[1] for state in states]
