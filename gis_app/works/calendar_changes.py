"""What the calendar alone changes: an accepted work comes under its warranty, and later goes to the archive.

Both follow from days that are stored, so a day that the job missed is caught up with its right date.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.works.standing import name_actor
from gis_app.works.surface_terms import read_terms

CLOCK = "clock"

_BEGIN_WARRANTY = text("""
INSERT INTO work_events (work_id, kind, on_day, author, author_role)
SELECT w.id, 'warranty_began', p.from_day, :clock, :clock
  FROM works AS w JOIN surface_protections AS p ON p.work_id = w.id AND p.kind = 'warranty'
 WHERE w.state = 'accepted' AND :today BETWEEN p.from_day AND p.to_day
 ORDER BY w.id
""")
# A warranty that ran out, or whose whole term the job has slept through; without one, some rest after acceptance.
_ARCHIVE = text("""
INSERT INTO work_events (work_id, kind, on_day, author, author_role)
SELECT w.id, 'archived', coalesce(p.to_day + 1, accepted.on_day + CAST(:rest_days AS int)), :clock, :clock
  FROM works AS w
  LEFT JOIN surface_protections AS p ON p.work_id = w.id AND p.kind = 'warranty'
  LEFT JOIN LATERAL (
      SELECT max(e.on_day) AS on_day FROM work_events AS e WHERE e.work_id = w.id AND e.kind = 'accepted'
  ) AS accepted ON true
 WHERE w.state IN ('accepted', 'in_warranty')
   AND coalesce(p.to_day + 1, accepted.on_day + CAST(:rest_days AS int)) <= :today
 ORDER BY w.id
""")


@dataclass(frozen=True, slots=True)
class CalendarChanges:
    """How many works came under warranty, and how many went to the archive."""

    in_warranty: int
    archived: int


def advance(session: Session, today: date) -> CalendarChanges:
    """Append what the calendar changes by `today`, the city's day. Safe to repeat; the caller commits."""
    name_actor(session, CLOCK, None)
    values = {"today": today, "clock": CLOCK}
    began = session.execute(_BEGIN_WARRANTY, values)
    archived = session.execute(_ARCHIVE, values | {"rest_days": read_terms().archive_after_days})
    return CalendarChanges(_rows(began), _rows(archived))


def _rows(result: object) -> int:
    return int(getattr(result, "rowcount", 0))
