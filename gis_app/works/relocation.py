"""Works are placed anew: when a person decided about their text, when the register changed, when the rules did.

The geocoder is asked the very question by which the work was placed (`works.place_text`, `place_district`). Ids stay;
the former place is kept by a trigger in `former_places`. Works whose plan gave coordinates are left alone.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from gis_app.db.session import raw_connection
from gis_app.geocoding.answer import Answer
from gis_app.geocoding.decisions import Decisions, question_key
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.review import Doubt, is_accepted, put_in_queue
from gis_app.works.districts import DistrictIndex

What = Literal["found", "lost", "moved", "reworded"]

_LANGUAGES = ("kk", "ru", "en")
_STORED_LANGUAGE = "ru"  # the column for the reason is one text, in the language of the plans
_SAME_DEG = 2e-6  # geometry is answered with six decimals
_SAME_CONFIDENCE = 0.0005
_WORKS = """
SELECT id, version, location_raw, place_text, place_district, place_key, match_type, confidence, ambiguous,
       locate_reason, district_id, ST_AsBinary(geom) AS shape
  FROM works
 WHERE place_text IS NOT NULL
"""
_ALL_WORKS = text(_WORKS + " ORDER BY id")
# A decision for the whole city also concerns questions with a district hint; their keys begin alike.
_WORKS_OF_TEXT = text(
    _WORKS + " AND (split_part(place_key, '|', 1) = :text_key OR place_text = :text) ORDER BY id FOR UPDATE"
)
# The version tells that nobody changed the work since it was read; what somebody did change waits for the next run.
_MOVE = """
UPDATE works w
   SET match_type = n.match_type, confidence = n.confidence, ambiguous = n.ambiguous, locate_reason = n.reason,
       district_id = n.district, geom = ST_SetSRID(ST_GeomFromWKB(n.shape), 4326),
       updated_at = now(), version = w.version + 1
  FROM unnest(%(ids)s::bigint[], %(versions)s::int[], %(match_types)s::text[], %(confidences)s::float8[],
              %(ambiguous)s::bool[], %(reasons)s::text[], %(districts)s::int[], %(shapes)s::bytea[])
       AS n (id, version, match_type, confidence, ambiguous, reason, district, shape)
 WHERE w.id = n.id AND w.version = n.version
