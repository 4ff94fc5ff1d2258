"""The works that a contractor has to carry out: what is late, what goes on today, what comes, what is near.

Whose they are: of a person with the role of a contractor, the works of the organisation, drafts among them; of an
executor, what the organisation carries out or has ordered, as far as it is public. Open works are few beside all works
(ix_works_contractor_open, ix_works_customer_open); finished ones are read newest first (ix_works_contractor_done).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, or_, select
from sqlalchemy.orm import Session

from gis_app.accounts.roles import CONTRACTOR, EXECUTOR
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.organisations.models import Organisation
from gis_app.planning.next_step import (
    DONE_STATES,
    GROUPS,
    OPEN_STATES,
    WEEK_DAYS,
    Group,
    Saying,
    Step,
    group_on,
    saying_on,
    step_on,
)
from gis_app.settings import get_settings
from gis_app.works.filters import is_public
from gis_app.works.life_models import ExtensionDecision, ExtensionRequest
from gis_app.works.models import Work
from gis_app.works.queries import line_of, lines_statement, named
from gis_app.works.schemas import Named, WorkLine

# A group is a beginning; the rest is a page of its own.
MOST_IN_GROUP = 8
MOST_FINISHED = 6
PAGE_SIZE = 50
# What somebody on the way this morning looks for.
NOW_GROUPS: tuple[Group, ...] = ("late", "today")
LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A work with what its contractor wants to know. `distance_m` is that of the place asked for, if one was."""

    line: WorkLine
    state: str
    group: Group
    customer: Named | None
    saying: Saying
    step: Step | None
    wanted_end: date | None
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class Pile:
    """The beginning of a group; `total` counts the works that are not shown too, None where nobody counted."""

    group: Group
    works: list[Assignment]
    total: int | None


def own_works(by: CurrentUser) -> ColumnElement[bool]:
    """The condition on works that are a person's own; nobody else's pass, whatever is asked for besides."""
    found: list[ColumnElement[bool]] = [false()]
    for grant in by.grants:
        if grant.organisation_id is None:
            continue
        if grant.role == CONTRACTOR:
            found.append(Work.contractor_id == grant.organisation_id)
        elif grant.role == EXECUTOR:
            of_it = or_(Work.contractor_id == grant.organisation_id, Work.customer_id == grant.organisation_id)
            found.append(and_(of_it, is_public()))
    return or_(*found)


def _group_column(today: date) -> ColumnElement[str]:
    """`next_step.group_on` for open works as SQL; a test compares them."""
    last = func.coalesce(Work.planned_end, Work.planned_start)
    return case(
        (Work.state == "draft", literal("draft")),
        (last < today, "late"),
        (or_(Work.state.in_(["in_progress", "paused"]), Work.planned_start <= today), "today"),
        (Work.planned_start <= today + timedelta(days=WEEK_DAYS), "week"),
        else_="later",
    )


def _by_urgency(group: ColumnElement[str]) -> list[ColumnElement[Any]]:
    # What goes on is ordered by its end, what comes by its beginning.
    last = func.coalesce(Work.planned_end, Work.planned_start)
    day = case((group.in_(["late", "today"]), last), else_=Work.planned_start)
    return [day.asc().nulls_last(), Work.id.asc()]


def read_piles(session: Session, by: CurrentUser, lang: Language, today: date) -> list[Pile]:
    """The person's works by date, the most urgent group first; groups that are empty are left out."""
    group = _group_column(today)
    order = func.row_number().over(partition_by=group, order_by=_by_urgency(group)).label("place")
    total = func.count().over(partition_by=group).label("total")
    ranked = (
        select(Work.id, group.label("group"), order, total).where(own_works(by), Work.state.in_(OPEN_STATES)).subquery()
    )
    shown = session.execute(
        select(ranked.c.id, ranked.c.group, ranked.c.total)
        .where(ranked.c.place <= MOST_IN_GROUP)
        .order_by(ranked.c.place)
    ).all()
    finished = list(session.scalars(_done(by).limit(MOST_FINISHED)))
    works = {one.line.id: one for one in read_own(session, by, [*(row.id for row in shown), *finished], lang, today)}
    piles = [
        Pile(name, [works[row.id] for row in shown if row.group == name], _total(shown, name))
        for name in GROUPS
        if name != "finished"
    ]
    piles.append(Pile("finished", [works[id] for id in finished], None))
    return [pile for pile in piles if pile.works]


def _total(rows: Sequence[Any], group: Group) -> int:
    return next((row.total for row in rows if row.group == group), 0)


def _done(by: CurrentUser) -> Select[Any]:
    return (
        select(Work.id)
        .where(own_works(by), Work.state.in_(DONE_STATES))
        .order_by(Work.actual_end.desc().nulls_last(), Work.id.desc())
    )


