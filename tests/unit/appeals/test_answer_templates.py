"""Templates of answers: whole in three languages, filled in or not offered."""

import copy

import jsonschema
import pytest
import yaml

from gis_app.appeals.answer_templates import TEMPLATES_PATH, VALUES, parse_templates, read_templates

DOCUMENT = yaml.safe_load(TEMPLATES_PATH.read_text(encoding="utf-8"))
KNOWN = {"number": "2026-000001", "topic": "Яма", "body": "Управление", "due": "1 июля"}


def test_each_template_is_filled_in_every_language() -> None:
    assert set(KNOWN) == set(VALUES)
    for one in read_templates():
        for lang in ("ru", "kk", "en"):
            said = one.fill(lang, KNOWN)  # type: ignore[arg-type]
            assert said is not None, one.code
            assert "{" not in said, one.code
            assert "2026-000001" in said, one.code


def test_what_is_not_known_leaves_a_template_out() -> None:
    [sent_on] = [one for one in read_templates() if one.code == "sent_on"]
    assert sent_on.fill("ru", KNOWN | {"body": None}) is None


def test_a_value_in_braces_from_outside_stays_as_it_is() -> None:
    [thanks] = [one for one in read_templates() if one.code == "thanks"]
    assert "{due}" in (thanks.fill("en", KNOWN | {"body": "{due}"}) or "")


def test_a_broken_document_is_refused() -> None:
    twice = copy.deepcopy(DOCUMENT)
    twice["templates"].append(twice["templates"][0])
    unknown = copy.deepcopy(DOCUMENT)
    unknown["templates"][0]["text"]["kk"] += " {phone}"
    for broken in (twice, unknown):
        with pytest.raises(ValueError, match=r"stands twice|nobody fills in"):
            parse_templates(broken)
    lacking = copy.deepcopy(DOCUMENT)
    del lacking["templates"][0]["text"]["kk"]
    with pytest.raises(jsonschema.ValidationError):
        parse_templates(lacking)