"""
_REFOLD = "UPDATE works SET place_key = n.key FROM unnest(%(ids)s::bigint[], %(keys)s::text[]) AS n (id, key)" \
    " WHERE works.id = n.id"  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relocated:
    """A work whose place changed: what became of it, and both match types."""

    work_id: int
    location: str
    what: What
    before: str
    after: str
    reason: str


@dataclass(slots=True)
class Relocation:
    """What a run did: works asked, those whose place changed, questions that wait for a person."""

    asked: int = 0
    changes: list[Relocated] = field(default_factory=list)
    waiting: int = 0

    @property
    def counts(self) -> Mapping[str, int]:
        """How many works were found, lost, moved, reworded."""
        return Counter(change.what for change in self.changes)


Ask = Callable[[str, str | None], Answer]


def relocate_all(session: Session, ask: Ask, *, dry_run: bool = False) -> Relocation:
    """Ask anew for every work that the geocoder placed or could not place. With `dry_run` nothing is written."""
    return _relocate(session, session.execute(_ALL_WORKS).all(), ask, "relocation", dry_run=dry_run)


def relocate_decided(
    session: Session, decisions: Decisions, load_geocoder: Callable[[], Geocoder], decision_text: str, cause: str
) -> Relocation:
    """Place the works of a text by the decision in force; without one, by the geocoder.

    `load_geocoder` is called only where the decision alone does not answer: it takes about a second for a city.
    """
    loaded: list[Geocoder] = []

    def ask(place: str, district: str | None) -> Answer:
        decided = decisions.exact(place, district)
        if decided is not None:
            return decided.answer()
        if not loaded:
            loaded.append(load_geocoder())
        return loaded[0].geocode(place, district)

    parameters = {"text_key": question_key(decision_text).text, "text": decision_text}
    return _relocate(session, session.execute(_WORKS_OF_TEXT, parameters).all(), ask, cause)


@dataclass(slots=True)
class _Placed:
    """A work with the answer to its question; `geom` is None when the answer is too doubtful to be drawn."""

    row: Row[Any]
    answer: Answer
    geom: BaseGeometry | None
    district_id: int | None = None


def _relocate(session: Session, rows: Sequence[Row[Any]], ask: Ask, cause: str, *, dry_run: bool = False) -> Relocation:
    done = Relocation(asked=len(rows))
    answers: dict[tuple[str, str | None], Answer] = {}
    placed: list[_Placed] = []
    doubts: dict[str, Doubt] = {}
    refolded: list[tuple[int, str]] = []
    for row in rows:
        question = (row.place_text, row.place_district)
        answer = answers.get(question) or answers.setdefault(question, ask(*question))
        geom = answer.geom if is_accepted(answer.confidence) else None
        key = str(question_key(*question))
        if geom is None or answer.ambiguous:
            doubts.setdefault(key, _doubt(question, answer))
        if key != row.place_key:
            refolded.append((row.id, key))
        what = _what_changes(row, answer, geom)
        if what is not None:
            placed.append(_Placed(row, answer, geom))
            reason = answer.reason(_STORED_LANGUAGE)
            done.changes.append(Relocated(row.id, row.location_raw, what, row.match_type, answer.match_type, reason))
    if dry_run:
        done.waiting = len(doubts)
        return done
    _write(session, placed, refolded, cause)
    done.waiting = put_in_queue(session, doubts.values())
    return done


def _doubt(question: tuple[str, str | None], answer: Answer) -> Doubt:
    reasons = {language: answer.reason(language) for language in _LANGUAGES}
    return Doubt(*question, answer.match_type, answer.confidence, answer.ambiguous, reasons)


def _what_changes(row: Row[Any], answer: Answer, geom: BaseGeometry | None) -> What | None:
    """What an answer changes of a stored place; a reason that only says more around the same words changes nothing."""
    before = None if row.shape is None else shapely.from_wkb(bytes(row.shape))
    if before is None and geom is not None:
        return "found"
    if before is not None and geom is None:
        return "lost"
    if before is not None and geom is not None and not _is_same(before, geom):
        return "moved"
    same_words = (row.locate_reason or "").endswith(answer.reason(_STORED_LANGUAGE))
    same = (
        row.match_type == answer.match_type
        and abs(row.confidence - answer.confidence) < _SAME_CONFIDENCE
        and row.ambiguous == answer.ambiguous
        and same_words
    )
    return None if same else "reworded"


def _is_same(one: BaseGeometry, other: BaseGeometry) -> bool:
    return one.geom_type == other.geom_type and bool(one.equals_exact(other, _SAME_DEG))


def _write(session: Session, placed: list[_Placed], refolded: list[tuple[int, str]], cause: str) -> None:
    connection = raw_connection(session)
    if refolded:
        ids, keys = zip(*refolded, strict=True)
        connection.execute(_REFOLD, {"ids": list(ids), "keys": list(keys)})
    if not placed:
        return
    _find_districts(session, placed)
    session.execute(text("SELECT set_config('gis_app.place_cause', :cause, true)"), {"cause": cause})
    connection.execute(
        _MOVE,
        {
            "ids": [one.row.id for one in placed],
            "versions": [one.row.version for one in placed],
            "match_types": [one.answer.match_type for one in placed],
            "confidences": [one.answer.confidence for one in placed],
            "ambiguous": [one.answer.ambiguous for one in placed],
            "reasons": [one.answer.reason(_STORED_LANGUAGE) for one in placed],
            "districts": [one.district_id for one in placed],
            "shapes": [None if one.geom is None else shapely.to_wkb(shapely.force_2d(one.geom)) for one in placed],
        },
    )


def _find_districts(session: Session, placed: list[_Placed]) -> None:
    """The district that the question names, when it names one; else the one that holds the place."""
    index = DistrictIndex.read(session)
    for one, found in zip(placed, index.by_place([one.geom for one in placed]), strict=True):
        named = index.by_name(one.row.place_district) if one.row.place_district else []
        one.district_id = named[0] if len(named) == 1 else found
