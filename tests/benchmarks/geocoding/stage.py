"""The register of the evaluation: loaded once by the ordinary commands, kept by the content of what makes it."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from gis_app.db.embedded import private_cluster
from gis_app.db.migrate import migrate
from gis_app.db.session import make_engine
from gis_app.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "data"
CITY = SHARED / "almaty"
LOADINGS = (
    ("load-districts", "districts.geojson"),
    ("load-streets", "roads_osm_2024-10.geojson.gz"),
    ("load-houses", "house_points.csv"),
    ("load-renames", "renamed_streets.csv"),
    ("load-landmarks", "parks.csv"),
)
_CODE = (
    "etl/**/*.py",
    "gis_app/db/**/*.py",
    "gis_app/db/**/*.sql",
    "gis_app/geocoding/models.py",
    "gis_app/geocoding/blocks.py",
    "gis_app/geocoding/normalize.py",
)

_PRESENT = text("SELECT datname FROM pg_database WHERE datname LIKE 'geocoding\\_%'")
_UNUSED = text(
    "SELECT datname FROM pg_database d WHERE (datname LIKE 'geocoding\\_%' OR datname = 'loading_geocoding')"
    " AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname)"
)


def missing_data() -> str | None:
    """Why the evaluation cannot run here, or None."""
    for _, name in LOADINGS:
        if not (CITY / name).exists():
            return f"{CITY / name} is not there; the evaluation needs the shared data beside the checkout"
    return None


def content_name() -> str:
    """A database name that changes when the data or the code that loads it changes."""
    digest = hashlib.sha256()
    for _, name in LOADINGS:
        digest.update((CITY / name).read_bytes())
    for pattern in _CODE:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return f"geocoding_{digest.hexdigest()[:12]}"


@contextmanager
def loaded_register() -> Iterator[tuple[Settings, dict[str, float]]]:
    """Settings of a database that holds the register, and the seconds each loading took when it was made.

    The database stays for the next run; those of other contents are dropped.
    """
    with private_cluster(Settings(cluster="bench")) as cluster:
        administrator = create_engine(
            cluster.url("postgres").replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
        )
        name = content_name()
        note = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "gis_app" / f"{name}.json"
        settings = Settings(cluster="bench", database_url=cluster.url(name))
        with administrator.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(hashtext('loading_geocoding'))"))  # until it is closed
            if name not in set(connection.execute(_PRESENT).scalars()) or not note.exists():
                for old in list(connection.execute(_UNUSED).scalars()):
                    connection.execute(text(f"DROP DATABASE {old}"))
                connection.execute(text("CREATE DATABASE loading_geocoding TEMPLATE with_postgis"))
                took = _load(Settings(cluster="bench", database_url=cluster.url("loading_geocoding")))
                connection.execute(text(f"ALTER DATABASE loading_geocoding RENAME TO {name}"))
                note.parent.mkdir(parents=True, exist_ok=True)
                note.write_text(json.dumps(took))
        administrator.dispose()
        yield settings, json.loads(note.read_text())


def _load(settings: Settings) -> dict[str, float]:
    engine = make_engine(settings)
    migrate(engine, settings)
    engine.dispose()
    environment = {**os.environ, "GIS_APP_DATABASE_URL": str(settings.database_url), "PYTHONPATH": str(ROOT)}
    took: dict[str, float] = {}
    for command, name in LOADINGS:
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "etl", "--quiet", command, str(CITY / name)],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{command} failed: {done.stderr[-2000:]}")
        took[command] = round(time.perf_counter() - began, 1)
    return took
