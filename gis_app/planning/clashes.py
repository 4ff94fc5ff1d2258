"""Works that stand in each other's way: near each other, and going on in the same days.

Near is what an uploaded plan is warned of (works/imports/near.py). Only works that are still to come or open, and
whose place is known better than "somewhere in this street": else everything on an avenue would clash with everything.
Invented works stay among themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from gis_app.planning.bars import Dates, Term, going_term, overlap
from gis_app.planning.period import Period
from gis_app.works.imports.near import NEAR_M

# A row that meets more says so; its work's own page and the map show them all.
MOST_NEAR = 5
# One scan of the index on geom_m for each work asked about; a work that is over or has no days meets nothing.
_NEAR = text("""
SELECT w.id AS work_id, o.id, o.type_code, o.state, o.planned_start, o.planned_end, o.actual_start, o.actual_end,
       w.planned_start AS my_start, w.planned_end AS my_end, w.actual_start AS my_actual, w.state AS my_state
FROM works AS w
JOIN LATERAL (
    SELECT n.id, n.type_code, n.state, n.planned_start, n.planned_end, n.actual_start, n.actual_end
    FROM works AS n
    WHERE ST_DWithin(n.geom_m, w.geom_m, :near_m) AND n.id <> w.id AND n.is_training = w.is_training
      AND n.state IN ('planned', 'scheduled', 'in_progress', 'paused')
      AND n.match_type NOT IN ('street', 'microdistrict', 'district')
      AND coalesce(n.actual_start, n.planned_start, n.planned_end) <= least(CAST(:last AS date),
          CASE WHEN w.actual_start IS NULL THEN coalesce(w.planned_end, w.planned_start)
               ELSE greatest(w.planned_end, CAST(:today AS date)) END)
      AND CASE WHEN n.state IN ('in_progress', 'paused') THEN greatest(n.planned_end, CAST(:today AS date))
               ELSE coalesce(n.planned_end, n.planned_start) END
          >= greatest(CAST(:first AS date), coalesce(w.actual_start, w.planned_start, w.planned_end))
    ORDER BY n.id LIMIT :most
) AS o ON true
WHERE w.id = ANY(:ids) AND w.state IN ('draft', 'planned', 'scheduled', 'in_progress', 'paused')
  AND w.match_type NOT IN ('street', 'microdistrict', 'district')
""")


@dataclass(frozen=True, slots=True)
class Clash:
    """Another work that stands in the way, and all the days on which it does, before and after the period too."""

    work_id: int
    type_code: str
    term: Term


def find_clashes(session: Session, ids: Sequence[int], period: Period, today: date) -> Mapping[int, list[Clash]]:
    """For each of the works its clashes in the period, at most `MOST_NEAR` + 1 of each (more are not counted)."""
    if not ids:
        return {}
    given = {
        "ids": sorted(set(ids)),
        "first": period.first,
        "last": period.last,
        "today": today,
        "near_m": NEAR_M,
        "most": MOST_NEAR + 1,
    }
    found: dict[int, list[Clash]] = {}
    for row in session.execute(_NEAR, given):
        term = _shared(row, period, today)
        if term is not None:
            found.setdefault(row.work_id, []).append(Clash(row.id, row.type_code, term))
    return found


def _shared(row: Row[tuple[object, ...]], period: Period, today: date) -> Term | None:
    mine = going_term(Dates(row.my_state, row.my_start, row.my_end, row.my_actual), today)
    other = going_term(Dates(row.state, row.planned_start, row.planned_end, row.actual_start, row.actual_end), today)
    shared = overlap(mine, other) if mine and other else None
    return shared if shared and overlap(shared, Term(period.first, period.last)) else None
