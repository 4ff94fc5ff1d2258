"""Jobs of rasters. The server queues them by name, in the transaction that stores what they work on."""

from functools import lru_cache

from sqlalchemy import Engine

from gis_app.db.session import make_engine
from gis_app.jobs.queue import app
from gis_app.rasters.files import remove
from gis_app.rasters.receiving import PREPARE_TASK, QUEUE, REMOVE_TASK
from gis_app.rasters.taking import sweep_files, take_raster
from gis_app.settings import get_settings


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=1)


@app.task(name=PREPARE_TASK, queue=QUEUE, pass_context=False, retry=2)
def prepare(raster_id: int) -> str:
    """Prepare a raster; its state afterwards."""
    return take_raster(_engine(), get_settings(), raster_id)


@app.task(name=REMOVE_TASK, queue=QUEUE, pass_context=False, retry=3)
def remove_files(key: str) -> None:
    """Remove the files of a raster whose row is gone."""
    remove(get_settings(), key)


@app.periodic(cron="17 3 * * *", periodic_id="rasters.sweep")
@app.task(name="rasters.sweep", queue=QUEUE, queueing_lock="rasters.sweep", pass_context=False)
def sweep(timestamp: int | None = None) -> int:
    """Each night; answers how many files. `timestamp` is given by the periodic run and not used."""
    return sweep_files(_engine(), get_settings())
