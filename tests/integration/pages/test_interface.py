"""The page of the interface for programs is ours: it works where nothing may be fetched from elsewhere."""

import re

from gis_app.pages.interface import operations_by_tag
from tests.asgi_client import AsgiClient


def test_every_operation_stands_on_the_page_and_nothing_is_fetched_from_elsewhere(client: AsgiClient) -> None:
    answer = client.get("/docs?lang=en")
    assert answer.status_code == 200
    for path in ("/api/works", "/api/geocode", "/ogc/collections/{collection_id}/items", "/health"):
        assert path in answer.text
    assert re.findall(r'(?:src|href)="https?://(?!127\.0\.0\.1/)', answer.text) == []


def test_an_operation_without_required_parameters_can_be_tried() -> None:
    parameters = [
        {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}, "description": "what"},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 20}},
        {"name": "near", "in": "query", "schema": {"anyOf": [{"type": "number"}, {"type": "null"}]}},
    ]
    document = {
        "paths": {
            "/find": {"get": {"tags": ["search"], "description": "Finds.", "parameters": parameters}},
            "/all": {"get": {"tags": ["search"], "summary": "All"}},
        }
    }
    find, everything = operations_by_tag(document)["search"]
    assert (find.example, everything.example) == (None, "/all")
    assert [one.kind for one in find.parameters] == ["string", "integer, ≥ 1, ≤ 20", "number"]
    assert everything.description == "All"
