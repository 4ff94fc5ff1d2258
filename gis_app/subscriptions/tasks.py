"""Jobs of followed places: what was noted is told, the calendar is looked at, and who never confirmed is forgotten."""

from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Engine, text

from gis_app.db.session import make_engine, session_scope
from gis_app.dependencies import city_today
from gis_app.jobs.queue import app
from gis_app.settings import get_settings
from gis_app.subscriptions.following import forget_unconfirmed
from gis_app.subscriptions.letters import make_letters, write_news
from gis_app.subscriptions.telling import tell_all_noted, tell_of_days

# Imported for the writers of letters that they register: the sending job of this process asks for them.
WRITERS = (write_news,)
TELL_TASK = "subscriptions.tell"
# Long after anybody may hear of the same occasion again. Notes of news go first: they have no other end.
_FORGET_NOTES = text("""
DELETE FROM place_notes AS m USING place_news AS n
 WHERE n.id = m.news_id AND n.created_at < now() - interval '400 days'
""")
_FORGET_NEWS = text("DELETE FROM place_news WHERE created_at < now() - interval '400 days'")
_FORGET_NOTES_OF_PLACES = text("""
DELETE FROM place_notes AS m WHERE NOT EXISTS (SELECT FROM followed_places AS p WHERE p.id = m.place_id)
""")
_FORGET_PLACES = text("""
DELETE FROM followed_places AS p
 WHERE created_at < now() - interval '7 days' AND NOT EXISTS (SELECT FROM followings WHERE place_id = p.id)
""")


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=1)


# One at a time: who is told is decided by one process.
@app.periodic(cron="* * * * *", periodic_id=TELL_TASK)
@app.task(name=TELL_TASK, queueing_lock=TELL_TASK, lock=TELL_TASK, pass_context=False, retry=3)
def tell(timestamp: int | None = None) -> int:
    """Tell followers what was noted, and make the letters that are due; how many. `timestamp` is the periodic run's."""
    settings, now = get_settings(), datetime.now(UTC)
    tell_all_noted(_engine(), today=city_today(settings), now=now)
    with session_scope(_engine()) as session:
        return make_letters(session, settings, datetime.now(UTC))


# Zones differ from UTC by quarters of an hour too; a shut-off of tomorrow may be announced in the evening.
@app.periodic(cron="*/15 * * * *", periodic_id="subscriptions.days")
@app.task(name="subscriptions.days", queueing_lock="subscriptions.days", lock=TELL_TASK, pass_context=False)
def days(timestamp: int | None = None) -> int:
    """Tell of works that start soon and shut-offs of tomorrow; how many notes."""
    settings = get_settings()
    with session_scope(_engine()) as session:
        return tell_of_days(session, today=city_today(settings), now=datetime.now(UTC)).notes


@app.periodic(cron="47 3 * * *", periodic_id="subscriptions.forget")
@app.task(name="subscriptions.forget", queueing_lock="subscriptions.forget", pass_context=False)
def forget(timestamp: int | None = None) -> int:
    """Delete followers who never confirmed, and what is old; how many followers."""
    with session_scope(_engine()) as session:
        for statement in (_FORGET_NOTES, _FORGET_NEWS, _FORGET_PLACES, _FORGET_NOTES_OF_PLACES):
            session.execute(statement)
        return forget_unconfirmed(session, datetime.now(UTC))
