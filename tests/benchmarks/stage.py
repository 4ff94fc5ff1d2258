"""What every benchmark needs: a fresh database of its own, commands run and timed, medians."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, create_engine, text

from gis_app.db.embedded import private_cluster
from gis_app.db.migrate import migrate
from gis_app.db.session import make_engine, session_scope
from gis_app.settings import Settings
from gis_app.works.types import load_work_types

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "almaty"


@dataclass(frozen=True)
class Stage:
    """An empty, migrated database and the settings that lead to it."""

    settings: Settings
    engine: Engine

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a command that shall work on this database."""
        return {**os.environ, "GIS_APP_DATABASE_URL": str(self.settings.database_url), "PYTHONPATH": str(ROOT)}

    def command(self, *arguments: str) -> tuple[float, str]:
        """Run ``python -m …`` to its end; wall seconds (start of Python included) and what it printed."""
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - began
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr[-2000:]}")
        return seconds, done.stdout


@contextmanager
def fresh_stage() -> Iterator[Stage]:
    """A database of this benchmark's own in the cluster `bench` (durable, as a deployment's), dropped at the end."""
    with private_cluster(Settings(cluster="bench")) as cluster:
        name = f"bench_{uuid4().hex[:8]}"
        administrator = create_engine(
            cluster.url("postgres", "postgres").replace("postgresql://", "postgresql+psycopg://"),
            isolation_level="AUTOCOMMIT",
        )
        with administrator.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} OWNER gis_app TEMPLATE with_postgis"))
        settings = Settings(cluster="bench", database_url=cluster.url(name))
        engine = make_engine(settings)
        migrate(engine, settings)
        with session_scope(engine) as session:
            load_work_types(session)
        try:
            yield Stage(settings, engine)
        finally:
            engine.dispose()
            with administrator.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
            administrator.dispose()


def median_of(runs: int, measure: Callable[[], float]) -> float:
    """The median of several runs of `measure`, which returns a figure."""
    return statistics.median(measure() for _ in range(runs))


def table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "|" + "--|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
