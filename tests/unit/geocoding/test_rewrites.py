"""Rewriting patterns: those that a text cannot need are left out, and that changes nothing."""

import pytest
import regex

from gis_app.geocoding.rewrites import Rewrites
from gis_app.geocoding.rules import load_rule
from tests.unit.geocoding.test_patterns import CASES
from tests.unit.geocoding.test_wordings import OTHERS, STRETCHES

TEXTS = sorted({case[2] for case in CASES} | {case[1] for case in OTHERS} | {case[1] for case in STRETCHES})
MORE = [
    "ш/а Суюнбая",
    "Карасу ш/а",
    "6-й микрорайон",
    "г.Алматы,ул.Абая(бывшая)",
    "С/Т Мичуринец",
    "улица 1-я, кв.5",
    "050000",
]


@pytest.mark.parametrize("entries", [load_rule("abbreviations"), load_rule("marks")["signs"]], ids=["short", "signs"])
def test_leaving_patterns_out_changes_no_text(entries: list[list[str]]) -> None:
    rewrites = Rewrites(entries)
    patterns = [(regex.compile(entry[0], regex.IGNORECASE), entry[1]) for entry in entries]
    for text in [*TEXTS, *MORE]:
        written = text
        for pattern, becomes in patterns:
            written = pattern.sub(becomes, written)
        assert rewrites.apply(text) == written


def test_a_pattern_is_tried_wherever_its_word_may_stand() -> None:
    rewrites = Rewrites([[r"\mуг\.", " угол "], [r"(?<=\d)-я\M", "", ["я"]]])
    assert rewrites.apply("Абая(уг.Саина), 5-я") == "Абая( угол Саина), 5"


def test_a_pattern_that_needs_a_whole_word_is_tried_where_the_word_ends() -> None:
    rewrites = Rewrites([[r"\mа\s+также\M", ";"], [r"\mд\s?-\s?лы\M", "даңғылы"], [r"(?<=\d)-го\M", "", ["го "]]])
    assert rewrites.apply("Абай д-лы, а  также 9-го") == "Абай даңғылы, ; 9"
    assert rewrites.apply("Абая, атакже") == "Абая, атакже"
