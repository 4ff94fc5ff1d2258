"""What holds of every text: laws of the geocoder, tried on made-up texts."""

import tracemalloc
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis_app.geocoding.lexer import MOST_TOKENS, lex
from gis_app.geocoding.names import name_tokens
from gis_app.geocoding.normalize import expand, skeleton, split_kind, stem
from gis_app.geocoding.numbers import canonical
from gis_app.geocoding.parse import parse
from tests.grid import in_metres
from tests.unit.geocoding.pattern_city import EAST_WEST, NORTH_SOUTH, pattern_geocoder, pattern_register
from tests.unit.geocoding.test_patterns import CASES, matched_parts_are_near

NAMES = [split_kind(name)[1] for name in (*EAST_WEST, *NORTH_SOUTH)]
WORDS = st.text(
    alphabet=st.characters(whitelist_categories=("Lu", "Ll", "Nd", "Pd", "Po", "Ps", "Pe", "Zs", "So", "Mn")),
    max_size=200,
)


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"[0-9]{1,4}[абвABk]?(/[0-9]{1,3})?( ?корпус [0-9])?", fullmatch=True))
def test_one_spelling_of_a_house_number_is_its_own_spelling(number: str) -> None:
    assert canonical(canonical(number)) == canonical(number)


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_writing_out_abbreviations_twice_changes_nothing(text: str) -> None:
    assert " ".join(expand(expand(text)).split()) == " ".join(expand(text).split())


@pytest.mark.parametrize("name", [*EAST_WEST, *NORTH_SOUTH])
def test_the_skeleton_of_a_name_does_not_depend_on_order_or_case(name: str) -> None:
    words = name.split()
    assert {skeleton(" ".join(order)) for order in permutations(words)} == {skeleton(name)}
    assert skeleton(name.upper()) == skeleton(name) == skeleton(name.lower())


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_no_text_in_any_script_raises_and_the_answer_is_whole(text: str) -> None:
    answer = pattern_geocoder().geocode(text)
    assert (answer.geom is None) == (answer.match_type == "none")
    assert 0 <= answer.confidence <= 1
    assert answer.version == 3


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([case[2] for case in CASES]),
    st.lists(st.sampled_from(["срочно", "ремонт", "очень", "подрядчик"]), max_size=4),
)
def test_words_that_are_not_used_never_raise_the_confidence(text: str, words: list[str]) -> None:
    plain = pattern_geocoder().geocode(text)
    assert pattern_geocoder().geocode(f"{text} {' '.join(words)}").confidence <= plain.confidence + 1e-9


@pytest.mark.parametrize("text", [case[2] for case in CASES])
def test_an_accepted_answer_contains_its_named_parts(text: str) -> None:
    answer = pattern_geocoder().geocode(text)
    if answer.confidence >= 0.5:
        assert matched_parts_are_near(answer)


SIDES = ["Гоголя", "Саина", "Толе би", "Тлендиева"]


@pytest.mark.parametrize("start", range(4))
@pytest.mark.parametrize("turned", [False, True])
def test_where_a_contour_begins_does_not_change_its_polygon(start: int, turned: bool) -> None:
    sides = SIDES[start:] + SIDES[:start]
    answer = pattern_geocoder().geocode("в контуре улиц " + " – ".join(sides[::-1] if turned else sides))
    first = pattern_geocoder().geocode("в контуре улиц " + " – ".join(SIDES))
    assert answer.geom is not None and first.geom is not None
    assert in_metres(answer.geom).symmetric_difference(in_metres(first.geom)).area < 1.0


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="абвгд АБЯ-,()/№12345", min_size=400, max_size=3000))
def test_a_long_text_is_bounded_in_tokens_and_candidates(text: str) -> None:
    tokens = lex(text)
    assert len(tokens) <= MOST_TOKENS
    phrase = parse(text, pattern_register())
    assert len(phrase.nodes) <= MOST_TOKENS


def test_a_very_long_text_takes_little_memory() -> None:
    pattern_geocoder().geocode("Гоголя – Саина")
    tracemalloc.start()
    pattern_geocoder().geocode("улица Гоголя от Саина до Тлендиева, " * 5000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3))
def test_the_tokens_of_a_name_are_never_empty(names: list[str]) -> None:
    assert all(name_tokens(name.split()) for name in names)
    assert all(stem(word) for name in names for word in name.split())
