"""The planner's dashboard and table with 200,000 works, for ten planners at once who never pause.

    python -m tests.benchmarks planning

The works are those of `tests.benchmarks.generate`, in eight districts of equal size, with budgets; one in fifty has
no place. Eight planners have a district each, two have two. wrk asks over ten connections, each for the next page as
soon as it has the last one, compressed: the dashboard, then the table in many orders and with many filters, then both
mixed, and mixed once more while somebody changes a work every two seconds (each change makes the servers forget what
they counted). The timeline is asked for by its streets and by its contractors. At the end planners who read each page
for a second, with the same changes beside them.
Server (two processes), database and wrk share the machine. Exports are written to a file once each.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import text

from gis_app.accounts.models import GrantRow
from gis_app.accounts.sessions import open_session
from gis_app.db.session import session_scope
from tests.benchmarks import generate
from tests.benchmarks.stage import ROOT, Stage, fresh_stage, table
from tests.benchmarks.tiles import serving
from tests.people import add_user

WORKS = 200_000
PLANNERS = 10
SECONDS = 20
PROCESSES = 2
DASHBOARD = ("/planner?lang=ru", "/planner?lang=kk")
TABLE = (
    "/planner/works?lang=ru",
    "/planner/works?lang=kk&page=7",
    "/planner/works?lang=ru&status=overdue",
    "/planner/works?lang=ru&status=unreported&sort=start",
    "/planner/works?lang=ru&state=finished&sort=-budget",
    "/planner/works?lang=en&ends_within=14&sort=end",
    "/planner/works?lang=ru&type=yard&sort=contractor",
    "/planner/works?lang=kk&state=planned&state=scheduled&sort=type",
    "/planner/works?lang=ru&without=place",
    "/planner/works?lang=ru&from=2026-06-01&to=2026-08-31",
)
SPREAD = """
INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom)
SELECT n, 'Район ' || n, 'Аудан ' || n, 'District ' || n, 'generated',
       ST_Multi(ST_MakeEnvelope(76.7 + n * 0.05, 43.0, 76.75 + n * 0.05, 43.5, 4326))
FROM generate_series(1, 8) AS n;
UPDATE works SET district_id = 1 + id % 8, budget = 1000 * (id % 90000),
    geom = CASE WHEN id % 50 = 0 THEN NULL ELSE geom END;
"""
TIMELINE = ("/planner/timeline?lang=ru", "/planner/timeline?lang=kk&by=contractor")
WRK = """
local asked = {{ {asked} }}
local number = 0
request = function()
    number = number % #asked + 1
    local cookie = "session=" .. asked[number][2]
    return wrk.format("GET", asked[number][1], {{ ["Cookie"] = cookie, ["Accept"] = "text/html",
        ["Accept-Encoding"] = "gzip" }})
end
if {pause_ms} > 0 then delay = function() return {pause_ms} end end
done = function(summary, latency, requests)
    io.write(string.format("FIGURES %f %f %f %f %d %d\\n", latency:percentile(50) / 1000, latency:percentile(95) / 1000,
        latency.max / 1000, summary.requests / (summary.duration / 1e6), summary.requests,
        summary.errors.status + summary.errors.timeout + summary.errors.read))
end
"""
EXPORT = """
import resource, sys, time
from datetime import date
from pathlib import Path
from gis_app.db.session import make_engine, session_scope
from gis_app.planning.export_rows import export_rows
from gis_app.planning.exports import write_csv, write_gpkg, write_xlsx
from gis_app.planning.exports import COLUMNS
from gis_app.planning.scope import Scope
from gis_app.planning.selection import Selection
from gis_app.settings import Settings
form, path = sys.argv[1], Path(sys.argv[2])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.perf_counter()
with session_scope(make_engine(Settings())) as session:
    rows = export_rows(session, Selection(Scope(None)), "ru", date(2026, 7, 1), with_shapes=form == "gpkg")
    if form == "xlsx":
        write_xlsx(rows, path, heads=COLUMNS, sheet="a", about_sheet="b", about=lambda n: [], words=lambda _, v: v)
    else:
        {"csv": write_csv, "gpkg": write_gpkg}[form](rows, path)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(time.perf_counter() - began, path.stat().st_size, (after - before) / 1024)
