"""Registering appeals, one or many, from whatever channel: the same steps in the same order.

place → what lies there → topic → situation and body → deadline → rows → links to works → what follows. Each step takes
all appeals at once, so that an import and a form are one code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import shapely
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gis_app.accounts.tokens import digest, new_token
from gis_app.appeals.at_once import New, settle
from gis_app.appeals.bodies import Bodies
from gis_app.appeals.candidates import EPOCH, AppealSeen
from gis_app.appeals.deadlines import DeadlineRule, read_deadlines
from gis_app.appeals.facts import APPLICANT, RULE, Author, Event, Term, append_events, append_terms
from gis_app.appeals.linking import link_appeals
from gis_app.appeals.models import Appeal, AppealAnswer, AppealPhoto, Applicant
from gis_app.appeals.past import events_of
from gis_app.appeals.place_facts import PlaceFacts, facts_of_places
from gis_app.appeals.received import MOST_PHOTOS, MOST_TEXT, Received
from gis_app.appeals.routing import Routed, route
from gis_app.appeals.situation_register import current_situations
from gis_app.appeals.situations import Situation
from gis_app.appeals.suggest import suggest_topic
from gis_app.appeals.topics import Topic, read_topics
from gis_app.db.many import insert_many
from gis_app.dependencies import Language
from gis_app.errors import UsageError
from gis_app.geocoding.review import is_accepted
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.locating import Locator

_IDS = text("SELECT nextval(pg_get_serial_sequence('appeals', 'id')) FROM generate_series(1, :n)")


class BadAppealError(UsageError):
    """What was sent is no appeal. `code` is a message `appeal-error-…`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(self.in_language("en"))

    def in_language(self, lang: Language) -> str:
        """The sentence in the language of the person."""
        return get_texts().get(lang, f"appeal-error-{self.code}")


@dataclass(frozen=True, slots=True)
class Registered:
    """An appeal in the register. `token` is None when it stood there before: it is told once."""

    id: int
    number: str
    token: str | None
    is_new: bool
    routed: Routed | None
    is_placed: bool = False
    situation: Situation | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    point: tuple[float, float] | None
    match_type: str
    confidence: float
    reason: str | None


@dataclass(frozen=True, slots=True)
class _Ready:
    # All that is known of an appeal before its row is written.
    id: int
    number: str
    token: str
    received: Received
    place: _Place
    facts: PlaceFacts
    topic: Topic
    routed: Routed
    rule: DeadlineRule | None
    day: date
    due_on: date | None
    situation: Situation | None


def register(
    session: Session,
    received: Received,
    *,
    settings: Settings,
    locator: Locator | None = None,
    author: Author = APPLICANT,
    situations: Sequence[Situation] | None = None,
) -> Registered:
    """Register one appeal; the same `client_key`, or number of another system, is registered once.

    Raises BadAppealError. The caller commits. Two requests with one key at one moment meet at the unique index: the
    second waits for the first and gets its appeal.
    """
    means = {"settings": settings, "locator": locator, "author": author, "situations": situations}
    try:
        with session.begin_nested():
            return register_all(session, [received], **means)[0]  # type: ignore[arg-type]
    except (IntegrityError, psycopg.IntegrityError):
        known = _known(session, [received])
        if not known:
            raise
        return known[0]


def register_all(
    session: Session,
    received: Sequence[Received],
    *,
    settings: Settings,
    locator: Locator | None = None,
    author: Author = APPLICANT,
    situations: Sequence[Situation] | None = None,
) -> list[Registered]:
    """Register appeals, in their order. Those that stand in the register already come back as they are."""
    for one in received:
        check(one)
    known = _known(session, received)
    new = [one for at, one in enumerate(received) if at not in known]
    made = iter(_register_new(session, new, settings, locator, author, situations))
    return [known.get(at) or next(made) for at in range(len(received))]


def check(received: Received) -> None:
    """Raise BadAppealError for what cannot be registered: no words, too many, an unknown topic, too many photos."""
    if not received.text.strip():
        raise BadAppealError("no-text")
    if len(received.text) > MOST_TEXT:
        raise BadAppealError("long-text")
    if received.topic is not None and received.topic not in read_topics().by_code():
        raise BadAppealError("unknown-topic")
    if len(received.photo_ids) > MOST_PHOTOS:
        raise BadAppealError("many-photos")


def _known(session: Session, received: Sequence[Received]) -> dict[int, Registered]:
    by_key = {one.client_key: at for at, one in enumerate(received) if one.client_key is not None}
    by_number = {(one.source, one.external_no): at for at, one in enumerate(received) if one.external_no is not None}
    columns = (Appeal.id, Appeal.number, Appeal.client_key, Appeal.source, Appeal.external_no)
    rows: list[Any] = []
    if by_key:
        rows += session.execute(select(*columns).where(Appeal.client_key.in_(by_key))).all()
    for source in {source for source, _ in by_number}:
        numbers = [number for of_source, number in by_number if of_source == source]
        rows += session.execute(select(*columns).where(Appeal.source == source, Appeal.external_no.in_(numbers))).all()
    found: dict[int, Registered] = {}
    for row in rows:
        at = by_key.get(row.client_key) if row.client_key in by_key else by_number[(row.source, row.external_no)]
        if at is not None:
            found[at] = Registered(row.id, row.number, None, False, None)
    return found


