"""Overdue, due today, due soon: views of the due day and the clock, for queues and counts, and who is told of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import cast

from sqlalchemy import ColumnElement, Date, String, and_, bindparam, case, func, literal, select
from sqlalchemy.orm import Session

from gis_app.appeals.deadlines import Standing, read_deadlines
from gis_app.appeals.models import Appeal
from gis_app.appeals.telling import tell_of_terms
from gis_app.appeals.transitions import OPEN
from gis_app.settings import Settings

# Nobody is reminded for ever: what is overdue for longer stands in the queue.
OVERDUE_TOLD_DAYS = 7


def standing_column(today: date, settings: Settings) -> ColumnElement[str]:
    """The standing of each row of `appeals` on a day, the same as `Deadlines.standing`; of closed ones `no_term`."""
    soon = read_deadlines().soon_until(today, settings.holiday_country)
    day = bindparam("standing_day", today, type_=Date, unique=True)
    return case(
        (Appeal.due_on.is_(None) | Appeal.status.not_in(sorted(OPEN)), literal("no_term", String)),
        (Appeal.due_on < day, "overdue"),
        (Appeal.due_on == day, "due_today"),
        (Appeal.due_on <= bindparam("soon_day", soon, type_=Date, unique=True), "due_soon"),
        else_="in_time",
    )


def count_standings(
    session: Session, today: date, settings: Settings, *, body_id: int | None = None
) -> Mapping[Standing, int]:
    """How many open appeals stand how, of one body or of all."""
    standing = standing_column(today, settings)
    statement = select(standing, func.count()).where(Appeal.status.in_(sorted(OPEN)))
    if body_id is not None:
        statement = statement.where(Appeal.body_id == body_id)
    found: dict[Standing, int] = dict.fromkeys(("overdue", "due_today", "due_soon", "in_time", "no_term"), 0)
    for name, number in session.execute(statement.group_by(standing)):
        found[cast(Standing, name)] = number
    return found


def tell_of_due(session: Session, today: date, settings: Settings) -> int:
    """Tell the people of the bodies, and the reception, of what is due soon or overdue; how many were told now."""
    soon = read_deadlines().soon_until(today, settings.holiday_country)
    is_open = Appeal.status.in_(sorted(OPEN))
    due = and_(is_open, Appeal.due_on.between(today, soon))
    late = and_(is_open, Appeal.due_on.between(today - timedelta(days=OVERDUE_TOLD_DAYS), today - timedelta(days=1)))
    told = 0
    for kind, condition in (("appeal_due", due), ("appeal_overdue", late)):
        told += tell_of_terms(session, kind, session.scalars(select(Appeal).where(condition).order_by(Appeal.id)))
    return told
