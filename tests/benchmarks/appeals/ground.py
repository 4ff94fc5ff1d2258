"""What the measurements of appeals share: a city with its register, 20,000 works with warranties, processor time."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from gis_app.appeals.linking import find_yards_of_works
from gis_app.appeals.load_topics import load_topics
from gis_app.appeals.situations.register import load_situations
from gis_app.db.session import session_scope
from gis_app.organisations.tasks import read_tasks
from tests.benchmarks import generate
from tests.benchmarks.stage import DATA, Stage

WORKS = 20_000
FEEDS = DATA.parent / "feeds"
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")

# Every accepted road, sidewalk and yard is guaranteed for three years by its contractor.
_WARRANTIES = """
INSERT INTO surface_protections (work_id, kind, from_day, to_day, rule, guarantor_id, geom)
SELECT w.id, 'warranty', w.actual_end, w.actual_end + 1095, 'benchmark', w.contractor_id,
       ST_Multi(ST_Transform(ST_Buffer(w.geom_m, 6), 4326))
  FROM works AS w
 WHERE w.state = 'accepted' AND w.contractor_id IS NOT NULL AND w.actual_end IS NOT NULL
   AND (w.type_code LIKE 'road_%' OR w.type_code IN ('sidewalk', 'yard'))
"""
# Who answers for what is asked everywhere: one invented body for each task.
_BODIES = """
WITH made AS (
    INSERT INTO organisations (name, name_key, is_public_body, is_training)
    SELECT 'Body for ' || task, 'body for ' || task, true, false FROM unnest(CAST(:tasks AS text[])) AS task
    RETURNING id, substr(name, 10) AS task
)
INSERT INTO service_areas (organisation_id, task_code, source) SELECT id, task, 'benchmark' FROM made
"""


def missing_data(*files: Path) -> str | None:
    """Why a measurement is skipped: the files that do not lie beside the checkout."""
    absent = [file.name for file in files if not file.exists()]
    return f"Skipped: {', '.join(absent)} not found beside the checkout." if absent else None


def lay_city(stage: Stage, works: int = WORKS) -> None:
    """Districts and streets (real ones where they lie beside the checkout), bodies, works with their warranties."""
    if DATA.exists():
        stage.command("etl", "--quiet", "load-districts", str(DATA / "districts.geojson"))
        stage.command("etl", "--quiet", "load-streets", str(DATA / "roads_osm_2024-10.geojson.gz"))
    with session_scope(stage.engine) as session:
        load_topics(session)
        load_situations(session)
        generate.load(session, stage.settings, works)
        session.execute(text("UPDATE works SET is_training = false"))
        session.execute(text(_WARRANTIES))
        session.execute(text(_BODIES), {"tasks": list(read_tasks())})
        session.execute(
            text(
                "UPDATE works SET district_id = d.id FROM districts AS d "
                "WHERE ST_Intersects(d.geom, ST_PointOnSurface(works.geom))"
            )
        )
        find_yards_of_works(session, session.scalars(text("SELECT id FROM works")).all())
        session.execute(text("DELETE FROM works_to_relink"))
    analyse(stage.engine)


def analyse(engine: Engine) -> None:
    """Statistics as autovacuum would have them by now."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def server_cpu_s(port: int) -> float:
    """Processor time of the server that was told this port, and of all processes that it has started."""
    parents, own = {}, {}
    roots = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        pid = int(folder.name)
        parents[pid], own[pid] = int(fields[1]), (int(fields[11]) + int(fields[12])) * _TICK_S
        if b"serve" in command and str(port).encode() in command:
            roots.append(pid)
    family = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(own[pid] for pid in family)


def database_cpu_s(engine: Engine) -> float:
    """Processor time that the connections of this database have taken so far; 0 where /proc does not tell."""
    with engine.connect() as connection:
        pids = connection.scalars(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")).all()
    total = 0.0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) * _TICK_S
    return total


def measured(engine: Engine, work: Callable[[], Any]) -> tuple[float, float, float, Any]:
    """Wall seconds, processor seconds of this process and of the database, and what `work` returned."""
    before = database_cpu_s(engine)
    began, cpu = time.perf_counter(), time.process_time()
    result = work()
    wall, own = time.perf_counter() - began, time.process_time() - cpu
    return wall, own, database_cpu_s(engine) - before, result


def load_average() -> str:
    """A line that says how busy the machine was."""
    return f"Load averages at the end: {', '.join(f'{one:.1f}' for one in os.getloadavg())} on {os.cpu_count()} cores."
