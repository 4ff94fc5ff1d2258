"""The shut-offs of streets in a period, for the strip above a street's works."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.planning.bars import Bar, Term, bar_of
from gis_app.planning.period import Period

# More on one page would be no strip any more.
_MOST = 400
# Few shut-offs fall into a period (ix_outages_days); each is compared with the streets of the page.
_FOUND = text("""
SELECT s.id AS street_id, o.id, o.kind, coalesce(o.first_day, o.last_day) AS first,
       coalesce(o.last_day, o.first_day) AS last
FROM outages AS o
JOIN streets AS s ON s.id = ANY(:streets) AND s.geom_m && o.geom_m AND ST_Intersects(s.geom_m, o.geom_m)
WHERE o.state <> 'retracted' AND coalesce(o.first_day, o.last_day) <= :last
  AND coalesce(o.last_day, o.first_day) >= :first
ORDER BY s.id, first, o.id LIMIT :most
""")


@dataclass(frozen=True, slots=True)
class StreetOutage:
    """A shut-off with its bar in the period."""

    id: int
    kind: str
    bar: Bar


def find_outages(session: Session, streets: Sequence[int], period: Period) -> Mapping[int, list[StreetOutage]]:
    """The shut-offs of each street that touch it in the period."""
    if not streets:
        return {}
    given = {"streets": list(streets), "first": period.first, "last": period.last, "most": _MOST}
    found: dict[int, list[StreetOutage]] = {}
    for row in session.execute(_FOUND, given):
        bar = bar_of("outage", Term(row.first, row.last), period)
        if bar is not None:
            found.setdefault(row.street_id, []).append(StreetOutage(row.id, row.kind, bar))
    return found
