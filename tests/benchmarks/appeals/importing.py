"""37,390 real requests of another city as an import: registered, routed, linked, with their deadlines.

python -m tests.benchmarks appeals_import

The transform: the middle of Boston (71.087 W, 42.325 N) comes to lie on the middle of Almaty (76.915 E, 43.245 N) and
distances in metres are kept; what then lies outside of the city's bounds is mirrored back inside at the edge. Days move
by 522 weeks, from 2015 into 2025, so that they meet the generated works; the clock stands at 1 July 2026.
"""

import csv
import gzip
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import cos, radians
from pathlib import Path
from statistics import median

import yaml
from sqlalchemy import text

from etl.appeal_report import AppealReport
from etl.appeal_source import parse_appeal_source
from etl.load.appeals import load_appeals
from gis_app.settings import Settings
from tests.benchmarks.appeals.ground import FEEDS, WORKS, lay_city, load_average, measured, missing_data
from tests.benchmarks.stage import Stage, fresh_stage, table

FILE = FEEDS / "boston_311_2015_city_works.csv.gz"
DECLARATION = Path(__file__).with_name("boston_311.yaml")
NOW = datetime(2026, 7, 1, 7, tzinfo=UTC)
FROM, TO = (-71.087, 42.325), (76.915, 43.245)
MOVED_BY = timedelta(weeks=522)
RUNS = 3
_FORM = "%m/%d/%Y %I:%M:%S %p"


def moved_point(lon: float, lat: float, bounds: Sequence[float]) -> tuple[float, float]:
    """A place of Boston as one of this city."""
    west, south, east, north = bounds
    x = TO[0] + (lon - FROM[0]) * cos(radians(FROM[1])) / cos(radians(TO[1]))
    y = TO[1] + lat - FROM[1]
    return _mirrored(x, west, east), _mirrored(y, south, north)


def _mirrored(value: float, least: float, most: float) -> float:
    if value < least:
        return 2 * least - value
    return 2 * most - value if value > most else value


def moved_rows(settings: Settings) -> Iterator[dict[str, str]]:
    """The rows of the file with their places and instants moved."""
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lon, lat = moved_point(float(row["LONGITUDE"]), float(row["LATITUDE"]), settings.bounds)
            instants = {
                name: (datetime.strptime(row[name], _FORM) + MOVED_BY).strftime(_FORM)
                for name in ("OPEN_DT", "CLOSED_DT")
                if row[name]
            }
            yield row | instants | {"LONGITUDE": f"{lon:.6f}", "LATITUDE": f"{lat:.6f}"}


def write_moved(path: Path, settings: Settings) -> int:
    """The moved file; the number of its rows."""
    rows = list(moved_rows(settings))
    with gzip.open(path, "wt", encoding="utf-8", newline="", compresslevel=1) as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def load_moved(stage: Stage, path: Path) -> AppealReport:
    """Load the moved file as the command does."""
    source = parse_appeal_source(yaml.safe_load(DECLARATION.read_text(encoding="utf-8")), DECLARATION.name)
    return load_appeals(stage.engine, path, source=source, settings=stage.settings, now=NOW)


# What happened is only ever added to, but for a measurement that begins again.
_ADDED_TO = ("appeal_events", "appeal_deadlines", "appeal_answers")


def _empty(stage: Stage) -> None:
    with stage.engine.begin() as connection:
        for state in ("DISABLE", "ENABLE"):
            for name in _ADDED_TO:
                connection.execute(text(f"ALTER TABLE {name} {state} TRIGGER USER"))
            if state == "DISABLE":
                connection.execute(text("TRUNCATE appeals CASCADE"))


def run() -> str:
    """Markdown: appeals per second, whole command function and again (all known)."""
    reason = missing_data(FILE)
    if reason:
        return reason
    with tempfile.TemporaryDirectory() as folder, fresh_stage() as stage:
        path = Path(folder) / "moved.csv.gz"
        number = write_moved(path, stage.settings)
        lay_city(stage)
        runs = []
        for _ in range(RUNS):
            _empty(stage)
            runs.append(measured(stage.engine, lambda: load_moved(stage, path)))
        again = measured(stage.engine, lambda: load_moved(stage, path))
        with stage.engine.connect() as connection:
            told = connection.execute(
                text(
                    "SELECT (SELECT count(*) FROM appeals), (SELECT count(*) FROM appeal_links), "
                    "(SELECT count(DISTINCT appeal_id) FROM appeal_links), "
                    "(SELECT count(*) FROM appeals WHERE body_id IS NOT NULL), "
                    "(SELECT count(*) FROM appeal_deadlines), (SELECT count(*) FROM appeals WHERE situation = "
                    "'surface_in_warranty')"
                )
            ).one()
    assert told[0] > 0.99 * number, runs[0][3]
    rows = []
    for name, taken in (("first time (median)", runs), ("again: all known", [again])):
        wall, own, database = (median(one[at] for one in taken) for at in range(3))
        rows.append([name, f"{number:,}", f"{wall:.1f}", f"{number / wall:,.0f}", f"{own:.1f}", f"{database:.1f}"])
    header = [
        "`load_appeals`",
        "appeals",
        "seconds",
        "appeals/s",
        "of these in Python, s of processor",
        "in PostgreSQL",
    ]
    each = ", ".join(f"{number / one[0]:,.0f}" for one in runs)
    return (
        f"{table(header, rows)}\n\nWith {WORKS:,} works; appeals/s of each run: {each}. {told[1]:,} links of "
        f"{told[2]:,} appeals; a body was named for {told[3]:,}, {told[5]:,} went to the guarantor of a surface; "
        f"{told[4]:,} deadlines. Reading the packed file, all checks, events and the commit are included. "
        f"{load_average()}"
    )
