"""Building tiles of 20,000 and 200,000 works, and serving them beside nginx serving the same bytes.

    python -m tests.benchmarks tiles

The works are those of `tests.benchmarks.generate`. nginx (gzip_static) and the application serve the same tiles of
200,000 works from the same machine, in turns, each with one and with two processes; wrk asks for them in a mixed
order. A change is one work's state in the densest square kilometre: the time runs from the commit of the change to
the commit of its last tile.
"""

import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.map.building import drain, rebuild
from tests.benchmarks import generate
from tests.benchmarks.stage import ROOT, Stage, fresh_stage, table

COUNTS = (20_000, 200_000)
CHANGES = 9
ROUNDS = 3
SECONDS = 5
CONNECTIONS = 32

NGINX = """
daemon off; worker_processes {processes}; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=10000;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    types {{ application/vnd.mapbox-vector-tile mvt; }}
    server {{ listen 127.0.0.1:{port}; root {folder}/www; gzip_static on; etag on; }}
}}
"""
WRK = """
local paths = {{ {paths} }}
local next_one = 0
request = function()
    next_one = next_one % #paths + 1
    return wrk.format("GET", paths[next_one], {{ ["Accept-Encoding"] = "gzip" }})
end
"""


def run() -> str:
    """Every figure, as Markdown."""
    building: list[list[str]] = []
    with fresh_stage() as stage:
        for count in COUNTS:
            building.append(_build(stage, count))
        largest = _largest(stage)
        serving = _serve(stage)
    return "\n\n".join(
        [
            table(
                ["works", "load, s", "full build, s", "rebuild, s", "tiles", "MB gzipped", "left to the overview",
                 "one change, s", "slowest, s"],
                building,
            ),
            "Largest tile of each zoom with 200,000 works, bytes gzipped:",
            largest,
            f"Tiles served per second (wrk, {CONNECTIONS} connections, median of {ROUNDS} rounds of {SECONDS} s):",
            serving,
        ]
    )  # fmt: skip


def _build(stage: Stage, count: int) -> list[str]:
    with session_scope(stage.engine) as session:
        session.execute(text("TRUNCATE works, tiles, tiles_dirty CASCADE"))
    with stage.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("TRUNCATE tiles_dirty"))
    began = time.perf_counter()
    with session_scope(stage.engine) as session:
        generate.load(session, stage.settings, count)
    loaded_s = time.perf_counter() - began
    full = drain(stage.engine)
    again = rebuild(stage.engine, ["works", "works_overview"])
    changes = sorted(_change(stage) for _ in range(CHANGES))
    return [
        f"{count:,}", f"{loaded_s:.1f}", f"{full.seconds:.1f}", f"{again.seconds:.1f}", str(full.tiles),
        f"{full.bytes / 1e6:.1f}", str(full.left_over), f"{statistics.median(changes):.2f}", f"{changes[-1]:.2f}",
    ]  # fmt: skip


def _change(stage: Stage) -> float:
    lon, lat = generate.CENTRE
    with stage.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE works SET state = CASE state WHEN 'paused' THEN 'in_progress' ELSE 'paused' END WHERE id = ("
                "SELECT id FROM works WHERE ST_DWithin(geom, ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), 0.006) "
                "ORDER BY random() LIMIT 1)"
            ),
            {"lon": lon, "lat": lat},
        )
    began = time.perf_counter()
    drain(stage.engine)
    return time.perf_counter() - began


def _largest(stage: Stage) -> str:
    sql = text(
        "SELECT layer, z, count(*) AS tiles, max(bytes) AS largest, sum(bytes) AS total, max(features) AS features "
        "FROM tiles GROUP BY layer, z ORDER BY layer, z"
    )
    with stage.engine.connect() as connection:
        rows = [
            [row.layer, str(row.z), str(row.tiles), f"{row.largest:,}", f"{row.total:,}", f"{row.features:,}"]
            for row in connection.execute(sql)
        ]
    return table(["layer", "zoom", "tiles", "largest", "all", "most features found"], rows)


def _serve(stage: Stage) -> str:
    missing = [name for name in ("nginx", "wrk") if shutil.which(name) is None]
    if missing:
        return f"Not measured: {' and '.join(missing)} not installed (apt-get install nginx-light wrk)."
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        script = _write_tiles(stage, folder)
        for processes in (1, 2):
            with _nginx(folder, processes) as beside, serving(stage, processes) as ours:
                rates: dict[str, list[float]] = {"nginx": [], "application": []}
                for _ in range(ROUNDS):
                    rates["nginx"].append(_ask(beside, script))
                    rates["application"].append(_ask(ours, script))
            nginx, application = (statistics.median(rates[one]) for one in ("nginx", "application"))
            rows.append([str(processes), f"{nginx:,.0f}", f"{application:,.0f}", f"{application / nginx:.2f}"])
    return table(["processes", "nginx gzip_static", "application", "ratio"], rows)


def _write_tiles(stage: Stage, folder: Path) -> Path:
    """The tiles as files for nginx, and wrk's script that asks for every one of them."""
    paths = []
    with stage.engine.connect() as connection:
        for row in connection.execute(text("SELECT layer, z, x, y, data FROM tiles WHERE bytes > 0")):
            path = f"/tiles/{row.layer}/{row.z}/{row.x}/{row.y}.mvt"
            file = folder / "www" / (path[1:] + ".gz")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(bytes(row.data))
            paths.append(path)
    random.Random(1).shuffle(paths)
    script = folder / "paths.lua"
    script.write_text(WRK.format(paths=", ".join(f'"{path}"' for path in paths)), encoding="utf-8")
    return script


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str], path: str) -> Iterator[str]:
    """A server, ready as soon as it answers for `path`; gives its address. Its whole group is ended with it."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        # On a busy machine two processes take a minute to read 200,000 works' tiles.
        for _ in range(1200):
            asked = subprocess.run(["curl", "-sf", "-o", "/dev/null", address + path], check=False)
            if asked.returncode == 0:
                break
            time.sleep(0.1)
        else:
            raise RuntimeError(f"{command[0]} does not answer on {address}")
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


@contextmanager
def _nginx(folder: Path, processes: int) -> Iterator[str]:
    port = free_port()
    configuration = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(NGINX.format(processes=processes, folder=folder, port=port, user=user), encoding="utf-8")
    (folder / "www" / "ready").write_text("ready")
    with running(["nginx", "-c", str(configuration), "-p", str(folder)], port, dict(os.environ), "/ready") as address:
        yield address


@contextmanager
def serving(stage: Stage, processes: int) -> Iterator[str]:
    """The application on a database, ready to answer; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "gis_app", "serve", "--port", str(port), "--workers", str(processes)]
    environment = stage.environment | {"GIS_APP_LOG_LEVEL": "warning"}
    with running(command, port, environment, "/ready") as address:
        time.sleep(2)  # every process has its tiles
        yield address


def _ask(address: str, script: Path) -> float:
    """Requests per second. Answers other than 200 are an error."""
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), address],
        capture_output=True,
        text=True,
        check=True,
    )
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise RuntimeError(done.stdout)
    line = next(line for line in done.stdout.splitlines() if line.startswith("Requests/sec"))
    return float(line.split()[1])
