"""Sending an answer: kept as it was sent, mailed to the applicant and the followers, never sent twice."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from gis_app.appeals.facts import Author
from gis_app.appeals.holding import checked, hold
from gis_app.appeals.letters import mail_people
from gis_app.appeals.models import Appeal, AppealAnswer
from gis_app.appeals.standard_letters import answered_words
from gis_app.appeals.status import Given, change_status
from gis_app.settings import Settings


def save_draft(
    session: Session,
    appeal_id: int,
    text: str,
    *,
    author: Author,
    at: datetime,
    basis: Mapping[str, Any] | None = None,
) -> AppealAnswer:
    """Append a draft; the last one is what the editor shows. The same words again are the draft that stands."""
    appeal = hold(session, appeal_id, author)
    said = checked(text, "answer")
    last = last_answer(session, appeal_id, "draft")
    if last is not None and (last.text, last.author_id) == (said, author.id):
        return last
    return _append(session, appeal, "draft", said, author, at, basis or {})


def send_answer(
    session: Session,
    appeal_id: int,
    text: str,
    *,
    author: Author,
    at: datetime,
    settings: Settings,
    version: int | None = None,
    basis: Mapping[str, Any] | None = None,
    at_contact: bool = False,
) -> AppealAnswer:
    """Answer an appeal. `at_contact`: while the applicant was there; counted as solved at first contact.

    `basis` is what a draft was made from: the works it names are told of when they change. The same words by the same
    person again (a form sent twice) are the answer that was sent; other words after an answer raise
    ImpossibleStepError, as everything that the table of changes does not allow.
    """
    appeal = hold(session, appeal_id, author)
    said = checked(text, "answer")
    last = last_answer(session, appeal_id, "sent")
    if appeal.status == "answered" and last is not None and (last.text, last.author_id) == (said, author.id):
        return last
    given = Given(answer=said)
    appeal = change_status(session, appeal_id, "answered", author=author, at=at, version=version, given=given)
    if at_contact:
        session.execute(update(Appeal).where(Appeal.id == appeal_id).values(is_first_contact=True))
        session.refresh(appeal)
    if basis is None:
        draft = last_answer(session, appeal_id, "draft")
        basis = {} if draft is None else draft.basis
    sent = _append(session, appeal, "sent", said, author, at, basis)
    mail_people(
        session, settings, appeal, key=f"answer-{sent.id}", to="everyone",
        write=lambda lang: answered_words(appeal, said, lang),
    )  # fmt: skip
    return sent


def last_answer(session: Session, appeal_id: int, state: str) -> AppealAnswer | None:
    """The last draft, or the last answer that was sent."""
    statement = select(AppealAnswer).where(AppealAnswer.appeal_id == appeal_id, AppealAnswer.state == state)
    return session.scalars(statement.order_by(AppealAnswer.id.desc()).limit(1)).first()


def _append(
    session: Session, appeal: Appeal, state: str, text: str, author: Author, at: datetime, basis: Mapping[str, Any]
) -> AppealAnswer:
    values = {
        "appeal_id": appeal.id,
        "state": state,
        "language": appeal.language,
        "text": text,
        "basis": dict(basis),
        "author": author.name,
        "author_id": author.id,
        "author_organisation_id": author.organisation_id,
        "made_at": at,
    }
    return session.scalars(insert(AppealAnswer).values(values).returning(AppealAnswer)).one()
