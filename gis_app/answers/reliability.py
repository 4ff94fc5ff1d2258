"""How reliable a contractor's dates are: of the works it finished last, how many had their promised days moved."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

# With fewer finished works a share says nothing about a contractor.
LEAST_WORKS: Final = 5
# What a contractor did years ago says little of today, and counting thousands of works is no answer within a second.
MOST_WORKS: Final = 100

# ix_works_finished_by_contractor gives the last ones. What was written while a work was a draft was promised to nobody,
# and a draft has no version with days that differ from its first public one. Invented works are counted among
# themselves.
_MOVED = text("""
SELECT count(*) AS works, count(*) FILTER (WHERE promised.promises > 1) AS moved
  FROM (SELECT w.id FROM works AS w
         WHERE w.contractor_id = :contractor AND w.is_training = :is_training
           AND w.state IN ('finished', 'accepted', 'in_warranty', 'archived')
         ORDER BY w.actual_end DESC NULLS LAST, w.id DESC LIMIT :most) AS w
 CROSS JOIN LATERAL (
       SELECT count(DISTINCT (v.planned_start, v.planned_end)) AS promises FROM schedule_versions AS v
        WHERE v.work_id = w.id AND coalesce(v.planned_start, v.planned_end) IS NOT NULL) AS promised
 WHERE promised.promises > 0
""")


@dataclass(frozen=True, slots=True)
class Reliability:
    """Works finished last that had promised days, and how many of them had these moved."""

    works: int
    moved: int

    @property
    def told_moved(self) -> int | None:
        """The number that is told: none of fewer than `LEAST_WORKS` works."""
        return self.moved if self.works >= LEAST_WORKS else None


# A contractor finishes a few works a day; it is counted anew so often.
COUNT_EVERY_S: Final = 20.0
# By what a session reads from (an engine in the application, a connection in a test), with the instant of counting.
_counted: WeakKeyDictionary[Engine | Connection, dict[tuple[int, bool], tuple[float, Reliability]]] = (
    WeakKeyDictionary()
)


def reliability_of(
    session: Session, contractor_id: int, *, is_training: bool, clock: Callable[[], float] = monotonic
) -> Reliability:
    """Of the last `MOST_WORKS` works that a contractor has finished, as counted within `COUNT_EVERY_S`."""
    counted = _counted.setdefault(session.get_bind(), {})
    known = counted.get((contractor_id, is_training))
    if known is not None and clock() - known[0] < COUNT_EVERY_S:
        return known[1]
    asked = {"contractor": contractor_id, "is_training": is_training, "most": MOST_WORKS}
    row = session.execute(_MOVED, asked).one()
    found = Reliability(row.works, row.moved)
    counted[contractor_id, is_training] = (clock(), found)
    return found
