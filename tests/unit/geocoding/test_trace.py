"""The steps of an answer, run again from outside."""

from dataclasses import fields
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis_app.geocoding.rules import load_rule
from gis_app.geocoding.trace import trace
from gis_app.geocoding.tree import Node
from gis_app.pages.explain import KINDS, LOCATIONS, MATCH_TYPES, ROLES
from tests.unit.geocoding.small_city import small_geocoder


def test_a_trace_shows_words_tree_candidates_and_choice() -> None:
    told = trace(small_geocoder(), "ул. Гоголя от Саина до пр. Достык, ремонт")
    assert [token.text for token in told.tokens][:2] == ["ул", "Гоголя"]
    assert told.tokens[0].kind == "street"
    (location,) = told.locations
    assert location.kind == "segment"
    assert [role for role, _ in location.parts][:3] == ["street", "start", "end"]
    assert location.outcomes[0].match_type == told.answer.match_type == "segment"
    assert 0 < location.outcomes[0].confidence <= location.outcomes[0].evidence <= 1
    assert [name.text.split()[-1] for name in told.names] == ["Гоголя", "Саина", "Достык"]
    assert [name.candidates[0].chosen for name in told.names] == [True, True, True]
    assert told.unused == ("ремонт",)
    assert "Гоголя" in told.sketched[0][0]


def test_labels_are_in_the_language_asked_for() -> None:
    assert trace(small_geocoder(), "улица Гоголя", language="kk").names[0].candidates[0].label == "Гоголь көшесі"


def test_a_name_without_candidates_is_shown_too() -> None:
    told = trace(small_geocoder(), "улица Неведомая")
    assert told.answer.match_type == "none"
    assert [(name.text.split()[-1], name.candidates) for name in told.names] == [("Неведомая", ())]


def test_the_other_readings_do_not_repeat_the_answer() -> None:
    told = trace(small_geocoder(), "Достык")
    assert told.answer.match_type not in [other.match_type for other in told.others]


@pytest.mark.parametrize("node", get_args(Node), ids=lambda node: node.__name__)
def test_the_page_has_words_for_every_part_of_the_tree(node: type) -> None:
    assert node.__name__.lower() in LOCATIONS
    assert {field.name for field in fields(node)} <= ROLES


def test_the_page_has_words_for_every_match_type() -> None:
    from gis_app.geocoding.schemas import MatchType

    assert set(get_args(MatchType)) == MATCH_TYPES


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_explained(text: str) -> None:
    assert trace(small_geocoder(), text).text == text


def test_the_page_has_words_for_every_kind_word() -> None:
    known = {kind.split("/")[0] for kind in load_rule("kinds")}
    assert known <= KINDS
