"""What a reaction may be about: data with a schema."""

from datetime import date
from typing import Any

import jsonschema
import orjson
import pytest

from gis_app.reactions.aspects import SCHEMA_PATH, aspects_in_use, parse_aspects, read_aspects

TITLE = {"kk": "Сапа", "ru": "Качество", "en": "Quality"}


def test_each_aspect_has_words_of_its_own_in_each_language() -> None:
    for lang in ("kk", "ru", "en"):
        titles = [one.title.in_language(lang) for one in read_aspects()]
        assert len(set(titles)) == len(titles) >= 4


def test_a_code_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        parse_aspects({"aspects": [{"code": "quality", "title": TITLE}] * 2})


def test_a_retired_aspect_is_named_no_more_and_stays_known() -> None:
    [retired] = parse_aspects({"aspects": [{"code": "quality", "title": TITLE, "retired_on": "2026-06-10"}]})
    assert retired.retired_on == date(2026, 6, 10)
    assert {one.code for one in aspects_in_use(date(2026, 6, 10))} <= {one.code for one in read_aspects()}


@pytest.mark.parametrize(
    "entry",
    [
        {"code": "Quality", "title": TITLE},
        {"code": "quality", "title": {"ru": "Качество"}},
        {"code": "quality", "title": TITLE, "weight": 2},
    ],
)
def test_the_schema_refuses_what_is_no_aspect(entry: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"aspects": [entry]}, orjson.loads(SCHEMA_PATH.read_bytes()))
