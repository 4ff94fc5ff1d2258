"""The review queue: which answers wait for a person, what a text may mean, and what a decision does.

A decision is appended, never changed: a later one of the same text and scope takes its place. It is an alias that the
geocoder asks first, a regression case (`regression_cases`), and a job that places the works concerned anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from geoalchemy2.shape import from_shape, to_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.errors import NotFoundError, UsageError
from gis_app.geocoding.answer import Answer
from gis_app.geocoding.decisions import question_key
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.given_geometry import MATCH_TYPE_OF_SHAPE
from gis_app.geocoding.load_decisions import rows_in_force
from gis_app.geocoding.readings import is_same_place, readings
from gis_app.geocoding.review_models import ReviewCandidate, ReviewDecision, ReviewItem
from gis_app.jobs.queue import defer

# From this confidence on a place is drawn; below it, or when it is ambiguous, a person is asked.
ACCEPTED_FROM = 0.5
RELOCATE_TASK = "works.relocate"

_LANGUAGES = ("kk", "ru", "en")
_WGS84 = 4326
_LONGEST_AUTHOR = 200


class BadDecisionError(UsageError):
    """A decision that cannot be taken: no author, or a candidate that the item does not have."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question whose answer is not certain enough; `reasons` are by language."""

    text: str
    district: str | None
    match_type: str
    confidence: float
    ambiguous: bool
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is decided: a candidate by its number, a geometry (EPSG:4326), no place, or none here,
    or to decide nothing."""

    kind: Literal["candidate", "geometry", "not_a_place", "other_city", "withdrawn"]
    number: int | None = None
    geom: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class RegressionCase:
    """What the geocoder must answer to a text; `geom` is EPSG:4326 or None for what is no place."""

    text: str
    district: str | None
    match_type: str
    geom: BaseGeometry | None
    author: str
    decided_on: date


def is_accepted(confidence: float) -> bool:
    """Whether a place found with this confidence is drawn on the map."""
    return confidence >= ACCEPTED_FROM


def put_in_queue(session: Session, doubts: Iterable[Doubt]) -> int:
    """Put questions in the queue, one item for all of one key; the number of different questions.

    A question that is there already keeps its item, its candidates and its decisions. Texts without a word, about
    which nothing can be decided, are left out.
    """
    by_key: dict[str, Doubt] = {}
    for doubt in doubts:
        key = question_key(doubt.text, doubt.district)
        if key.text:
            by_key.setdefault(str(key), doubt)
    rows = [
        {
            "key": key,
            "text": doubt.text,
            "district": doubt.district,
            "match_type": doubt.match_type,
            "confidence": doubt.confidence,
            "ambiguous": doubt.ambiguous,
            "reasons": dict(doubt.reasons),
        }
        for key, doubt in sorted(by_key.items())  # always in one order, so that two loadings do not lock each other
    ]
    statement = insert(ReviewItem)
    renewed = {name: statement.excluded[name] for name in ("match_type", "confidence", "ambiguous", "reasons")}
    upsert = statement.on_conflict_do_update(index_elements=["key"], set_={**renewed, "seen_at": func.now()})
    if rows:
        session.execute(upsert, rows)
    return len(rows)


def find_item(session: Session, item_id: int) -> ReviewItem:
    """An item of the queue. Raises NotFoundError."""
    item = session.get(ReviewItem, item_id)
    if item is None:
        raise NotFoundError(f"the review queue has no item {item_id}")
    return item


def candidates_of(session: Session, item: ReviewItem, geocoder: Geocoder) -> list[ReviewCandidate]:
    """What the text may mean by the register of today, added to what was found before; in the order of numbers."""
    session.execute(select(ReviewItem.id).where(ReviewItem.id == item.id).with_for_update())
    known = _candidates(session, item.id)
    known_places = [_as_answer(candidate) for candidate in known]
    for reading in readings(geocoder, item.text, item.district):
        if reading.geom is None or any(is_same_place(reading, other) for other in known_places):
            continue
        known_places.append(reading)
        candidate = ReviewCandidate(
            item_id=item.id,
            number=len(known_places),
            match_type=reading.match_type,
            label=reading.label,
            confidence=reading.confidence,
            reasons={language: reading.reason(language) for language in _LANGUAGES},
            targets=[list(target) for target in reading.targets],
            geom=from_shape(reading.geom, _WGS84),
        )
        session.add(candidate)
    session.flush()
    return _candidates(session, item.id)


def decide(
    session: Session,
    item_id: int,
    choice: Choice,
    author: str,
    today: date,
    *,
    note: str | None = None,
    city_wide: bool = False,
) -> ReviewDecision:
    """Append a decision and defer, in the same transaction, the job that places the works concerned.

    `author` is the name that answers will give; `today` the city's day. A decision holds for the item's district hint,
    or for the whole city when the item has none or `city_wide` is asked. Raises NotFoundError for an unknown item and
    BadDecisionError for a missing author or candidate.
    """
    author = " ".join(author.split())
    if not author or len(author) > _LONGEST_AUTHOR:
        raise BadDecisionError(f"a decision needs the name of its author, at most {_LONGEST_AUTHOR} characters")
    item = find_item(session, item_id)
    decision = ReviewDecision(
        item_id=item.id,
        kind=choice.kind,
        text=item.text,
        district=None if city_wide else item.district,
        match_type="none",
        label="",
        author=author,
        note=note,
        valid_from=today,
    )
    if choice.kind == "candidate":
        candidate = _candidate(session, item.id, choice.number)
        decision.candidate_id = candidate.id
        decision.match_type, decision.label = candidate.match_type, candidate.label
        decision.targets, decision.geom = candidate.targets, candidate.geom
    elif choice.kind == "geometry":
        if choice.geom is None or choice.geom.geom_type not in MATCH_TYPE_OF_SHAPE:
            raise BadDecisionError("points, lines or areas are needed")
        decision.match_type, decision.label = MATCH_TYPE_OF_SHAPE[choice.geom.geom_type], item.text
        decision.geom = from_shape(choice.geom, _WGS84)
    session.add(decision)
    session.flush()
    defer(session, RELOCATE_TASK, lock=RELOCATE_TASK, decision_id=decision.id)
    return decision


def decisions_of(session: Session, item_id: int) -> list[ReviewDecision]:
    """All decisions about an item, oldest first."""
    return list(
        session.scalars(select(ReviewDecision).where(ReviewDecision.item_id == item_id).order_by(ReviewDecision.id))
    )


def regression_cases(session: Session) -> list[RegressionCase]:
    """The decisions in force as cases, oldest first."""
    return [
        RegressionCase(
            row.text,
            row.district,
            row.match_type,
            None if row.geom is None else to_shape(row.geom),
            row.author,
            row.valid_from,
        )
        for row in rows_in_force(session)
    ]


def _candidates(session: Session, item_id: int) -> list[ReviewCandidate]:
    statement = select(ReviewCandidate).where(ReviewCandidate.item_id == item_id).order_by(ReviewCandidate.number)
    return list(session.scalars(statement))


def _candidate(session: Session, item_id: int, number: int | None) -> ReviewCandidate:
    known = {candidate.number: candidate for candidate in _candidates(session, item_id)}
    if number not in known:
        offered = ", ".join(map(str, known)) or "none; show the item first"
        raise BadDecisionError(f"item {item_id} has no candidate {number} (candidates: {offered})")
    return known[number]


def _as_answer(candidate: ReviewCandidate) -> Answer:
    geom = to_shape(candidate.geom)
    return Answer(candidate.match_type, candidate.confidence, False, candidate.label, geom)
