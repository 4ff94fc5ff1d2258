"""Decisions about texts: which spellings are one text, and where a decision holds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.decisions import Decision, Decisions, question_key, text_key
from gis_app.geocoding.geocoder import Geocoder
from tests.grid import Grid
from tests.unit.geocoding.small_city import small_register

grid = Grid()
DAY = date(2026, 11, 22)


def decision(text: str, geom: BaseGeometry | None, district: str | None = None) -> Decision:
    kind = "none" if geom is None else "landmark"
    return Decision(1, text, district, kind, text, geom, "А. Асанов", DAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ул. Абая, 12", "улица  АБАЯ 12"),
        ("Абая 12а", "Абая, 12 А"),
        ("пр. Достык – ул. Сатпаева", "проспект Достык - улица Сатпаева."),
        ("двор дома «Берёзка»", "Двор дома Березка"),
        ("мкр. Самал-2", "микрорайон Самал - 2"),
    ],
)
def test_spellings_of_one_text_have_one_key(one: str, other: str) -> None:
    assert text_key(one) == text_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ул. Абая, 12", "ул. Абая, 13"),
        ("ул. Алатау", "мкр. Алатау"),
        ("Абая 12-15", "Абая 12, 15"),
        ("от Абая до Сатпаева", "от Сатпаева до Абая"),
        ("Толе би 65/76", "Толе би 65 76"),
        ("двор школы", "двор больницы"),
    ],
)
def test_texts_of_another_meaning_have_another_key(one: str, other: str) -> None:
    assert text_key(one) != text_key(other)


def test_a_long_text_keeps_its_end_in_the_key() -> None:
    words = "от улицы Абая до улицы Сатпаева, " * 40
    assert len(text_key(words)) < 200
    assert text_key(words + "дом 1") != text_key(words + "дом 2")


@pytest.mark.parametrize("text", ["", "  ", "—", "?!", "\n"])
def test_a_text_without_words_has_no_key(text: str) -> None:
    assert text_key(text) == ""


@given(st.text(max_size=80))
def test_any_text_has_a_key_without_the_sign_that_parts_it_from_the_hint(text: str) -> None:
    key = text_key(text)
    assert "|" not in key
    assert text_key(f"  {text} ") == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Алмалинский район", "Алмалинский"),
        ("Алмалинский район; Медеуский район", "Медеуский, Алмалинский"),
        ("", None),
    ],
)
def test_hints_of_the_same_districts_are_one(one: str, other: str | None) -> None:
    assert question_key("двор", one) == question_key("двор", other)


def test_a_decision_is_answered_before_the_register_is_asked() -> None:
    place = grid.point(3, 3)
    geocoder = Geocoder(small_register(), (), Decisions([decision("проспект Абая", place)], 1))
    answer = geocoder.geocode("пр. АБАЯ")
    assert (answer.match_type, answer.confidence, answer.ambiguous) == ("landmark", 1.0, False)
    assert answer.geom == place
    assert answer.version == 7
    assert "А. Асанов" in answer.reason("ru")
    assert "2026-11-22" in answer.reason("en")
    assert answer.reason("kk") != answer.reason("ru")


def test_other_texts_are_answered_by_the_register() -> None:
    geocoder = Geocoder(small_register(), (), Decisions([decision("проспект Абая", grid.point(3, 3))], 1))
    assert geocoder.geocode("улица Гоголя").match_type == "street"


def test_a_text_that_was_decided_to_be_no_place_is_none() -> None:
    answer = Geocoder(small_register(), (), Decisions([decision("улица Гоголя", None)], 1)).geocode("ул. Гоголя")
    assert (answer.match_type, answer.confidence, answer.geom) == ("none", 0.0, None)
    assert "не место" in answer.reason("ru")


def test_a_decision_of_one_district_says_nothing_about_another() -> None:
    decided = Decisions([decision("ул. Ленина", grid.point(1, 30), "Алмалинский район")], 1)
    geocoder = Geocoder(small_register(), (), decided)
    assert geocoder.geocode("улица Ленина", "Алмалинский").confidence == 1.0
    assert geocoder.geocode("улица Ленина", "Турксибский").confidence < 1.0
    assert geocoder.geocode("улица Ленина").confidence < 1.0


def test_a_decision_for_the_city_answers_a_district_only_when_it_lies_there() -> None:
    geocoder = Geocoder(small_register(), (), Decisions([decision("двор у дуба", grid.point(5, 5))], 1))
    assert geocoder.geocode("двор у дуба", "Алмалинский район").confidence == 1.0
    assert geocoder.geocode("двор у дуба", "Турксибский район").match_type == "none"


def test_the_decision_of_the_district_wins_over_that_of_the_city() -> None:
    narrow = decision("двор у дуба", grid.point(6, 6), "Алмалинский район")
    decided = Decisions([decision("двор у дуба", grid.point(5, 5)), narrow], 2)
    assert decided.find("двор у дуба", "Алмалинский район") is narrow
