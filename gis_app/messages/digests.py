"""The digest: once a day, at the hour that each person chose, and only to whom there is something to tell."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.delivery.outbox import LetterTo, enqueue_letters
from gis_app.messages.choices import DEFAULT_HOUR
from gis_app.messages.quiet import at_hour, digest_hour, quiet_until
from gis_app.messages.telling import DIGEST, attach
from gis_app.settings import Settings

# What came after the hour waits for the next day, also when the worker comes late.
_DUE = text("""
SELECT u.id, u.email, u.language, array_agg(m.id) AS messages
  FROM messages m
  JOIN users u ON u.id = m.user_id AND u.is_active AND NOT u.is_demo
  LEFT JOIN message_choices c ON c.user_id = m.user_id
  JOIN unnest(CAST(:hours AS int[]), CAST(:moments AS timestamptz[])) AS d (hour, moment)
    ON d.hour = coalesce(c.digest_hour, :default_hour)
 WHERE m.mail = 'digest' AND m.mail_id IS NULL AND m.read_at IS NULL AND NOT coalesce(c.no_mail, false)
   AND m.created_at < d.moment
 GROUP BY u.id
 ORDER BY u.id
""")


def make_digests(session: Session, settings: Settings, now: datetime) -> int:
    """Put today's digests that are due at the instant `now` into the outbox; how many. Safe to repeat: the day is in
    the key, so a person gets one a day. At night none is made: what waits goes into the morning's.
    """
    if quiet_until(settings, now) is not None:
        return 0
    today = now.astimezone(ZoneInfo(settings.time_zone)).date()
    moments = {hour: at_hour(settings, today, digest_hour(settings, hour)) for hour in range(24)}
    due = {hour: moment for hour, moment in moments.items() if moment <= now}
    given = {"hours": list(due), "moments": list(due.values()), "default_hour": DEFAULT_HOUR}
    readers = session.execute(_DUE, given).all()
    letters = [LetterTo(f"digest-{one.id}-{today.isoformat()}", one.id, one.email, one.language) for one in readers]
    made = enqueue_letters(session, DIGEST, letters, after=timedelta(0))
    attach(session, {message: made[one.id] for one in readers if one.id in made for message in one.messages})
    return len(made)
