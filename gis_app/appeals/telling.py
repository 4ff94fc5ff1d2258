"""Telling the people of a body, and the reception, of appeals: number and topic, nothing of who wrote.

A body hears nothing of an appeal that only a rule has proposed for it: it could not open it either.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from gis_app.accounts.roles import CONTRACTOR, EXECUTOR, OPERATOR
from gis_app.appeals.models import Appeal
from gis_app.appeals.topics import read_topics
from gis_app.appeals.transitions import NOT_SENT
from gis_app.messages import Occasion, audience, people_of_organisation, tell_each
from gis_app.messages.kinds import LANGUAGES, kind_of

# Where each works with appeals.
_DESKS: Final = {OPERATOR: "reception", EXECUTOR: "executor", CONTRACTOR: "contractor"}
Values = dict[str, str | int | date | None]


def tell_of_sending(session: Session, appeal: Appeal, *, by: int | None = None) -> int:
    """Tell the people of the body that has an appeal now."""
    return _tell(session, "appeal_sent", [appeal], f"sent-{appeal.version}", by=by)


def tell_of_urgent(session: Session, appeals: Iterable[Appeal]) -> int:
    """Tell the reception of danger, at night as well: somebody calls it through."""
    return _tell(session, "appeal_urgent", appeals, "urgent")


def tell_of_reopening(session: Session, appeal: Appeal, *, by: int | None = None) -> int:
    """Tell the reception, and the body that had answered, that it is not solved."""
    return _tell(session, "appeal_reopened", [appeal], f"reopened-{appeal.version}", by=by)


def tell_of_reply(session: Session, appeal: Appeal, at: datetime) -> int:
    """Tell who has the appeal that the applicant has replied."""
    return _tell(session, "appeal_replied", [appeal], f"replied-{at.timestamp():.0f}")


def tell_of_terms(session: Session, kind: str, appeals: Iterable[Appeal]) -> int:
    """Tell of appeals that are due soon (`appeal_due`) or overdue (`appeal_overdue`): once for each due day."""
    return _tell(session, kind, appeals, "")


def _tell(session: Session, kind: str, appeals: Iterable[Appeal], occasion: str, *, by: int | None = None) -> int:
    occasions = []
    wanted = set(kind_of(kind).to)
    reception = audience(session, kind) if OPERATOR in wanted else set()
    bodies: dict[tuple[int | None, str], set[int]] = {}
    for appeal in appeals:
        key = f"appeal-{appeal.id}-{occasion or f'{kind[7:]}-{appeal.due_on}'}"
        reached: set[int] = set()
        for role, desk in _DESKS.items():
            if role == OPERATOR:
                to = {one for one in reception if one == appeal.operator_id} or reception
            elif role in wanted and appeal.status not in NOT_SENT:
                if (appeal.body_id, role) not in bodies:
                    bodies[appeal.body_id, role] = people_of_organisation(session, appeal.body_id, (role,))
                to = bodies[appeal.body_id, role]
            else:
                continue
            # Who has several works is told at the first desk.
            occasions.append(Occasion(key, to - reached, _path(desk, appeal), _values(appeal)))
            reached |= to
    return tell_each(session, kind, occasions, by=by)


def _path(desk: str, appeal: Appeal) -> str:
    return f"/{desk}/appeals/{appeal.id}"


def _values(appeal: Appeal) -> Values:
    title = read_topics().by_code()[appeal.topic_code].title
    values: Values = {f"topic_{lang}": title.in_language(lang) for lang in LANGUAGES}
    return values | {"number": appeal.number, "due_first": appeal.due_on, "due_last": appeal.due_on}
