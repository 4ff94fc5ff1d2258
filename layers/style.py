"""The map's style, put together from each layer's ``style.json`` (MapLibre style specification 8).

A fragment is a list of ``{"order": number, "layer": {…}}``: the lowest order is drawn first. In a fragment
``"@name"`` stands for the name in the reader's language, ``"@work_color"`` for the colour of the work's type,
``"@outage_color"`` for that of what is shut off, and ``"@today"`` for the city's day as days since 2000-01-01, as tiles
have them.
There are no ``glyphs`` and no sprite: the map draws every letter from its own fonts.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from layers.catalog import Layer, read_catalog
from layers.outage_kinds import read_outage_kinds
from layers.work_types import read_vocabulary

LAND = "#f5f5f2"
TILE_EPOCH = date(2000, 1, 1)
LANGUAGES = ("kk", "ru", "en")
# A work of a type that this style does not know yet.
UNKNOWN_TYPE = "#5b5b66"


def name_expression(language: str) -> list[Any]:
    """The name in `language`, else in the first of kk, ru, en that there is."""
    order = [language, *(other for other in LANGUAGES if other != language)]
    return ["coalesce", *(["get", f"name_{code}"] for code in order), ""]


def work_color_expression() -> list[Any]:
    """The colour of a work's type by its number `t`, from the vocabulary of work types."""
    pairs = [part for one in read_vocabulary().types for part in (one.number, one.color)]
    return ["match", ["get", "t"], *pairs, UNKNOWN_TYPE]


def outage_color_expression() -> list[Any]:
    """The colour of what is shut off by its number `k`."""
    pairs = [part for one in read_outage_kinds() for part in (one.number, one.color)]
    return ["match", ["get", "k"], *pairs, UNKNOWN_TYPE]


def _fill_in(value: Any, meanings: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _fill_in(inner, meanings) for key, inner in value.items()}
    if isinstance(value, list):
        return [_fill_in(inner, meanings) for inner in value]
    return meanings.get(value, value) if isinstance(value, str) else value


def _fragments(layer: Layer) -> list[tuple[float, dict[str, Any]]]:
    path = layer.folder / "style.json"
    found = []
    for entry in json.loads(path.read_text(encoding="utf-8")):
        drawn = {"id": entry["layer"]["id"], "type": entry["layer"]["type"], "source": layer.id}
        found.append((entry["order"], {**drawn, "source-layer": layer.id, **entry["layer"]}))
    return found


def build_style(
    language: str,
    name: str,
    center: tuple[float, float],
    zoom: float,
    source_of: Callable[[Layer], dict[str, Any]],
    today: date,
) -> dict[str, Any]:
    """The whole style in `language` (kk, ru, en) as of `today`, a day of the city.

    `center` is longitude, latitude; `source_of` gives the source of a layer's tiles. It stands whole in the style: a
    map that had to fetch a TileJSON for each layer would wait once more.
    """
    meanings: dict[str, Any] = {"@name": name_expression(language), "@work_color": work_color_expression()}
    meanings["@outage_color"] = outage_color_expression()
    meanings["@today"] = (today - TILE_EPOCH).days
    catalog = read_catalog()
    ordered = sorted((fragment for layer in catalog.values() for fragment in _fragments(layer)), key=lambda one: one[0])
    background = {"id": "base-land", "type": "background", "paint": {"background-color": LAND}}
    return {
        "version": 8,
        "name": name,
        "center": list(center),
        "zoom": zoom,
        "sources": {id_: source_of(layer) for id_, layer in catalog.items()},
        "layers": [background, *(_fill_in(layer, meanings) for _, layer in ordered)],
    }
