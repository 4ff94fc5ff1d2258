"""The server as a process: answers, refuses a taken port, and leaves nothing behind however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gis_app.cli import STOPPING_S
from gis_app.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def _until(port: int, *, answering: bool, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if _answers(port) is answering:
            return True
        time.sleep(0.2)
    return False


@pytest.fixture
def served(committed_database: tuple[Settings, Engine]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    settings, _ = committed_database
    port = _free_port()
    environment = {**os.environ, "GIS_APP_DATABASE_URL": str(settings.database_url)}
    process = subprocess.Popen(
        [sys.executable, "-m", "gis_app", "serve", "--port", str(port)],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert _until(port, answering=True)
    yield process, port
    if process.poll() is None:
        process.terminate()
    process.wait(timeout=30)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_server_process_outlives_the_command_that_started_it(
    served: tuple[subprocess.Popen[bytes], int], ending: signal.Signals
) -> None:
    process, port = served
    process.send_signal(ending)
    process.wait(timeout=30)
    assert _until(port, answering=False, seconds=15)


@pytest.mark.parametrize("after_s", [0.0, 1.0])
def test_a_server_that_is_told_to_stop_while_it_starts_stops(
    committed_database: tuple[Settings, Engine], after_s: float
) -> None:
    settings, _ = committed_database
    with subprocess.Popen(
        [sys.executable, "-m", "gis_app", "serve", "--port", str(_free_port()), "--workers", "2"],
        cwd=ROOT, env={**os.environ, "GIS_APP_DATABASE_URL": str(settings.database_url)},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert any(line.startswith(b"Serving") for line in process.stdout)
        time.sleep(after_s)
        process.terminate()
        process.wait(timeout=STOPPING_S - 1)  # by itself, not ended by force


IDLE_THREAD = """
import asyncio, threading
from gis_app.cli import _LeavingAtEnd

async def application(scope, receive, send):
    await send({"type": "lifespan.shutdown.complete"})

async def send(message):
    pass

threading.Thread(target=threading.Event().wait).start()
asyncio.run(_LeavingAtEnd(application)({"type": "lifespan"}, None, send))
"""


def test_a_server_process_ends_after_its_application_although_a_thread_waits_for_ever() -> None:
    subprocess.run([sys.executable, "-c", IDLE_THREAD], cwd=ROOT, check=True, timeout=20)


def test_a_taken_port_is_refused_in_one_line_that_says_what_to_do(
    served: tuple[subprocess.Popen[bytes], int], committed_database: tuple[Settings, Engine]
) -> None:
    _, port = served
    settings, _engine = committed_database
    second = subprocess.run(
        [sys.executable, "-m", "gis_app", "serve", "--port", str(port)],
        cwd=ROOT, env={**os.environ, "GIS_APP_DATABASE_URL": str(settings.database_url)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert second.returncode == 2
    assert second.stderr.count("\n") == 1
    assert "choose another port" in second.stderr
