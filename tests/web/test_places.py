"""A suggestion is taken for a person only if it is what was typed; web/src/place-words.test.ts reads the same table."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from shapely import Point
from sqlalchemy.orm import Session

from gis_app.geocoding.holder import GeocoderHolder
from gis_app.pages.places import find_place, has_typed_numbers

CASES = json.loads((Path(__file__).parents[1] / "data" / "typed_numbers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['typed']} -> {case['label']}")
def test_each_number_that_was_typed_must_stand_in_the_label(case: dict[str, object]) -> None:
    assert has_typed_numbers(str(case["typed"]), str(case["label"])) is case["same"]


class Asked:
    """A register that suggests one street whatever is typed, and can locate everything; it notes what it is asked."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def suggest(self, words: str, *_: object) -> list[object]:
        self.words.append(words)
        fields = {
            "id": "street:1",
            "kind": "street",
            "label": "проспект Абая",
            "detail": "",
            "point": (0, 0),
            "bbox": None,
        }
        return [SimpleNamespace(label=fields["label"], _asdict=lambda: fields)]

    def geocode(self, words: str, district: str | None, language: str) -> object:
        self.words.append(words)
        return SimpleNamespace(geom=Point(76.9, 43.2), match_type="interpolated", label="проспект Абая, 247А")


def found(words: str, asked: Asked) -> str | None:
    holder = cast(GeocoderHolder, SimpleNamespace(autocomplete=lambda _: asked, current=lambda _: asked))
    place = find_place(holder, cast(Session, None), words, "ru")
    return place.label if place else None


def test_a_house_that_is_not_suggested_is_located() -> None:
    assert found("Абая 247А", Asked()) == "проспект Абая, 247А"
    assert found("Абая", Asked()) == "проспект Абая"


def test_the_link_to_a_suggested_crossing_asks_for_the_crossing() -> None:
    asked = Asked()
    found("проспект Абая × проспект Достык", asked)
    assert asked.words == ["проспект Абая - проспект Достык"]
