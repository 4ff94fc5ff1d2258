"""What the form of a report offers for a work as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.settings import Settings
from gis_app.site_reports.access import may_report
from gis_app.site_reports.clock import UNBELIEVABLE_DAYS
from gis_app.site_reports.models import KINDS, Kind
from gis_app.site_reports.outcomes import Done, Refused, outcome_of
from gis_app.site_reports.reporting import last_percent
from gis_app.works.models import Work
from gis_app.works.status import State


@dataclass(frozen=True, slots=True)
class ReportForm:
    """Kinds that count now, the likeliest first; `why_not` is why the work cannot be started, a `report-refused-…`.

    `client_key` makes the form one report, however often its button is pressed. A start of a paused work `resumes` it.
    """

    work_id: int
    kinds: tuple[Kind, ...]
    chosen: Kind
    resumes: bool
    why_not: str | None
    client_key: UUID
    note: str
    percent: int
    first_day: date
    today: date
    max_photos: int
    max_mb: int


def report_form(
    session: Session,
    work: Work,
    by: CurrentUser,
    today: date,
    settings: Settings,
    sent: Mapping[str, object] | None = None,
) -> ReportForm | None:
    """The form for a person, with what was `sent` and refused; None for who reports nothing of this work."""
    if not may_report(by, work):
        return None
    has_days = work.planned_start is not None and work.planned_end is not None
    outcomes = {
        kind: outcome_of(kind, cast(State, work.state), is_emergency=work.is_emergency, has_days=has_days)
        for kind in KINDS
    }
    start, given = outcomes["start"], sent or {}
    kinds = tuple(kind for kind in _order(work.state) if isinstance(outcomes[kind], Done))
    return ReportForm(
        work_id=work.id,
        kinds=kinds,
        chosen=next((kind for kind in kinds if kind == given.get("kind")), kinds[0]),
        resumes=work.state == "paused",
        why_not=start.reason if isinstance(start, Refused) else None,
        client_key=uuid4(),
        note=str(given.get("note", "")),
        percent=last_percent(session, work.id) or 0,
        first_day=today - timedelta(days=UNBELIEVABLE_DAYS),
        today=today,
        max_photos=settings.report_max_photos,
        max_mb=settings.photo_max_mb,
    )


def _order(state: str) -> tuple[Kind, ...]:
    return ("progress", "finish", "note") if state == "in_progress" else KINDS
