"""The documents of OGC API - Features, without a database."""

import json
from decimal import Decimal
from typing import Any

import pytest

from gis_app.dependencies import base_url
from gis_app.map import ogc_documents as documents
from gis_app.map.collections import collection_layers
from gis_app.map.ogc_openapi import openapi
from gis_app.settings import Settings
from layers.catalog import read_catalog
from layers.features import Question

BASE = "http://city/ogc"
SETTINGS = Settings()
WORKS = read_catalog()["works"]


def rels(document: dict[str, Any]) -> dict[str, str]:
    return {link["rel"]: link["href"] for link in document["links"]}


def test_the_landing_page_leads_to_everything_that_core_asks_for() -> None:
    found = rels(documents.landing_page(BASE, SETTINGS, "en"))
    assert {"self", "service-desc", "conformance", "data"} <= set(found)
    assert found["data"] == "http://city/ogc/collections"
    assert found["service-doc"] == "http://city/docs"


def test_core_openapi_and_geojson_are_claimed_and_nothing_else() -> None:
    classes = {one.rsplit("/", 1)[1] for one in documents.conformance()["conformsTo"]}
    assert classes == {"core", "oas30", "geojson"}


def test_a_collection_without_days_has_no_temporal_extent() -> None:
    assert "temporal" not in documents.collection(WORKS, BASE, SETTINGS, "en", (None, None))["extent"]


def test_a_collection_is_described_in_the_language_asked_for() -> None:
    assert documents.collection(WORKS, BASE, SETTINGS, "kk", ())["title"] == "Жұмыстар"


def item(number: int, **given: Any) -> dict[str, Any]:
    return {"id": number, "geometry": '{"type":"Point","coordinates":[76.9,43.2]}', "type": "yard", **given}


def test_a_page_is_geojson_with_its_counts_and_links() -> None:
    asked = Question(limit=2)
    page = documents.items_page(WORKS, BASE, [("limit", "2"), ("type", "yard")], asked, [item(4), item(9)], 5)
    loaded = json.loads(documents.dump(page))
    assert (loaded["numberMatched"], loaded["numberReturned"]) == (5, 2)
    assert loaded["features"][0]["geometry"] == {"type": "Point", "coordinates": [76.9, 43.2]}
    assert loaded["timeStamp"].endswith("Z")
    assert rels(loaded)["next"] == "http://city/ogc/collections/works/items?limit=2&type=yard&after=9"


def test_the_last_page_has_no_next() -> None:
    page = documents.items_page(WORKS, BASE, [], Question(limit=3), [item(4), item(9)], 2)
    assert "next" not in rels(page)


def test_pages_by_distance_are_counted() -> None:
    asked = Question(limit=1, offset=1, conditions=frozenset({"near"}))
    page = documents.items_page(
        WORKS, BASE, [("near", "76.9,43.2"), ("limit", "1"), ("offset", "1")], asked, [item(4)], 9
    )
    assert rels(page)["next"].endswith("?near=76.9,43.2&limit=1&offset=2")


def test_an_item_without_a_place_has_a_null_geometry() -> None:
    assert json.loads(documents.dump(documents.feature({**item(1), "geometry": None}, WORKS)))["geometry"] is None


def test_only_declared_properties_leave_the_house() -> None:
    feature = documents.feature(item(1, applicant_phone="+7 701", distance_m=12.345), WORKS)
    assert "applicant_phone" not in feature["properties"]
    assert feature["properties"]["distance_m"] == 12.3


def test_numbers_of_the_database_are_numbers_in_json() -> None:
    assert json.loads(documents.dump({"budget": Decimal("12.50")})) == {"budget": 12.5}


def test_every_collection_and_every_filter_is_in_the_openapi_document() -> None:
    document = openapi(BASE)
    assert document["openapi"].startswith("3.0")
    for layer in collection_layers():
        path = document["paths"][f"/collections/{layer.id}/items"]["get"]
        names = {one.get("name", one.get("$ref", "").rsplit("/", 1)[-1]) for one in path["parameters"]}
        assert layer.collection is not None
        assert {"bbox", "limit", "near", *(one.name for one in layer.collection.filters)} <= names
        assert ("datetime" in names) == layer.collection.datetime


def test_every_reference_in_the_openapi_document_leads_somewhere() -> None:
    document = openapi(BASE)

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                found: Any = document
                for step in value["$ref"].removeprefix("#/").split("/"):
                    found = found[step]
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(document)


def test_operation_ids_are_unique() -> None:
    ids = [path["get"]["operationId"] for path in openapi(BASE)["paths"].values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("host", "root", "expected"),
    [
        ("city.kz", "", "https://city.kz"),
        ("city.kz:8443", "/map", "https://city.kz:8443/map"),
        ("[::1]:8000", "/map/", "https://[::1]:8000/map"),
        ("bad host", "", "https://10.0.0.1:80"),
        ("city.kz/evil", "", "https://10.0.0.1:80"),
    ],
)
def test_addresses_come_from_the_request_unless_its_host_is_none(host: str, root: str, expected: str) -> None:
    scope = {"scheme": "https", "server": ("10.0.0.1", 80), "root_path": root, "headers": [(b"host", host.encode())]}
    assert base_url(scope) == expected
