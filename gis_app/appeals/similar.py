"""Open appeals that may tell the same: offered while somebody writes, so that one is followed and not written twice.

What is told of another's appeal is its topic, since when, who has it, and about how far away it is: never its words or
its place. Both the place that is asked about and that of the appeal are snapped to a grid before anything is measured:
distance, order and score tell the cell of the grid and nothing finer, however often and from wherever somebody asks.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from gis_app.appeals.stemming import stem, words_of
from gis_app.settings import get_settings

# Metres. The same matter is seen from both ends of a block; another topic only at the same spot, in like words.
NEAR_M: Final = 250.0
OTHER_TOPIC_M: Final = 100.0
OTHER_TOPIC_LIKENESS: Final = 0.3
# The width of the grid, and the steps in which distances are told. Snapping moves a point by less than one step.
STEP_M: Final = 100
MOST: Final = 3
# After so many days half of what speaks for an appeal by its age is gone.
HALF_AGE_DAYS: Final = 30.0
WEIGHTS: Final = {"topic": 0.45, "distance": 0.25, "text": 0.2, "time": 0.1}
# Words of two letters say where or when, not what.
_LEAST_LETTERS = 3
_NEAREST = 50

# ix_appeals_open_geom_m: open appeals about a point, the nearest first.
_OPEN_ABOUT = text("""
SELECT a.id, a.number, a.topic_code, a.text, a.received_at, a.status, a.body_id, a.due_on,
       ST_Distance(ST_SnapToGrid(a.geom_m, :step_m), p.at) AS distance_m,
       (SELECT count(*) FROM appeal_followers AS f WHERE f.appeal_id = a.id) AS followers
  FROM (SELECT ST_SnapToGrid(
            ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int)), :step_m) AS at) AS p
  JOIN appeals AS a ON ST_DWithin(a.geom_m, p.at, :near_m + :step_m)
 WHERE ST_DWithin(ST_SnapToGrid(a.geom_m, :step_m), p.at, :near_m)
   AND a.closed_at IS NULL AND a.parent_id IS NULL AND a.is_training = :is_training
   AND a.kind <> 'thanks' AND a.received_at <= :now
 ORDER BY distance_m, a.id LIMIT :nearest
""").bindparams(bindparam("nearest", _NEAREST))


@dataclass(frozen=True, slots=True)
class Similar:
    """An open appeal that may tell the same. `distance_m` is rounded up to a step; `score` is 0 to 1."""

    id: int
    number: str
    topic_code: str
    distance_m: int
    received_at: datetime
    status: str
    body_id: int | None
    followers: int
    text_part: float
    score: float


def likeness(one: str, other: str) -> float:
    """How much two texts share, 0 to 1: the stems of their words, whichever form they stand in (Dice)."""
    first, second = _stems(one), _stems(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(words) if len(word) >= _LEAST_LETTERS)


def told_distance(distance_m: float) -> int:
    """A distance as strangers are told it: the next whole step."""
    return max(STEP_M, math.ceil(distance_m / STEP_M) * STEP_M)


def score_of(*, same_topic: bool, distance_m: float, text_part: float, age_days: float) -> float:
    """How likely both tell the same, 0 to 1; 0 for another topic unless it is near and in like words."""
    if not same_topic and (distance_m > OTHER_TOPIC_M or text_part < OTHER_TOPIC_LIKENESS):
        return 0.0
    parts = {
        "topic": 1.0 if same_topic else 0.0,
        "distance": max(0.0, 1 - distance_m / NEAR_M),
        "text": text_part,
        "time": math.exp2(-max(age_days, 0.0) / HALF_AGE_DAYS),
    }
    return round(sum(WEIGHTS[name] * part for name, part in parts.items()), 4)


def similar_appeals(
    session: Session, *, topic_code: str, lon: float, lat: float, text: str, now: datetime, is_training: bool
) -> list[Similar]:
    """The open appeals about a point (EPSG:4326) that tell the same most likely, the likeliest first."""
    asked = {
        "lon": lon, "lat": lat, "metric_srid": get_settings().metric_srid, "near_m": NEAR_M, "step_m": STEP_M,
        "is_training": is_training, "now": now,
    }  # fmt: skip
    rows = session.execute(_OPEN_ABOUT, asked).all()
    return _best(_seen(row, topic_code, text, now) for row in rows)


def _seen(row: object, topic_code: str, words: str, now: datetime) -> Similar:
    named = row._mapping  # type: ignore[attr-defined]
    text_part = likeness(words, named["text"])
    age_days = (now - named["received_at"]).total_seconds() / 86_400
    score = score_of(
        same_topic=named["topic_code"] == topic_code,
        distance_m=named["distance_m"],
        text_part=text_part,
        age_days=age_days,
    )
    plain = {name: named[name] for name in ("id", "number", "topic_code", "received_at", "status", "body_id")}
    return Similar(
        **plain,
        distance_m=told_distance(named["distance_m"]),
        followers=named["followers"],
        text_part=round(text_part, 4),
        score=score,
    )


def _best(found: Iterable[Similar]) -> list[Similar]:
    worth: Sequence[Similar] = [one for one in found if one.score > 0]
    return sorted(worth, key=lambda one: (-one.score, one.id))[:MOST]
