"""In whose hands an appeal is: an operator takes it; topic and body are set right, each with its reason in the history.

Every change asks for the version that the person looked at: of two who change one appeal, the second is told.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.appeals.contact_words import part
from gis_app.appeals.facts import Author, Event, Term, append_events, append_terms
from gis_app.appeals.holding import checked, hold_open
from gis_app.appeals.linking import link_appeals
from gis_app.appeals.models import Appeal, AppealEvent
from gis_app.appeals.status import Given, ImpossibleStepError, change_status, take
from gis_app.appeals.telling import tell_of_sending
from gis_app.appeals.terms import day_of, first_term, rule_for
from gis_app.appeals.topics import read_topics
from gis_app.organisations.models import Organisation
from gis_app.settings import Settings


def take_over(session: Session, appeal_id: int, *, author: Author, at: datetime, version: int) -> Appeal:
    """Take an appeal over from another operator, who is told by the history. Raises StaleAppealError and others."""
    appeal = hold_open(session, appeal_id, author, version)
    if appeal.status != "in_check":
        raise ImpossibleStepError("no-such-step")
    if appeal.operator_id == author.id:
        return appeal
    details = {"from": appeal.operator_id, "to": author.id}
    append_events(session, [Event(appeal.id, "comment", author, at, details=details)])
    appeal.operator_id = author.id
    appeal.version += 1
    session.flush()
    return appeal


def contractors_reply(session: Session, appeal_id: int, words: str, *, author: Author, at: datetime) -> None:
    """What a contractor says about an appeal that its work explains: for whoever answers, not for the applicant.

    The same words again, of a form sent twice, are said once.
    """
    appeal = take(session, appeal_id)
    said = part(checked(words, "reply")).words
    last = session.scalars(
        select(AppealEvent).where(AppealEvent.appeal_id == appeal.id).order_by(AppealEvent.id.desc()).limit(1)
    ).first()
    if last is not None and (last.kind, last.note, last.author_id) == ("comment", said, author.id):
        return
    details = {"contractor": author.organisation_id}
    append_events(session, [Event(appeal.id, "comment", author, at, note=said, details=details)])


def change_topic(
    session: Session,
    appeal_id: int,
    topic: str,
    *,
    reason: str,
    author: Author,
    at: datetime,
    version: int,
    today: date,
    settings: Settings,
) -> Appeal:
    """Set the topic right: what explains the appeal is looked for anew, and its term follows the topic's class.

    An earlier term holds at once; a later one never takes away what the applicant was promised. It counts from the day
    of the term that runs (of the receipt, or since it was opened again or passed on); the same rule leaves it, and a
    longer one that was decided, as it is.
    """
    appeal = hold_open(session, appeal_id, author, version)
    known = read_topics().by_code().get(topic)
    if known is None:
        raise ImpossibleStepError("unknown-topic")
    if topic == appeal.topic_code:
        return appeal
    details = {"from": appeal.topic_code, "to": topic}
    appeal.topic_code, appeal.topic_by, appeal.is_urgent = topic, "operator", known.urgent
    appeal.version += 1
    session.flush()
    append_events(session, [Event(appeal.id, "topic", author, at, note=reason.strip() or None, details=details)])
    _shorten(session, appeal, author, settings)
    if appeal.geom is not None:
        link_appeals(session, [appeal.id], today=today)
    session.refresh(appeal)
    return appeal


def _shorten(session: Session, appeal: Appeal, author: Author, settings: Settings) -> None:
    runs = first_term(session, appeal)
    day = day_of(appeal.received_at, settings) if runs is None else runs.from_day
    rule = rule_for(appeal, "answer", day)
    if rule is None or (runs is not None and runs.rule == rule.code):
        return
    due_on = rule.due_on(day, settings.holiday_country)
    if due_on < (appeal.due_on or date.max):
        append_terms(session, [Term(appeal.id, "answer", rule.code, day, due_on, author)])


def change_body(
    session: Session, appeal_id: int, body_id: int, *, reason: str, author: Author, at: datetime, version: int
) -> Appeal:
    """Give an appeal that was sent out to another body; the reason is told to both."""
    appeal = hold_open(session, appeal_id, author, version)
    if not reason.strip():
        raise ImpossibleStepError("needs-note")
    body = session.get(Organisation, body_id)
    if body is None or (body.is_training and not appeal.is_training):
        raise ImpossibleStepError("needs-body")
    if body_id == appeal.body_id:
        return appeal
    details = {"from": appeal.body_id, "to": body_id}
    appeal.body_id = body_id
    appeal.version += 1
    session.flush()
    append_events(session, [Event(appeal.id, "body", author, at, note=reason.strip(), is_public=True, details=details)])
    if appeal.status == "in_work":
        # Whoever takes it over has not begun yet.
        given = Given(reason)
        change_status(session, appeal_id, "in_check", author=author, at=at, version=None, given=given)
        change_status(session, appeal_id, "sent", author=author, at=at, version=None, given=Given(body_id=body_id))
    tell_of_sending(session, appeal, by=author.id)
    return appeal
