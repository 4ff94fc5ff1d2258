"""Telling the people of a body, and the reception, of appeals: number and topic, nothing of who wrote."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from gis_app.appeals.models import Appeal
from gis_app.appeals.topics import read_topics
from gis_app.messages import Occasion, audience, tell_each
from gis_app.messages.kinds import LANGUAGES

Values = dict[str, str | int | date | None]


def tell_of_sending(session: Session, appeal: Appeal, *, by: int | None = None) -> int:
    """Tell the people of the body that has an appeal now."""
    return _tell(session, "appeal_sent", [appeal], f"sent-{appeal.version}", by=by)


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
    people: dict[int | None, set[int]] = {}
    for appeal in appeals:
        to = people.get(appeal.body_id)
        if to is None:
            to = people[appeal.body_id] = audience(session, kind, organisation_id=appeal.body_id)
        key = f"appeal-{appeal.id}-{occasion or f'{kind[7:]}-{appeal.due_on}'}"
        occasions.append(Occasion(key, to, f"/reception/appeals/{appeal.id}", _values(appeal)))
    return tell_each(session, kind, occasions, by=by)


def _values(appeal: Appeal) -> Values:
    title = read_topics().by_code()[appeal.topic_code].title
    values: Values = {f"topic_{lang}": title.in_language(lang) for lang in LANGUAGES}
    return values | {"number": appeal.number, "due_first": appeal.due_on, "due_last": appeal.due_on}
