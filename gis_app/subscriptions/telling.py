"""What is told where: news are stored, and each followed place that they concern gets a note of them, once.

What was noted is taken, stored as news and given to the places in one transaction, for some works at a time: a
process that dies leaves the rest for the next one. Which followers of the place hear of it, letters.py says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import orjson
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.subscriptions.outage_news import outages_further, outages_otherwise, outages_tomorrow
from gis_app.subscriptions.work_news import News, take_noted, works_soon
from gis_app.works.streets import place_some

AT_ONCE: Final = 1000

_STORE = text("""
INSERT INTO place_news (key, kind, work_id, outage_id, values, is_training, created_at)
SELECT n.key, n.kind, n.work_id, n.outage_id, CAST(n.values AS jsonb), n.is_training, :now
  FROM unnest(CAST(:keys AS text[]), CAST(:kinds AS text[]), CAST(:works AS bigint[]), CAST(:outages AS bigint[]),
              CAST(:values AS text[]), CAST(:trainings AS boolean[]))
       WITH ORDINALITY AS n (key, kind, work_id, outage_id, values, is_training, number)
 ORDER BY n.number
ON CONFLICT (key) DO NOTHING
RETURNING id, work_id
""")
# ix_followed_places_reach finds the places that a work may concern; shape and distance decide, and of a street whether
# the work lies on it: what only crosses it or begins at it is news of another one. Of a street whose place in the
# register is not known, the distance alone.
_NOTE_WORKS = text("""
INSERT INTO place_notes (place_id, news_id)
SELECT p.id, n.id
  FROM place_news AS n
  JOIN works AS w ON w.id = n.work_id
  JOIN followed_places AS p ON p.reach && w.geom_m
   AND CASE WHEN p.radius_m = 0 THEN ST_Intersects(p.geom_m, w.geom_m)
            ELSE ST_DWithin(p.geom_m, w.geom_m, p.radius_m) END
   AND (p.kind <> 'street' OR p.streets = '{}'
        OR EXISTS (SELECT FROM work_streets AS s WHERE s.work_id = w.id AND s.street_id = ANY(p.streets)))
 WHERE n.id = ANY(:news)
ON CONFLICT DO NOTHING
""")
# As with works; a corrected notice concerns the places that have heard nothing of the shut-off. That it lies otherwise
# concerns those alone that have.
_NOTE_OUTAGES = text("""
INSERT INTO place_notes (place_id, news_id)
SELECT p.id, n.id
  FROM place_news AS n
  JOIN outages AS o ON o.id = n.outage_id
  JOIN followed_places AS p ON p.reach && o.geom_m AND ST_DWithin(p.geom_m, o.geom_m, least(p.radius_m, :at_m))
 WHERE n.id = ANY(:news) AND n.kind = 'outage'
   AND (n.values ->> 'added' IS NULL
        OR NOT EXISTS (SELECT FROM place_news AS former JOIN place_notes AS told ON told.news_id = former.id
                        WHERE former.outage_id = o.id AND former.id < n.id AND told.place_id = p.id))
UNION
SELECT told.place_id, n.id
  FROM place_news AS n
  JOIN place_news AS former ON former.outage_id = n.outage_id AND former.id < n.id
  JOIN place_notes AS told ON told.news_id = former.id
 WHERE n.id = ANY(:news) AND n.kind <> 'outage'
ON CONFLICT DO NOTHING
""")
# Letters remember the last news they tell: news must come to be known in the order of their ids. Held until the
# transaction ends.
ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.subscriptions'))")
# A shut-off concerns the house itself, not all that lies within a walk of it.
OUTAGE_AT_M: Final = 15.0


@dataclass(frozen=True, slots=True)
class Told:
    """How many pieces of news were stored, and how many notes of them were given to places."""

    news: int = 0
    notes: int = 0

    def __add__(self, other: "Told") -> "Told":
        return Told(self.news + other.news, self.notes + other.notes)


def tell_noted(session: Session, *, today: date, now: datetime, at_once: int = AT_ONCE) -> Told | None:
    """Tell what was noted of some works; None when nothing was noted. The caller commits.

    Followers of a street hear of what lies on it: a work waits until that is found.
    """
    place_some(session)
    news = take_noted(session, at_once, today)
    return None if news is None else tell(session, news, now)


def tell_all_noted(engine: Engine, *, today: date, now: datetime, at_once: int = AT_ONCE) -> Told:
    """Tell all that was noted, in a transaction of its own for some works at a time."""
    told = Told()
    while True:
        with session_scope(engine) as session:
            done = tell_noted(session, today=today, now=now, at_once=at_once)
        if done is None:
            return told
        told += done


def tell_of_days(session: Session, *, today: date, now: datetime) -> Told:
    """Tell what the calendar brings: works that start soon, shut-offs of tomorrow. Safe to repeat."""
    told = tell(session, outages_otherwise(session, today=today), now)
    told += tell(session, outages_tomorrow(session, today=today, now=now), now)
    told += tell(session, outages_further(session, today=today), now)
    return told + tell(session, works_soon(session, today=today, now=now), now)


def tell(session: Session, news: Sequence[News], now: datetime) -> Told:
    """Store news that are not stored yet, and give them to the places that they concern: four statements at most."""
    if not news:
        return Told()
    session.execute(ONE_AT_A_TIME)
    rows = session.execute(
        _STORE,
        {
            "keys": [one.key for one in news],
            "kinds": [one.kind for one in news],
            "works": [one.work_id for one in news],
            "outages": [one.outage_id for one in news],
            "values": [orjson.dumps(one.values).decode() for one in news],
            "trainings": [one.is_training for one in news],
            "now": now,
        },
    ).all()
    notes = 0
    if works := [row.id for row in rows if row.work_id is not None]:
        notes += session.execute(_NOTE_WORKS, {"news": works}).rowcount  # type: ignore[attr-defined]
    if outages := [row.id for row in rows if row.work_id is None]:
        given = {"news": outages, "at_m": OUTAGE_AT_M}
        notes += session.execute(_NOTE_OUTAGES, given).rowcount  # type: ignore[attr-defined]
    return Told(len(rows), notes)
