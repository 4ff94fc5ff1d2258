"""Whether works are finished in time: against the last day that the public was promised first."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.city.plan import PublicPlan

# With fewer finished works a share says nothing.
LEAST_WORKS = 5

# What was written while a work was a draft was promised to nobody: of it the last version is the first promise, as in
# gis_app/works/shifts.py. The unique index of schedule_versions (work_id, version) and ix_work_events_work_id find all.
_KEPT = text("""
WITH done AS MATERIALIZED (
    SELECT w.id, w.actual_end,
           (SELECT min(e.created_at) FROM work_events AS e
             WHERE e.work_id = w.id AND e.kind = 'planned') AS public_since
      FROM works AS w
     WHERE w.is_training = :is_training AND w.state IN ('finished', 'accepted', 'in_warranty', 'archived')
       AND w.actual_end BETWEEN CAST(:first AS date) AND CAST(:last AS date)
       AND (CAST(:district AS int) IS NULL OR w.district_id = :district)
), told AS (
    SELECT d.id, d.actual_end, v.version, v.planned_start, v.planned_end
      FROM done AS d JOIN schedule_versions AS v ON v.work_id = d.id
     WHERE coalesce(v.planned_end, v.planned_start) IS NOT NULL
       AND v.version >= coalesce((SELECT max(b.version) FROM schedule_versions AS b
                                   WHERE b.work_id = d.id AND b.created_at <= d.public_since), 0)
), kept AS (
    SELECT id, actual_end - (array_agg(coalesce(planned_end, planned_start) ORDER BY version))[1] AS days_late,
           count(DISTINCT (planned_start, planned_end)) > 1 AS is_moved
      FROM told GROUP BY id, actual_end
)
SELECT (SELECT count(*) FROM done) AS finished, count(*) AS promised,
       count(*) FILTER (WHERE days_late <= 0) AS in_time, count(*) FILTER (WHERE is_moved) AS moved,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY days_late) FILTER (WHERE days_late > 0) AS days_late
  FROM kept
""")


@dataclass(frozen=True, slots=True)
class KeptDays:
    """Of the works `finished`, `promised` had days: `in_time` kept them, the others were late by `days_late` (median).

    `moved` of them had their days moved on the way.
    """

    finished: int
    promised: int
    in_time: int
    moved: int
    days_late: int | None

    @property
    def late(self) -> int:
        """Works finished after the day that was promised first."""
        return self.promised - self.in_time

    @property
    def share(self) -> float | None:
        """The share of works in time; None when there are too few to say."""
        return self.in_time / self.promised if self.promised >= LEAST_WORKS else None


def read_kept_days(session: Session, plan: PublicPlan) -> KeptDays:
    """Of the works that were reported finished in the plan's year (in any year)."""
    first, last = ("-infinity", "infinity") if plan.days is None else plan.days
    asked = {"is_training": plan.is_training, "first": first, "last": last, "district": plan.district}
    return KeptDays(*session.execute(_KEPT, asked).one())
