"""`work --once` empties the queue and ends; without it, no lane of jobs waits for another."""

import os
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Engine, text

from etl.work import LANES, register_tasks
from gis_app.db.session import session_scope
from gis_app.jobs.queue import app, defer
from gis_app.settings import Settings
from gis_app.works.imports.uploads import Sender, receive
from gis_app.works.tasks import TILES_TASK
from tests.people import add_user

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


def wait_for_job(engine: Engine, task: str, status: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with engine.connect() as connection:
            found = connection.execute(
                text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = :task AND status = :status"),
                {"task": task, "status": status},
            )
            if found.scalar_one():
                return
        time.sleep(0.05)
    raise TimeoutError(f"{task} is not {status}")


def test_tiles_and_other_jobs_do_not_wait_for_a_long_check_and_a_signal_lets_it_finish(
    committed_database: tuple[Settings, Engine],
) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        upload = receive(session, Sender(add_user(session).id, "А"), "a.csv", b"x", "template")
    with engine.begin() as held:
        # The check waits for this row for as long as we like.
        held.execute(text("SELECT 1 FROM uploads WHERE id = :id FOR UPDATE"), {"id": upload.id})
        worker = subprocess.Popen(
            [sys.executable, "-m", "etl", "--quiet", "work"],
            env={**os.environ, "GIS_APP_DATABASE_URL": str(settings.database_url)},
            cwd=ROOT,
        )
        try:
            wait_for_job(engine, "imports.check", "doing")
            with session_scope(engine) as session:
                defer(session, TILES_TASK, queue="tiles")
                defer(session, "works.advance")
            wait_for_job(engine, TILES_TASK, "succeeded")
            wait_for_job(engine, "works.advance", "succeeded")
            wait_for_job(engine, "imports.check", "doing")
        finally:
            worker.terminate()
    assert worker.wait(60) == 0
    with engine.connect() as connection:
        state = connection.execute(text("SELECT state FROM uploads WHERE id = :id"), {"id": upload.id}).scalar_one()
    assert state == "failed", "the file is no table, and the check said so before the end"


def test_every_task_has_a_lane() -> None:
    register_tasks()
    own = [task for task in app.tasks.values() if not task.name.startswith(("builtin:", "procrastinate."))]
    taken = {queue for lane in LANES for queue in lane}
    assert {task.name: task.queue for task in own if task.queue not in taken} == {}
