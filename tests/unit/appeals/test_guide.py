"""The guide is found by words in any form, in Kazakh and Russian, with a slip of the finger."""

from datetime import date
from time import process_time

import pytest

from gis_app.appeals.guide import Guide, guide_of, term_of
from gis_app.appeals.situations.rules import RuleBook, read_situations
from gis_app.appeals.stemming import stem

GUIDE = Guide(read_situations())


@pytest.mark.parametrize(
    "forms",
    [
        ("дерево", "дерева", "деревья", "деревьями"),
        ("лифт", "лифта", "лифты", "лифтом"),
        ("яма", "ямы", "яму", "ямой"),
        ("құбыр", "құбырлар", "құбырдан", "құбырларымыз"),
        ("ағаш", "ағаштар", "ағашты", "ағаштарға"),
        ("көше", "көшеде", "көшенің", "көшедегі"),
        ("жарық", "жарығы", "жарықты", "жарығымыз"),
    ],
)
def test_the_forms_of_a_word_begin_alike(forms: tuple[str, ...]) -> None:
    stems = [stem(form) for form in forms]
    shortest = min(stems, key=len)
    assert all(one.startswith(shortest) and len(one) - len(shortest) <= 2 for one in stems), stems


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("лифта", {"lift"}),
        ("открытого люка", {"manhole_on_road", "manhole_elsewhere"}),
        ("ашық люктер", {"manhole_on_road", "manhole_elsewhere"}),
        ("фантан", {"fountain"}),
        ("пахнет газом", {"gas_smell_at_home", "gas_smell_outside"}),
        ("газдың иісі", {"gas_smell_at_home", "gas_smell_outside"}),
        ("нет горячей воды", {"no_hot_water"}),
        ("ыстық су жоқ", {"no_hot_water"}),
        ("обрезать дерево во дворе", {"tree_in_yard"}),
        ("ауладағы ағашты бұтау", {"tree_in_yard"}),
        ("pruning a tree", {"tree_in_yard", "tree_by_the_road"}),
        ("детская площадка", {"playground", "playground_in_yard"}),
        ("яму на дороге", {"pothole_on_road", "pothole_in_park"}),
    ],
)
def test_the_first_that_is_found_is_what_was_meant(words: str, codes: set[str]) -> None:
    found = GUIDE.find(words)
    assert found, words
    assert found[0].situation.code in codes, [one.situation.code for one in found]


@pytest.mark.parametrize(
    ("words", "found", "unasked"),
    [
        ("жарық жоқ", "no_power_at_home", "no_road_in_yard"),
        ("нет света", "no_power_at_home", "no_road_in_yard"),
        ("нет горячей воды", "no_hot_water", "no_road_in_yard"),
        ("no water", "no_water_at_home", "no_road"),
    ],
)
def test_a_word_of_any_complaint_finds_nothing_beside_what_was_meant(words: str, found: str, unasked: str) -> None:
    codes = {one.situation.code for one in GUIDE.find(words)}
    assert found in codes
    assert unasked not in codes


@pytest.mark.parametrize(
    "words", ["no light", "no lights", "no light at home", "нет света", "жарық жоқ", "we have no light"]
)
def test_no_light_is_first_that_of_a_house_beside_the_lamps_outside_and_no_traffic_light(words: str) -> None:
    codes = [one.situation.code for one in GUIDE.find(words)]
    assert codes[:2] == ["no_power_at_home", "no_power_in_street"]
    assert any(code.startswith("lamps_in") for code in codes[2:5]), codes
    assert "traffic_light" not in codes[:5]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("no light in the street", "no_power_in_street"), ("нет света на улице", "no_power_in_street"),
        ("көшеде жарық жоқ", "no_power_in_street"), ("traffic light is out", "traffic_light"),
        ("dark street", "lamps_in_street"), ("no bus", "bus_route"), ("no lift", "lift"),
    ],
)  # fmt: skip
def test_a_phrase_of_a_topic_is_what_was_meant(words: str, first: str) -> None:
    assert GUIDE.find(words)[0].situation.code == first


@pytest.mark.parametrize("words", ["жоқ", "нет", "no", "not", "емес", "у нас нет", "there is no"])
def test_words_that_say_nothing_find_nothing(words: str) -> None:
    assert GUIDE.find(words) == []


def test_words_that_nobody_wrote_find_nothing() -> None:
    assert GUIDE.find("qwertyuiop") == []


def test_a_place_shows_what_holds_there_and_not_what_a_narrower_rule_has_taken() -> None:
    in_yards = {one.situation.code for one in GUIDE.find(place="yard")}
    assert {"pothole_in_yard", "lift", "surface_in_warranty"} <= in_yards
    assert "pothole_on_road" not in in_yards


def test_group_and_topic_narrow() -> None:
    assert {one.group for one in GUIDE.find(group="housing")} == {"housing"}
    assert {one.situation.code for one in GUIDE.find(topic="lift")} == {"lift"}
    assert [one.situation.code for one in GUIDE.find()] == [one.code for one in read_situations()]


def test_the_term_is_that_of_the_law_on_the_day_and_urgent_ones_have_theirs() -> None:
    by_code = {one.code: one for one in read_situations()}
    before, after = date(2021, 6, 30), date(2021, 7, 1)
    assert [getattr(term_of(by_code["lift"], day), "code", None) for day in (before, after)] == [
        "appeal_2007",
        "appeal_2021",
    ]
    assert getattr(term_of(by_code["manhole_on_road"], after), "code", None) == "urgent_1"


def test_the_guide_of_other_rules_is_another_one() -> None:
    few = RuleBook(read_situations()[:3])
    assert len(guide_of(few).find()) == 3
    assert len(guide_of(read_situations()).find()) == len(read_situations())


def test_an_operator_is_answered_while_typing() -> None:
    # Some milliseconds of a processor each; the bound holds on a busy machine.
    started = process_time()
    for words in ("прорвало труб", "ауладағы ағаш", "фанарь не гарит", "когда дадут воду"):
        GUIDE.find(words)
    assert process_time() - started < 2
