"""/api/geocode, /api/autocomplete, /api/reverse."""

from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from gis_app.db.session import session_scope
from gis_app.geocoding.router import router
from gis_app.settings import Settings
from tests.asgi_client import AsgiClient
from tests.integration.geocoding.register_rows import add_small_city, grid


@pytest.fixture
def city(committed_database: tuple[Settings, Engine]) -> tuple[AsgiClient, dict[str, int]]:
    settings, engine = committed_database
    with session_scope(engine) as session:
        ids = add_small_city(session)
    app = FastAPI()
    app.state.engine, app.state.settings = engine, settings
    app.include_router(router)
    return AsgiClient(app), ids


def ask(client: AsgiClient, path: str, **parameters: object) -> Any:
    return client.get(f"{path}?{urlencode(parameters)}").json()


def test_geocode_answers_in_the_language_asked_for(city: tuple[AsgiClient, dict[str, int]]) -> None:
    client, _ = city
    body = ask(client, "/api/geocode", q="Абая – Толе би", lang="en")
    assert body["match_type"] == "intersection"
    assert body["geometry"]["type"] == "Point"
    assert "crossing" in body["reason"]
    assert body["label"] == "Abay Avenue × Tole bi Street"
    kazakh = ask(client, "/api/geocode", q="Абая – Толе би", lang="kk")
    assert kazakh["label"] == "Абай даңғылы × улица Толе би"
    assert ask(client, "/api/geocode", q="Несуществующая 5")["geometry"] is None


def test_autocomplete_gives_ids_labels_and_points(city: tuple[AsgiClient, dict[str, int]]) -> None:
    client, ids = city
    items = ask(client, "/api/autocomplete", q="тол", lang="ru")["items"]
    assert items[0]["id"] == f"street:{ids['tole_bi']}"
    assert items[0]["label"] == "улица Толе би"
    assert len(items[0]["bbox"]) == 4
    kazakh = ask(client, "/api/autocomplete", q="абай", lang="kk")["items"]
    assert kazakh[0]["label"] == "Абай даңғылы"
    houses = ask(client, "/api/autocomplete", q="толе би 1", lang="ru")["items"]
    assert houses[0]["id"] == f"house:{ids['house']}"
    assert ask(client, "/api/autocomplete", q="аб")["items"] == []


def test_a_position_that_is_none_is_refused(city: tuple[AsgiClient, dict[str, int]]) -> None:
    client, _ = city
    assert client.get("/api/autocomplete?q=abai&lon=200").status_code == 422


def test_reverse_says_what_stands_at_a_point(city: tuple[AsgiClient, dict[str, int]]) -> None:
    client, ids = city
    place = grid.point(1, 6.1)
    body = ask(client, "/api/reverse", lon=place.x, lat=place.y)
    assert body["address"]["id"] == f"house:{ids['house']}"
    assert body["street"]["id"] == f"street:{ids['tole_bi']}"
    assert body["district"]["id"] == "district:2"
    assert body["microdistrict"] is None
    inside = grid.point(7, 8)
    assert ask(client, "/api/reverse", lon=inside.x, lat=inside.y)["microdistrict"]
    nowhere = ask(client, "/api/reverse", lon=0, lat=0)
    assert all(value is None for value in nowhere.values())
