"""The private cluster: shared by its users, stopped by the last, recovered after a kill, apart from other checkouts."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gis_app.db import embedded
from gis_app.db.embedded import Cluster, locate_cluster, private_cluster
from gis_app.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
USER = """
import sys, time
from gis_app.db.embedded import private_cluster
from gis_app.settings import Settings
with private_cluster(Settings(cluster=sys.argv[1])) as cluster:
    print("in use", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def settings() -> Iterator[Settings]:
    """A cluster of this test's own, removed afterwards."""
    import shutil

    own = Settings(cluster=f"life-{os.getpid()}")
    yield own
    cluster = locate_cluster(own)
    if cluster.data.exists():
        cluster.run("pg_ctl", "stop", "-m", "immediate", "-D", str(cluster.data))
    shutil.rmtree(cluster.home, ignore_errors=True)
    shutil.rmtree(cluster.sockets, ignore_errors=True)


def _user(settings: Settings, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", USER, settings.cluster, str(seconds)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline().strip() == "in use"
    return process


def _answers(cluster: Cluster) -> bool:
    return cluster.run("psql", "-X", "-h", str(cluster.sockets), "-U", "gis_app", "-c", "SELECT 1").returncode == 0


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_last_user_stops_the_cluster_and_not_one_before(settings: Settings, ending: signal.Signals) -> None:
    server = _user(settings, 30)
    with private_cluster(settings) as cluster:
        assert _answers(cluster)
    assert cluster.is_running(), "a finishing command must not stop the cluster under a running server"
    server.send_signal(ending)
    server.wait()
    assert not cluster.is_running()


def test_after_a_killed_user_the_next_one_finds_a_working_cluster_and_stops_it(settings: Settings) -> None:
    killed = _user(settings, 60)
    killed.kill()
    killed.wait()
    with private_cluster(settings) as cluster:
        assert _answers(cluster)
    assert not cluster.is_running()


def test_after_a_killed_postmaster_the_next_start_recovers_what_was_committed(settings: Settings) -> None:
    with private_cluster(settings) as cluster:
        psql = ("psql", "-X", "-h", str(cluster.sockets), "-U", "gis_app", "-A", "-t", "-c")
        cluster.run(*psql, "CREATE TABLE kept AS SELECT 7 AS n")
        postmaster = int((cluster.data / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while cluster.is_running() and time.monotonic() < deadline:
            time.sleep(0.05)
    with private_cluster(settings) as cluster:
        assert cluster.run(*psql, "SELECT n FROM kept").stdout.strip() == "7"


def test_the_program_is_no_superuser_and_the_socket_folder_is_closed(settings: Settings) -> None:
    with private_cluster(settings) as cluster:
        said = cluster.run(
            "psql", "-X", "-h", str(cluster.sockets), "-U", "gis_app", "-A", "-t",
            "-c", "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
        )  # fmt: skip
        assert said.stdout.strip() == "f"
        assert cluster.sockets.stat().st_mode & 0o777 == 0o700
        listening = cluster.run(
            "psql", "-X", "-h", str(cluster.sockets), "-U", "gis_app", "-A", "-t", "-c", "SHOW listen_addresses"
        )
        assert listening.stdout.strip() == ""


def test_two_checkouts_do_not_meet(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    here = locate_cluster(settings)
    monkeypatch.setattr(embedded, "__file__", str(tmp_path / "gis_app" / "db" / "embedded.py"))
    there = locate_cluster(settings)
    assert here.home != there.home
    assert here.sockets != there.sockets


def test_a_machine_without_postgis_is_told_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded.Path, "glob", lambda *_: iter(()))
    monkeypatch.setattr(embedded.shutil, "which", lambda _: None)
    with pytest.raises(
        embedded.DatabaseMissingError, match="apt-get install -y --no-install-recommends postgresql-15-postgis-3"
    ):
        embedded.find_binaries()
