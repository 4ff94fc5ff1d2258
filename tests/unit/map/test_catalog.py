"""The catalogue of layers: every declaration is sound and complete."""

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml

from layers.catalog import FOLDER, parse_layer, read_catalog
from layers.features import parts_of

IDS = sorted(read_catalog())


def declaration(layer_id: str) -> dict[str, Any]:
    document = yaml.safe_load((FOLDER / layer_id / "layer.yaml").read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def test_every_layer_is_there() -> None:
    assert set(IDS) == {
        "works", "works_overview", "outages", "streets", "houses", "districts", "microdistricts", "rivers", "parks",
        "landmarks", "protections", "appeals",
    }  # fmt: skip


@pytest.mark.parametrize("layer_id", IDS)
def test_a_layer_is_a_folder_with_declaration_sql_style_and_readme(layer_id: str) -> None:
    layer = read_catalog()[layer_id]
    wanted = {"layer.yaml", "tiles.sql", "style.json", "README.md"} | ({"items.sql"} if layer.collection else set())
    assert wanted <= {path.name for path in layer.folder.iterdir()}


@pytest.mark.parametrize(
    ("layer_id", "zooms"),
    [
        ("works", (12, 14)), ("works_overview", (8, 13)), ("outages", (9, 14)), ("streets", (10, 14)),
        ("houses", (14, 14)),
        ("districts", (8, 14)), ("microdistricts", (11, 14)), ("rivers", (9, 14)), ("parks", (10, 14)),
        ("landmarks", (13, 14)), ("protections", (12, 14)), ("appeals", (9, 14)),
    ],
)  # fmt: skip
def test_the_zooms_are_those_that_readers_rely_on(layer_id: str, zooms: tuple[int, int]) -> None:
    tiles = read_catalog()[layer_id].tiles
    assert (tiles.minzoom, tiles.maxzoom) == zooms


@pytest.mark.parametrize("layer_id", IDS)
def test_the_tiles_sql_emits_the_declared_layers_and_no_others(layer_id: str) -> None:
    layer = read_catalog()[layer_id]
    sql = (layer.folder / "tiles.sql").read_text(encoding="utf-8")
    assert set(re.findall(r"ST_AsMVT\(\w+, '(\w+)'", sql)) == {inner.id for inner in layer.tiles.vector_layers}


@pytest.mark.parametrize("layer_id", [one for one in IDS if read_catalog()[one].collection])
def test_every_declared_filter_has_its_part_of_the_sql_and_none_is_left(layer_id: str) -> None:
    layer = read_catalog()[layer_id]
    assert layer.collection is not None
    filters = {one.name for one in layer.collection.filters} | ({"datetime"} if layer.collection.datetime else set())
    assert parts_of(layer) - {"list"} == filters | {"bbox", "near", "id", "after"}


def test_a_layer_whose_zooms_are_upside_down_is_refused() -> None:
    document = declaration("works")
    document["tiles"]["minzoom"] = 14
    document["tiles"]["maxzoom"] = 12
    with pytest.raises(ValueError, match="minzoom"):
        parse_layer(document)


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("title",), {"ru": "Работы", "en": "Works"}),
        (("tiles", "maxzoom"), 15),
        (("sources",), []),
        (("colour",), "red"),
        (("tiles", "left_to"), None),
    ],
)
def test_a_declaration_against_the_schema_is_refused(where: tuple[str, ...], value: object) -> None:
    document = declaration("works")
    inner = document
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        parse_layer(document)


def test_the_schema_itself_is_a_schema() -> None:
    schema = json.loads((FOLDER / "layer.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
