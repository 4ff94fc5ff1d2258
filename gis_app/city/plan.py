"""Which part of the city's plan is counted or listed. Drafts are in none; invented and real works never mix."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from sqlalchemy import ColumnElement, and_, or_

from gis_app.works.filters import is_public
from gis_app.works.models import Work
from gis_app.works.status import Status
from gis_app.works.status_sql import first_day_column, last_day_column, status_column

When = Literal["now", "planned", "unreported", "finished", "cancelled"]
WHENS: tuple[When, ...] = get_args(When)
# What a resident asks for, as the statuses of works.
STATUSES_OF: dict[When, tuple[Status, ...]] = {
    "now": ("in_progress", "overdue", "due", "paused"),
    "planned": ("planned", "undated"),
    "unreported": ("unreported",),
    "finished": ("finished",),
    "cancelled": ("cancelled",),
}


@dataclass(frozen=True, slots=True)
class PublicPlan:
    """The works of a year (None: of all years) in a district (None: in the whole city), of a type, of a status."""

    is_training: bool
    year: int | None = None
    district: int | None = None
    type_code: str | None = None
    status: Status | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the year; None for all years."""
        return None if self.year is None else (date(self.year, 1, 1), date(self.year, 12, 31))


def conditions_of(plan: PublicPlan, today: date, when: When | None = None) -> list[ColumnElement[bool]]:
    """The part as conditions over `works`. A work without days belongs to this year's plan."""
    found = [is_public(), Work.is_training.is_(plan.is_training)]
    if plan.district is not None:
        found.append(Work.district_id == plan.district)
    if plan.type_code is not None:
        found.append(Work.type_code == plan.type_code)
    if plan.status is not None:
        found.append(status_column(today) == plan.status)
    if plan.days is not None:
        first, last = plan.days
        inside = and_(first_day_column() <= last, last_day_column(today) >= first)
        found.append(or_(inside, first_day_column().is_(None)) if plan.year == today.year else inside)
    if when is not None:
        found.append(status_column(today).in_(STATUSES_OF[when]))
    return found
