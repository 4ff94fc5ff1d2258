"""The OGC part's interface as an OpenAPI 3.0 document, made from the catalogue of layers."""

from typing import Any

from gis_app.map.collections import LARGEST_LIMIT, LARGEST_RADIUS_M, USUAL_LIMIT, USUAL_RADIUS_M, collection_layers
from gis_app.map.ogc_documents import GEOJSON
from layers.catalog import Collection, Filter, Layer, Property

Document = dict[str, Any]


def openapi(base: str) -> Document:
    """The document; `base` is the address of ``/ogc``."""
    paths: Document = {
        "/": _path("getLandingPage", "Landing page", "Capabilities"),
        "/conformance": _path("getConformanceDeclaration", "Conformance classes", "Capabilities"),
        "/api": _path("getApiDefinition", "This document", "Capabilities"),
        "/collections": _path("getCollections", "Collections", "Capabilities"),
    }
    for layer in collection_layers():
        paths |= _collection_paths(layer)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Works and register of the city",
            "version": "1.0.0",
            "description": "OGC API - Features, Part 1 (Core, OpenAPI 3.0, GeoJSON); near and radius_m go beyond it.",
        },
        "servers": [{"url": base}],
        "tags": [{"name": "Capabilities"}, {"name": "Data"}],
        "paths": paths,
        "components": {"schemas": _schemas(), "parameters": _shared_parameters()},
    }


def _answer(description: str, media_type: str = "application/json", schema: Document | None = None) -> Document:
    return {"description": description, "content": {media_type: {"schema": schema or {"type": "object"}}}}


def _path(operation: str, summary: str, tag: str) -> Document:
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "tags": [tag],
            "parameters": [_ref("parameters", "lang")],
            "responses": {"200": _answer(summary), "default": _problem()},
        }
    }


def _problem() -> Document:
    return _answer("Error", "application/problem+json", {"$ref": "#/components/schemas/problem"})


def _ref(kind: str, name: str) -> Document:
    return {"$ref": f"#/components/{kind}/{name}"}


def _collection_paths(layer: Layer) -> Document:
    declared = layer.collection
    if declared is None:
        return {}
    here = f"/collections/{layer.id}"
    parameters = [_ref("parameters", name) for name in ("bbox", "limit", "offset", "after", "near", "radius_m", "lang")]
    if declared.datetime:
        parameters.append(_ref("parameters", "datetime"))
    parameters += [_filter(one) for one in declared.filters]
    title = layer.title["en"]
    found = _answer(f"{title}, a page", GEOJSON, {"$ref": "#/components/schemas/featureCollection"})
    one_item = _answer(f"One of {title}", GEOJSON, _feature_schema(declared))
    item_id = {"name": "itemId", "in": "path", "required": True, "schema": {"type": "integer"}}
    return {
        here: _path(f"describe_{layer.id}", f"{title}: the collection", "Capabilities"),
        f"{here}/items": {
            "get": {
                "operationId": f"get_{layer.id}",
                "summary": f"{title}: items",
                "tags": ["Data"],
                "parameters": parameters,
                "responses": {"200": found, "400": _problem(), "default": _problem()},
            }
        },
        f"{here}/items/{{itemId}}": {
            "get": {
                "operationId": f"get_{layer.id}_item",
                "summary": f"{title}: one item with all it has",
                "tags": ["Data"],
                "parameters": [item_id, _ref("parameters", "lang")],
                "responses": {"200": one_item, "404": _problem(), "default": _problem()},
            }
        },
    }


def _filter(one: Filter) -> Document:
    item: Document = {"type": one.type}
    if one.values:
        item["enum"] = list(one.values)
    schema = {"type": "array", "items": item}
    return {
        "name": one.name,
        "in": "query",
        "required": False,
        "description": one.description,
        "schema": schema,
        "style": "form",
        "explode": False,
    }


def _property(one: Property) -> Document:
    formats = {"date": {"type": "string", "format": "date"}, "date-time": {"type": "string", "format": "date-time"}}
    shape = formats.get(one.type, {"type": one.type} | ({"items": {"type": "object"}} if one.type == "array" else {}))
    return {**shape, "nullable": True, "description": one.description}


def _feature_schema(declared: Collection) -> Document:
    return {
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "integer"},
            "geometry": {"type": "object", "nullable": True},
            "properties": {
                "type": "object",
                "properties": {one.name: _property(one) for one in declared.properties},
            },
        },
    }


def _shared_parameters() -> Document:
    def query(name: str, description: str, schema: Document) -> Document:
        return {
            "name": name,
            "in": "query",
            "required": False,
            "description": description,
            "schema": schema,
            "style": "form",
            "explode": False,
        }

    numbers: Document = {"type": "array", "items": {"type": "number"}}
    return {
        "bbox": query(
            "bbox", "west,south,east,north in degrees", {"oneOf": [
                {**numbers, "minItems": 4, "maxItems": 4}, {**numbers, "minItems": 6, "maxItems": 6}]},
        ),
        "datetime": query("datetime", "A day, an instant or an interval; open ends as ..", {"type": "string"}),
        "limit": query("limit", "Items on a page", {
            "type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": USUAL_LIMIT}),
        "offset": query("offset", "Items to pass over", {"type": "integer", "minimum": 0, "default": 0}),
        "after": query("after", "Items after this id", {"type": "integer", "minimum": 0}),
        "near": query("near", "lon,lat in degrees: items by distance, with distance_m", {
            **numbers, "minItems": 2, "maxItems": 2}),
        "radius_m": query("radius_m", "How far, with near", {
            "type": "number", "minimum": 0, "maximum": LARGEST_RADIUS_M, "default": USUAL_RADIUS_M}),
        "lang": query("lang", "Language of titles", {"type": "string", "enum": ["kk", "ru", "en"]}),
    }  # fmt: skip


def _schemas() -> Document:
    text = {"type": "string"}
    number = {"type": "integer", "minimum": 0}
    one_link = {"type": "object", "required": ["href", "rel"], "properties": {"href": text, "rel": text, "type": text}}
    return {
        "featureCollection": {
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "features": {"type": "array", "items": {"type": "object"}},
                "links": {"type": "array", "items": one_link},
                "timeStamp": {"type": "string", "format": "date-time"},
                "numberMatched": number,
                "numberReturned": number,
            },
        },
        "problem": {
            "type": "object",
            "properties": {"type": text, "title": text, "status": {"type": "integer"}, "detail": text},
        },
    }
