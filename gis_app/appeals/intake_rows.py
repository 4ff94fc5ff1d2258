"""The rows of new appeals: the appeal, its applicant, photos, answer, events and term, and its links to works."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from gis_app.accounts.tokens import digest
from gis_app.appeals.candidates import EPOCH, AppealSeen
from gis_app.appeals.facts import RULE, Author, Event, Term, append_events, append_terms
from gis_app.appeals.intake_prepared import Prepared
from gis_app.appeals.linking import link_appeals
from gis_app.appeals.models import Appeal, AppealAnswer, AppealPhoto, Applicant
from gis_app.appeals.past import events_of
from gis_app.appeals.received import Received
from gis_app.db.many import insert_many


def write_rows(session: Session, ready: Sequence[Prepared], author: Author, today: date) -> None:
    """Write them all; new appeals are linked as of `today`."""
    insert_many(session, Appeal, [_row(one) for one in ready])
    insert_many(session, Applicant, [_person(one) for one in ready])
    photos = [
        {"appeal_id": one.id, "photo_id": photo} for one in ready for photo in dict.fromkeys(one.received.photo_ids)
    ]
    insert_many(session, AppealPhoto, photos)
    answers = [_answer(one, author) for one in ready if one.received.past is not None and one.received.past.answer]
    insert_many(session, AppealAnswer, answers)
    append_events(session, [event for one in ready for event in _events(one, author)])
    append_terms(session, [term for one in ready if (term := _term(one)) is not None])
    placed = {one.id: _seen(one, today) for one in ready if one.place.point is not None}
    link_appeals(session, list(placed), today=today, new=placed)


def _seen(one: Prepared, today: date) -> AppealSeen:
    day = today if one.received.past is None else one.day
    return AppealSeen(one.id, one.topic.code, one.facts.yard_id or 0, (day - EPOCH).days)


def _row(one: Prepared) -> dict[str, object]:
    received, point = one.received, one.place.point
    past = received.past
    return {
        "id": one.id,
        "number": one.number,
        "token_sha256": digest(one.token),
        "client_key": received.client_key,
        "channel": received.channel,
        "kind": received.kind,
        "language": received.language,
        "topic_code": one.topic.code,
        "topic_by": _chosen_by(received),
        "text": received.text.strip(),
        "place_text": received.place_text,
        "match_type": one.place.match_type,
        "confidence": one.place.confidence,
        "place_reason": one.place.reason,
        "district_id": one.facts.district_id,
        "setting": one.routed.setting,
        "yard_id": one.facts.yard_id,
        "situation": one.routed.situation,
        "body_id": one.routed.body_id,
        "is_urgent": one.topic.urgent,
        "status": "registered" if past is None else past.status,
        "received_at": received.received_at,
        "answered_at": None if past is None else past.answered_at,
        "closed_at": None if past is None else past.at,
        "due_on": one.due_on,
        "source": received.source,
        "external_no": received.external_no,
        "is_training": received.is_training,
        "geom": None if point is None else f"SRID=4326;POINT({point[0]!r} {point[1]!r})",
    }


def _chosen_by(received: Received) -> str:
    if received.topic is None:
        return "suggested"
    if received.source is not None:
        return "import"
    return "applicant" if received.channel in ("web", "mobile", "open311") else "operator"


def _person(one: Prepared) -> dict[str, object]:
    contact = one.received.contact
    return {
        "appeal_id": one.id,
        "name": contact.name,
        "phone": contact.phone,
        "email": contact.email,
        "address": contact.address,
        "social_link": contact.social_link,
        "social_handle": contact.social_handle,
        # Letters carry the link; without an address nobody needs the token but its owner.
        "token": one.token if contact.email else None,
    }


def _answer(one: Prepared, author: Author) -> dict[str, object]:
    past = one.received.past
    return {
        "appeal_id": one.id,
        "state": "sent",
        "language": one.received.language,
        "text": past.answer if past is not None else "",
        "author": author.name,
        "made_at": past.at if past is not None else one.received.received_at,
    }


def _events(one: Prepared, author: Author) -> list[Event]:
    at: datetime = one.received.received_at
    past = one.received.past
    if past is not None:
        return events_of(past, one.id, at, author)
    registered = Event(one.id, "status", author, at, after="registered", is_public=True)
    if one.routed.problem is None:
        return [registered]
    details = {"problem": one.routed.problem, "situation": one.routed.situation}
    return [registered, Event(one.id, "situation", RULE, at, details=details)]


def _term(one: Prepared) -> Term | None:
    if one.rule is None or one.due_on is None:
        return None
    return Term(one.id, "answer", one.rule.code, one.day, one.due_on)
