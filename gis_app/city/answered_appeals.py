"""Whether appeals are answered within their terms, month by month. Numbers alone: no appeal is in it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

# ix_appeals_received_at. What was taken back or merged into another is counted once or not at all. Instants are cut to
# days in the connection's time zone, which is the city's.
_ANSWERED = text("""
SELECT CAST(extract(month FROM received_at) AS int) AS month, how, count(*) AS appeals
  FROM (SELECT received_at, CASE
               WHEN status = 'consulted' OR is_first_contact THEN 'at_once'
               WHEN due_on IS NULL THEN 'no_term'
               WHEN CAST(coalesce(answered_at, closed_at) AS date) <= due_on THEN 'in_time'
               WHEN coalesce(answered_at, closed_at) IS NOT NULL THEN 'late'
               WHEN due_on < CAST(:today AS date) THEN 'overdue'
               ELSE 'waiting' END AS how
          FROM appeals
         WHERE is_training = :is_training AND parent_id IS NULL AND status NOT IN ('withdrawn', 'duplicate')
           AND received_at >= CAST(:first AS date) AND received_at < CAST(:after AS date)) AS told
 GROUP BY 1, 2
""")
# In the order in which a column is drawn, from below.
HOWS = ("at_once", "in_time", "waiting", "late", "overdue", "no_term")


@dataclass(frozen=True, slots=True)
class AnsweredAppeals:
    """The appeals received in a year: for each month, January first, how many of each of `HOWS`."""

    months: tuple[dict[str, int], ...]

    def of(self, *hows: str) -> int:
        """How many there are of these over the year."""
        return sum(month.get(how, 0) for month in self.months for how in hows)

    @property
    def total(self) -> int:
        """All appeals of the year."""
        return self.of(*HOWS)

    @property
    def share(self) -> float | None:
        """Of those that were answered or should have been, the share in time; None when there is none."""
        kept, owed = self.of("at_once", "in_time"), self.of("at_once", "in_time", "late", "overdue")
        return kept / owed if owed else None


def read_answered(session: Session, year: int, today: date, *, is_training: bool) -> AnsweredAppeals:
    """The appeals received in a year of the city, as of `today`."""
    asked = {"is_training": is_training, "first": date(year, 1, 1), "after": date(year + 1, 1, 1), "today": today}
    months: tuple[dict[str, int], ...] = tuple({} for _ in range(12))
    for month, how, appeals in session.execute(_ANSWERED, asked):
        months[month - 1][how] = appeals
    return AnsweredAppeals(months)
