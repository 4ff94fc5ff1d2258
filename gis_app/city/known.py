"""Of which years and months something is known: only of those pages and files are made, however long the links are."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gis_app.city.plan import PublicPlan, conditions_of
from gis_app.city.shutoffs import Month
from gis_app.works.models import Work
from gis_app.works.status_sql import first_day_column, last_day_column

# A slip of the pen in a plan is no reason for a hundred links.
_YEARS_BACK, _YEARS_AHEAD = 15, 5
# ix_outages_days gives both ends.
_OUTAGES = text("""
SELECT min(coalesce(first_day, last_day)), max(coalesce(last_day, first_day)) FROM outages
 WHERE state <> 'retracted' AND is_training = :is_training
""")


@dataclass(frozen=True, slots=True)
class KnownMonths:
    """From the month of one day to the month of another."""

    first: date
    last: date

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and month.last >= self.first and month.first <= self.last


def read_years(session: Session, today: date, *, is_training: bool) -> tuple[int, ...]:
    """The years in which the plan has works, the latest first; this year always."""
    everything = PublicPlan(is_training)
    first, last = session.execute(
        select(func.min(first_day_column()), func.max(last_day_column(today))).where(*conditions_of(everything, today))
    ).one()
    begin, end = _near(first, today), _near(last, today)
    return tuple(range(max(end, today).year, min(begin, today).year - 1, -1))


def read_finished_months(session: Session, today: date, *, is_training: bool) -> KnownMonths:
    """From the first month in which a work was finished to this one."""
    finished = conditions_of(PublicPlan(is_training), today, "finished")
    first = session.scalar(select(func.min(Work.actual_end)).where(*finished))
    return KnownMonths(min(_near(first, today), today), today)


def read_outage_months(session: Session, today: date, *, is_training: bool) -> KnownMonths:
    """The months with shut-offs, and those between; this one always, and the next."""
    first, last = session.execute(_OUTAGES, {"is_training": is_training}).one()
    return KnownMonths(min(_near(first, today), today), max(_near(last, today), Month(today).after))


def _near(day: date | None, today: date) -> date:
    """The day, at most some years away; today for none."""
    if day is None:
        return today
    return min(max(day, date(today.year - _YEARS_BACK, 1, 1)), date(today.year + _YEARS_AHEAD, 12, 31))
