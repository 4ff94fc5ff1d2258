"""What a person may do with a work now: the buttons of its page. The rules themselves are asked again on the press."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.works.editing import may_edit
from gis_app.works.extensions.days import MAY_MOVE_START
from gis_app.works.extensions.requests import Extension, extensions_of, may_be_asked
from gis_app.works.models import Work
from gis_app.works.standing import acting_as, roles_at
from gis_app.works.time_terms import read_time_terms
from gis_app.works.transitions import (
    ASKS_EXTENSION,
    DECIDES_EXTENSION,
    MAY_RESCHEDULE,
    Change,
    changes_from,
)


@dataclass(frozen=True, slots=True)
class Actions:
    """Changes in the table's order, what else the person may do, requests with their answers.

    `first_wanted` and `last_wanted` are the ends that may be asked for.
    """

    changes: tuple[Change, ...]
    may_edit: bool
    may_reschedule: bool
    may_ask: bool
    may_withdraw: bool
    may_move_start: bool
    may_answer: bool
    extensions: tuple[Extension, ...]
    planned_start: date | None
    planned_end: date | None
    first_wanted: date
    last_wanted: date

    def is_any(self) -> bool:
        """Whether the person has anything to do or to see here."""
        return bool(self.changes or self.may_reschedule or self.may_ask or self.extensions)


def actions_of(session: Session, work: Work, by: CurrentUser, today: date) -> Actions | None:
    """What the person may do; None for somebody without a part in the work. What lacks something is left out."""
    having = roles_at(by, work)
    if not having:
        return None
    extensions = tuple(extensions_of(session, work.id))
    return Actions(
        changes=tuple(
            change
            for change in changes_from(work.state)
            if acting_as(having, change.who) is not None and not _lacks(work, change)
        ),
        may_edit=may_edit(having, work.state),
        may_reschedule=acting_as(having, MAY_RESCHEDULE.get(work.state, frozenset())) is not None,
        may_ask=acting_as(having, ASKS_EXTENSION) is not None and may_be_asked(work, extensions),
        may_withdraw=acting_as(having, ASKS_EXTENSION) is not None,
        may_move_start=work.state in MAY_MOVE_START,
        may_answer=acting_as(having, DECIDES_EXTENSION) is not None,
        extensions=extensions,
        planned_start=work.planned_start,
        planned_end=work.planned_end,
        first_wanted=max(today, (work.planned_end or today) + timedelta(days=1)),
        last_wanted=read_time_terms().last_day(today),
    )


def _lacks(work: Work, change: Change) -> bool:
    if "emergency" in change.needs and not work.is_emergency:
        return True
    return "days" in change.needs and (work.planned_start is None or work.planned_end is None)
