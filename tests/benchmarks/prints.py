"""Printing a district's plan with 500 works: the PDF, and the map in one file.

python -m tests.benchmarks prints

The ground is the demo's sketch of the city, the works are generated (see `generate`), the 500 nearest to the middle.
"""

import os
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import pypdfium2
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser, Grant
from gis_app.db.session import session_scope
from gis_app.pages.prints.map_file import plan_as_map
from gis_app.pages.prints.pdf_file import ready_print
from gis_app.planning.parameters import read_selection
from gis_app.planning.printed import read_plan
from tests.benchmarks import generate
from tests.benchmarks.stage import ROOT, Stage, fresh_stage, table

T = TypeVar("T")
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
    # The first print of an installation also puts its fonts together.
    cost: dict[str, list[Cost]] = {"read": [], "map": [], "pdf": []}
    with Session(stage.engine) as session:
        for _ in range(RUNS):
            plan, read = _costed(partial(read_plan, session, selection, "ru", today))
            document, mapped = _costed(partial(plan_as_map, session, stage.settings, plan, selection, "ru", today))
            pdf, laid = _costed(lambda: ready_print(session, stage.settings, plan, selection, "ru", today).pdf())  # noqa: B023
            for name, one in (("read", read), ("map", mapped), ("pdf", laid)):
                cost[name].append(one)
    assert len(plan.works) == WORKS
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = len(opened)
    first = max(cost["pdf"])
    return [
        [f"{WORKS} works read", *_middle(cost["read"]), ""],
        ["PDF", *_middle(cost["pdf"]), f"{pages} pages, {len(pdf) / 1e6:.2f} MB"],
        ["the slowest PDF of all runs", *first.told(), ""],
        ["map in one file", *_middle(cost["map"]), f"{len(document) / 1e6:.2f} MB"],
    ]


class Cost(NamedTuple):
    """Seconds by the clock, of the processor here and in children; megabytes that the server has in the end."""

    wall_s: float
    server_s: float
    child_s: float
    rss_mb: float

    def told(self) -> list[str]:
        return [f"{self.wall_s:.1f} s", f"{self.server_s:.1f} s", f"{self.child_s:.1f} s", f"{self.rss_mb:.0f} MB"]


def _costed(call: Callable[[], T]) -> tuple[T, Cost]:
    began, before = time.perf_counter(), os.times()
    done = call()
    after = os.times()
    children = after.children_user + after.children_system - before.children_user - before.children_system
    own = after.user + after.system - before.user - before.system
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return done, Cost(time.perf_counter() - began, own, children, resident)


def _middle(costs: list[Cost]) -> list[str]:
    return sorted(costs)[len(costs) // 2].told()


def run() -> str:
    """Markdown: seconds and sizes."""
    with fresh_stage() as stage:
        for command, file in (("load-districts", "districts"), ("load-areas", "areas"), ("load-streets", "streets")):
            stage.command("etl", "--quiet", command, str(ROOT / "etl" / "demo" / "sketch" / f"{file}.geojson"))
        with session_scope(stage.engine) as session:
            generate.load(session, stage.settings, 2 * WORKS)
            session.execute(_KEEP, {"works": WORKS})
        return table(
            ["", "time", "server's processor", "child's processor", "server's memory", "size"], _measure(stage)
        )
