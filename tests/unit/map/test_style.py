"""The style: complete for an outside viewer, in three languages, with nothing from elsewhere."""

import json
from datetime import date
from typing import Any

import pytest

from gis_app.map.tile_memory import TileMemory
from gis_app.map.tilejson import tile_source
from layers.catalog import Layer, read_catalog
from layers.style import build_style, name_expression, work_color_expression
from layers.work_types import read_vocabulary

LANGUAGES = ["kk", "ru", "en"]
TODAY = date(2026, 6, 10)


def source_of(layer: Layer) -> dict[str, Any]:
    return tile_source(layer, TileMemory(), "http://city", "ru")


def style(language: str = "ru") -> dict[str, Any]:
    return build_style(language, "Алматы", (76.95, 43.25), 11.5, source_of, TODAY)


def test_the_name_is_asked_for_in_the_reader_s_language_first() -> None:
    assert name_expression("en") == ["coalesce", ["get", "name_en"], ["get", "name_kk"], ["get", "name_ru"], ""]


def test_each_work_type_has_its_own_colour_in_the_style() -> None:
    expression = work_color_expression()
    colours = dict(zip(expression[2:-1:2], expression[3:-1:2], strict=True))
    assert colours == {one.number: one.color for one in read_vocabulary().types}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_and_the_language_is_in_the_labels(language: str) -> None:
    text = json.dumps(style(language))
    assert '"@' not in text
    assert f'["coalesce", ["get", "name_{language}"]' in text


def test_every_layer_of_the_catalogue_is_a_source_that_is_drawn() -> None:
    document = style()
    assert set(document["sources"]) == set(read_catalog())
    assert {layer.get("source") for layer in document["layers"]} - {None} == set(read_catalog())


def test_every_style_layer_draws_a_layer_that_its_tiles_have() -> None:
    catalog = read_catalog()
    for layer in style()["layers"][1:]:
        inner = {one.id for one in catalog[layer["source"]].tiles.vector_layers}
        assert layer["source-layer"] in inner, layer["id"]


def test_ids_are_unique_and_the_base_map_lies_below_the_works() -> None:
    ids = [layer["id"] for layer in style()["layers"]]
    assert len(ids) == len(set(ids))
    assert ids[0] == "base-land"
    assert all(id_.startswith(("base-", "works-", "outages-", "appeals-")) for id_ in ids)
    assert ids.index("works-line") > ids.index("base-road-primary")
    assert ids.index("works-point") > max(index for index, id_ in enumerate(ids) if id_.startswith("base-"))


def test_nothing_is_asked_from_elsewhere() -> None:
    document = style()
    assert "glyphs" not in document
    assert "sprite" not in document
    for id_, source in document["sources"].items():
        assert source["tiles"] == [f"http://city/tiles/{id_}/{{z}}/{{x}}/{{y}}.mvt?v=0"]


def test_a_source_says_all_that_a_map_needs_of_its_tiles() -> None:
    for id_, source in style()["sources"].items():
        tiles = read_catalog()[id_].tiles
        assert set(source) == {"type", "tiles", "minzoom", "maxzoom", "bounds", "attribution"}
        assert (source["minzoom"], source["maxzoom"]) == (tiles.minzoom, tiles.maxzoom)


def test_every_text_is_in_the_font_that_the_pages_bring() -> None:
    fonts = [layer["layout"]["text-font"] for layer in style()["layers"] if "text-field" in layer.get("layout", {})]
    assert fonts
    assert all(font == ["Noto Sans"] for font in fonts)


def test_house_numbers_wait_until_there_is_room() -> None:
    assert next(one for one in style()["layers"] if one["id"] == "base-house-number")["minzoom"] == 16.5
