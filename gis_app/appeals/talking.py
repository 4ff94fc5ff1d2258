"""Asking the applicant back, and the reply by the applicant's own link."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gis_app.appeals.contact_words import part
from gis_app.appeals.facts import APPLICANT, Author, Event, append_events
from gis_app.appeals.holding import checked, hold, hold_open
from gis_app.appeals.letters import can_be_mailed, mail_people
from gis_app.appeals.models import AppealEvent, Applicant
from gis_app.appeals.standard_letters import question_words
from gis_app.appeals.status import ImpossibleStepError
from gis_app.appeals.telling import tell_of_reply
from gis_app.appeals.transitions import OPEN
from gis_app.settings import Settings


def ask_back(
    session: Session,
    appeal_id: int,
    question: str,
    *,
    author: Author,
    at: datetime,
    settings: Settings,
    version: int | None = None,
) -> bool:
    """Ask the applicant something; whether a mail asks it (else it stands on the page, and somebody may call).

    The term goes on: the law knows no pause for a question. The same question again, of a form sent twice, is asked
    once.
    """
    appeal = hold_open(session, appeal_id, author, version)
    asked = checked(question, "question")
    if is_repeated(session, appeal_id, "question", asked, author):
        return can_be_mailed(session, appeal)
    append_events(session, [Event(appeal_id, "question", author, at, note=asked, is_public=True)])
    number = session.scalars(
        select(AppealEvent.id).where(AppealEvent.appeal_id == appeal_id).order_by(AppealEvent.id.desc()).limit(1)
    ).one()
    mail_people(
        session, settings, appeal, key=f"question-{number}", write=lambda lang: question_words(appeal, asked, lang)
    )
    return can_be_mailed(session, appeal)


def reply(session: Session, appeal_id: int, words: str, *, at: datetime, author: Author = APPLICANT) -> None:
    """Append what the applicant says to an open appeal; who asked, or has the appeal, is told.

    A telephone or an address in the words is kept with the applicant and not in the event, which nobody can forget. The
    same words again, of a form sent twice, are said once.
    """
    appeal = hold(session, appeal_id, author)
    if appeal.status not in OPEN:
        raise ImpossibleStepError("no-such-step")
    said = part(checked(words, "reply"))
    if is_repeated(session, appeal_id, "reply", said.words, author):
        return
    keep_contacts(session, appeal_id, email=said.email, phone=said.phone)
    append_events(session, [Event(appeal_id, "reply", author, at, note=said.words, is_public=True)])
    tell_of_reply(session, appeal, at)


def is_repeated(session: Session, appeal_id: int, kind: str, words: str, author: Author) -> bool:
    """Whether the last event of an appeal is of this kind, with these words, by this author."""
    last = session.scalars(
        select(AppealEvent).where(AppealEvent.appeal_id == appeal_id).order_by(AppealEvent.id.desc()).limit(1)
    ).first()
    return last is not None and (last.kind, last.note, last.author_id) == (kind, words, author.id)


def keep_contacts(session: Session, appeal_id: int, *, email: str | None, phone: str | None) -> None:
    """Keep contacts that the applicant told later; those told first stay."""
    for column, told in ((Applicant.email, email), (Applicant.phone, phone)):
        if told:
            statement = update(Applicant).where(
                Applicant.appeal_id == appeal_id, column.is_(None), Applicant.anonymised_at.is_(None)
            )
            session.execute(statement.values({column: told}))
