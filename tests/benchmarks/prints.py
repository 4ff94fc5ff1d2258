"""Printing a district's plan with 500 works: the PDF, and the map in one file.

python -m tests.benchmarks prints

The ground is the demo's sketch of the city, the works are generated (see `generate`), the 500 nearest to the middle.
"""

import time
from datetime import date

import pypdfium2
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser, Grant
from gis_app.db.session import session_scope
from gis_app.pages.pdf import WEIGHTS, font
from gis_app.pages.printed_map import plan_as_map
from gis_app.pages.printed_pdf import plan_as_pdf
from gis_app.planning.parameters import read_selection
from gis_app.planning.printed import read_plan
from tests.benchmarks import generate
from tests.benchmarks.stage import ROOT, Stage, fresh_stage, table

WORKS = 500
RUNS = 3
_KEEP = text(
    "UPDATE works SET district_id = 4 WHERE id IN (SELECT id FROM works ORDER BY geom_m <-> "
    "(SELECT ST_Centroid(ST_Collect(geom_m)) FROM works) LIMIT :works)"
)


def _measure(stage: Stage) -> list[list[str]]:
    planner = CurrentUser(1, "planner", "p@example.kz", "ru", frozenset({Grant("planner", district_id=4)}))
    today = date(2026, 7, 1)
    selection = read_selection({}, planner)
    began = time.perf_counter()
    for weight in WEIGHTS:
        font(weight)
    rows = [["fonts put together, once in a server's life", f"{time.perf_counter() - began:.1f} s", ""]]
    seconds: dict[str, list[float]] = {"read": [], "pdf": [], "map": []}
    with Session(stage.engine) as session:
        for _ in range(RUNS):
            began = time.perf_counter()
            plan = read_plan(session, selection, "ru", today)
            seconds["read"].append(time.perf_counter() - began)
            began = time.perf_counter()
            pdf = plan_as_pdf(session, stage.settings, plan, selection, "ru", today)
            seconds["pdf"].append(time.perf_counter() - began)
            began = time.perf_counter()
            document = plan_as_map(session, stage.settings, plan, selection, "ru", today)
            seconds["map"].append(time.perf_counter() - began)
    assert len(plan.works) == WORKS
    middle = {name: f"{sorted(runs)[RUNS // 2]:.1f} s" for name, runs in seconds.items()}
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = len(opened)
    return [
        *rows,
        [f"{WORKS} works read", middle["read"], ""],
        ["PDF", middle["pdf"], f"{pages} pages, {len(pdf) / 1e6:.2f} MB"],
        ["map in one file", middle["map"], f"{len(document) / 1e6:.2f} MB"],
    ]


def run() -> str:
    """Markdown: seconds and sizes."""
    with fresh_stage() as stage:
        for command, file in (("load-districts", "districts"), ("load-areas", "areas"), ("load-streets", "streets")):
            stage.command("etl", "--quiet", command, str(ROOT / "etl" / "demo" / "sketch" / f"{file}.geojson"))
        with session_scope(stage.engine) as session:
            generate.load(session, stage.settings, 2 * WORKS)
            session.execute(_KEEP, {"works": WORKS})
        return table(["", "time", "size"], _measure(stage))
