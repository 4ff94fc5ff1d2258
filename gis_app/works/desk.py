"""What waits for a person among the works: drafts, ends to be accepted, reports that are due, requests for more time.

Drafts stand in no public list, so this is where their writers find them again. Each question is answered from the
works of the person's own contractors and districts (ix_works_contractor_id, ix_works_district_id); an administrator
and an inspector of the whole city read all works once.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.works.extensions.requests import Extension
from gis_app.works.life_models import ExtensionDecision, ExtensionRequest
from gis_app.works.models import Work
from gis_app.works.queries import line_of, lines_statement, read_lines
from gis_app.works.schemas import WorkLine
from gis_app.works.status_sql import status_column
from gis_app.works.transitions import ASKS_EXTENSION, DECIDES_EXTENSION, Role

# A pile is a beginning, not a register: the rest is said as a number.
MOST_SHOWN = 20
PileName = Literal["to-accept", "to-report", "drafts"]
# Whose each pile is. A planner may write down a start, but to report is the contractor's duty.
_WHOSE: dict[PileName, frozenset[Role]] = {
    "to-accept": frozenset({"inspector", "administrator"}),
    "to-report": frozenset({"contractor"}),
    "drafts": frozenset({"contractor", "planner", "administrator"}),
}
# Days have come or gone by without a word from the contractor.
SILENT = ("overdue", "unreported", "due")


@dataclass(frozen=True, slots=True)
class Pile:
    """Works that wait for the same thing, those with the earliest end first; `total` counts the hidden ones too."""

    name: PileName
    works: list[WorkLine]
    total: int


@dataclass(frozen=True, slots=True)
class AskedTime:
    """An unanswered request for more time and the work it is about."""

    extension: Extension
    work: WorkLine


def works_of(by: CurrentUser, roles: frozenset[Role]) -> ColumnElement[bool]:
    """The works towards which a person has one of `roles`: `standing.roles_towards` as a condition of SQL."""
    found: list[ColumnElement[bool]] = [false()]
    for grant in by.grants:
        if grant.role not in roles:
            continue
        if grant.role == "contractor":
            found.append(Work.contractor_id == grant.organisation_id)
        elif grant.role == "administrator" or grant.district_id is None:
            found.append(true())
        else:
            found.append(Work.district_id == grant.district_id)
    return or_(*found)


def read_piles(session: Session, by: CurrentUser, lang: Language, today: date) -> list[Pile]:
    """What waits for the person, the piles that are not empty alone."""
    of_pile: dict[PileName, ColumnElement[bool]] = {
        "to-accept": Work.state == "finished",
        "to-report": status_column(today).in_(SILENT) & (Work.state != "draft"),
        "drafts": Work.state == "draft",
    }
    piles = [_pile(session, by, name, condition, lang, today) for name, condition in of_pile.items()]
    return [pile for pile in piles if pile.total]


def _pile(
    session: Session, by: CurrentUser, name: PileName, condition: ColumnElement[bool], lang: Language, today: date
) -> Pile:
    asked = [works_of(by, _WHOSE[name]), condition]
    statement = lines_statement(today).where(*asked).order_by(Work.planned_end.asc().nulls_last(), Work.id)
    works = [line_of(row, lang) for row in session.execute(statement.limit(MOST_SHOWN))]
    total = session.scalar(select(func.count()).select_from(Work).where(*asked)) or 0
    return Pile(name, works, total)


def read_asked(session: Session, by: CurrentUser, lang: Language, today: date) -> list[AskedTime]:
    """Requests nobody has answered yet, of works in which the person asks or answers; those waiting longest first."""
    statement = (
        select(ExtensionRequest)
        .join(Work, Work.id == ExtensionRequest.work_id)
        .outerjoin(ExtensionDecision, ExtensionDecision.request_id == ExtensionRequest.id)
        .where(ExtensionDecision.request_id.is_(None), works_of(by, ASKS_EXTENSION | DECIDES_EXTENSION))
        .order_by(ExtensionRequest.answer_by, ExtensionRequest.id)
        .limit(MOST_SHOWN)
    )
    requests = list(session.scalars(statement))
    lines = read_lines(session, {request.work_id for request in requests}, lang, today)
    return [AskedTime(Extension(request, None), lines[request.work_id]) for request in requests]
