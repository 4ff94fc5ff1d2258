"""How reliable a contractor's dates are: of the works it finished last, how many had their promised days moved."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
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


def reliability_of(session: Session, contractor_id: int, *, is_training: bool) -> Reliability:
    """Of the last `MOST_WORKS` works that a contractor has finished."""
    asked = {"contractor": contractor_id, "is_training": is_training, "most": MOST_WORKS}
    row = session.execute(_MOVED, asked).one()
    return Reliability(row.works, row.moved)
