"""A suggestion is taken for a person only if it is what was typed; web/src/place-words.test.ts reads the same table."""

import json
from pathlib import Path

import pytest

from gis_app.pages.places import has_typed_numbers

CASES = json.loads((Path(__file__).parents[1] / "data" / "typed_numbers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['typed']} -> {case['label']}")
def test_each_number_that_was_typed_must_stand_in_the_label(case: dict[str, object]) -> None:
    assert has_typed_numbers(str(case["typed"]), str(case["label"])) is case["same"]
