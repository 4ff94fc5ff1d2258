"""The two registers, without works: the demo's sketch, and the real city where its data lie beside the checkout."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from etl.demo.houses import SKETCH, write_houses
from gis_app.db.session import make_engine, session_scope
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.benchmarks.geocoding.stage import loaded_register, missing_data
from tests.benchmarks.stage import fresh_stage

_SKETCH = (
    ("load-districts", SKETCH / "districts.geojson"),
    ("load-streets", SKETCH / "streets.geojson"),
    ("load-areas", SKETCH / "areas.geojson"),
    ("load-landmarks", SKETCH / "landmarks.csv"),
)


def missing(register: str) -> str | None:
    """Why a register cannot be asked here, or None."""
    return missing_data() if register == "city" else None


@contextmanager
def opened_register(register: str) -> Iterator[tuple[Engine, Settings]]:
    """An engine on a database with the register."""
    if register == "city":
        with loaded_register() as (settings, _):
            engine = make_engine(settings)
            with session_scope(engine) as session:
                load_work_types(session)
            yield engine, settings
            engine.dispose()
        return
    with fresh_stage() as stage:
        with TemporaryDirectory() as folder:
            houses = Path(folder) / "houses.csv"
            write_houses(houses)
            for command, file in (*_SKETCH, ("load-houses", houses)):
                stage.command("etl", "--quiet", command, str(file))
        yield stage.engine, stage.settings
