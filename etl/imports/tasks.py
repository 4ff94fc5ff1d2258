"""The worker's jobs for uploads. The server queues them by name, in the transaction that stores what they work on."""

from functools import lru_cache

from sqlalchemy import Engine

from etl.imports.accept import accept_upload
from etl.imports.check import check_upload
from etl.imports.outage_file import take_file
from gis_app.db.session import make_engine
from gis_app.jobs.queue import app
from gis_app.outages import files as outage_files
from gis_app.settings import get_settings
from gis_app.works.imports.uploads import ACCEPT_TASK, CHECK_QUEUE, CHECK_TASK


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=5)


@app.task(name=CHECK_TASK, queue=CHECK_QUEUE, pass_context=False, retry=3)
def check(upload_id: int) -> str:
    """Read and judge an upload; its state afterwards."""
    return check_upload(_engine(), get_settings(), upload_id)


@app.task(name=ACCEPT_TASK, pass_context=False, retry=3)
def accept(upload_id: int) -> str:
    """Write the works of an accepted upload; its state afterwards."""
    return accept_upload(_engine(), upload_id, settings=get_settings())


@app.task(name=outage_files.CHECK_TASK, queue=outage_files.QUEUE, pass_context=False, retry=3)
def check_outage_file(file_id: int) -> str:
    """Read and locate a file of notices; its state afterwards."""
    return take_file(_engine(), get_settings(), file_id)


@app.task(name=outage_files.PUBLISH_TASK, queue=outage_files.QUEUE, pass_context=False, retry=3)
def publish_outage_file(file_id: int) -> str:
    """Publish the good rows of a file of notices; its state afterwards."""
    return take_file(_engine(), get_settings(), file_id)
