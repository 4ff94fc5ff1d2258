"""Jobs of shut-offs: telling those whose works lie under them."""

from functools import lru_cache

from sqlalchemy import Engine

from gis_app.db.session import make_engine, session_scope
from gis_app.dependencies import city_today
from gis_app.jobs.queue import app
from gis_app.outages.telling import TELL_TASK, tell_over_works
from gis_app.settings import get_settings


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=1)


@app.task(name=TELL_TASK, pass_context=False, retry=3)
def tell(outages: list[int], by: int | None = None) -> int:
    """Tell of the shut-offs with these ids; how many were told."""
    with session_scope(_engine()) as session:
        return tell_over_works(session, outages, city_today(get_settings()), by)
