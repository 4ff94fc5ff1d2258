"""What a person may do with a work now: the buttons of its page. The rules themselves are asked again on the press."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.works.editing import may_edit
from gis_app.works.extensions import Extension, extensions_of
from gis_app.works.models import Work
from gis_app.works.standing import acting_as, roles_at
from gis_app.works.transitions import (
    ASKS_EXTENSION,
    DECIDES_EXTENSION,
    MAY_ASK_EXTENSION,
    MAY_RESCHEDULE,
    Change,
    changes_from,
)


@dataclass(frozen=True, slots=True)
class Actions:
    """Changes in the table's order, what else the person may do, requests with their answers."""

    changes: tuple[Change, ...]
    may_edit: bool
    may_reschedule: bool
    may_ask: bool
    may_answer: bool
    extensions: tuple[Extension, ...]
    planned_start: date | None
    planned_end: date | None

    def is_any(self) -> bool:
        """Whether the person has anything to do or to see here."""
        return bool(self.changes or self.may_reschedule or self.may_ask or self.extensions)


def actions_of(session: Session, work: Work, by: CurrentUser) -> Actions | None:
    """What the person may do; None for somebody without a part in the work. What lacks something is left out."""
    having = roles_at(by, work)
    if not having:
        return None
    extensions = tuple(extensions_of(session, work.id))
    waits = any(one.is_open() for one in extensions)
    return Actions(
        changes=tuple(
            change
            for change in changes_from(work.state)
            if acting_as(having, change.who) is not None and not _lacks(work, change)
        ),
        may_edit=may_edit(having, work.state),
        may_reschedule=acting_as(having, MAY_RESCHEDULE.get(work.state, frozenset())) is not None,
        may_ask=(
            acting_as(having, ASKS_EXTENSION) is not None
            and work.state in MAY_ASK_EXTENSION
            and work.planned_end is not None
            and not waits
        ),
        may_answer=acting_as(having, DECIDES_EXTENSION) is not None,
        extensions=extensions,
        planned_start=work.planned_start,
        planned_end=work.planned_end,
    )


def _lacks(work: Work, change: Change) -> bool:
    if "emergency" in change.needs and not work.is_emergency:
        return True
    return "days" in change.needs and (work.planned_start is None or work.planned_end is None)
