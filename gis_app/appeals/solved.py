"""Whether it is solved: the applicant's word ends an appeal, or opens it again with a new term."""

from datetime import datetime

from sqlalchemy.orm import Session

from gis_app.appeals.contact_words import part
from gis_app.appeals.duplicates import release_children
from gis_app.appeals.facts import APPLICANT, Author
from gis_app.appeals.holding import checked, hold
from gis_app.appeals.models import Appeal
from gis_app.appeals.status import Given, change_status
from gis_app.appeals.talking import is_repeated, keep_contacts, reply
from gis_app.appeals.telling import tell_of_reopening
from gis_app.appeals.terms import begin_anew, day_of
from gis_app.appeals.transitions import OPEN
from gis_app.settings import Settings


def confirm_solved(session: Session, appeal_id: int, *, at: datetime, author: Author = APPLICANT) -> Appeal:
    """The applicant says that it is solved, after an answer or before one. Said twice it is said once.

    Before one, what was joined to the appeal goes on: one person's word is not the others'.
    """
    appeal = hold(session, appeal_id, author)
    if appeal.status == "confirmed":
        return appeal
    appeal = change_status(session, appeal_id, "confirmed", author=author, at=at, version=None)
    if appeal.answered_at is None:
        release_children(session, appeal, at=at)
    return appeal


def reopen(
    session: Session,
    appeal_id: int,
    reason: str,
    *,
    at: datetime,
    settings: Settings,
    author: Author = APPLICANT,
    version: int | None = None,
) -> Appeal:
    """Open an appeal again, with a new term counted from today by the rule in force today.

    The reception and the body that had answered are told. An open appeal stays open: the words are kept as a reply.
    A form sent twice opens it once.
    """
    appeal = hold(session, appeal_id, author)
    said = checked(reason)
    if appeal.status == "reopened" and is_repeated(session, appeal_id, "status", part(said).words, author):
        return appeal
    if appeal.status in OPEN and author.role == "applicant":
        reply(session, appeal_id, said, at=at, author=author)
        return appeal
    if author.role == "applicant":
        parted = part(said)
        keep_contacts(session, appeal_id, email=parted.email, phone=parted.phone)
        said = parted.words
    given = Given(note=said)
    change_status(session, appeal_id, "reopened", author=author, at=at, version=version, given=given)
    begin_anew(session, appeal, day_of(at, settings), settings)
    session.refresh(appeal)
    tell_of_reopening(session, appeal, by=author.id)
    return appeal
