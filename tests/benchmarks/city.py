"""The city's pages, files and feeds, alone and for twenty people at once.

    python -m tests.benchmarks city

The city is that of the answers (`tests.benchmarks.residents_city`): 20,000 works, 400,000 appeals, 2,000 shut-offs.
Here two thirds of the works tell a budget, and each that is finished was so in the last two years. Asked are the links
that the pages themselves offer, mixed: years, districts and their lists, months, days, in three languages. wrk asks
over one connection ("alone") and over twenty without pauses, each for the next as soon as it has the last answer.
Servers, database and wrk share the machine. What is the same for everybody is kept by each server process for a minute;
"first" is the slowest of the first answers of a server that has just begun, one after another.
"""

import itertools
import random
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import text

from gis_app.db.session import session_scope
from tests.benchmarks.appeals.ground import WORKS, analyse, load_average
from tests.benchmarks.asking import ASKED_HEAD, asked_row
from tests.benchmarks.residents_city import APPEALS, OUTAGES, lay_residents_city
from tests.benchmarks.stage import Stage, fresh_stage, table
from tests.benchmarks.tiles import serving

PROCESSES = 2
USERS = 20
LANGUAGES = ("ru", "kk", "en")
HTML, ANY = "text/html", "*/*"
# How many different links of a kind are asked for in their first answers.
FIRST = 12
# Finished works are of the last two years, so that each month has some; no tile is to be built of this.
_LATELY = """
UPDATE works SET budget = CASE WHEN id % 3 > 0 THEN 1000000 + id * 1000 END,
       actual_end = CASE WHEN actual_end IS NULL THEN NULL ELSE CURRENT_DATE - CAST(id % 730 AS int) END,
       actual_start = CASE WHEN actual_end IS NULL THEN actual_start ELSE CURRENT_DATE - CAST(id % 730 AS int) - 30 END
"""


def run() -> str:
    """Every figure, as Markdown."""
    if shutil.which("wrk") is None:
        return "Not measured: wrk is not installed (apt-get install wrk)."
    with fresh_stage() as stage:
        lay(stage)
        asked = links(stage)
        with serving(stage, PROCESSES) as ours:
            first = table(["asked", "first, ms"], [[name, _first(ours, paths)] for name, (_, paths) in asked.items()])
            alone, together = (_figures(stage, ours, asked, users) for users in (1, USERS))
    said = f"{WORKS:,} works, {APPEALS:,} appeals, {OUTAGES:,} shut-offs; {PROCESSES} server processes."
    parts = [said, first, "Alone:", alone, f"{USERS} at once, without pauses:", together, load_average()]
    return "\n\n".join(parts)


def lay(stage: Stage) -> None:
    """The city of the answers, with budgets and works finished lately."""
    lay_residents_city(stage)
    with session_scope(stage.engine) as session:
        session.execute(text("ALTER TABLE works DISABLE TRIGGER USER"))
        session.execute(text(_LATELY))
        session.execute(text("ALTER TABLE works ENABLE TRIGGER USER"))
    analyse(stage.engine)


def links(stage: Stage) -> Mapping[str, tuple[str, Sequence[str]]]:
    """By kind: what is accepted, and the paths; the same in each run."""
    with stage.engine.connect() as connection:
        today: date = connection.execute(text("SELECT CURRENT_DATE")).scalar_one()
        districts = connection.scalars(text("SELECT DISTINCT district_id FROM works WHERE district_id > 0")).all()
    years = [str(year) for year in range(today.year - 4, today.year + 2)] + ["all"]
    months = _months(today)
    pages = {
        "/city": [f"/city?year={year}" for year in years],
        "/city/districts/{id}": [
            f"/city/districts/{id}?year={year}&when={when}&page={page}"
            for id, (year, when, page) in itertools.product(
                districts,
                (
                    *itertools.product(years[-3:], ("now", "planned", "unreported", "finished"), (1,)),
                    ("all", "finished", 2),
                    ("all", "finished", 3),
                ),
            )
        ],
        "/city/finished": [f"/city/finished?month={month:%Y-%m}" for month in months if month <= today],
        "/city/outages": [f"/city/outages?month={month:%Y-%m}" for month in months],
        "/city/outages, a district": [
            f"/city/outages?month={month:%Y-%m}&district={id}&kind={kind}"
            for month, id, kind in itertools.product(months[-3:], districts, ("", "heat", "gas"))
        ],
        "/city/outages, a day": [
            f"/city/outages?month={day:%Y-%m}&day={day}" for day in (today - timedelta(days=at) for at in range(150))
        ],
    }
    files = {
        "/city/figures.csv": [f"/city/figures.csv?year={year}" for year in years],
        "/city/works.csv, a district": [f"/city/works.csv?district={id}&year={years[-2]}" for id in districts],
        "/city/works.geojson, a district": [f"/city/works.geojson?district={id}&year={years[-2]}" for id in districts],
        "/city/works.csv, all years": ["/city/works.csv?year=all"],
        "/city/works.geojson, all years": ["/city/works.geojson?year=all"],
        "/city/outages.geojson": [f"/city/outages.geojson?month={month:%Y-%m}" for month in months],
        "/city/works.atom, a district": [f"/city/works.atom?district={id}" for id in districts],
        "/city/outages.atom": ["/city/outages.atom?"],
    }
    asked = {name: (HTML, paths) for name, paths in pages.items()} | {name: (ANY, one) for name, one in files.items()}
    return {name: (accept, _mixed(paths)) for name, (accept, paths) in asked.items()}


def _months(today: date) -> list[date]:
    """First days of the last six months, of this one, and of the next."""
    month = today.year * 12 + today.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(month - 6, month + 2)]


def _mixed(paths: Sequence[str]) -> list[str]:
    """Each in three languages, in a mixed order."""
    every = [f"{path}&lang={lang}" for path in paths for lang in LANGUAGES]
    return random.Random(1).sample(every, len(every))


def _first(address: str, paths: Sequence[str]) -> str:
    """The slowest of the first answers, in milliseconds."""
    taken = [
        float(
            subprocess.run(
                ["curl", "-sf", "-o", "/dev/null", "-w", "%{time_total}", address + path],
                capture_output=True, text=True, check=True,
            ).stdout
        )
        for path in paths[:FIRST]
    ]  # fmt: skip
    return f"{1000 * max(taken):.0f}"


def _figures(stage: Stage, address: str, asked: Mapping[str, tuple[str, Sequence[str]]], users: int) -> str:
    rows = [asked_row(stage, address, name, paths, accept, users) for name, (accept, paths) in asked.items()]
    return table(ASKED_HEAD, rows)
