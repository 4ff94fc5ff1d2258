"""Requests for more time as a list: those that wait first, by the day an answer is due; silent ones say so."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.works.catalog import district_names
from gis_app.works.desk import works_of
from gis_app.works.extensions.requests import Extension
from gis_app.works.life_models import ExtensionDecision, ExtensionRequest
from gis_app.works.models import Work
from gis_app.works.queries import read_lines
from gis_app.works.schemas import WorkLine
from gis_app.works.transitions import Role

_WAITS = ExtensionDecision.request_id.is_(None)
SEES_EXTENSIONS: frozenset[Role] = frozenset({"contractor", "planner", "inspector", "administrator"})


@dataclass(frozen=True, slots=True)
class ListedRequest:
    """A request, its work and the district's name."""

    extension: Extension
    work: WorkLine
    district: str | None


@dataclass(frozen=True, slots=True)
class RequestList:
    """One page. `waiting` and `silent` count all that wait and those of them whose term has passed."""

    items: list[ListedRequest]
    total: int
    waiting: int
    silent: int
    districts: list[tuple[int, str]]


def list_requests(
    session: Session,
    by: CurrentUser,
    lang: Language,
    today: date,
    *,
    district: int | None = None,
    limit: int,
    offset: int = 0,
) -> RequestList:
    """Requests of works in which the person has a part: of its organisation, of its districts.

    `districts` are those of which there is any, to choose one from.
    """
    theirs = works_of(by, SEES_EXTENSIONS)
    asked = theirs if district is None else and_(theirs, Work.district_id == district)
    counted = select(
        func.count(),
        func.count().filter(_WAITS),
        func.count().filter(_WAITS & (ExtensionRequest.answer_by < today)),
    )
    total, waiting, silent = session.execute(_joined(counted).where(asked)).one()
    # What waits by the end of its term, then what was answered last.
    order = (case((_WAITS, ExtensionRequest.answer_by)).asc().nulls_last(), ExtensionRequest.id.desc())
    statement = _joined(select(ExtensionRequest, ExtensionDecision, Work.district_id)).where(asked)
    rows = session.execute(statement.order_by(*order).limit(limit).offset(offset)).all()
    works = read_lines(session, {row[0].work_id for row in rows}, lang, today)
    names = dict(district_names(session, lang))
    here = session.scalars(_joined(select(Work.district_id).distinct()).where(theirs, Work.district_id.is_not(None)))
    return RequestList(
        items=[ListedRequest(Extension(row[0], row[1]), works[row[0].work_id], names.get(row[2])) for row in rows],
        total=total,
        waiting=waiting,
        silent=silent,
        districts=sorted(((id, names[id]) for id in here if id in names), key=lambda one: one[1]),
    )


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.select_from(ExtensionRequest)
        .join(Work, Work.id == ExtensionRequest.work_id)
        .outerjoin(ExtensionDecision, ExtensionDecision.request_id == ExtensionRequest.id)
    )
