"""The table of `works.status` as one SQL expression, so that the database can filter and count by status.

Both are tested against `tests/data/status_cases.json`.
"""

from datetime import date

from sqlalchemy import ColumnElement, Date, String, and_, bindparam, case, func, literal

from gis_app.works.models import Work


def status_column(today: date) -> ColumnElement[str]:
    """The status of each row of `works` on `today`, a day in the city's time zone."""
    day = bindparam("status_day", today, type_=Date, unique=True)
    planned_last = func.coalesce(Work.planned_end, Work.planned_start)
    return case(
        (Work.state == "cancelled", literal("cancelled", String)),
        (Work.state.in_(["finished", "accepted", "in_warranty", "archived"]), "finished"),
        (Work.state == "paused", "paused"),
        (and_(Work.state == "in_progress", Work.planned_end < day), "overdue"),
        (Work.state == "in_progress", "in_progress"),
        (Work.planned_start.is_(None), "undated"),
        (Work.planned_start > day, "planned"),
        (planned_last >= day, "due"),
        else_="unreported",
    )


def last_day_column(today: date) -> ColumnElement[date]:
    """The last day a work goes on: reported, else planned; an open work goes on at least until `today`."""
    day = bindparam("open_day", today, type_=Date, unique=True)
    planned = func.coalesce(Work.planned_end, Work.planned_start)
    return case(
        (Work.actual_end.is_not(None), Work.actual_end),
        (Work.state.in_(["in_progress", "paused"]), func.greatest(planned, day)),
        else_=planned,
    )


def first_day_column() -> ColumnElement[date]:
    """The first day of a work: reported, else planned."""
    return func.coalesce(Work.actual_start, Work.planned_start)
