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
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import numpy as np
from sqlalchemy import text

from gis_app.db.session import session_scope
from tests.benchmarks import generate
from tests.benchmarks.appeals.ground import WORKS, analyse, database_cpu_s, lay_city, load_average, server_cpu_s
from tests.benchmarks.appeals.relinking import load_appeals
from tests.benchmarks.stage import Stage, fresh_stage, table
from tests.benchmarks.tiles import free_port, running, serving

APPEALS, OUTAGES = 400_000, 2_000
PLACES = 1_000
PROCESSES = 2
USERS = 20
SECONDS = 15
ROUNDS = 3
NEAR_DEG = (300 / 81_100, 300 / 111_100)
# Each work was promised once, every third once more; a third of them is finished.
_PROMISES = """
INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author)
SELECT id, n, planned_start, planned_end - 7 * (2 - n), 'plan', 'benchmark'
  FROM works, generate_series(1, 2) AS n WHERE planned_start IS NOT NULL AND (n = 2 OR id % 3 = 0)
    AND planned_end - 7 * (2 - n) >= planned_start
"""
_STREETS = """
INSERT INTO work_streets (work_id, street_id)
SELECT DISTINCT w.id, s.id FROM works AS w JOIN streets AS s ON ST_DWithin(s.geom_m, w.geom_m, 15)
ON CONFLICT DO NOTHING
"""
_OUTAGE = """
WITH area AS (
    SELECT ST_Multi(ST_Expand(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), :size)) AS geom
), made AS (
    INSERT INTO outages (kind, publisher, source, identity_key, version, first_day, last_day, confidence, geom)
    SELECT :kind, 'benchmark', 'benchmark', :key, 1, CAST(:first AS date), CAST(:first AS date) + 9, 1, geom FROM area
    RETURNING id
)
INSERT INTO outage_versions (outage_id, version, state, text, place_text, first_day, last_day, content_key, file_name,
                             sheet, row_number, area_from, confidence, is_partial, geom)
SELECT made.id, 1, 'published', 'x', 'x', CAST(:first AS date), CAST(:first AS date) + 9, :key, 'f', 's', 1, 'given',
       1, false, area.geom FROM made, area
"""
WRK = """
local asked = {{ {asked} }}
local number = 0
request = function()
    number = number % #asked + 1
    return wrk.format("GET", asked[number], {{ ["Accept"] = "{accept}", ["Accept-Encoding"] = "gzip" }})
end
done = function(summary, latency, requests)
    io.write(string.format("FIGURES %f %f %f %f %d %d\\n", latency:percentile(50) / 1000, latency:percentile(95) / 1000,
        latency.max / 1000, summary.requests / (summary.duration / 1e6), summary.requests,
        summary.errors.status + summary.errors.timeout + summary.errors.read))
end
"""


def run() -> str:
    """Every figure, as Markdown."""
    if shutil.which("wrk") is None:
        return "Not measured: wrk is not installed (apt-get install wrk)."
    with fresh_stage() as stage:
        _lay(stage)
        pins, words = _places(stage)
        with serving(stage, PROCESSES) as ours:
            alone = _figures(stage, ours, pins, words, 1)
            together = _figures(stage, ours, pins, words, USERS)
            beside = _beside_tipg(stage, ours, pins)
    said = f"{WORKS:,} works, {APPEALS:,} appeals, {OUTAGES:,} shut-offs; {PROCESSES} server processes."
    return "\n\n".join([said, "Alone:", alone, f"{USERS} at once, without pauses:", together, beside, load_average()])


def _lay(stage: Stage) -> None:
    lay_city(stage)
    load_appeals(stage, APPEALS)
    dice = np.random.default_rng(7)
    kinds = ("water", "hot_water", "heat", "power", "gas")
    with session_scope(stage.engine) as session:
        session.execute(text("ALTER TABLE schedule_versions DISABLE TRIGGER USER"))
        session.execute(text(_PROMISES))
        session.execute(text("ALTER TABLE schedule_versions ENABLE TRIGGER USER"))
        session.execute(text(_STREETS))
        session.execute(text("UPDATE organisations SET is_training = false WHERE is_contractor"))
        today = session.scalar(text("SELECT CURRENT_DATE"))
        for number, (lon, lat) in enumerate(generate.places(OUTAGES, stage.settings, dice)):
            session.execute(
                text(_OUTAGE),
                {
                    "lon": float(lon), "lat": float(lat), "size": float(dice.uniform(0.002, 0.006)),
                    "kind": kinds[number % len(kinds)], "key": f"b{number}",
                    "first": today - np.timedelta64(int(dice.integers(-20, 300)), "D").astype(object),
                },
            )  # fmt: skip
        session.execute(text("DELETE FROM works_to_relink"))
    analyse(stage.engine)


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
        mixed = dice.sample(paths, len(paths))
        _ask(address, mixed, accept, users, 4)  # warm
        port = int(address.rpartition(":")[2])
        before = server_cpu_s(port), database_cpu_s(stage.engine)
        rounds = [_ask(address, mixed, accept, users, SECONDS) for _ in range(ROUNDS)]
        taken = server_cpu_s(port) - before[0], database_cpu_s(stage.engine) - before[1]
        each = [1000 * one / sum(round[4] for round in rounds) for one in taken]
        rows.append([name, *_medians(rounds), f"{each[0]:.1f} + {each[1]:.1f}"])
    head = ["asked", "median, ms", "p95, ms", "slowest, ms", "answers/s", "errors", "processor for one, ms"]
    return table(head, rows)


def _medians(rounds: Sequence[Sequence[float]]) -> list[str]:
    middle, p95, slowest, rate, _, errors = (statistics.median(column) for column in zip(*rounds, strict=True))
    return [f"{middle:.1f}", f"{p95:.1f}", f"{slowest:.0f}", f"{rate:.0f}", f"{errors:.0f}"]


def _ask(address: str, paths: Sequence[str], accept: str, users: int, seconds: int) -> list[float]:
    """Milliseconds (median, 95 %, slowest), answers per second, their number, errors."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "answers.lua"
        asked = ", ".join(f'"{path}"' for path in paths)
        script.write_text(WRK.format(asked=asked, accept=accept), encoding="utf-8")
        done = subprocess.run(
            ["wrk", "-t1", f"-c{users}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), address],
            capture_output=True,
            text=True,
            check=True,
        )
    line = next(line for line in done.stdout.splitlines() if line.startswith("FIGURES"))
    return [float(part) for part in line.split()[1:]]


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
            rounds["tipg"].append(_ask(theirs, boxes, "application/geo+json", USERS, SECONDS))
            rounds["ours"].append(_ask(ours, asked, "application/json", USERS, SECONDS))
    rows = [
        ["tipg `/items?bbox=`", *_medians(rounds["tipg"])],
        ["`/api/answer`", *_medians(rounds["ours"])],
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
