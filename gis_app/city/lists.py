"""Lists of the public plan: of a district, and what was finished in a month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from gis_app.city.plan import STATUSES_OF, WHENS, PublicPlan, When, conditions_of
from gis_app.city.shutoffs import Month
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.works.models import Work
from gis_app.works.queries import line_of, lines_statement
from gis_app.works.schemas import WorkLine
from gis_app.works.status_sql import status_column

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One page of a list: page 1 is the first. `ended`: on which day each work was reported finished."""

    total: int
    number: int
    lines: tuple[WorkLine, ...]
    ended: Mapping[int, date | None]

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def count_whens(session: Session, plan: PublicPlan, today: date) -> Mapping[When, int]:
    """How many works go on, are planned and so on; those of none are 0."""
    status = status_column(today).label("status")
    statement = select(status, func.count()).where(*conditions_of(plan, today)).group_by(status)
    counts: dict[str, int] = {row[0]: row[1] for row in session.execute(statement)}
    return {when: sum(counts.get(code, 0) for code in STATUSES_OF[when]) for when in WHENS}


def list_plan(
    session: Session, plan: PublicPlan, when: When, lang: Language, today: date, total: int, number: int
) -> WorkPage:
    """The works of a part of the plan, of which there are `total`: what ends soonest, begins soonest, or was finished
    last, stands first. NotFoundError for a page after the last."""
    order: dict[When, ColumnElement[Any]] = {
        "now": func.coalesce(Work.planned_end, Work.planned_start).asc().nulls_last(),
        "planned": Work.planned_start.asc().nulls_last(),
        "finished": func.coalesce(Work.actual_end, Work.planned_end).desc().nulls_last(),
    }
    by = order.get(when, Work.planned_end.desc().nulls_last())
    return _page(session, conditions_of(plan, today, when), by, lang, today, total, number)


def list_counted(session: Session, plan: PublicPlan, lang: Language, today: date, number: int) -> WorkPage:
    """The works behind a number of the plan, the first to begin first. NotFoundError for a page after the last."""
    conditions = conditions_of(plan, today)
    total = session.scalar(select(func.count()).select_from(Work).where(*conditions)) or 0
    return _page(session, conditions, Work.planned_start.asc().nulls_last(), lang, today, total, number)


def finished_in(month: Month, *, is_training: bool, today: date) -> list[ColumnElement[bool]]:
    """The works reported finished in a month, as conditions."""
    plan = conditions_of(PublicPlan(is_training), today, "finished")
    return [*plan, Work.actual_end.between(month.first, month.last)]


def list_finished(
    session: Session, month: Month, lang: Language, today: date, number: int, *, is_training: bool
) -> WorkPage:
    """What was finished in a month, the last first. NotFoundError for a page after the last."""
    conditions = finished_in(month, is_training=is_training, today=today)
    total = session.scalar(select(func.count()).select_from(Work).where(*conditions)) or 0
    return _page(session, conditions, Work.actual_end.desc(), lang, today, total, number)


def _page(
    session: Session,
    conditions: list[ColumnElement[bool]],
    by: ColumnElement[Any],
    lang: Language,
    today: date,
    total: int,
    number: int,
) -> WorkPage:
    if number > max(1, -(-total // PAGE_SIZE)):
        raise NotFoundError(f"the list has no page {number}")
    asked = lines_statement(today).where(*conditions).order_by(by, Work.id)
    rows = session.execute(asked.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    ended = {row[0].id: row[0].actual_end for row in rows}
    return WorkPage(total, number, tuple(line_of(row, lang) for row in rows), ended)