def read_group(
    session: Session, by: CurrentUser, group: Group, lang: Language, today: date, *, page: int = 1
) -> list[Assignment]:
    """One page (from 1) of a group."""
    if group == "finished":
        statement = _done(by)
    else:
        of = _group_column(today)
        statement = (
            select(Work.id).where(own_works(by), Work.state.in_(OPEN_STATES), of == group).order_by(*_by_urgency(of))
        )
    ids = list(session.scalars(statement.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)))
    return read_own(session, by, ids, lang, today)


def read_nearest(session: Session, by: CurrentUser, near: LonLat, lang: Language, today: date) -> list[Assignment]:
    """The person's open works, those of today (late ones too) before the others, in each half the nearest first.

    `near` is in degrees, longitude first. Works without a place come last in their half.
    """
    point = func.ST_Transform(func.ST_SetSRID(func.ST_MakePoint(*near), 4326), get_settings().metric_srid)
    far = func.ST_Distance(Work.geom_m, point)
    rows = session.execute(
        select(Work.id, far)
        .where(own_works(by), Work.state.in_(OPEN_STATES))
        .order_by(_group_column(today).in_(NOW_GROUPS).desc(), far.asc().nulls_last(), Work.id)
        .limit(PAGE_SIZE)
    ).all()
    return read_own(session, by, [row[0] for row in rows], lang, today, {row[0]: row[1] for row in rows})


def read_open(session: Session, by: CurrentUser, lang: Language, today: date) -> list[Assignment]:
    """The most urgent open works, for a list in another order than by date."""
    group = _group_column(today)
    rank = func.array_position(list(GROUPS), group)
    statement = select(Work.id).where(own_works(by), Work.state.in_(OPEN_STATES)).order_by(rank, *_by_urgency(group))
    return read_own(session, by, list(session.scalars(statement.limit(2 * PAGE_SIZE))), lang, today)


def count_open(session: Session, by: CurrentUser) -> int:
    """How many open works the person has."""
    return session.scalar(select(func.count()).where(own_works(by), Work.state.in_(OPEN_STATES))) or 0


def find_assignment(session: Session, by: CurrentUser, work_id: int, lang: Language, today: date) -> Assignment:
    """One of the person's works. NotFoundError for any other work: whether there is one is not told."""
    found = read_own(session, by, [work_id], lang, today)
    if not found:
        raise NotFoundError(f"no work of yours has the id {work_id}")
    return found[0]


def may_report(by: CurrentUser, contractor_id: int | None) -> bool:
    """Whether the person speaks for the contractor of a work; an executor reads alone."""
    return contractor_id is not None and by.has(CONTRACTOR, organisation_id=contractor_id)


def read_own(
    session: Session,
    by: CurrentUser,
    ids: Sequence[int],
    lang: Language,
    today: date,
    distances: dict[int, float | None] | None = None,
) -> list[Assignment]:
    """The person's works among `ids`, in that order. The rule of `own_works` is asked here: others are left out."""
    if not ids:
        return []
    rows = {row[0].id: row for row in session.execute(lines_statement(today).where(Work.id.in_(ids), own_works(by)))}
    customers = _customers(session, {row[0].customer_id for row in rows.values()}, lang)
    asked = _asked(session, list(rows))
    found = []
    for id in ids:
        if id not in rows:
            continue
        work: Work = rows[id][0]
        days = (work.state, work.planned_start, work.planned_end, today)
        step = step_on(*days, is_emergency=work.is_emergency) if may_report(by, work.contractor_id) else None
        found.append(
            Assignment(
                line=line_of(rows[id], lang),
                state=work.state,
                group=group_on(*days) or "finished",
                customer=customers.get(work.customer_id or 0),
                saying=saying_on(*days),
                step=step,
                wanted_end=asked.get(id),
                distance_m=None if distances is None else distances[id],
            )
        )
    return found


def _customers(session: Session, ids: set[int | None], lang: Language) -> dict[int, Named]:
    rows = session.scalars(select(Organisation).where(Organisation.id.in_({id for id in ids if id is not None})))
    return {one.id: name for one in rows if (name := named(one, lang)) is not None}


def _asked(session: Session, ids: list[int]) -> dict[int, date]:
    """The end wanted by the unanswered request of each work that has one."""
    rows = session.execute(
        select(ExtensionRequest.work_id, ExtensionRequest.wanted_end)
        .outerjoin(ExtensionDecision, ExtensionDecision.request_id == ExtensionRequest.id)
        .where(ExtensionRequest.work_id.in_(ids), ExtensionDecision.request_id.is_(None))
    )
    return {row[0]: row[1] for row in rows}
