"""Amounts are said in the language of the page."""

from decimal import Decimal

import pytest

from gis_app.dependencies import Language
from gis_app.works.units import worded_unit


@pytest.mark.parametrize(
    ("unit", "quantity", "lang", "said"),
    [
        ("м", "480", "en", "m"),
        ("м", "480", "kk", "м"),
        ("Пог. м.", "480", "en", "m"),
        ("шт.", "7", "en", "pcs"),
        ("шт.", "7", "kk", "дана"),
        ("деревьев", "23", "ru", "дерева"),
        ("деревьев", "1", "en", "tree"),
        ("двор", "5", "ru", "дворов"),
        ("двор", "5", "kk", "аула"),
        ("га", "4.9", "en", "ha"),
    ],
)
def test_a_unit_is_said_in_the_language_of_the_page(unit: str, quantity: str, lang: Language, said: str) -> None:
    assert worded_unit(unit, Decimal(quantity), lang) == said


def test_a_unit_nobody_knows_stays_as_it_was_written() -> None:
    assert worded_unit("машиномест", Decimal(12), "en") == "машиномест"


def test_a_unit_without_an_amount_stays_as_it_was_written() -> None:
    assert worded_unit("м", None, "en") == "м"
    assert worded_unit(None, Decimal(3), "en") is None
