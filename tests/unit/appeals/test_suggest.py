"""The topic suggested from a text: phrases in any form, and shares that a change of words must not lower."""

import pytest

from gis_app.appeals.suggest import suggest_topic
from tests.benchmarks.appeals.topics import measure


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Электр сымы үзіліп жатыр", "wire_down"),
        ("Судың қысымы төмен", "water_none"),
        ("Тротуар перекопали и не восстановили", "trench_not_restored"),
        ("Пахнет сильно газом", "gas_smell"),
        ("Добрый день", "other"),
    ],
)
def test_a_phrase_is_found_in_other_forms_and_with_a_word_between(text: str, topic: str) -> None:
    assert suggest_topic(text) == topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("таннан бери су жок", "water_none"),
        ("ystyq su joq", "hot_water"),
        ("Jolda shunqyr bar", "pothole"),
        ("карангы кошеде жургим келмейди", "street_lighting"),
        ("Lift turyp qaldy", "lift"),
    ],
)
def test_kazakh_is_read_without_its_letters_and_in_latin_ones(text: str, topic: str) -> None:
    assert suggest_topic(text) == topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("There is no light in our flat since morning", "power_off"),
        ("The street lamp is broken", "street_lighting"),
        ("No hot water for three days", "hot_water"),
        ("An open manhole, the sewer cover is gone", "manhole"),
        ("There is a deep pothole", "pothole"),
        ("The lift does not work", "lift"),
        ("Снова темно и холодно", "other"),
    ],
)
def test_english_is_read_as_it_stands_and_is_no_russian(text: str, topic: str) -> None:
    assert suggest_topic(text) == topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [("ходим без тратуара", "sidewalk"), ("сломан светафор", "traffic_light"), ("нет конца", "other")],
)
def test_a_long_word_may_be_a_letter_off(text: str, topic: str) -> None:
    assert suggest_topic(text) == topic


def test_the_measured_shares_do_not_fall() -> None:
    counts = measure()
    assert sum(count["texts"] for count in counts.values()) >= 200
    held = [count for (half, _), count in counts.items() if half == "held"]
    assert sum(one["first"] for one in held) >= 0.72 * sum(one["texts"] for one in held)
