"""What is known of appeals before their rows are written: place, what lies there, topic, body, deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.tokens import new_token
from gis_app.appeals.bodies import Bodies
from gis_app.appeals.deadlines import DeadlineRule, read_deadlines
from gis_app.appeals.place_facts import PlaceFacts, facts_of_places
from gis_app.appeals.received import Received
from gis_app.appeals.routing import Routed, route
from gis_app.appeals.situations.register import current_situations
from gis_app.appeals.situations.rules import Situation
from gis_app.appeals.suggest import suggest_topic
from gis_app.appeals.topics import Topic, read_topics
from gis_app.geocoding.review import is_accepted
from gis_app.settings import Settings
from gis_app.works.locating import Locator

_IDS = text("SELECT nextval(pg_get_serial_sequence('appeals', 'id')) FROM generate_series(1, :n)")


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """Where an appeal lies, and how well that is known; `reason` is in its language."""

    point: tuple[float, float] | None
    match_type: str
    confidence: float
    reason: str | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is known of an appeal before its row is written."""

    id: int
    number: str
    token: str
    received: Received
    place: PlaceFound
    facts: PlaceFacts
    topic: Topic
    routed: Routed
    rule: DeadlineRule | None
    day: date
    due_on: date | None
    situation: Situation | None


def prepare(
    session: Session,
    received: Sequence[Received],
    settings: Settings,
    locator: Locator | None,
    situations: Sequence[Situation] | None,
) -> list[Prepared]:
    """Each step for all appeals at once."""
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
        ready.append(Prepared(id_, number, token, one, place, fact, topic, routed, rule, day, due_on, situation))
    return ready


def _place(received: Received, locator: Locator | None) -> PlaceFound:
    if received.point is not None:
        return PlaceFound(received.point, "pin", 1.0, None)
    if not received.place_text or locator is None:
        return PlaceFound(None, "none", 0.0, None)
    answer = locator.geocode(received.place_text)
    reason = answer.reason(received.language)
    if answer.geom is None or not is_accepted(answer.confidence):
        return PlaceFound(None, answer.match_type, answer.confidence, reason)
    at = shapely.point_on_surface(answer.geom)
    return PlaceFound((float(at.x), float(at.y)), answer.match_type, answer.confidence, reason)
