"""Suggestions for the small city."""

import pytest

from gis_app.geocoding.autocomplete import Autocomplete
from gis_app.geocoding.name_beginnings import NameBeginnings
from tests.unit.geocoding.small_city import grid, small_geocoder


@pytest.fixture(scope="module")
def suggestions() -> Autocomplete:
    return Autocomplete(small_geocoder())


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("райым", "проспект Райымбека"),
        ("Raiym", "проспект Райымбека"),
        ("гогол", "улица Гоголя"),
        ("ул. гог", "улица Гоголя"),
        ("желтоқ", "улица Желтоксан"),
        ("озал", "улица Тургута Озала"),
        ("улица мир", "улица Желтоксан"),
        ("мамыр", "Мамыр-1"),
        ("гулд", "Парк Гулдер"),
        ("турксиб", "Турксибский район"),
        ("розыбокиев", "улица Розыбакиева"),
    ],
)
def test_a_beginning_in_any_script_or_with_a_slip_finds_the_place(
    suggestions: Autocomplete, typed: str, label: str
) -> None:
    assert label in [item.label for item in suggestions.suggest(typed)]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        # The Latin alphabets of 2021, 2018 and 2017, and what a keyboard without their letters gives.
        ("Töle bi köşesi", "Төле би көшесі"),
        ("Tóle bı kóshesi", "Төле би көшесі"),
        ("To'le bi", "Төле би көшесі"),
        ("Tole bi", "Төле би көшесі"),
        ("Raiymbek dañğyly", "Райымбек даңғылы"),
        ("Raıymbek dańǵyly", "Райымбек даңғылы"),
        ("Raiymbek dangyly", "Райымбек даңғылы"),
        ("Abaı dańǵyly", "Абай даңғылы"),
        ("Abai dan'g'yly", "Абай даңғылы"),
        ("Jeltoqsan", "Желтоқсан көшесі"),
        ("Zheltoksan", "Желтоқсан көшесі"),
    ],
)
def test_kazakh_in_latin_letters_is_understood(suggestions: Autocomplete, typed: str, label: str) -> None:
    assert suggestions.suggest(typed, "kk")[0].label == label


def test_streets_come_before_microdistricts(suggestions: Autocomplete) -> None:
    kinds = [item.kind for item in suggestions.suggest("достык")]
    assert kinds[:2] == ["street", "microdistrict"]


def test_a_number_suggests_houses_of_the_street(suggestions: Autocomplete) -> None:
    found = suggestions.suggest("толе би 6")
    assert [item.label for item in found if item.kind == "house"] == [
        "улица Толе би, 65",
        "улица Толе би, 67",
        "улица Толе би, 69",
    ]


def test_two_streets_suggest_their_crossing(suggestions: Autocomplete) -> None:
    first = suggestions.suggest("Гоголя – Желтоксан")[0]
    assert first.kind == "crossing"
    assert first.label == "улица Гоголя × улица Желтоксан"


def test_the_nearest_comes_first_when_a_position_is_given(suggestions: Autocomplete) -> None:
    there = grid.point(42, 44)
    far = suggestions.suggest("ленин", near=(there.x, there.y))[0]
    here = grid.point(2, 30)
    near = suggestions.suggest("ленин", near=(here.x, here.y))[0]
    assert {far.id, near.id} == {"street:15", "street:16"}
    assert far.id == "street:16"


@pytest.mark.parametrize("typed", ["", "аб", "  ", "12", "???"])
def test_less_than_three_letters_suggest_nothing(suggestions: Autocomplete, typed: str) -> None:
    assert suggestions.suggest(typed) == []


def test_no_more_than_the_limit_is_given(suggestions: Autocomplete) -> None:
    assert len(suggestions.suggest("мамыр", limit=2)) == 2


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("hfqsv", "проспект Райымбека"),
        ("ujujk", "улица Гоголя"),
        ("HFQSV", "проспект Райымбека"),
        ("пщпщд", "улица Гоголя"),
        (";tknjr", "улица Желтоксан"),
    ],
)
def test_the_other_keyboard_layout_is_understood(suggestions: Autocomplete, typed: str, label: str) -> None:
    assert label in [item.label for item in suggestions.suggest(typed)]


def test_a_house_is_found_in_the_other_layout_too(suggestions: Autocomplete) -> None:
    assert suggestions.suggest("njkt ,b 65")[0].label == "улица Толе би, 65"


def test_a_kind_word_alone_lists_places_of_that_kind(suggestions: Autocomplete) -> None:
    assert "Парк Гулдер" in [item.label for item in suggestions.suggest("парк")]


def test_a_kind_word_and_one_letter_are_enough(suggestions: Autocomplete) -> None:
    assert "Парк Гулдер" in [item.label for item in suggestions.suggest("парк г")]


def test_names_come_before_homonyms_of_the_names_before_them() -> None:
    names = NameBeginnings([("улица Садовая", 1), ("улица Садовая", 2), ("улица Садыкова", 3)])
    assert {found.target for found in names.find("садо")} == {1, 2}
    shown = [item.label for item in Autocomplete(small_geocoder()).suggest("лен")]
    assert shown == ["улица Ленина", "улица Ленина"]


@pytest.mark.parametrize(
    ("typed", "badness"),
    [("гогол", 0), ("озала", 1), ("ujujk", 2), ("гогалт", None), ("гагол", 3)],
)
def test_a_found_name_says_how_well_it_fits(typed: str, badness: int | None) -> None:
    found = NameBeginnings([("улица Гоголя", 1), ("улица Тургута Озала", 2)]).find(typed)
    assert (found[0].badness if found else None) == badness


def test_a_numbered_street_is_found_by_its_number() -> None:
    assert [one.target for one in NameBeginnings([("4-я линия", 7)]).find("4-я")] == [7]
