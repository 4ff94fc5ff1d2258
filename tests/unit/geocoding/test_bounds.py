"""Whatever is asked, in any script and of any length, little is looked at and little is kept."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis_app.geocoding import candidates
from gis_app.geocoding.autocomplete import Autocomplete
from gis_app.geocoding.lexer import LONGEST_TOKEN, MOST_TOKENS, lex
from gis_app.geocoding.name_beginnings import all_words, telling_words
from gis_app.geocoding.names_in import names_of
from gis_app.geocoding.normalize import fold, kazakh_stem, kind_of_word, stem, words_of
from gis_app.geocoding.numbers import parse_number
from tests.unit.geocoding.pattern_city import EAST_WEST, NORTH_SOUTH, pattern_geocoder

MOST_ALTERNATIVES = 8  # of one place; a text has at most forty
MOST_PLACES = 40
MOST_MEMORY = 8_000_000  # bytes at the peak of one answer
MOST_SUGGESTED = 8

ANY = st.text(max_size=1500)
# Pieces of real names between signs of any script: such texts get farther into the grammar.
PIECES = st.lists(
    st.one_of(
        st.sampled_from([*EAST_WEST, *NORTH_SOUTH, "от", "до", "угол", "в контуре", "ул.", "дом", "–", ",", "(", ")"]),
        st.text(max_size=12),
        st.integers(0, 10**9).map(str),
    ),
    max_size=300,
).map(" ".join)
WORST = [
    "а" * 100_000,
    "1" * 100_000,
    "1/" * 50_000,
    "Гоголя – " * 20_000,
    "(" * 50_000 + ")" * 50_000,
    "e\u0301" * 50_000,
    "\u202e" + "ש" * 50_000,
    "🚧" * 50_000,
    "ул. " * 30_000,
    "«" * 60_000,
    "12А, " * 20_000,
    "от Саина до Тлендиева " * 10_000,
    "\x00\ufffe\U0010ffff" * 20_000,
]


@settings(max_examples=150, deadline=None)
@given(st.one_of(ANY, PIECES))
def test_tokens_places_and_candidates_of_any_text_are_few(text: str) -> None:
    tokens = lex(text)
    assert len(tokens) <= MOST_TOKENS
    phrase, scene = pattern_geocoder().read(text)
    assert len(phrase.nodes) <= MOST_TOKENS
    names = [name for node in phrase.nodes for name in names_of(node)]
    assert len(names) <= 2 * MOST_TOKENS
    assert all(len(scene.candidates.of(name)) <= candidates.MOST for name in names)
    answer = pattern_geocoder().geocode(text)
    assert len(answer.alternatives) <= MOST_ALTERNATIVES * MOST_PLACES
    assert (answer.geom is None) == (answer.match_type == "none")


@settings(max_examples=100, deadline=None)
@given(st.one_of(ANY, st.sampled_from(WORST)))
def test_no_word_that_is_remembered_is_long(text: str) -> None:
    words = [token.text for token in lex(text) if token.what == "word"] + words_of(text)
    assert all(len(word) <= LONGEST_TOKEN for word in words)
    assert all(len(word) <= 4 * LONGEST_TOKEN for word in [*telling_words(text), *all_words(text)])


@pytest.mark.parametrize("remembering", [fold, stem, kazakh_stem, kind_of_word, parse_number])
def test_what_is_remembered_of_words_is_bounded(remembering: object) -> None:
    most = remembering.cache_info().maxsize  # type: ignore[attr-defined]
    assert most is not None
    assert most <= 100_000


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
def test_the_worst_texts_take_little_memory(text: str) -> None:
    pattern_geocoder().geocode("Гоголя – Саина")
    tracemalloc.start()
    pattern_geocoder().geocode(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_MEMORY


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), PIECES.map(lambda text: text[:200])))
def test_suggestions_for_any_text_are_few(text: str) -> None:
    assert len(Autocomplete(pattern_geocoder()).suggest(text)) <= MOST_SUGGESTED


@pytest.mark.parametrize("text", ["«и–»", "«и 1»", "«от – до»", "«»", '"и"-"и"'])
def test_quotes_around_no_name_are_read_without_failing(text: str) -> None:
    assert pattern_geocoder().geocode(text).match_type == "none"
