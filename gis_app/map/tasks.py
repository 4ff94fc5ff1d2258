"""The job that builds noted tiles and finds the streets of noted works.

A writer defers it by name in its own transaction; the worker's queue runs it.
"""

from functools import lru_cache

from sqlalchemy import Engine

from gis_app.db.session import make_engine
from gis_app.jobs.queue import app
from gis_app.map.building import drain
from gis_app.settings import get_settings
from gis_app.works.streets import place_on_streets


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=5)


# Each minute too, so that a change made outside the program (psql, an import by hand) shows without anybody's help.
@app.periodic(cron="* * * * *", periodic_id="map.drain_tiles")
@app.task(name="map.drain_tiles", queue="tiles", queueing_lock="map.drain_tiles", pass_context=False)
def drain_tiles(timestamp: int | None = None) -> int:
    """Build every noted tile; answers how many. `timestamp` is given by the periodic run and not used."""
    built = drain(_engine()).tiles
    place_on_streets(_engine())
    return built
