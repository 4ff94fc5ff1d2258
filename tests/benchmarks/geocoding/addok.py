"""The peer addok (PyPI, Redis), fed with the same streets, places and houses.

It runs with the Python named by ADDOK_PYTHON (a virtual environment that has addok) and with a Redis of its own on
the loopback; without either the evaluation goes on and says so.
"""

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import shapely
from sqlalchemy import Engine as Database
from sqlalchemy import text as sql

from tests.benchmarks.geocoding.engines import NOTHING, Plain, spelled_out

_STREETS = sql(
    "SELECT s.id, n.name, ST_X(p.geom), ST_Y(p.geom), s.length_m FROM streets s"
    " JOIN street_names n ON n.street_id = s.id,"
    " LATERAL (SELECT ST_PointOnSurface(s.geom) AS geom) p ORDER BY s.id, n.id"
)
_PLACES = sql(
    "SELECT id, name, ST_X(ST_PointOnSurface(geom)), ST_Y(ST_PointOnSurface(geom)) FROM"
    " (SELECT id, geom, unnest(ARRAY[name_ru, name_kk, name_en]) AS name FROM places) p WHERE name IS NOT NULL"
)
_HOUSES = sql("SELECT street_id, microdistrict_id, number, ST_X(geom), ST_Y(geom) FROM houses ORDER BY id")
_ANSWER = """
import json, sys
from addok.config import config
config.load()
from addok.core import search
print("ready", flush=True)
for line in sys.stdin:
    found = search(json.loads(line)[:200], limit=1)
    best = found[0] if found else None
    place = best and {"type": best.type, "score": float(best.score), "lon": float(best.lon), "lat": float(best.lat),
                      "name": " ".join(best.name) if isinstance(best.name, list) else str(best.name)}
    print(json.dumps(place), flush=True)
"""


class Addok:
    """Answers with a house or with a point of a street."""

    name = "addok"
    accepts_from = 0.5  # its own score, a plain middle: not tuned

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._into, self._out = _pipes(process)

    def geocode(self, text: str, district: str | None = None) -> Plain:
        """The first result, whatever its score."""
        self._into.write(json.dumps(spelled_out(text.replace("\x00", " "))) + "\n")
        self._into.flush()
        best = json.loads(self._out.readline())
        if not best:
            return NOTHING
        kind = {"housenumber": "rooftop", "street": "street"}.get(best["type"], "landmark")
        return Plain(kind, min(best["score"], 1.0), shapely.Point(best["lon"], best["lat"]), best["name"])


def _pipes(process: "subprocess.Popen[str]") -> tuple[IO[str], IO[str]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process has no pipes")
    return process.stdin, process.stdout


def python_with_addok() -> str | None:
    """A Python that has addok, or None."""
    if named := os.environ.get("ADDOK_PYTHON"):
        return named
    return sys.executable if importlib.util.find_spec("addok") else None


@contextmanager
def running_addok(database: Database) -> Iterator[Addok | str]:
    """The peer, ready to answer; or why it was left out."""
    python, redis = python_with_addok(), shutil.which("redis-server")
    if python is None or redis is None:
        yield "addok was left out: " + ("ADDOK_PYTHON names no Python" if redis else "redis-server is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        log = Path(folder) / "redis.log"
        server = subprocess.Popen(
            [redis, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder, "--logfile", str(log)]
        )
        processes: list[subprocess.Popen[Any]] = [server]
        try:
            environment = _configure(Path(folder), port)
            _wait_for(port)
            _feed(database, python, environment, Path(folder))
            answering = subprocess.Popen(
                [python, "-c", _ANSWER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True,
            )  # fmt: skip
            processes.append(answering)
            if not any(line.strip() == "ready" for line in iter(_pipes(answering)[1].readline, "")):
                yield "addok was left out: it did not start"
                return
            yield Addok(answering)
        finally:
            for process in reversed(processes):
                process.terminate()
                process.wait()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("redis did not start")


def _configure(folder: Path, port: int) -> dict[str, str]:
    settings = folder / "addok.py"
    settings.write_text(
        f"REDIS = {{'host': '127.0.0.1', 'port': {port}, 'db_indexes': 0, 'db_documents': 1,"
        f" 'indexes': {{'host': '127.0.0.1', 'port': {port}, 'db': 0}},"
        f" 'documents': {{'host': '127.0.0.1', 'port': {port}, 'db': 1}}}}\n"
        "LOG_NOT_FOUND = False\nBATCH_WORKERS = 1\n"
    )
    return {**os.environ, "ADDOK_CONFIG_MODULE": str(settings), "PYTHONDONTWRITEBYTECODE": "1"}


def _feed(database: Database, python: str, environment: dict[str, str], folder: Path) -> None:
    addok = str(Path(python).with_name("addok"))
    documents = folder / "documents.json"
    with documents.open("w", encoding="utf-8") as file:
        for document in _documents(database):
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
    for arguments in (["batch", str(documents)], ["ngrams"]):
        done = subprocess.run([addok, *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"addok {arguments[0]} failed: {done.stderr[-1000:]}")


def _documents(database: Database) -> list[dict[str, Any]]:
    houses: dict[tuple[str, int], dict[str, dict[str, float]]] = defaultdict(dict)
    documents: dict[tuple[str, int], dict[str, Any]] = {}
    with database.connect() as connection:
        for street, area, number, lon, lat in connection.execute(_HOUSES):
            owner = ("street", street) if street is not None else ("place", area)
            houses[owner][number.lower()] = {"lon": lon, "lat": lat}
        for identifier, name, lon, lat, length in connection.execute(_STREETS):
            document = documents.setdefault(
                ("street", identifier),
                {"type": "street", "name": [], "lon": lon, "lat": lat, "importance": min(length / 20_000, 1.0)},
            )
            document["name"].append(name)
        for identifier, name, lon, lat in connection.execute(_PLACES):
            document = documents.setdefault(
                ("place", identifier), {"type": "poi", "name": [], "lon": lon, "lat": lat, "importance": 0.1}
            )
            document["name"].append(name)
    for (sort, identifier), document in documents.items():
        document["id"] = f"{sort}-{identifier}"
        if found := houses.get((sort, identifier)):
            document["type"], document["housenumbers"] = "street", found
    return list(documents.values())
