"""How reliable a contractor's dates are: of its finished works, how many had their promised days moved."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

# With fewer finished works a share says nothing about a contractor.
LEAST_WORKS = 5

# ix_works_contractor finds the works; what was written while a work was a draft was promised to nobody, and a draft
# has no version with days that differ from its first public one. Invented works are counted among themselves.
_MOVED = text("""
SELECT count(*) AS works, count(*) FILTER (WHERE promises > 1) AS moved
  FROM (SELECT count(DISTINCT (v.planned_start, v.planned_end)) AS promises
          FROM works AS w JOIN schedule_versions AS v ON v.work_id = w.id
         WHERE w.contractor_id = :contractor AND w.is_training = :is_training
           AND w.state IN ('finished', 'accepted', 'in_warranty', 'archived')
           AND coalesce(v.planned_start, v.planned_end) IS NOT NULL
         GROUP BY w.id) AS promised
""")


@dataclass(frozen=True, slots=True)
class Reliability:
    """Finished works with promised days, and how many of them had these moved."""

    works: int
    moved: int


def reliability_of(session: Session, contractor_id: int, *, is_training: bool) -> Reliability | None:
    """None when there are fewer than `LEAST_WORKS` finished works."""
    row = session.execute(_MOVED, {"contractor": contractor_id, "is_training": is_training}).one()
    return Reliability(row.works, row.moved) if row.works >= LEAST_WORKS else None
