"""Who works on an appeal: taken, given, given back, passed on, refused, taken back. Each step is an event.

`version` is what the person looked at; StaleAppealError when somebody was quicker. An executor works with the
appeals of its own organisation alone. The caller commits.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gis_app.appeals.contact_words import part
from gis_app.appeals.duplicates import release_children
from gis_app.appeals.facts import APPLICANT, Author, Event, append_events
from gis_app.appeals.holding import checked, hold
from gis_app.appeals.letters import mail_people
from gis_app.appeals.models import Appeal, AppealEvent
from gis_app.appeals.standard_letters import passed_on_words, refused_words
from gis_app.appeals.status import Given, ImpossibleStepError, change_status
from gis_app.appeals.telling import tell_of_sending
from gis_app.appeals.terms import begin_anew, day_of, redirect_until
from gis_app.appeals.transitions import Status
from gis_app.errors import ConflictError
from gis_app.organisations.models import Organisation
from gis_app.settings import Settings


class TakenError(ConflictError):
    """Somebody else has taken the appeal."""


def take(session: Session, appeal_id: int, *, author: Author, at: datetime, version: int | None = None) -> Appeal:
    """Take an appeal on: the reception into its check, an executor into its work. Of two at once one wins.

    Raises TakenError for the other. Who has taken it already gets it as it is.
    """
    appeal = hold(session, appeal_id, author)
    taken: Status = "in_work" if author.role == "executor" else "in_check"
    if appeal.status == taken:
        if _taken_by(session, appeal) == author.id:
            return appeal
        raise TakenError("somebody else has taken this appeal")
    change_status(session, appeal_id, taken, author=author, at=at, version=version)
    if taken == "in_check":
        session.execute(update(Appeal).where(Appeal.id == appeal_id).values(operator_id=author.id))
        session.refresh(appeal)
    return appeal


def send_to(
    session: Session,
    appeal_id: int,
    body_id: int,
    *,
    author: Author,
    at: datetime,
    note: str | None = None,
    version: int | None = None,
) -> Appeal:
    """Give an appeal to the body or contractor that is to answer; its people are told."""
    _must_answer_for(session, body_id, hold(session, appeal_id, author))
    given = Given(note=note, body_id=body_id)
    appeal = change_status(session, appeal_id, "sent", author=author, at=at, version=version, given=given)
    tell_of_sending(session, appeal, by=author.id)
    return appeal


def send_back(
    session: Session, appeal_id: int, reason: str, *, author: Author, at: datetime, version: int | None = None
) -> Appeal:
    """Give an appeal back to the reception, with the reason."""
    hold(session, appeal_id, author)
    given = Given(note=checked(reason))
    return change_status(session, appeal_id, "in_check", author=author, at=at, version=version, given=given)


def redirect(
    session: Session,
    appeal_id: int,
    body_id: int,
    reason: str,
    *,
    author: Author,
    at: datetime,
    settings: Settings,
    version: int | None = None,
) -> Appeal:
    """Pass an appeal on to the body that is competent, within the term of law for that; the applicant is told.

    The term counts from the day on which who passes it on got it. In time, the other body has a whole term of its own.
    Too late, an executor must answer or give it back (ImpossibleStepError); the reception, which must be able to mend a
    mistake, passes it on without any new time.
    """
    appeal = hold(session, appeal_id, author)
    reason = checked(reason)
    _must_answer_for(session, body_id, appeal)
    if body_id == appeal.body_id:
        raise ImpossibleStepError("same-body")
    today = day_of(at, settings)
    term = redirect_until(appeal, day_of(_got_at(session, appeal), settings), settings)
    is_late = term is not None and today > term[0]
    if is_late and author.role == "executor":
        raise ImpossibleStepError("redirect-late")
    given = Given(note=reason, body_id=body_id)
    change_status(session, appeal_id, "redirected", author=author, at=at, version=version, given=given)
    if term is not None:
        details = {"until": term[0].isoformat(), "rule": term[1], "late": is_late}
        append_events(session, [Event(appeal_id, "deadline", author, at, details=details)])
    if not is_late:
        begin_anew(session, appeal, today, settings, author=author)
    session.refresh(appeal)
    tell_of_sending(session, appeal, by=author.id)
    mail_people(
        session, settings, appeal, key=f"redirected-{appeal.version}",
        write=lambda lang: passed_on_words(session, appeal, reason, lang),
    )  # fmt: skip
    return appeal


def refuse(
    session: Session,
    appeal_id: int,
    reason: str,
    *,
    author: Author,
    at: datetime,
    settings: Settings,
    version: int | None = None,
) -> Appeal:
    """Refuse an appeal, with the reason; the applicant and the followers are told."""
    said = checked(reason)
    given = Given(note=said)
    appeal = change_status(session, appeal_id, "refused", author=author, at=at, version=version, given=given)
    mail_people(
        session, settings, appeal, key=f"refused-{appeal.version}", to="everyone",
        write=lambda lang: refused_words(appeal, said, lang),
    )  # fmt: skip
    return appeal


def withdraw(
    session: Session, appeal_id: int, *, at: datetime, author: Author = APPLICANT, note: str | None = None
) -> Appeal:
    """Take an appeal back: who wrote it, or an operator in that person's name. What was joined to it goes on."""
    given = Given(note=part(note).words if note else None)
    appeal = change_status(session, appeal_id, "withdrawn", author=author, at=at, version=None, given=given)
    if appeal.answered_at is None:
        release_children(session, appeal, at=at)
    return appeal


def _taken_by(session: Session, appeal: Appeal) -> int | None:
    return _last_status(session, appeal).author_id


def _got_at(session: Session, appeal: Appeal) -> datetime:
    """When who has the appeal now got it: it was sent or passed on, or else received."""
    statement = select(AppealEvent.at).where(
        AppealEvent.appeal_id == appeal.id,
        AppealEvent.status_after.in_(("registered", "reopened", "sent", "redirected")),
    )
    return session.scalars(statement.order_by(AppealEvent.id.desc()).limit(1)).first() or appeal.received_at


def _last_status(session: Session, appeal: Appeal) -> AppealEvent:
    statement = select(AppealEvent).where(AppealEvent.appeal_id == appeal.id, AppealEvent.kind == "status")
    return session.scalars(statement.order_by(AppealEvent.id.desc()).limit(1)).one()


def _must_answer_for(session: Session, body_id: int, appeal: Appeal) -> None:
    """Refuse a body that does not exist, or is invented while the appeal is real."""
    body = session.get(Organisation, body_id)
    if body is None or (body.is_training and not appeal.is_training):
        raise ImpossibleStepError("needs-body")
