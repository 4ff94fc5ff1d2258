"""The calendar of shut-offs: what is off on each day of a month."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.outages.notice import Kind

# The parameters of `PublicOutages`. What no map knows the place of lies in no district.
NARROWED = """
       o.is_training = :is_training AND (CAST(:kind AS text) IS NULL OR o.kind = :kind)
   AND (CAST(:district AS bigint) IS NULL
        OR EXISTS (SELECT FROM districts AS d WHERE d.id = :district AND ST_Intersects(d.geom, o.geom)))
"""
_TOUCHES = """
       state <> 'retracted' AND coalesce(first_day, last_day) <= CAST(:last AS date)
   AND coalesce(last_day, first_day) >= CAST(:first AS date)
"""
# ix_outages_days. A shut-off without an end lasts one day, as in gis_app/outages/status.py.
_DAYS = text(f"""
SELECT day, kind, count(*) AS outages
  FROM (SELECT kind, coalesce(first_day, last_day) AS begins, coalesce(last_day, first_day) AS ends FROM outages AS o
         WHERE {_TOUCHES} AND {NARROWED}) AS told
  CROSS JOIN LATERAL generate_series(greatest(begins, CAST(:first AS date)), least(ends, CAST(:last AS date)),
                                     interval '1 day') AS at
  CROSS JOIN LATERAL (SELECT CAST(at AS date) AS day) AS d
 GROUP BY day, kind
""")  # noqa: S608 (fixed words)
# ix_outages_days.
_OF_DAYS = text(f"""
SELECT id FROM outages AS o WHERE {_TOUCHES} AND {NARROWED}
 ORDER BY coalesce(first_day, last_day), kind, id
""")  # noqa: S608 (fixed words)
# ix_outages_days.
_KINDS = text(f"""
SELECT kind, count(*), count(*) FILTER (WHERE geom IS NULL) FROM outages AS o
 WHERE {_TOUCHES} AND {NARROWED} GROUP BY kind
""")  # noqa: S608 (fixed words)
_LAST_NEWS = text(f"""
SELECT o.id, v.received_at FROM
       (SELECT id, version FROM outages AS o
         WHERE state <> 'retracted'
           AND coalesce(last_day, first_day, CAST(:today AS date)) >= CAST(:today AS date) AND {NARROWED}) AS o
  JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 ORDER BY v.received_at DESC, o.id DESC LIMIT :most
""")  # noqa: S608 (fixed words)


@dataclass(frozen=True, slots=True)
class PublicOutages:
    """The shut-offs that touch a district (None: of the whole city), of a kind (None: of all)."""

    is_training: bool
    district: int | None = None
    kind: Kind | None = None


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
    def of_before(self) -> "Month":
        """The month before."""
        return Month(self.before)

    @property
    def of_after(self) -> "Month":
        """The month after."""
        return Month(self.after)

    @property
    def weeks(self) -> tuple[tuple[date | None, ...], ...]:
        """Rows of seven days; None where another month's day would stand."""
        days: list[date | None] = [None] * self.first.weekday()
        days += [self.first.replace(day=day) for day in range(1, self.last.day + 1)]
        days += [None] * (-len(days) % 7)
        return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))


def count_days(session: Session, asked: PublicOutages, month: Month) -> dict[date, dict[str, int]]:
    """Day → kind → how many shut-offs are in force; days without any are not in it."""
    found: dict[date, dict[str, int]] = {}
    for day, kind, outages in session.execute(_DAYS, asdict(asked) | {"first": month.first, "last": month.last}):
        found.setdefault(day, {})[kind] = outages
    return found


def count_kinds(session: Session, asked: PublicOutages, month: Month) -> dict[str, int]:
    """How many shut-offs of each kind are in force in a month, whatever kind is asked for."""
    return {kind: many for kind, many, _ in _of_month(session, replace(asked, kind=None), month)}


def count_unplaced(session: Session, asked: PublicOutages, month: Month) -> int:
    """How many of a month, of the kind asked, have no place on the map: whether they are in a district is not known."""
    return sum(unplaced for _, _, unplaced in _of_month(session, replace(asked, district=None), month))


def _of_month(session: Session, asked: PublicOutages, month: Month) -> Iterable[tuple[str, int, int]]:
    given = asdict(asked) | {"first": month.first, "last": month.last}
    return [(row[0], row[1], row[2]) for row in session.execute(_KINDS, given)]


def find_in_force(session: Session, asked: PublicOutages, first: date, last: date) -> Sequence[int]:
    """Ids of the shut-offs in force on any of these days, by their first day."""
    return session.scalars(_OF_DAYS, asdict(asked) | {"first": first, "last": last}).all()


def find_last_news(session: Session, asked: PublicOutages, today: date, most: int) -> dict[int, datetime]:
    """Shut-offs that are not over, the latest notice first: id → when it was received."""
    rows = session.execute(_LAST_NEWS, asdict(asked) | {"today": today, "most": most})
    return {row[0]: row[1] for row in rows}
