"""Shut-offs of the city or a district as a calendar that programs subscribe to (RFC 5545)."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.city.shutoffs import NARROWED, PublicOutages
from gis_app.dependencies import Language
from gis_app.settings import Settings
from gis_app.subscriptions.calendar import Reader, outage_events, write_events
from gis_app.subscriptions.concerned import KEPT, MOST

# ix_outages_days. What is not over first: a city's season has more than a calendar holds. What was retracted is told as
# called off, since a program keeps what vanishes.
_OF_SEASON = text(f"""
SELECT o.id, o.version, o.state, v.received_at AS updated_at, o.first_day
  FROM outages AS o JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 WHERE o.first_day IS NOT NULL AND coalesce(o.last_day, o.first_day) >= :since AND {NARROWED}
 ORDER BY coalesce(o.last_day, o.first_day) < CAST(:today AS date), abs(o.first_day - CAST(:today AS date)), o.id
 LIMIT :most
""")  # noqa: S608 (fixed words)


def write_outages(
    session: Session, settings: Settings, asked: PublicOutages, name: str, lang: Language, today: date, site: str
) -> bytes:
    """The calendar; links begin with `site`."""
    given = asdict(asked) | {"today": today, "since": today - KEPT, "most": MOST}
    rows = sorted(session.execute(_OF_SEASON, given).all(), key=lambda row: (row.first_day, row.id))
    to = Reader(settings, lang, today, site)
    return write_events(to, name, outage_events(session, to, rows))
