"""More time for an answer: for a reason, within the limit of law, told to the applicant."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from gis_app.appeals.facts import Author, Event, Term, append_events, append_terms
from gis_app.appeals.holding import checked, hold_open
from gis_app.appeals.letters import mail_people
from gis_app.appeals.standard_letters import extended_words
from gis_app.appeals.terms import day_of, extended_until, notice_until
from gis_app.settings import Settings


@dataclass(frozen=True, slots=True)
class Extended:
    """The new last day; until when the applicant must be told of it by law, and whether a mail does that."""

    until: date
    tell_by: date | None
    is_mailed: bool


def extend_deadline(
    session: Session,
    appeal_id: int,
    *,
    reason: str,
    author: Author,
    at: datetime,
    settings: Settings,
    until: date | None = None,
    days: int | None = None,
    version: int | None = None,
) -> Extended:
    """Give an answer more time, until a day or by so many calendar days: one of both.

    The applicant is mailed at once; who has no address must be told otherwise by `tell_by`. Raises ImpossibleStepError
    when the term is over already, the day is not later, or it is beyond what the law allows.
    """
    appeal = hold_open(session, appeal_id, author, version)
    said, today, before = checked(reason), day_of(at, settings), appeal.due_on
    last, rule = extended_until(session, appeal, today, settings, until=until, days=days)
    terms = [Term(appeal_id, "answer", rule, today, last, author, said)]
    notice = notice_until(appeal, today, settings)
    if notice is not None:
        terms.append(Term(appeal_id, "notice", notice[1], today, notice[0], author))
    append_terms(session, terms)
    session.refresh(appeal)
    is_mailed = mail_people(
        session, settings, appeal, key=f"extended-{last}", write=lambda lang: extended_words(appeal, last, said, lang)
    )
    details = {
        "from": None if before is None else before.isoformat(), "to": last.isoformat(), "rule": rule,
        "tell_by": None if notice is None else notice[0].isoformat(), "mailed": bool(is_mailed),
    }  # fmt: skip
    append_events(session, [Event(appeal_id, "deadline", author, at, note=said, is_public=True, details=details)])
    return Extended(last, None if notice is None else notice[0], bool(is_mailed))
