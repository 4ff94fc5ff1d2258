"""A plan of 5,000 rows on its way: uploaded, checked by a worker that runs already, accepted, its tiles built.

    python -m tests.benchmarks imports

The register is the real one where its files lie beside the checkout, else the demo's sketch. The rows are generated:
kinds of work, days, and places in words (a house, a crossing, a stretch of a street), so that each one is geocoded.
"""

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import numpy as np
from openpyxl import Workbook
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.organisations.queries import find_or_create
from gis_app.works.imports.uploads import Sender, accept, find_upload, receive
from layers.work_types import read_vocabulary
from tests.benchmarks.stage import DATA, ROOT, Stage, fresh_stage, table
from tests.people import add_user

ROWS = 5_000
RUNS = 3
PATIENCE_S = 300
# Long streets, each with the streets that cross it: so most places exist, as in a real plan.
_CROSSINGS = """
WITH known AS (
    SELECT s.id, s.geom_m, n.name FROM street_names AS n JOIN streets AS s ON s.id = n.street_id
    WHERE n.kind = 'official' AND n.language = 'ru' AND s.valid_to IS NULL
    ORDER BY ST_Length(s.geom_m) DESC, s.id LIMIT 300
)
SELECT a.name, array_agg(b.name ORDER BY b.name) FROM known AS a
JOIN known AS b ON a.name <> b.name AND ST_Intersects(a.geom_m, b.geom_m)
GROUP BY a.name HAVING count(*) > 1 ORDER BY a.name
"""


def write_workbook(crossings: list[tuple[str, list[str]]], rows: int, seed: int) -> bytes:
    """The plan as XLSX by the template, its places in words: streets with those that cross them."""
    dice = np.random.default_rng(seed)
    kinds = [kind.title.ru for kind in read_vocabulary().types if kind.retired_on is None]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("План")
    sheet.append(["Вид работ", "Место", "Начало", "Окончание", "Объём", "Единица", "Сумма, тенге", "Программа"])
    for number in range(rows):
        street, others = crossings[int(dice.integers(0, len(crossings)))]
        first, second = (others[int(at)] for at in dice.choice(len(others), 2, replace=False))
        house = int(dice.integers(1, 200))
        place = (f"{street}, {house}", f"угол {street} и {first}", f"{street} от {first} до {second}")[number % 3]
        start = date(2026, 3, 1) + timedelta(days=int(dice.integers(0, 200)))
        end = start + timedelta(days=int(dice.integers(3, 90)))
        kind = kinds[int(dice.integers(0, len(kinds)))]
        sheet.append(
            [kind, place, start, end, int(dice.integers(1, 900)), "м", int(dice.integers(1, 9)) * 10**6, number]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def load_register(stage: Stage) -> str:
    """Fill the register; the words for what it is."""
    if not DATA.exists():
        stage.command("etl", "--quiet", "load-demo")
        return "the demo's sketch"
    for command, file in (
        ("load-districts", "districts.geojson"),
        ("load-streets", "roads_osm_2024-10.geojson.gz"),
        ("load-houses", "house_points.csv"),
    ):
        stage.command("etl", "--quiet", command, str(DATA / file))
    return "the city's real streets and houses"


@contextmanager
def worker(stage: Stage) -> Iterator[None]:
    """A worker that waits for jobs, as `make run` starts one."""
    process = subprocess.Popen([sys.executable, "-m", "etl", "--quiet", "work"], cwd=ROOT, env=stage.environment)
    try:
        awaited(stage, "SELECT 1 FROM procrastinate_workers")
        yield
    finally:
        process.terminate()
        process.wait()


def awaited(stage: Stage, statement: str) -> None:
    """Wait until a statement finds something."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with stage.engine.connect() as connection:
            if connection.execute(text(statement)).first() is not None:
                return
        time.sleep(0.05)
    raise TimeoutError(statement)


def measure(stage: Stage, content: bytes, run: int) -> tuple[float, float, float]:
    """Seconds to the finished check, to the acceptance, and from there to the last tile."""
    with session_scope(stage.engine) as session:
        contractor = find_or_create(session, f"ТОО «Замер {run}»", "contractor")
        sender = Sender(add_user(session, "contractor", organisation_id=contractor).id, "Замер", contractor)
    began = time.perf_counter()
    with session_scope(stage.engine) as session:
        upload_id = receive(session, sender, "план.xlsx", content, "template").id
    awaited(stage, f"SELECT 1 FROM uploads WHERE id = {upload_id} AND state IN ('checked', 'failed')")
    checked = time.perf_counter()
    with session_scope(stage.engine) as session:
        upload = find_upload(session, upload_id)
        accept(session, upload, upload.version, "Замер")
    awaited(stage, f"SELECT 1 FROM uploads WHERE id = {upload_id} AND state <> 'accepting'")
    accepted = time.perf_counter()
    awaited(stage, "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM tiles_dirty)")
    with stage.engine.connect() as connection:
        state = connection.execute(text(f"SELECT state FROM uploads WHERE id = {upload_id}")).scalar_one()
    if state != "accepted":
        raise RuntimeError(f"the plan is {state}")
    return checked - began, accepted - checked, time.perf_counter() - accepted


def run() -> str:
    """Markdown: the medians of three plans, one after another into one database."""
    with fresh_stage() as stage:
        register = load_register(stage)
        with stage.engine.connect() as connection:
            crossings = [(row[0], row[1]) for row in connection.execute(text(_CROSSINGS))]
        with worker(stage):
            time.sleep(2)  # its first look into the queue
            runs = [measure(stage, write_workbook(crossings, ROWS, seed), seed) for seed in range(RUNS)]
        with stage.engine.connect() as connection:
            placed = connection.execute(text("SELECT count(geom), count(*) FROM works")).one()
    medians = [sorted(values)[len(values) // 2] for values in zip(*runs, strict=True)]
    wanted = ("≤ 15", "≤ 5", "in the same time")
    what = (
        f"Upload of a {ROWS:,}-row XLSX to the finished check, every place geocoded",
        "Acceptance of all its good rows",
        "… and from there to its last tile",
    )
    rows = [[name, f"{seconds:.1f}", goal] for name, seconds, goal in zip(what, medians, wanted, strict=True)]
    note = f"\n\nRegister: {register}. {placed[0]:,} of {placed[1]:,} accepted works have a place on the map."
    return table(["what", "seconds", "wanted"], rows) + note
