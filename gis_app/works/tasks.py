"""Jobs of works: a decided text's works are placed anew, and what the calendar changes is written down."""

from functools import lru_cache

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from gis_app.db.session import make_engine, session_scope
from gis_app.dependencies import city_today
from gis_app.errors import NotFoundError
from gis_app.geocoding.holder import load_geocoder
from gis_app.geocoding.load_decisions import load_decisions
from gis_app.geocoding.review import RELOCATE_TASK
from gis_app.geocoding.review_models import ReviewDecision
from gis_app.jobs.queue import app, defer
from gis_app.settings import Settings, get_settings
from gis_app.works.calendar_changes import advance
from gis_app.works.extensions.reminders import remind
from gis_app.works.facts import TILES_TASK as TILES_TASK
from gis_app.works.relocation import Relocation, relocate_decided
from gis_app.works.relocation_telling import tell_of_places


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=2)


@app.task(name=RELOCATE_TASK, pass_context=False, retry=3)
def relocate(decision_id: int) -> int:
    """Place the works concerned by a decision; answers how many changed. Safe to repeat."""
    with session_scope(_engine()) as session:
        return len(carry_out(session, get_settings(), decision_id).changes)


def carry_out(session: Session, settings: Settings, decision_id: int) -> Relocation:
    """What the job does, in the session's transaction. Raises NotFoundError for a decision that is not there."""
    decision = session.get(ReviewDecision, decision_id)
    if decision is None:
        raise NotFoundError(f"there is no decision {decision_id}")
    done = relocate_decided(
        session,
        load_decisions(session),
        lambda: load_geocoder(session, settings),
        decision.text,
        f"decision {decision_id}",
    )
    if done.changes:
        tell_of_places(session, decision, done)
        defer(session, TILES_TASK, queue="tiles", once=TILES_TASK)
    return done


# Each hour: the city's midnight falls into one of them, and a day that was missed is caught up.
@app.periodic(cron="4 * * * *", periodic_id="works.advance")
@app.task(name="works.advance", queueing_lock="works.advance", pass_context=False)
def advance_works(timestamp: int | None = None) -> int:
    """Bring works under warranty and into the archive; answers how many. `timestamp` comes from the periodic run."""
    settings = get_settings()
    with session_scope(_engine()) as session:
        done = advance(session, city_today(settings))
        if done.in_warranty or done.archived:
            defer(session, TILES_TASK, queue="tiles", once=TILES_TASK)
    return done.in_warranty + done.archived


# Each hour too: whoever was away at midnight is reminded in the morning.
@app.periodic(cron="19 * * * *", periodic_id="works.remind")
@app.task(name="works.remind", queueing_lock="works.remind", pass_context=False)
def remind_of_requests(timestamp: int | None = None) -> int:
    """Tell of requests for more time whose answer is due or late; answers how many were told."""
    settings = get_settings()
    with session_scope(_engine()) as session:
        done = remind(session, city_today(settings), settings.holiday_country)
    return done.due + done.late