"""


def run() -> str:
    """Every figure, as Markdown."""
    if shutil.which("wrk") is None:
        return "Not measured: wrk is not installed (apt-get install wrk)."
    with fresh_stage() as stage:
        _fill(stage)
        tokens = _planners(stage)
        pages = _pages(stage, tokens)
        exports = _exports(stage)
    return f"{WORKS:,} works, {PLANNERS} planners at once, {SECONDS} s each:\n\n{pages}\n\n{exports}"


def _fill(stage: Stage) -> None:
    with session_scope(stage.engine) as session:
        generate.load(session, stage.settings, WORKS)
    with session_scope(stage.engine) as session:
        session.execute(text("ALTER TABLE works DISABLE TRIGGER USER"))
        for statement in SPREAD.split(";\n"):
            if statement.strip():
                session.execute(text(statement))
        session.execute(text("ALTER TABLE works ENABLE TRIGGER USER"))
    with stage.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (FULL, ANALYZE) works"))
        connection.execute(text("VACUUM works"))  # an index alone answers only where the visibility map says so


def _planners(stage: Stage) -> list[str]:
    tokens = []
    with session_scope(stage.engine) as session:
        for number in range(PLANNERS):
            user = add_user(session, "planner", district_id=1 + number % 8)
            if number >= 8:
                session.add(GrantRow(user_id=user.id, role="planner", district_id=5))
            session.flush()
            tokens.append(open_session(session, stage.settings, user, "benchmark"))
    return tokens


def _pages(stage: Stage, tokens: list[str]) -> str:
    rows = []
    with serving(stage, PROCESSES) as address:
        for name, paths, is_changed in (
            ("dashboard", DASHBOARD, False),
            ("table", TABLE, False),
            ("both", DASHBOARD * 3 + TABLE, False),
            ("both, with changes", DASHBOARD * 3 + TABLE, True),
            ("timeline", TIMELINE, False),
            ("dashboard, each read for a second", DASHBOARD, True),
            ("table, each read for a second", TABLE, True),
        ):
            asked = [(path, token) for path in paths for token in tokens]
            random.Random(1).shuffle(asked)
            _ask(address, asked, 3)  # warm
            with _changing(stage) if is_changed else nullcontext():
                figures = _ask(address, asked, SECONDS, pause_ms=1000 if "read" in name else 0)
            rows.append([name, *figures])
    return table(["pages", "median, ms", "p95, ms", "slowest, ms", "pages/s", "asked", "errors"], rows)


@contextmanager
def _changing(stage: Stage) -> Iterator[None]:
    """A work gets another budget every two seconds."""
    is_over = threading.Event()

    def change() -> None:
        number = 0
        while not is_over.wait(2):
            number += 1
            with session_scope(stage.engine) as session:
                session.execute(text("UPDATE works SET budget = budget + 1 WHERE id = :id"), {"id": number * 997})

    writer = threading.Thread(target=change)
    writer.start()
    try:
        yield
    finally:
        is_over.set()
        writer.join()


def _ask(address: str, asked: list[tuple[str, str]], seconds: int, pause_ms: int = 0) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "planning.lua"
        listed = ", ".join(f'{{"{path}", "{token}"}}' for path, token in asked)
        script.write_text(WRK.format(asked=listed, pause_ms=pause_ms), encoding="utf-8")
        done = subprocess.run(
            ["wrk", "-t1", f"-c{PLANNERS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), address],
            capture_output=True,
            text=True,
            check=True,
        )
    line = next(line for line in done.stdout.splitlines() if line.startswith("FIGURES"))
    median, p95, slowest, rate, count, errors = line.split()[1:]
    return [f"{float(median):.0f}", f"{float(p95):.0f}", f"{float(slowest):.0f}", f"{float(rate):.0f}", count, errors]


def _exports(stage: Stage) -> str:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for form in ("csv", "gpkg", "xlsx"):
            done = subprocess.run(
                [sys.executable, "-c", EXPORT, form, str(Path(folder) / f"works.{form}")],
                cwd=ROOT,
                env=stage.environment,
                capture_output=True,
                text=True,
                check=True,
            )
            seconds, size, grown = (float(part) for part in done.stdout.split())
            rows.append([form, f"{seconds:.1f}", f"{size / 1e6:.1f}", f"{grown:.0f}"])
    return table(["export of all works", "seconds", "MB", "memory grown by, MB"], rows)
