"""Reminders of requests for more time: on the working day before the term ends, and when it has passed without a word.

Each is told once. Nothing else comes of silence: it grants nothing and refuses nothing.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.messages import audience, planners_of, tell
from gis_app.works.life_models import ExtensionDecision, ExtensionRequest
from gis_app.works.models import Work
from gis_app.works.telling import named
from gis_app.works.working_days import working_day_before


@dataclass(frozen=True, slots=True)
class Reminders:
    """How many people were told that an answer is due, and that it is late."""

    due: int
    late: int


def remind(session: Session, today: date, country: str) -> Reminders:
    """Tell of every request that waits and whose day has come by `today`; what was told is not told again.

    `country` is the one whose holidays count. A day that was slept through is made up for. The caller commits.
    """
    waiting = (
        select(ExtensionRequest, Work)
        .join(Work, Work.id == ExtensionRequest.work_id)
        .outerjoin(ExtensionDecision, ExtensionDecision.request_id == ExtensionRequest.id)
        .where(ExtensionDecision.request_id.is_(None))
        .order_by(ExtensionRequest.id)
    )
    due = late = 0
    for request, work in session.execute(waiting).all():
        if today > request.answer_by:
            late += _tell(session, "extension_silent", request, work)
        elif today >= working_day_before(request.answer_by, country):
            due += _tell(session, "extension_due", request, work)
    return Reminders(due, late)


def _tell(session: Session, kind: str, request: ExtensionRequest, work: Work) -> int:
    to = audience(session, kind, organisation_id=work.contractor_id, district_ids=[work.district_id])
    if kind == "extension_silent":
        to |= planners_of(session, None)  # the administrators
    values: dict[str, str | int | date | None] = {
        **named(session, work),
        "place": work.location_raw,
        "end": request.wanted_end,
        "answer": request.answer_by,
    }
    return tell(
        session,
        kind,
        key=f"extension-{request.id}-{kind}",
        to=to,
        about=f"/extension-requests/{request.id}",
        values=values,
    )
