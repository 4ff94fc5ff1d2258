"""The worker's own care: jobs that a killed worker left behind are taken up again."""

from functools import lru_cache

from sqlalchemy import Engine

from gis_app.db.session import make_engine
from gis_app.jobs.queue import app
from gis_app.jobs.revival import revive_jobs
from gis_app.settings import get_settings


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=1)


@app.periodic(cron="* * * * *", periodic_id="jobs.revive")
@app.task(name="jobs.revive", queueing_lock="jobs.revive", pass_context=False)
def revive(timestamp: int | None = None) -> int:
    """Each minute; answers how many jobs. `timestamp` is given by the periodic run and not used."""
    with _engine().begin() as connection:
        return revive_jobs(connection)
