"""The calendar of shut-offs: what is off on each day of a month."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

# ix_outages_days. A shut-off without an end lasts one day, as in gis_app/outages/status.py.
_DAYS = text("""
SELECT day, kind, count(*) AS outages
  FROM (SELECT kind, coalesce(first_day, last_day) AS begins, coalesce(last_day, first_day) AS ends FROM outages
         WHERE state <> 'retracted' AND is_training = :is_training
           AND coalesce(first_day, last_day) <= CAST(:last AS date)
           AND coalesce(last_day, first_day) >= CAST(:first AS date)) AS o
  CROSS JOIN LATERAL generate_series(greatest(begins, CAST(:first AS date)), least(ends, CAST(:last AS date)),
                                     interval '1 day') AS at
  CROSS JOIN LATERAL (SELECT CAST(at AS date) AS day) AS d
 GROUP BY day, kind
""")
_OF_DAYS = text("""
SELECT id FROM outages
 WHERE state <> 'retracted' AND is_training = :is_training
   AND coalesce(first_day, last_day) <= CAST(:last AS date) AND coalesce(last_day, first_day) >= CAST(:first AS date)
 ORDER BY coalesce(first_day, last_day), kind, id
""")
_LAST_NEWS = text("""
SELECT o.id, v.received_at FROM outages AS o
  JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 WHERE o.state <> 'retracted' AND o.is_training = :is_training
   AND coalesce(o.last_day, o.first_day, CAST(:today AS date)) >= CAST(:today AS date)
 ORDER BY v.received_at DESC, o.id DESC LIMIT :most
""")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar; its weeks begin on Monday."""

    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The first day of the month after."""
        return self.last + timedelta(days=1)

    @property
    def weeks(self) -> tuple[tuple[date | None, ...], ...]:
        """Rows of seven days; None where another month's day would stand."""
        days: list[date | None] = [None] * self.first.weekday()
        days += [self.first.replace(day=day) for day in range(1, self.last.day + 1)]
        days += [None] * (-len(days) % 7)
        return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))


def count_days(session: Session, month: Month, *, is_training: bool) -> dict[date, dict[str, int]]:
    """Day → kind → how many shut-offs are in force; days without any are not in it."""
    asked = {"is_training": is_training, "first": month.first, "last": month.last}
    found: dict[date, dict[str, int]] = {}
    for day, kind, outages in session.execute(_DAYS, asked):
        found.setdefault(day, {})[kind] = outages
    return found


def find_in_force(session: Session, first: date, last: date, *, is_training: bool) -> Sequence[int]:
    """Ids of the shut-offs in force on any of these days, by their first day."""
    return session.scalars(_OF_DAYS, {"is_training": is_training, "first": first, "last": last}).all()


def find_last_news(session: Session, today: date, *, is_training: bool, most: int) -> dict[int, datetime]:
    """Shut-offs that are not over, the latest notice first: id → when it was received."""
    rows = session.execute(_LAST_NEWS, {"is_training": is_training, "today": today, "most": most})
    return {row[0]: row[1] for row in rows}
