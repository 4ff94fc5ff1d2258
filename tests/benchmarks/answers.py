"""The answer for a place, as JSON and as a page, alone and for twenty people at once; beside tipg on the same works.

    python -m tests.benchmarks answers

The city is that of the appeals' measurements: 20,000 works (`tests.benchmarks.generate`) with promised days, streets,
yards and warranties, 400,000 appeals of which a third is open, 2,000 shut-offs of a few blocks each, and bodies for
every task. Asked are 1,000 different places in a mixed order, two thirds of them where most works are: pins, and
names of streets, crossings and districts. wrk asks over one connection ("alone") and over twenty without pauses, each
for the next place as soon as it has the last answer, compressed. tipg (`/collections/…/items?bbox=`) answers about the
same pins: the works of 300 metres about each as GeoJSON, in turns with ours in the same run, with as many processes.
Servers, database and wrk share the machine. The processor time of one answer is that of server + database.
"""

import os
import random
import shutil
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote

import numpy as np
from sqlalchemy import text

from tests.benchmarks import generate
from tests.benchmarks.appeals.ground import WORKS, load_average
from tests.benchmarks.asking import ASKED_HEAD, ROUNDS, SECONDS, ask, asked_row, medians
from tests.benchmarks.residents_city import APPEALS, OUTAGES, lay_residents_city
from tests.benchmarks.stage import Stage, fresh_stage, table
from tests.benchmarks.tiles import free_port, running, serving

PLACES = 1_000
PROCESSES = 2
USERS = 20
NEAR_DEG = (300 / 81_100, 300 / 111_100)


def run() -> str:
    """Every figure, as Markdown."""
    if shutil.which("wrk") is None:
        return "Not measured: wrk is not installed (apt-get install wrk)."
    with fresh_stage() as stage:
        lay_residents_city(stage)
        pins, words = _places(stage)
        with serving(stage, PROCESSES) as ours:
            alone = _figures(stage, ours, pins, words, 1)
            together = _figures(stage, ours, pins, words, USERS)
            beside = _beside_tipg(stage, ours, pins)
    said = f"{WORKS:,} works, {APPEALS:,} appeals, {OUTAGES:,} shut-offs; {PROCESSES} server processes."
    return "\n\n".join([said, "Alone:", alone, f"{USERS} at once, without pauses:", together, beside, load_average()])


def _places(stage: Stage) -> tuple[list[tuple[float, float]], list[str]]:
    """Pins spread as the works are, and names of streets, crossings and districts."""
    pins = [(float(lon), float(lat)) for lon, lat in generate.places(PLACES, stage.settings, np.random.default_rng(11))]
    with stage.engine.connect() as connection:
        streets = connection.scalars(
            text(
                "SELECT DISTINCT ON (s.id) n.name FROM streets AS s JOIN street_names AS n ON n.street_id = s.id "
                "WHERE n.kind = 'official' AND n.language = 'ru' AND s.valid_to IS NULL ORDER BY s.id"
            )
        ).all()
        crossings = connection.execute(
            text(
                "SELECT a.name, b.name FROM (SELECT s.*, n.name FROM streets AS s JOIN street_names AS n "
                "ON n.street_id = s.id AND n.kind = 'official' AND n.language = 'ru' ORDER BY s.length_m DESC LIMIT 60)"
                " AS a JOIN (SELECT s.*, n.name FROM streets AS s JOIN street_names AS n ON n.street_id = s.id "
                "AND n.kind = 'official' AND n.language = 'ru' ORDER BY s.length_m DESC LIMIT 60) AS b "
                "ON a.id < b.id AND ST_Intersects(a.geom_m, b.geom_m)"
            )
        ).all()
    dice = random.Random(3)
    chosen = dice.sample(list(streets), min(100, len(streets)))
    return pins, chosen + [f"{a} уг. {b}" for a, b in dice.sample(list(crossings), min(100, len(crossings)))]


def _figures(stage: Stage, address: str, pins: Sequence[tuple[float, float]], words: Sequence[str], users: int) -> str:
    by_pin = [f"lon={lon:.6f}&lat={lat:.6f}" for lon, lat in pins]
    by_words = [f"q={quote(one)}" for one in words]
    dice = random.Random(1)
    rows = []
    for name, accept, paths in (
        ("/api/answer, pins", "application/json", [f"/api/answer?lang=ru&{one}" for one in by_pin]),
        (
            "/api/answer, pins and words",
            "application/json",
            [f"/api/answer?lang=ru&{one}" for one in by_pin + by_words],
        ),
        ("/place, pins", "text/html", [f"/place/{lon:.5f},{lat:.5f}?lang=ru" for lon, lat in pins]),
        ("/place, words", "text/html", [f"/place?lang=ru&{one}" for one in by_words]),
    ):
        if not paths:
            continue
        rows.append(asked_row(stage, address, name, dice.sample(paths, len(paths)), accept, users))
    return table(ASKED_HEAD, rows)


def _beside_tipg(stage: Stage, ours: str, pins: Sequence[tuple[float, float]]) -> str:
    """Answers per second of both, in turns."""
    python = os.environ.get("TIPG_PYTHON")
    if not python:
        return "tipg not measured: TIPG_PYTHON names no Python that has it (pip install tipg uvicorn)."
    width, height = NEAR_DEG
    boxes = [
        f"/collections/{stage.settings.schema_name}.works/items?limit=300&"
        f"bbox={lon - width:.6f},{lat - height:.6f},{lon + width:.6f},{lat + height:.6f}"
        for lon, lat in pins
    ]
    asked = [f"/api/answer?lang=ru&lon={lon:.6f}&lat={lat:.6f}" for lon, lat in pins]
    with _tipg(stage, python) as theirs:
        rounds: dict[str, list[list[float]]] = {"tipg": [], "ours": []}
        for _ in range(ROUNDS):
            rounds["tipg"].append(ask(theirs, boxes, "application/geo+json", USERS, SECONDS))
            rounds["ours"].append(ask(ours, asked, "application/json", USERS, SECONDS))
    rows = [
        ["tipg `/items?bbox=`", *medians(rounds["tipg"])],
        ["`/api/answer`", *medians(rounds["ours"])],
    ]
    rate = [statistics.median(one[3] for one in rounds[name]) for name in ("ours", "tipg")]
    head = table(["asked about the same pins", "median, ms", "p95, ms", "slowest, ms", "answers/s", "errors"], rows)
    said = f"Beside tipg, {USERS} at once, {PROCESSES} processes each, in turns:"
    return f"{said}\n\n{head}\n\nOurs gives {rate[0] / rate[1]:.1f} times as many."


@contextmanager
def _tipg(stage: Stage, python: str) -> Iterator[str]:
    port = free_port()
    environment = dict(os.environ) | {
        "DATABASE_URL": _with_host(str(stage.settings.database_url)),
        "TIPG_DB_SCHEMAS": f'["{stage.settings.schema_name}"]',
        f"TIPG_TABLE_CONFIG__{stage.settings.schema_name}_works__GEOMCOL": "geom",
    }
    command = [
        python, "-m", "uvicorn", "tipg.main:app", "--port", str(port), "--workers", str(PROCESSES),
        "--log-level", "error",
    ]  # fmt: skip
    with running(command, port, environment, "/healthz") as address:
        yield address


def _with_host(address: str) -> str:
    """The address of a socket in the form that tipg takes: its folder as the host."""
    before, _, folder = address.partition("?host=")
    return before.replace("@/", f"@{quote(folder, safe='')}/") if folder else address