def _register_new(
    session: Session,
    received: Sequence[Received],
    settings: Settings,
    locator: Locator | None,
    author: Author,
    situations: Sequence[Situation] | None,
) -> list[Registered]:
    if not received:
        return []
    ready = _prepare(session, received, settings, locator, situations)
    _write(session, ready, author, max(one.day for one in ready))
    settle(session, [New(one.id, one.received, one.routed, one.topic) for one in ready], settings)
    return [
        Registered(one.id, one.number, one.token, True, one.routed, one.place.point is not None, one.situation)
        for one in ready
    ]


def _prepare(
    session: Session,
    received: Sequence[Received],
    settings: Settings,
    locator: Locator | None,
    situations: Sequence[Situation] | None,
) -> list[_Ready]:
    zone = ZoneInfo(settings.time_zone)
    days = [one.received_at.astimezone(zone).date() for one in received]
    places = [_place(one, locator) for one in received]
    # What is under warranty and who answers is asked as of the newest day: an import's old rows are routed as of now.
    as_of = max(days)
    facts = facts_of_places(session, [place.point for place in places], as_of)
    bodies = Bodies.read(session, as_of)
    rules = current_situations(session, as_of) if situations is None else situations
    by_code = {one.code: one for one in rules}
    topics = read_topics().by_code()
    ids = session.scalars(_IDS, {"n": len(received)}).all()
    ready = []
    # Counting working days takes longer than anything else here; an import's appeals share them.
    due: dict[tuple[str, date], date] = {}
    for id_, one, day, place, fact in zip(ids, received, days, places, facts, strict=True):
        topic = topics[one.topic or suggest_topic(one.text)]
        routed = route(rules, bodies, topic, fact, place.point, is_training=one.is_training, day=as_of)
        rule = read_deadlines().rule_for("answer", day, of_class=topic.deadline, channel=one.channel, kind=one.kind)
        if rule is not None and (rule.code, day) not in due:
            due[rule.code, day] = rule.due_on(day, settings.holiday_country)
        if one.past is not None and one.past.status == "consulted":
            rule = None  # answered during the contact: nobody owes anything
        due_on = None if rule is None else due[rule.code, day]
        number, token = f"{day.year}-{id_:06d}", one.token or new_token()
        situation = by_code.get(routed.situation or "")
        ready.append(_Ready(id_, number, token, one, place, fact, topic, routed, rule, day, due_on, situation))
    return ready


def _place(received: Received, locator: Locator | None) -> _Place:
    if received.point is not None:
        return _Place(received.point, "pin", 1.0, None)
    if not received.place_text or locator is None:
        return _Place(None, "none", 0.0, None)
    answer = locator.geocode(received.place_text)
    reason = answer.reason(received.language)
    if answer.geom is None or not is_accepted(answer.confidence):
        return _Place(None, answer.match_type, answer.confidence, reason)
    at = shapely.point_on_surface(answer.geom)
    return _Place((float(at.x), float(at.y)), answer.match_type, answer.confidence, reason)


def _write(session: Session, ready: Sequence[_Ready], author: Author, today: date) -> None:
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


def _seen(one: _Ready, today: date) -> AppealSeen:
    day = today if one.received.past is None else one.day
    return AppealSeen(one.id, one.topic.code, one.facts.yard_id or 0, (day - EPOCH).days)


def _row(one: _Ready) -> dict[str, object]:
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


def _person(one: _Ready) -> dict[str, object]:
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


def _answer(one: _Ready, author: Author) -> dict[str, object]:
    past = one.received.past
    return {
        "appeal_id": one.id,
        "state": "sent",
        "language": one.received.language,
        "text": past.answer if past is not None else "",
        "author": author.name,
        "made_at": past.at if past is not None else one.received.received_at,
    }


def _events(one: _Ready, author: Author) -> list[Event]:
    at: datetime = one.received.received_at
    past = one.received.past
    if past is not None:
        return events_of(past, one.id, at, author)
    registered = Event(one.id, "status", author, at, after="registered", is_public=True)
    if one.routed.problem is None:
        return [registered]
    details = {"problem": one.routed.problem, "situation": one.routed.situation}
    return [registered, Event(one.id, "situation", RULE, at, details=details)]


def _term(one: _Ready) -> Term | None:
    if one.rule is None or one.due_on is None:
        return None
    return Term(one.id, "answer", one.rule.code, one.day, one.due_on)
