"""The score as a table of its edges."""

from typing import Any

import numpy as np
import pytest

from gis_app.appeals.score import NEVER, RELATIONS, TIMINGS, WEIGHTS, WorkPairs, score_works

DAY = 20_000


def pairs(**given: Any) -> WorkPairs:
    """One pair: on the spot, of the topic, going on; what is given differs."""
    values: dict[str, Any] = {
        "distance_m": 0.0, "influence_m": 100.0, "planned_days": 365, "own_yard": False, "passes": False,
        "same_yard": False, "other_yard": False, "topic_fit": 1.0,
        "breadth": 1.0, "day": DAY, "first": DAY - 5, "last": DAY + 5, "is_done": False, "warranty_to": -NEVER,
    } | given  # fmt: skip
    return WorkPairs(**{name: np.array([value]) for name, value in values.items()})


def test_the_weights_are_of_a_whole() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("what", "given", "relation", "place"),
    [
        ("on it", {}, "at_it", 1.0),
        ("at three metres", {"distance_m": 3.0}, "at_it", 0.985),
        ("just further", {"distance_m": 3.01}, "near", 0.8372),
        ("in the same yard", {"distance_m": 20.0, "same_yard": True}, "same_yard", 0.855),
        ("across the street", {"distance_m": 20.0, "other_yard": True}, "across", 0.495),
        ("at the edge of its influence", {"distance_m": 100.0}, "near", 0.425),
        ("somewhere in the microdistrict", {"breadth": 0.75}, "at_it", 0.75),
        ("somewhere in the district", {"breadth": 0.0}, "at_it", 0.0),
        ("further than the topic reaches", {"distance_m": 45.1, "influence_m": 45.0}, "near", 0.0),
        (
            "of another yard, where the own one counts",
            {"distance_m": 20.0, "other_yard": True, "own_yard": True},
            "across",
            0.0,
        ),
        (
            "in the own yard, where it counts",
            {"distance_m": 20.0, "same_yard": True, "own_yard": True},
            "same_yard",
            0.855,
        ),
        ("hardly of the topic, but at it", {"distance_m": 15.0, "topic_fit": 0.4}, "near", 0.7863),
        ("hardly of the topic and not at it", {"distance_m": 15.1, "topic_fit": 0.4}, "near", 0.0),
        ("half of the topic, further off", {"distance_m": 20.0, "topic_fit": 0.5}, "near", 0.765),
    ],
)
def test_where(what: str, given: dict[str, Any], relation: str, place: float) -> None:
    scores = score_works(pairs(**given))
    assert RELATIONS[scores.relation[0]][0] == relation, what
    assert scores.place[0] == pytest.approx(place, abs=1e-4), what


@pytest.mark.parametrize(
    ("what", "given", "timing", "part"),
    [
        ("its first day", {"first": DAY}, "going_on", 1.0),
        ("its last day", {"last": DAY}, "going_on", 1.0),
        ("tomorrow", {"first": DAY + 1, "last": DAY + 9}, "planned", 0.8989),
        ("in a year", {"first": DAY + 365, "last": DAY + 400}, "planned", 0.5),
        ("later than in a year", {"first": DAY + 366, "last": DAY + 400}, "other_time", 0.0),
        ("should have ended yesterday", {"last": DAY - 1}, "overdue", 0.7),
        ("a year without a word", {"first": DAY - 400, "last": DAY - 365}, "overdue", 0.7),
        ("longer without a word", {"first": DAY - 400, "last": DAY - 366}, "other_time", 0.0),
        ("finished today", {"is_done": True, "last": DAY}, "finished_lately", 0.8),
        ("finished 90 days ago", {"is_done": True, "first": DAY - 120, "last": DAY - 90}, "finished_lately", 0.8),
        ("finished 91 days ago", {"is_done": True, "first": DAY - 120, "last": DAY - 91}, "other_time", 0.0),
        (
            "the last day of its warranty",
            {"is_done": True, "first": DAY - 900, "last": DAY - 800, "warranty_to": DAY},
            "in_warranty",
            0.9,
        ),
        (
            "the day after its warranty",
            {"is_done": True, "first": DAY - 900, "last": DAY - 800, "warranty_to": DAY - 1},
            "other_time",
            0.0,
        ),
        ("without days", {"first": NEVER, "last": NEVER}, "undated", 0.4),
        ("a danger, and works in 14 days", {"planned_days": 14, "first": DAY + 14}, "planned", 0.8847),
        ("a danger, and works in 15 days", {"planned_days": 14, "first": DAY + 15}, "other_time", 0.0),
        ("a danger, and works without days", {"planned_days": 14, "first": NEVER, "last": NEVER}, "other_time", 0.0),
        ("works that bring the trouble, tomorrow", {"planned_days": 0, "first": DAY + 1}, "other_time", 0.0),
        ("works that bring the trouble, from today", {"planned_days": 0, "first": DAY}, "going_on", 1.0),
        (
            "a trouble that passes, works just done and under warranty",
            {"passes": True, "is_done": True, "last": DAY - 9, "warranty_to": DAY + 700},
            "finished_lately",
            0.8,
        ),
        (
            "a trouble that passes, works long done and under warranty",
            {"passes": True, "is_done": True, "last": DAY - 91, "warranty_to": DAY + 700},
            "other_time",
            0.0,
        ),
    ],
)
def test_when(what: str, given: dict[str, Any], timing: str, part: float) -> None:
    scores = score_works(pairs(**given))
    assert TIMINGS[scores.timing[0]][0] == timing, what
    assert scores.time[0] == pytest.approx(part, abs=1e-4), what


def test_another_topic_or_another_time_makes_nothing_of_the_rest() -> None:
    assert score_works(pairs(topic_fit=0.0)).score[0] == 0
    assert score_works(pairs(first=DAY + 400, last=DAY + 500)).score[0] == 0


def test_a_perfect_pair_scores_one_and_parts_are_weighed() -> None:
    assert score_works(pairs()).score[0] == 1
    weaker = score_works(pairs(topic_fit=0.5)).score[0]
    assert weaker == pytest.approx(1 - WEIGHTS["topic"] / 2)


def test_many_pairs_score_as_each_alone() -> None:
    alone = [pairs(distance_m=m, last=DAY + n) for n, m in enumerate((0.0, 10.0, 50.0), start=-1)]
    together = WorkPairs(
        *(np.concatenate([getattr(one, name) for one in alone]) for name in WorkPairs.__dataclass_fields__)
    )
    assert score_works(together).score.tolist() == [float(score_works(one).score[0]) for one in alone]
