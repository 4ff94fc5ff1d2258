"""Loading: streets, houses, announcements (real files, where they lie beside the checkout) and a generated plan.

python -m tests.benchmarks loading
"""

import csv
import tempfile
from pathlib import Path

import numpy as np
import shapely
from sqlalchemy import text

from layers.work_types import read_vocabulary
from tests.benchmarks.generate import dates, places, shape_at
from tests.benchmarks.stage import DATA, Stage, fresh_stage, table

PLAN_ROWS = 20_000
RUNS = 3


def write_plan(path: Path, stage: Stage, rows: int, seed: int = 7) -> None:
    """A contractor's plan as CSV with given geometry (WKT), of the same works that the tile benchmark uses."""
    dice = np.random.default_rng(seed)
    types = read_vocabulary().types
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "type_code", "title", "wkt", "contractor", "start", "end"])
        for number, (lon, lat) in enumerate(places(rows, stage.settings, dice)):
            kind = types[int(dice.integers(0, len(types)))]
            shape = shapely.from_wkb(shape_at(kind.geometry, float(lon), float(lat), dice))
            start, end, *_ = dates(dice)
            contractor = f"ТОО «Демо-{int(dice.integers(1, 60))}»"
            writer.writerow([number, kind.code, f"Работа {number}", shapely.to_wkt(shape), contractor, start, end])


def _count(stage: Stage, table_name: str) -> int:
    with stage.engine.connect() as connection:
        found: int = connection.execute(text(f"SELECT count(*) FROM {table_name}")).scalar_one()
    return found


REGISTER = [
    ("load-districts", "districts.geojson", "districts"),
    ("load-streets", "roads_osm_2024-10.geojson.gz", "street_pieces"),
    ("load-houses", "house_points.csv", "houses"),
]


def run() -> str:
    """Markdown: rows per second of whole commands, tiles of the loading included; median of three fresh databases."""
    figures: dict[str, list[tuple[float, int]]] = {}
    plan_only: list[float] = []
    for _ in range(RUNS):
        with fresh_stage() as stage, tempfile.TemporaryDirectory() as folder:
            if DATA.exists():
                for command, file, counted in REGISTER:
                    seconds, _said = stage.command("etl", "--quiet", command, str(DATA / file))
                    figures.setdefault(f"`{command} {file}`", []).append((seconds, _count(stage, counted)))
                announcements = str(DATA / "announcements.csv")
                seconds, _said = stage.command(
                    "etl", "--quiet", "load-plan", announcements, "--source", "announcements"
                )
                figures.setdefault("`load-plan announcements.csv`", []).append((seconds, _count(stage, "plan_rows")))
            plan = Path(folder) / "plan.csv"
            write_plan(plan, stage, PLAN_ROWS)
            seconds, _said = stage.command("etl", "--quiet", "load-plan", str(plan), "--source", "generated")
            figures.setdefault(f"`load-plan` of {PLAN_ROWS:,} rows with geometry, tiles built", []).append(
                (seconds, PLAN_ROWS)
            )
            plan_only.append(_without_tiles(folder))
    figures[f"`load_plan` of {PLAN_ROWS:,} rows with geometry, without the tiles"] = [
        (seconds, PLAN_ROWS) for seconds in plan_only
    ]
    rows = []
    for name, runs in figures.items():
        seconds, count = sorted(runs)[len(runs) // 2]
        rows.append([name, f"{count:,}", f"{seconds:.1f}", f"{count / seconds:,.0f}"])
    note = (
        "" if DATA.exists() else "\n\nThe real files were not beside the checkout: only the generated plan was loaded."
    )
    return table(["what", "rows", "seconds", "rows/s"], rows) + note


def _without_tiles(folder: str) -> float:
    """Seconds of the function `load_plan` alone in an empty database."""
    import time

    from etl.load.plan import load_plan

    with fresh_stage() as stage:
        plan = Path(folder) / "plan.csv"
        began = time.perf_counter()
        load_plan(stage.engine, plan, "generated")
        return time.perf_counter() - began
