"""Which reports the contractor's page of a work offers, and what stands beside them there and on the work's page."""

from dataclasses import replace
from datetime import date
from typing import cast, get_args

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.site_reports.access import may_report
from gis_app.site_reports.models import Kind
from gis_app.site_reports.outcomes import Done, outcome_of
from gis_app.works.actions import Actions, actions_of
from gis_app.works.models import Work
from gis_app.works.status import State
from gis_app.works.transitions import Event

KINDS: tuple[Kind, ...] = get_args(Kind)
# What a report does: the page does not offer the same once more without photo and place.
_BY_REPORT: frozenset[Event] = frozenset({"scheduled", "started", "resumed", "finished"})


def kinds_of_reports(work: Work) -> tuple[Kind, ...]:
    """The reports that the work's state takes now."""
    has_days = work.planned_start is not None and work.planned_end is not None
    state = cast(State, work.state)
    given = {"is_emergency": work.is_emergency, "has_days": has_days}
    return tuple(kind for kind in KINDS if isinstance(outcome_of(kind, state, **given), Done))


def actions_beside_reports(session: Session, work: Work, by: CurrentUser, today: date) -> Actions | None:
    """What the person may do besides reporting; all of it for who reports nothing of the work."""
    actions = actions_of(session, work, by, today)
    if actions is None or not may_report(by, work):
        return actions
    return replace(actions, changes=tuple(one for one in actions.changes if one.event not in _BY_REPORT))
