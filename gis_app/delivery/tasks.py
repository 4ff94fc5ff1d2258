"""The job that sends what waits. Whoever puts a message into the outbox defers it; each minute it looks for retries."""

from functools import lru_cache

from sqlalchemy import Engine

from gis_app.db.session import make_engine
from gis_app.delivery.outbox import SEND_QUEUE, SEND_TASK
from gis_app.delivery.sending import send_waiting
from gis_app.jobs.queue import app
from gis_app.settings import get_settings


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=2)


@app.periodic(cron="* * * * *", periodic_id=SEND_TASK)
@app.task(name=SEND_TASK, queue=SEND_QUEUE, queueing_lock=SEND_TASK, pass_context=False)
def send(timestamp: int | None = None) -> int:
    """Send every message that is due; answers how many. `timestamp` is given by the periodic run and not used."""
    return send_waiting(_engine(), get_settings())
