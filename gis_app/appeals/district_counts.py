"""The appeals of a planner's districts as numbers: where demand stands with nothing planned. No appeal is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, select, true
from sqlalchemy.orm import Session

from gis_app.accounts.roles import ADMINISTRATOR, INSPECTOR, PLANNER
from gis_app.accounts.user import CurrentUser
from gis_app.appeals.models import Appeal, AppealLink


@dataclass(frozen=True, slots=True)
class TopicCounts:
    """The open appeals about a topic: how many, how many overdue, and how many that no work or shut-off explains."""

    topic: str
    open: int
    overdue: int
    unexplained: int


def of_districts(by: CurrentUser, district: int | None = None) -> ColumnElement[bool]:
    """The appeals whose numbers a person may know: of the own districts; inspectors and administrators of all."""
    own = true() if by.roles & {INSPECTOR, ADMINISTRATOR} else Appeal.district_id.in_(_planned(by))
    asked = true() if district is None else Appeal.district_id == district
    return and_(Appeal.is_training.is_(by.is_demo), own, asked)


def count_topics(session: Session, condition: ColumnElement[bool], today: date) -> Sequence[TopicCounts]:
    """The open appeals by topic, the commonest first."""
    is_explained = exists().where(AppealLink.appeal_id == Appeal.id, AppealLink.state != "rejected")
    statement = (
        select(
            Appeal.topic_code,
            func.count(),
            func.count().filter(Appeal.due_on < today),
            func.count().filter(~is_explained),
        )
        .where(condition, Appeal.closed_at.is_(None))
        .group_by(Appeal.topic_code)
        .order_by(func.count().desc(), Appeal.topic_code)
    )
    return [TopicCounts(*row) for row in session.execute(statement)]


def count_statuses(session: Session, condition: ColumnElement[bool], since: date) -> Sequence[tuple[str, int]]:
    """The appeals received since a day by status, the commonest first."""
    statement = (
        select(Appeal.status, func.count())
        .where(condition, Appeal.received_at >= since)
        .group_by(Appeal.status)
        .order_by(func.count().desc(), Appeal.status)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def _planned(by: CurrentUser) -> list[int]:
    return sorted(grant.district_id for grant in by.grants if grant.role == PLANNER and grant.district_id is not None)
