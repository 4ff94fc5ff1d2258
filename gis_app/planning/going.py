"""Which works have something to show in a period, as a condition of SQL: `bars.whole_term` over columns."""

from datetime import date

from sqlalchemy import ColumnElement, Date, and_, bindparam, case, func, or_

from gis_app.planning.bars import OPEN_STATES
from gis_app.planning.period import Period
from gis_app.works.models import Work


def shown_in(period: Period, today: date) -> ColumnElement[bool]:
    """Works of which a planned or a reported day lies in the period."""
    planned = and_(
        func.coalesce(Work.planned_start, Work.planned_end) <= period.last,
        func.greatest(Work.planned_end, Work.planned_start) >= period.first,
    )
    return or_(planned, _reported(period, today))


def _reported(period: Period, today: date) -> ColumnElement[bool]:
    day = bindparam("open_day", today, type_=Date, unique=True)
    first = func.coalesce(Work.actual_start, Work.actual_end)
    last = case(
        (Work.actual_end.is_not(None), func.greatest(Work.actual_end, first)),
        (Work.state.in_(sorted(OPEN_STATES)), func.greatest(first, day)),
        else_=first,
    )
    return and_(first <= period.last, last >= period.first)
