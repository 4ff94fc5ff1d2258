"""Declarations of sources: those that are shipped, and what is wrong with bad ones."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from etl.source import SCHEMA_PATH, parse_source, read_source, source_ids
from gis_app.errors import UnknownSourceError, UsageError

GOOD: dict[str, Any] = {
    "id": "one",
    "title": "One source",
    "columns": {"type": "Вид", "location": ["Адрес", "Место"]},
    "period": {"constant": "2026"},
}


@pytest.mark.parametrize("source_id", source_ids())
def test_every_shipped_declaration_is_right(source_id: str) -> None:
    assert read_source(source_id).id == source_id


def test_the_shipped_sources_are_these_and_only_invented_ones_are_training() -> None:
    shipped = ["announcements", "demo_announced", "demo_training", "example_contractor", "generated"]
    assert source_ids() == shipped
    assert [one for one in shipped if read_source(one).training] == ["demo_training", "generated"]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))


def test_what_is_not_declared_has_a_default() -> None:
    source = parse_source(GOOD)
    assert (source.format, source.sheet, source.crs, source.decimal) == ("any", None, "EPSG:4326", "auto")
    assert source.header.find == (("Вид",), ("Адрес", "Место"))
    assert (source.classify, source.key, source.training) == (("type",), (), False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"columns": {"colour": "Цвет"}}, "columns"),
        ({"columns": {"type": "Вид"}}, "no column says where"),
        ({"columns": {"type": "Вид", "lon": "x"}}, "lon and lat belong together"),
        ({"columns": {"location": "Адрес"}}, "tell the kind of work"),
        ({"key": ["key"]}, "'key' is named"),
        ({"required": ["budget"]}, "'budget' is named"),
        ({"period": {"column": "period"}}, "'period' is named"),
        ({"period": {"constant": "a", "from_dates": "year"}}, "period"),
        ({"period": {"from_dates": "month"}}, "period"),
        ({"skip": [{"column": "unit", "matches": "x"}]}, "'unit' is named"),
        ({"columns": {**GOOD["columns"], "twin_of": "twin"}}, "twin_of needs key columns"),
        ({"id": "Two Words"}, "id"),
        ({"unknown": 1}, "unknown"),
        ({"dates": {"formats": ["dd.mm.yyyy"]}}, "dates.formats.0"),
    ],
)
def test_a_wrong_declaration_says_where(change: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        parse_source({**GOOD, **change}, "one.yaml")


def test_a_type_given_once_for_all_rows_needs_no_column() -> None:
    document = {**GOOD, "columns": {"location": "Адрес"}, "constants": {"type": "lift"}}
    assert parse_source(document).constants["type"] == "lift"


@pytest.mark.parametrize("name", ["nobody", "../etc/passwd", "Announcements", ""])
def test_an_unknown_source_is_told_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownSourceError, match="announcements"):
        read_source(name)


def test_a_file_must_declare_its_own_name_and_be_yaml(tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(json.dumps(GOOD), encoding="utf-8")
    with pytest.raises(UsageError, match="one name"):
        read_source("two", tmp_path)
    (tmp_path / "bad.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(UsageError, match="not YAML"):
        read_source("bad", tmp_path)
