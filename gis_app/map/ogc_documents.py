"""The documents of OGC API - Features: landing page, conformance, collections, and items as GeoJSON.

`base` is always the address of this server's ``/ogc`` without a slash at the end.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import orjson

from gis_app.map.collections import CRS84
from gis_app.settings import Settings
from layers.catalog import Layer
from layers.features import Question

Document = dict[str, Any]

GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
CONFORMANCE = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
]


def link(href: str, rel: str, title: str, media_type: str = "application/json") -> Document:
    """A link of a document."""
    return {"href": href, "rel": rel, "type": media_type, "title": title}


def landing_page(base: str, settings: Settings, language: str) -> Document:
    """Where everything is."""
    return {
        "title": f"{settings.city_name(language)}: works and register",
        "description": "Planned and running works of the city, and the places they refer to. OGC API - Features.",
        "links": [
            link(f"{base}/", "self", "This document"),
            link(f"{base}/api", "service-desc", "The interface as OpenAPI 3.0", OPENAPI),
            link(base.removesuffix("/ogc") + "/docs", "service-doc", "The interface for people", "text/html"),
            link(f"{base}/conformance", "conformance", "Conformance classes"),
            link(f"{base}/collections", "data", "Collections"),
        ],
    }


def conformance() -> Document:
    """The classes of the standard that are kept."""
    return {"conformsTo": CONFORMANCE}


def collection(layer: Layer, base: str, settings: Settings, language: str, days: Sequence[date | None]) -> Document:
    """One collection. `days` are the first and the last planned day of its items, empty when it has none."""
    extent: Document = {"spatial": {"bbox": [list(settings.bounds)], "crs": CRS84}}
    if days and any(days):
        ends = [f"{day.isoformat()}T00:00:00Z" if day else None for day in days]
        extent["temporal"] = {"interval": [ends], "trs": GREGORIAN}
    here = f"{base}/collections/{layer.id}"
    return {
        "id": layer.id,
        "title": layer.title[language],
        "description": layer.description[language],
        "attribution": layer.attribution[language],
        "itemType": "feature",
        "extent": extent,
        "crs": [CRS84],
        "links": [
            link(here, "self", "This collection"),
            link(f"{here}/items", "items", layer.title[language], GEOJSON),
        ],
    }


def collections(documents: list[Document], base: str) -> Document:
    """All of them."""
    return {"links": [link(f"{base}/collections", "self", "This document")], "collections": documents}


def feature(item: Mapping[str, Any], layer: Layer) -> Document:
    """A GeoJSON feature of a row: `geometry` is text and stays as the database wrote it."""
    geometry = item["geometry"]
    declared = {} if layer.collection is None else {one.name for one in layer.collection.properties}
    properties = {name: value for name, value in item.items() if name in declared or name == "distance_m"}
    if "distance_m" in properties:
        properties["distance_m"] = round(properties["distance_m"], 1)
    return {
        "type": "Feature",
        "id": item["id"],
        "geometry": orjson.Fragment(geometry) if geometry is not None else None,
        "properties": properties,
    }


def items_page(
    layer: Layer, base: str, query: Sequence[tuple[str, str]], question: Question, items: list[Any], matched: int
) -> Document:
    """A page of items with its links. `query` is what was asked, `matched` counts over all pages."""
    here = f"{base}/collections/{layer.id}/items"
    links = [
        link(_address(here, query), "self", "This page", GEOJSON),
        link(f"{base}/collections/{layer.id}", "collection", layer.title["en"]),
    ]
    further = next_page(query, question, items)
    if further is not None:
        links.append(link(_address(here, further), "next", "Next page", GEOJSON))
    return {
        "type": "FeatureCollection",
        "timeStamp": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "numberMatched": matched,
        "numberReturned": len(items),
        "features": [feature(item, layer) for item in items],
        "links": links,
    }


def next_page(query: Sequence[tuple[str, str]], question: Question, items: list[Any]) -> list[tuple[str, str]] | None:
    """The query of the next page, None after the last.

    By id the next page begins after the last id, so items that come or go meanwhile shift nothing; by distance it
    counts.
    """
    if len(items) < question.limit:
        return None
    kept = [(name, value) for name, value in query if name not in ("after", "offset")]
    if "near" in question.conditions:
        return [*kept, ("offset", str(question.offset + question.limit))]
    return [*kept, ("after", str(items[-1]["id"]))]


def _address(href: str, query: Sequence[tuple[str, str]]) -> str:
    return f"{href}?{urlencode(query, safe=',/:.')}" if query else href


def dump(document: Document) -> bytes:
    """A document as JSON, numbers of the database as JSON numbers, indented for people who open it in a browser."""
    return orjson.dumps(document, default=float, option=orjson.OPT_INDENT_2)
