"""Every place that a text may mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis_app.geocoding.decisions import Decision, Decisions
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.readings import MOST_READINGS, is_same_place, names_of, readings
from tests.unit.geocoding.small_city import small_geocoder, small_register
from tests.unit.geocoding.test_decisions import decision, grid


def test_the_choice_of_the_geocoder_comes_first() -> None:
    first = readings(small_geocoder(), "Розыбакиева – Толе би")[0]
    assert is_same_place(first, small_geocoder().geocode("Розыбакиева – Толе би"))


def test_homonyms_are_readings_of_their_own() -> None:
    found = readings(small_geocoder(), "ул. Ленина")
    assert {target for reading in found for target in reading.targets} == {("street", 15), ("street", 16)}
    assert len(found) == 2


def test_a_name_may_be_a_street_or_a_microdistrict() -> None:
    assert {reading.match_type for reading in readings(small_geocoder(), "Достык")} == {"street", "microdistrict"}


def test_the_known_parts_of_a_text_are_offered_when_the_whole_is_not_understood() -> None:
    found = readings(small_geocoder(), "Гоголя от Неведомой до Саина")
    assert {"улица Гоголя", "улица Саина"} <= {reading.label for reading in found}


def test_a_text_of_unknown_names_has_no_reading() -> None:
    assert readings(small_geocoder(), "двор у дуба") == []


def test_another_city_has_no_reading() -> None:
    assert readings(small_geocoder(), "") == []


def test_a_decision_does_not_hide_the_readings_of_the_register() -> None:
    decided: list[Decision] = [decision("ул. Ленина", grid.point(0, 0))]
    geocoder = Geocoder(small_register(), (), Decisions(decided, 1))
    assert len(readings(geocoder, "ул. Ленина")) == 2


WORDS = ("Абая", "Ленина", "Достык", "Мамыр", "Толе би", "от", "до", "-", ",", "угол", "12", "65/76", "мкр")


@pytest.mark.parametrize("text", ["Абая от Саина до Ленина", "Толе би 65", "Мамыр 1-3"])
def test_no_place_is_given_twice(text: str) -> None:
    found = readings(small_geocoder(), text)
    same = [(one, other) for one in found for other in found if one is not other and is_same_place(one, other)]
    assert same == []


def test_names_are_listed_in_the_order_in_which_they_were_written() -> None:
    phrase, _ = small_geocoder().read("Абая от Саина до Достык")
    assert [name.text.split()[-1] for node in phrase.nodes for name in names_of(node)] == ["Абая", "Саина", "Достык"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_words_have_a_bounded_number_of_readings(words: list[str]) -> None:
    assert len(readings(small_geocoder(), " ".join(words))) <= MOST_READINGS
