"""TileJSON 3.0 of a layer: where its tiles are, at which zooms, what they hold."""

from typing import Any

from gis_app.map.tile_memory import TileMemory
from layers.catalog import Layer

_OF_A_SOURCE = ("tiles", "minzoom", "maxzoom", "bounds", "attribution")


def tile_source(layer: Layer, memory: TileMemory, base: str, language: str) -> dict[str, Any]:
    """The layer as a source of a MapLibre style: what a map needs of its TileJSON, without a request for it."""
    document = tilejson(layer, memory, base, language)
    return {"type": "vector"} | {name: document[name] for name in _OF_A_SOURCE}


def tilejson(layer: Layer, memory: TileMemory, base: str, language: str) -> dict[str, Any]:
    """The document; `base` is the address of this server without a slash at the end.

    The version in the tiles' address changes with the layer's newest tile, so browsers may keep tiles for ever.
    ``overview_tiles`` (beside the standard) are those left to another layer, as "z/x/y".
    """
    west, south, east, north = memory.bounds
    tiles = layer.tiles
    document: dict[str, Any] = {
        "tilejson": "3.0.0",
        "name": layer.title[language],
        "description": layer.description[language],
        "attribution": layer.attribution[language],
        "version": f"1.0.{memory.version_of(layer.id)}",
        "scheme": "xyz",
        "tiles": [f"{base}/tiles/{layer.id}/{{z}}/{{x}}/{{y}}.mvt?v={memory.version_of(layer.id)}"],
        "minzoom": tiles.minzoom,
        "maxzoom": tiles.maxzoom,
        "bounds": [west, south, east, north],
        "center": [round((west + east) / 2, 5), round((south + north) / 2, 5), max(tiles.minzoom, 11)],
        "vector_layers": [
            {
                "id": inner.id,
                "description": inner.description,
                "minzoom": tiles.minzoom,
                "maxzoom": tiles.maxzoom,
                "fields": dict(inner.fields),
            }
            for inner in tiles.vector_layers
        ],
    }
    if tiles.left_to is not None:
        document["overview_tiles"] = memory.left_over(layer.id)
        document["overview_layer"] = tiles.left_to
    return document
