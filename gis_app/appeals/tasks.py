"""Jobs of appeals: works that changed are linked anew, and open appeals look at the works from each new day."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from sqlalchemy import Engine, text

from gis_app.appeals.appeal_photos import forget_loose_photos
from gis_app.appeals.cells import publish_cells
from gis_app.appeals.linking import link_appeals, relink_noted
from gis_app.appeals.news import ask_after_outages, tell_all_noted
from gis_app.appeals.standings import tell_of_due
from gis_app.appeals.transitions import OPEN
from gis_app.db.session import make_engine, session_scope
from gis_app.dependencies import city_today
from gis_app.jobs.queue import app
from gis_app.settings import get_settings
from gis_app.works.facts import RELINK_TASK


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=2)


# Each minute for what loaders have changed; a page's change defers it at once.
@app.periodic(cron="* * * * *", periodic_id=RELINK_TASK)
@app.task(name=RELINK_TASK, queueing_lock=RELINK_TASK, pass_context=False, retry=3)
def relink(timestamp: int | None = None) -> int:
    """Link anew the appeals about changed works and shut-offs; how many appeals. `timestamp` is of the periodic run."""
    appeals = 0
    while True:
        # Told first: a work that moved away may explain its appeals no more.
        tell_all_noted(_engine(), get_settings())
        with session_scope(_engine()) as session:
            done = relink_noted(session, today=city_today(get_settings()))
        if done is None:
            return appeals
        appeals += done.appeals


# Each hour: the city's midnight falls into one of them. What is planned today is going on tomorrow.
@app.periodic(cron="9 * * * *", periodic_id="appeals.relink_open")
@app.task(name="appeals.relink_open", queueing_lock="appeals.relink_open", pass_context=False)
def relink_open(timestamp: int | None = None) -> int:
    """Link all open appeals anew as of today; how many."""
    tell_all_noted(_engine(), get_settings())
    with session_scope(_engine()) as session:
        statement = text("SELECT id FROM appeals WHERE status = ANY(:open) AND geom IS NOT NULL ORDER BY id")
        ids = session.scalars(statement, {"open": sorted(OPEN)}).all()
        return link_appeals(session, ids, today=city_today(get_settings())).appeals


# Each hour, as it is some hour's morning in the city; each appeal is told of once for each due day.
@app.periodic(cron="24 * * * *", periodic_id="appeals.terms")
@app.task(name="appeals.terms", queueing_lock="appeals.terms", pass_context=False)
def terms(timestamp: int | None = None) -> int:
    """Tell of appeals that are due soon or overdue, and ask after shut-offs that are over; how many were told."""
    settings = get_settings()
    today, now = city_today(settings), datetime.now(UTC)
    with session_scope(_engine()) as session:
        told = tell_of_due(session, today, settings)
        return told + ask_after_outages(session, settings, today=today, at=now).events


# Each night: who chose photos for an appeal and went away wants them kept by nobody.
@app.periodic(cron="41 3 * * *", periodic_id="appeals.forget_photos")
@app.task(name="appeals.forget_photos", queueing_lock="appeals.forget_photos", pass_context=False)
def forget_photos(timestamp: int | None = None) -> int:
    """Delete photos that were not sent within a day; how many."""
    with session_scope(_engine()) as session:
        return forget_loose_photos(session, datetime.now(UTC) - timedelta(days=1))


# Once a month, when the month before is over everywhere: more often would let a new appeal be watched arriving.
@app.periodic(cron="40 3 2 * *", periodic_id="appeals.publish_cells")
@app.task(name="appeals.publish_cells", queueing_lock="appeals.publish_cells", pass_context=False)
def publish(timestamp: int | None = None) -> int:
    """Publish the counts of appeals of all months that are over; how many rows."""
    settings = get_settings()
    with session_scope(_engine()) as session:
        return publish_cells(session, settings, today=city_today(settings))
