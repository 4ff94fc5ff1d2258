"""A worker that is killed in the middle of a check or of an acceptance loses nothing: the next one takes the job up."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
from sqlalchemy import Engine, text

from gis_app.accounts.csrf import csrf_token
from gis_app.accounts.sessions import open_session
from gis_app.db.session import session_scope
from gis_app.jobs.revival import revive_jobs
from gis_app.settings import Settings
from gis_app.works.imports.uploads import accept, find_upload
from tests.integration.imports.plans import HEADER, SEWER, Stage, xlsx
from tests.people import add_user

ROOT = Path(__file__).parents[3]
PATIENCE_S = 60


@contextmanager
def worker(settings: Settings, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process, killed at the end if it still runs."""
    environment = {**os.environ, "GIS_APP_DATABASE_URL": str(settings.database_url)}
    process = subprocess.Popen(
        [sys.executable, "-m", "etl", "--quiet", "work", *options], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def awaited(engine: Engine, statement: str) -> None:
    """Wait until a statement finds something."""
    for _ in range(PATIENCE_S * 10):
        with engine.connect() as connection:
            if connection.execute(text(statement)).first() is not None:
                return
        time.sleep(0.1)
    raise AssertionError(f"nothing within {PATIENCE_S} s: {statement}")


def killed_while(stage: Stage, hold: str, waiting: str) -> None:
    """Kill a worker at the moment at which it waits for a lock that is held, and let its heartbeat grow old."""
    with stage.engine.connect() as holder:
        holder.execute(text(hold))
        with worker(stage.settings) as process:
            awaited(stage.engine, f"SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '{waiting}'::regclass")
            process.send_signal(signal.SIGKILL)
            process.wait()
        holder.rollback()
    with stage.engine.begin() as connection:
        connection.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"))


@contextmanager
def server(settings: Settings) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server process that answers, and its address; killed at the end if it still runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "GIS_APP_DATABASE_URL": str(settings.database_url),
        "GIS_APP_PORT": str(port),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "gis_app", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(PATIENCE_S * 10):
            try:
                if httpx.get(f"{address}/health", timeout=2).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        yield process, address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def state(stage: Stage, upload_id: int) -> str:
    return stage.upload(upload_id).state


def test_kill_minus_9_of_the_worker_loses_neither_the_check_nor_the_acceptance(stage: Stage) -> None:
    content = xlsx([HEADER, SEWER])
    upload_id = stage.send(content, check=False)
    killed_while(stage, "LOCK TABLE import_rows IN EXCLUSIVE MODE", "import_rows")
    assert state(stage, upload_id) == "checking"
    with worker(stage.settings, "--once") as process:
        assert process.wait(PATIENCE_S) == 0
    assert state(stage, upload_id) == "checked"
    with session_scope(stage.engine) as session:
        upload = find_upload(session, upload_id)
        accept(session, upload, upload.version, "Планировщик")
    killed_while(stage, "LOCK TABLE schedule_versions IN EXCLUSIVE MODE", "schedule_versions")
    assert state(stage, upload_id) == "accepting"
    with stage.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM works")).scalar_one() == 0, "half a plan is no plan"
        assert connection.execute(text("SELECT content FROM uploads")).scalar_one() == content
    with worker(stage.settings, "--once") as process:
        assert process.wait(PATIENCE_S) == 0
    assert state(stage, upload_id) == "accepted"
    with stage.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM works")).scalar_one() == 1
        assert connection.execute(text("SELECT content FROM work_plans")).scalar_one() == content


def test_kill_minus_9_of_the_server_behind_an_answered_upload_loses_nothing(stage: Stage) -> None:
    content = xlsx([HEADER, SEWER])
    with session_scope(stage.engine) as session:
        user = add_user(session, "contractor", organisation_id=stage.organisation)
        secret = open_session(session, stage.settings, user, "test")
    cookies, form = {"session": secret}, {"csrf_token": csrf_token(secret), "source": "template"}
    with server(stage.settings) as (process, address):
        files = {"file": ("план.xlsx", content)}
        answer = httpx.post(f"{address}/imports", data=form, files=files, cookies=cookies, timeout=30)
        os.killpg(process.pid, signal.SIGKILL)
    assert answer.status_code == 303, answer.text
    place = answer.headers["location"]
    with worker(stage.settings, "--once") as process:
        assert process.wait(PATIENCE_S) == 0
    with server(stage.settings) as (_, address):
        page = httpx.get(address + place, cookies=cookies, headers={"accept": "text/html"}, timeout=30)
        kept = httpx.get(f"{address}{place.split('?')[0]}/file", cookies=cookies, timeout=30)
    assert (page.status_code, "план.xlsx" in page.text) == (200, True)
    assert kept.content == content
    assert state(stage, int(place.split("/")[-1].split("?")[0])) == "checked"


def test_a_job_of_a_living_worker_is_left_to_it(stage: Stage) -> None:
    stage.send(xlsx([HEADER, SEWER]), check=False)
    with stage.engine.begin() as connection:
        connection.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))
        connection.execute(
            text(
                "UPDATE procrastinate_jobs SET status = 'doing',"
                " worker_id = (SELECT max(id) FROM procrastinate_workers) WHERE task_name = 'imports.check'"
            )
        )
        assert revive_jobs(connection) == 0
        connection.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'"))
        assert revive_jobs(connection) == 1


def test_of_a_job_that_may_wait_only_once_no_second_one_waits(stage: Stage) -> None:
    with stage.engine.begin() as connection:
        for status in ("doing", "todo"):
            connection.execute(
                text(
                    "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, status)"
                    " VALUES ('tiles', 'map.drain_tiles', 'map.drain_tiles', CAST(:status AS procrastinate_job_status))"
                ),
                {"status": status},
            )
        assert revive_jobs(connection) == 1
        left = connection.execute(text("SELECT status::text FROM procrastinate_jobs ORDER BY id")).scalars().all()
    assert left == ["failed", "todo"]
