"""The catalogue: every layer's declaration, read from ``layers/<id>/layer.yaml`` and checked against the schema."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

FOLDER = Path(__file__).parent
SCHEMA_PATH = FOLDER / "layer.schema.json"


@dataclass(frozen=True, slots=True)
class VectorLayer:
    """A layer inside a tile: what its features are, and what each attribute means."""

    id: str
    description: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TileSet:
    """The zooms of a layer's tiles and their limits.

    `buffer` is in 1/4096 of a tile's side. A tile with more than `max_features` features or `max_bytes` gzipped
    bytes is left empty, to the layer `left_to`.
    """

    minzoom: int
    maxzoom: int
    buffer: int
    vector_layers: tuple[VectorLayer, ...]
    max_features: int | None = None
    max_bytes: int | None = None
    left_to: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A query parameter that selects items: `type` string or integer, several values separated by commas."""

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property of an item. `details` ones come only with one item by id."""

    name: str
    type: str
    description: str
    details: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """A layer as a collection of OGC API - Features."""

    datetime: bool
    filters: tuple[Filter, ...]
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A layer of the map. `title`, `description` and `attribution` are by language (kk, ru, en)."""

    id: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    attribution: Mapping[str, str]
    sources: tuple[str, ...]
    tiles: TileSet
    collection: Collection | None

    @property
    def folder(self) -> Path:
        """Where the layer's SQL and style are."""
        return FOLDER / self.id


def parse_layer(document: Mapping[str, Any]) -> Layer:
    """A layer from its declaration. Raises jsonschema.ValidationError or ValueError when it is not a sound one."""
    jsonschema.validate(document, json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))
    tiles = dict(document["tiles"])
    if tiles["minzoom"] > tiles["maxzoom"]:
        raise ValueError(f"layer {document['id']}: minzoom is above maxzoom")
    inner = tuple(VectorLayer(name, **declared) for name, declared in tiles.pop("vector_layers").items())
    return Layer(
        id=document["id"],
        title=document["title"],
        description=document["description"],
        attribution=document["attribution"],
        sources=tuple(document["sources"]),
        tiles=TileSet(vector_layers=inner, **tiles),
        collection=_collection(document["collection"]),
    )


def _collection(document: Mapping[str, Any] | None) -> Collection | None:
    if document is None:
        return None
    filters = (
        Filter(name, one["type"], one["description"], tuple(one.get("values", ())))
        for name, one in document["filters"].items()
    )
    properties = (Property(name, **one) for name, one in document["properties"].items())
    return Collection(document["datetime"], tuple(filters), tuple(properties))


@cache
def read_catalog() -> Mapping[str, Layer]:
    """Every layer by its id, works first, then in the order of the folders' names. Read once per process."""
    layers = [parse_layer(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in FOLDER.glob("*/layer.yaml")]
    for layer in layers:
        if not layer.folder.is_dir():
            raise ValueError(f"layer {layer.id} does not stand in the folder of its name")
    return {layer.id: layer for layer in sorted(layers, key=lambda one: (not one.id.startswith("works"), one.id))}
