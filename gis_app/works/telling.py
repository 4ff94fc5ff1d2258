"""What is told about a work: to its contractor, the planners of its district and whom else `kinds.yaml` names.

Each is called in the transaction of the deed; who did it is not told.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.messages import audience, people_of_organisation, tell
from gis_app.works.life_models import ExtensionDecision, ExtensionRequest
from gis_app.works.models import Work, WorkEvent, WorkType
from gis_app.works.transitions import Event

_OF_EVENT: Final[Mapping[Event, str]] = {
    "scheduled": "work_scheduled",
    "started": "work_started",
    "paused": "work_paused",
    "resumed": "work_resumed",
    "finished": "work_finished",
    "returned": "work_returned",
    "accepted": "work_accepted",
    "cancelled": "work_cancelled",
}
_WITH_DAYS = frozenset({"work_assigned", "work_planned", "work_scheduled"})
_WITHOUT_WORDS = frozenset({"work_assigned", "work_planned", "work_scheduled", "work_taken_away"})


def tell_of_work(
    session: Session,
    kind: str,
    work: Work,
    by: CurrentUser,
    values: Mapping[str, str | int | date | None],
    *,
    about: str = "",
    number: int | None = None,
) -> int:
    """Tell of a work as it is now; how many were told. A version of a work tells each kind once, or once for
    each `number` (of a report).
    """
    to = audience(session, kind, organisation_id=work.contractor_id, district_ids=[work.district_id])
    given = {**named(session, work), "place": work.location_raw, **values}
    key = f"work-{work.id}-{number or work.version}-{kind}"
    return tell(session, kind, key=key, to=to, about=about or f"/works/{work.id}", values=given, by=by.id)


def tell_of_change(
    session: Session, work: Work, event: Event, before: str, by: CurrentUser, on: date, note: str | None
) -> None:
    """Tell that the state of a work changed by `event`. A draft is told of when it is one no more."""
    kind = _OF_EVENT.get(event)
    if event == "planned":
        kind = "work_unscheduled" if before == "scheduled" else _of_a_new_work(session, work)
    if kind is None:
        return
    values: dict[str, str | date | None] = {} if kind in _WITHOUT_WORDS else {"reason": note}
    if kind in _WITH_DAYS:
        values |= days_of(work)
    elif kind != "work_unscheduled":
        values["day"] = on
    tell_of_work(session, kind, work, by, values)


def tell_of_days(
    session: Session, work: Work, before: tuple[date | None, date | None], reason: str, by: CurrentUser
) -> None:
    """Tell that the promised days were moved. Of a draft nothing was promised."""
    if work.state == "draft":
        return
    was = {"before_first": before[0], "before_last": before[1]}
    tell_of_work(session, "work_moved", work, by, {**was, **days_of(work), "reason": reason})


def tell_of_contractor(session: Session, work: Work, former_id: int | None, by: CurrentUser) -> None:
    """Tell both sides that a work was given to another contractor. A draft is not given to anybody yet."""
    if work.state == "draft" or work.contractor_id == former_id:
        return
    tell_of_work(session, "work_assigned", work, by, days_of(work))
    former = people_of_organisation(session, former_id) - people_of_organisation(session, work.contractor_id)
    given = {**named(session, work), "place": work.location_raw}
    key = f"work-{work.id}-{work.version}-taken"
    tell(session, "work_taken_away", key=key, to=former, about=f"/works/{work.id}", values=given, by=by.id)


def tell_of_request(session: Session, work: Work, request: ExtensionRequest, by: CurrentUser) -> None:
    """Tell planners that more time is asked for."""
    asked = {"end": request.wanted_end, "answer": request.answer_by, "reason": request.reason or None}
    tell_of_work(session, "extension_asked", work, by, asked, about=f"/extension-requests/{request.id}")


def tell_of_answer(session: Session, work: Work, request: ExtensionRequest, by: CurrentUser) -> None:
    """Tell how a request for more time ended."""
    answer = session.get_one(ExtensionDecision, request.id)
    end = answer.given_end if answer.outcome == "changed" and answer.given_end else request.wanted_end
    told = {"end": end, "reason": answer.reason or None}
    tell_of_work(session, f"extension_{answer.outcome}", work, by, told)


def named(session: Session, work: Work) -> dict[str, str]:
    """The title of a work in the languages that it has one in, as values of a message."""
    titles = {"work_kk": work.title_kk or "", "work_ru": work.title_ru or "", "work_en": work.title_en or ""}
    if any(titles.values()):
        return titles
    kind = session.get_one(WorkType, work.type_code)
    return {"work_kk": kind.title_kk, "work_ru": kind.title_ru, "work_en": kind.title_en}


def days_of(work: Work) -> dict[str, date | None]:
    """The promised days as values of a message."""
    return {"days_first": work.planned_start, "days_last": work.planned_end}


def _of_a_new_work(session: Session, work: Work) -> str:
    """A work that its contractor wrote is known to it; any other is an assignment."""
    drafted = select(WorkEvent.author_role).where(WorkEvent.work_id == work.id, WorkEvent.kind == "drafted")
    return "work_planned" if session.scalar(drafted.limit(1)) == "contractor" else "work_assigned"
