"""Loading 200,000 works from CSV with geometry, beside `ogr2ogr` and `geopandas.to_postgis` on the same rows.

python -m tests.benchmarks bulk_load

The other two only copy: one table, one spatial index, no check of a row, no identity, no history. `load_plan` reads,
classifies, checks and identifies every row, keeps the row as received, writes the work with three geometries and two
spatial indexes, a schedule version, and notes the tiles it touches. Building those tiles is left to the worker.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine, make_url

from etl.load.plan import load_plan
from tests.benchmarks.loading import write_plan
from tests.benchmarks.stage import Stage, fresh_stage, table

ROWS = 200_000


def _ours(stage: Stage, plan: Path) -> None:
    report = load_plan(stage.engine, plan, "generated", settings=stage.settings)
    assert report.outcomes["new"] > 0.99 * ROWS, report


def _ogr2ogr(stage: Stage, plan: Path) -> None:
    url = make_url(str(stage.settings.database_url))
    host = url.query.get("host") or url.host
    target = f"PG:dbname={url.database} user={url.username} host={host}"
    options = ["-nln", "plain_ogr", "-a_srs", "EPSG:4326", "-nlt", "GEOMETRY", "-lco", "GEOMETRY_NAME=geom", "-q"]
    opening = ["-oo", "GEOM_POSSIBLE_NAMES=wkt", "-oo", "KEEP_GEOM_COLUMNS=NO"]
    subprocess.run(
        ["ogr2ogr", "-f", "PostgreSQL", target, str(plan), *opening, *options],
        check=True,
        env={**os.environ, "PG_USE_COPY": "YES"},
    )


def _geopandas(stage: Stage, plan: Path) -> None:
    import geopandas
    import pandas
    import shapely

    frame = pandas.read_csv(plan)
    shapes = shapely.from_wkt(frame.pop("wkt").to_numpy())
    engine = create_engine(stage.engine.url)
    geopandas.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326").to_postgis("plain_geopandas", engine)
    engine.dispose()


def run() -> str:
    """Markdown: rows per second and the ratio to ours, each in a database of its own."""
    contenders: list[tuple[str, Callable[[Stage, Path], None]]] = [("`load_plan`", _ours)]
    if shutil.which("ogr2ogr"):
        contenders.append(("`ogr2ogr` with COPY", _ogr2ogr))
    contenders.append(("`geopandas.to_postgis`", _geopandas))
    rows: list[list[str]] = []
    ours = 0.0
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.csv"
        with fresh_stage() as stage:
            write_plan(plan, stage, ROWS)
        for name, load in contenders:
            with fresh_stage() as stage:
                began, cpu = time.perf_counter(), time.process_time()
                load(stage, plan)
                seconds, own_cpu = time.perf_counter() - began, time.process_time() - cpu
            ours = ours or seconds
            rows.append(
                [
                    name,
                    f"{ROWS:,}",
                    f"{seconds:.1f}",
                    f"{ROWS / seconds:,.0f}",
                    f"{ours / seconds:.1f}",
                    f"{own_cpu:.1f}",
                ]
            )
    header = ["what", "rows", "seconds", "rows/s", "times as fast as ours", "of these in Python, s of processor"]
    load_average = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    missing = "" if shutil.which("ogr2ogr") else "\n\n`ogr2ogr` is not installed here and was not measured."
    return f"{table(header, rows)}\n\nLoad averages at the end: {load_average} on {os.cpu_count()} cores.{missing}"
