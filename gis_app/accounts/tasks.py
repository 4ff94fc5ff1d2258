"""Jobs of the accounts: looking up who asked for a new password, and forgetting what need not be kept."""

from functools import lru_cache

from sqlalchemy import Engine, text

from gis_app.accounts import invitations, resets
from gis_app.db.session import make_engine, session_scope
from gis_app.jobs.queue import app
from gis_app.settings import get_settings

# Imported for the makers of links that they register: the sending job of this process asks for them.
MAKERS = (invitations.token_of, resets.token_of)
# Addresses and typed names of people are kept no longer than their use; the audit log stays.
FORGET = (
    text("DELETE FROM sign_in_attempts WHERE at < now() - interval '30 days'"),
    # At which work an address was counted is nobody's business once it counts no more.
    text("DELETE FROM sign_in_attempts WHERE kind = 'reaction_work' AND at < now() - interval '1 day'"),
    text("DELETE FROM sessions WHERE coalesce(revoked_at, expires_at) < now() - interval '30 days'"),
    text("DELETE FROM password_resets WHERE created_at < now() - interval '30 days'"),
    text(
        "DELETE FROM outbox WHERE state IN ('sent', 'failed', 'unwanted') AND created_at < now() - interval '90 days'"
    ),
)


@lru_cache
def _engine() -> Engine:
    return make_engine(get_settings(), pool_size=2)


@app.task(name=resets.LOOK_UP_TASK, pass_context=False, retry=3)
def look_up_reset(reset_id: int) -> bool:
    """Send the link to a new password if the address has an account."""
    with session_scope(_engine()) as session:
        return resets.look_up(session, get_settings(), reset_id)


@app.periodic(cron="17 3 * * *", periodic_id="accounts.forget")
@app.task(name="accounts.forget", queueing_lock="accounts.forget", pass_context=False)
def forget(timestamp: int | None = None) -> int:
    """Delete what is too old to be needed; answers how many rows. `timestamp` is given by the periodic run."""
    with session_scope(_engine()) as session:
        return sum(session.execute(statement).rowcount for statement in FORGET)  # type: ignore[attr-defined]
