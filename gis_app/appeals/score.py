"""How well a work or a shut-off explains an appeal: one pure function over arrays, for one pair and for millions.

The score is a weighted sum of three named parts, each 0 to 1. A part of 0 (another topic, another time, a place too far
for the topic) makes the whole 0. Raise `RULE_VERSION` with every change: stored links say by which version they were
made.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

RULE_VERSION: Final = 2
WEIGHTS: Final = {"place": 0.35, "topic": 0.40, "time": 0.25}
# A link below this is not worth a person's look.
LEAST_SCORE: Final = 0.55
# So many a appeal, the best first.
MOST_LINKS: Final = 5

# Where work and appeal lie to each other, with the share of the place part that is left.
RELATIONS: Final[tuple[tuple[str, float], ...]] = (
    ("at_it", 1.0), ("same_yard", 0.95), ("near", 0.85), ("across", 0.55),
)  # fmt: skip
AT_IT_M: Final = 3.0
# At the edge of its influence a work counts half.
EDGE_SHARE: Final = 0.5
# A work of a whole microdistrict names no place in it; one of a whole district, a season long, explains nothing in it.
BREADTH: Final = {"microdistrict": 0.75, "district": 0.0}
# What hardly has to do with the topic explains it only where it lies.
WEAK_FIT: Final = 0.5
WEAK_REACH_M: Final = 15.0

# When a work is, seen from the day of the appeal, with the part that it gives.
TIMINGS: Final[tuple[tuple[str, float], ...]] = (
    ("going_on", 1.0), ("planned", 0.9), ("overdue", 0.7), ("finished_lately", 0.8), ("in_warranty", 0.9),
    ("undated", 0.4), ("other_time", 0.0),
)  # fmt: skip
PLANNED_WITHIN_DAYS: Final = 365
# A danger cannot wait for longer than this.
URGENT_WITHIN_DAYS: Final = 14
# What is planned for tomorrow explains more than what is planned in a year.
PLANNED_LOSS: Final = 0.4
LATELY_DAYS: Final = 90
# Without a word for longer than this nobody knows any more whether the work took place.
SILENT_DAYS: Final = 365
# The day of "never": no date is so large.
NEVER: Final = 10**6

OUTAGE_TIMINGS: Final[tuple[tuple[str, float], ...]] = (
    ("in_force", 1.0), ("announced", 0.6), ("just_over", 0.5), ("other_time", 0.0),
)  # fmt: skip
# Who complains has none now; who asks may have read of next week's.
ANNOUNCED_DAYS: Final = 1
ASKED_DAYS: Final = 7
JUST_OVER_DAYS: Final = 2
# Outlines of shut-offs are somebody's drawing: a house just outside may be meant.
OUTAGE_EDGE_M: Final = 30.0
OUTAGE_EDGE_SHARE: Final = 0.8


@dataclass(frozen=True, slots=True)
class WorkPairs:
    """Pairs of appeal and work as columns of one length.

    Days are counted from 1970-01-01; `first` and `last` are actual where reported, else planned, `NEVER` where not
    known; `warranty_to` is `-NEVER` without a warranty. `is_done`: the work is finished or further. `topic_fit` is that
    of the topic for the work's type, `breadth` 1 but for works of a whole district (`BREADTH`).

    `influence_m` is that of the type, or the topic's own reach where it is less. Works that begin in more than
    `planned_days` explain nothing (0: such works bring the trouble themselves). `own_yard`: works in another yard
    explain nothing; `passes`: a warranty explains nothing.
    """

    distance_m: Floats
    influence_m: Floats
    planned_days: Ints
    own_yard: Flags
    passes: Flags
    same_yard: Flags
    other_yard: Flags
    topic_fit: Floats
    breadth: Floats
    day: Ints
    first: Ints
    last: Ints
    is_done: Flags
    warranty_to: Ints


@dataclass(frozen=True, slots=True)
class Scores:
    """The parts and their sum, and the indexes of relation and timing in their tables."""

    place: Floats
    topic: Floats
    time: Floats
    score: Floats
    relation: Ints
    timing: Ints


def score_works(pairs: WorkPairs) -> Scores:
    """The score of each pair of appeal and work."""
    relation = np.select([pairs.distance_m <= AT_IT_M, pairs.same_yard, ~pairs.other_yard], [0, 1, 2], default=3)
    shares = np.array([share for _, share in RELATIONS])[relation]
    place = shares * pairs.breadth * (1 - (1 - EDGE_SHARE) * pairs.distance_m / pairs.influence_m)
    place = np.where(_is_elsewhere(pairs, relation), 0.0, place)
    timing = _timing(pairs)
    ahead = np.clip(pairs.first - pairs.day, 0, PLANNED_WITHIN_DAYS)
    lost = np.where(timing == 1, PLANNED_LOSS * ahead / PLANNED_WITHIN_DAYS, 0.0)
    time = np.array([part for _, part in TIMINGS])[timing] - lost
    return Scores(place, pairs.topic_fit, time, _sum(place, pairs.topic_fit, time), relation, timing)


def _is_elsewhere(pairs: WorkPairs, relation: Ints) -> Flags:
    is_far = pairs.distance_m > pairs.influence_m
    is_weak = (pairs.topic_fit < WEAK_FIT) & (pairs.distance_m > WEAK_REACH_M)
    elsewhere: Flags = is_far | is_weak | (pairs.own_yard & (relation == 3))
    return elsewhere


def _timing(pairs: WorkPairs) -> Ints:
    since = pairs.day - pairs.last
    dated = pairs.first < NEVER
    return np.select(
        [
            pairs.is_done & (pairs.warranty_to >= pairs.day) & (since >= 0) & ~pairs.passes,
            pairs.is_done & (since >= 0) & (since <= LATELY_DAYS),
            pairs.is_done & (since >= 0),
            ~dated & (pairs.planned_days < PLANNED_WITHIN_DAYS),
            ~dated,
            (pairs.first <= pairs.day) & (pairs.day <= pairs.last),
            (pairs.first > pairs.day) & (pairs.first - pairs.day <= pairs.planned_days),
            (pairs.first > pairs.day),
            since <= SILENT_DAYS,
        ],
        [4, 3, 6, 6, 5, 0, 1, 6, 2],
        default=6,
    )


def score_outages(inside: Flags, first: Ints, last: Ints, day: Ints, asks: Flags) -> Scores:
    """The score of pairs of appeal and shut-off of a kind that the topic names; `asks`: the appeal is an enquiry."""
    place = np.where(inside, 1.0, OUTAGE_EDGE_SHARE)
    timing = np.select(
        [
            (first <= day) & (day <= last),
            (first > day) & (first - day <= np.where(asks, ASKED_DAYS, ANNOUNCED_DAYS)),
            (last < day) & (day - last <= JUST_OVER_DAYS),
        ],
        [0, 1, 2],
        default=3,
    )
    time = np.array([part for _, part in OUTAGE_TIMINGS])[timing]
    topic = np.ones_like(place)
    return Scores(place, topic, time, _sum(place, topic, time), np.where(inside, 0, 2), timing)


def _sum(place: Floats, topic: Floats, time: Floats) -> Floats:
    whole = WEIGHTS["place"] * place + WEIGHTS["topic"] * topic + WEIGHTS["time"] * time
    return np.where((place > 0) & (topic > 0) & (time > 0), np.round(whole, 4), 0.0)
