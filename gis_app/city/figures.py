"""The plan in numbers: works and budget by type, district and status, works in each month. One pass over the works."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.city.plan import PublicPlan, conditions_of
from gis_app.works.models import Work
from gis_app.works.status_sql import first_day_column, last_day_column, status_column


@dataclass(frozen=True, slots=True)
class Tally:
    """Works, and the sum of the budgets that are known: those of `priced` works."""

    works: int = 0
    priced: int = 0
    budget: Decimal = Decimal(0)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.works + other.works, self.priced + other.priced, self.budget + other.budget)


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """`months` are works going on in January to December, empty for all years; a district None is a place in none."""

    total: Tally
    by_type: Mapping[str, Tally]
    by_district: Mapping[int | None, Tally]
    by_status: Mapping[str, Tally]
    months: tuple[int, ...]


def read_figures(session: Session, plan: PublicPlan, today: date) -> PlanFigures:
    """The numbers of a part of the plan on a day of the city; what has no works is not in them."""
    status = status_column(today).label("status")
    statement = (
        select(Work.type_code, Work.district_id, status, func.count(), func.count(Work.budget), func.sum(Work.budget))
        .where(*conditions_of(plan, today))
        .group_by(Work.type_code, Work.district_id, status)
    )
    types: dict[str, Tally] = {}
    districts: dict[int | None, Tally] = {}
    statuses: dict[str, Tally] = {}
    for type_code, district_id, code, works, priced, budget in session.execute(statement):
        tally = Tally(works, priced, budget or Decimal(0))
        types[type_code] = types.get(type_code, Tally()) + tally
        districts[district_id] = districts.get(district_id, Tally()) + tally
        statuses[code] = statuses.get(code, Tally()) + tally
    return PlanFigures(
        _sum(statuses.values()), types, districts, statuses, _months(session, plan, today) if statuses else ()
    )


def _months(session: Session, plan: PublicPlan, today: date) -> tuple[int, ...]:
    if plan.year is None:
        return ()
    begins = [date(plan.year, month, 1) for month in range(1, 13)]
    nexts = [*begins[1:], date(plan.year + 1, 1, 1)]
    counted = [
        func.count().filter(first_day_column() < after, last_day_column(today) >= first)
        for first, after in zip(begins, nexts, strict=True)
    ]
    return tuple(session.execute(select(*counted).where(*conditions_of(plan, today))).one())


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())
