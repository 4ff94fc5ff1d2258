"""Whether two appeals tell the same: the table of edges, likeness of words in other forms, distances in steps."""

import pytest

from gis_app.appeals.similar import NEAR_M, OTHER_TOPIC_LIKENESS, OTHER_TOPIC_M, likeness, score_of, told_distance


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Глубокая яма на дороге", "Глубокие ямы на дорогах", 0.99, 1.0),
        ("Жолда терең шұңқыр бар", "Жолдағы терең шұңқырлар", 0.55, 0.9),
        ("Яма на дороге", "Нет воды в доме", 0.0, 0.0),
        ("на до по", "на до по", 0.0, 0.0),
        ("", "яма", 0.0, 0.0),
    ],
)
def test_words_in_other_forms_are_alike(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("same_topic", "distance_m", "text_part", "age_days", "expected"),
    [
        (True, 0, 1.0, 0, 1.0),
        (True, NEAR_M, 0.0, 0, 0.55),
        (True, 0, 0.0, 30, 0.75),
        (False, OTHER_TOPIC_M, OTHER_TOPIC_LIKENESS, 0, 0.31),
        (False, OTHER_TOPIC_M + 0.1, 1.0, 0, 0.0),
        (False, 0, OTHER_TOPIC_LIKENESS - 0.01, 0, 0.0),
        (True, 0, 1.0, -1, 1.0),
    ],
)
def test_the_score_at_its_edges(
    same_topic: bool, distance_m: float, text_part: float, age_days: float, expected: float
) -> None:
    score = score_of(same_topic=same_topic, distance_m=distance_m, text_part=text_part, age_days=age_days)
    assert score == pytest.approx(expected)


@pytest.mark.parametrize(("distance_m", "told"), [(0, 100), (100, 100), (100.1, 200), (249, 300)])
def test_strangers_are_told_distances_in_steps(distance_m: float, told: int) -> None:
    assert told_distance(distance_m) == told
