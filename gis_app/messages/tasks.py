"""Jobs of messages: the digests of the day, and forgetting what is old."""

from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Engine, text

from gis_app.db.session import make_engine, session_scope
from gis_app.jobs.queue import app
from gis_app.messages import letters
from gis_app.messages.digests import make_digests
from gis_app.settings import get_settings

# Imported for the writers of letters that they register: the sending job of this process asks for them.
WRITERS = (letters.write_at_once, letters.write_urgent, letters.write_digest)
# Long after anybody may hear of the same occasion again.
FORGET = text(
    "DELETE FROM messages WHERE created_at < now() - interval '400 days' "
    "OR (read_at < now() - interval '180 days' AND created_at < now() - interval '180 days')"
)


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=1)


# Zones differ from UTC by quarters of an hour too.
@app.periodic(cron="*/15 * * * *", periodic_id="messages.digests")
@app.task(name="messages.digests", queueing_lock="messages.digests", pass_context=False)
def digests(timestamp: int | None = None) -> int:
    """Put the digests that are due into the outbox; answers how many. `timestamp` comes from the periodic run."""
    with session_scope(_engine()) as session:
        return make_digests(session, get_settings(), datetime.now(UTC))


@app.periodic(cron="37 3 * * *", periodic_id="messages.forget")
@app.task(name="messages.forget", queueing_lock="messages.forget", pass_context=False)
def forget(timestamp: int | None = None) -> int:
    """Delete old messages; answers how many. `timestamp` comes from the periodic run."""
    with session_scope(_engine()) as session:
        return int(session.execute(FORGET).rowcount)  # type: ignore[attr-defined]
