"""The table of access: every route has a row, every row a route, and each role gets what its row says."""

import re

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from gis_app.accounts.access import ACCESS, Open, may
from gis_app.accounts.guard import REFUSED
from gis_app.accounts.roles import ROLES
from gis_app.main import build_api, create_app
from gis_app.settings import Settings
from tests.asgi_client import AsgiClient
from tests.integration.accounts.conftest import Enter
from tests.people import BrowserOf

# Answered without FastAPI's dependencies: public by their nature, so only a public row may stand for them.
UNGUARDED = {"GET /openapi.json"}


def routes(app: FastAPI) -> set[str]:
    """Every route of the application as the table names it. HEAD of a GET is the same row."""
    found = set()
    for context in iter_route_contexts(app.routes):
        for method in (context.methods or set()) - {"HEAD", "OPTIONS"}:
            key = f"{method} {context.path}"
            assert isinstance(context.original_route, APIRoute) or key in UNGUARDED, f"{key} is not guarded"
            found.add(key)
    return found


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    app = build_api(Settings(cluster="test", database_url="postgresql://nobody@/nothing"))
    assert routes(app) == set(ACCESS)
    app.state.engine.dispose()


def test_what_is_not_guarded_is_public() -> None:
    assert {ACCESS[key] for key in UNGUARDED} == {Open.PUBLIC}


@pytest.mark.parametrize(("path", "status"), [("/tiles/works/14/0/0.mvt", 503), ("/static/none.js", 404)])
def test_tiles_and_static_files_are_answered_before_the_guard_and_are_public(path: str, status: int) -> None:
    # The two bare ASGI apps in front of the application: no session is looked at, nothing depends on who asks.
    app = create_app(Settings(cluster="test", database_url="postgresql://nobody@/nothing"))
    answer = AsgiClient(app).get(path, {"cookie": "session=anything"})
    assert answer.status_code == status
    assert not [key for key in ACCESS if key.split(" ")[1].startswith(("/tiles/", "/static/"))]


def test_rows_name_roles_that_exist() -> None:
    for key, row in ACCESS.items():
        assert isinstance(row, Open) or (row and row <= set(ROLES)), key


def _ask(browser: BrowserOf, key: str, token: str = "") -> tuple[int, str]:
    method, _, template = key.partition(" ")
    path = re.sub(r"\{[^}]+\}", "1", template)
    # A program's question: refusals are then told by words and not by a page.
    answer = browser.request(method, path, {"accept": "application/json"} | ({"x-csrf-token": token} if token else {}))
    return answer.status_code, answer.text


@pytest.mark.parametrize("key", sorted(key for key, row in ACCESS.items() if row is not Open.PUBLIC))
def test_a_visitor_is_told_to_sign_in(visitor: BrowserOf, key: str) -> None:
    assert _ask(visitor, key)[0] == 401


@pytest.mark.parametrize("key", sorted(key for key, row in ACCESS.items() if row is Open.PUBLIC))
def test_what_is_public_is_open_to_a_visitor(visitor: BrowserOf, key: str) -> None:
    status, words = _ask(visitor, key)
    assert REFUSED not in words
    assert "sign in first" not in words
    assert status != 403


@pytest.mark.parametrize("role", [*ROLES, None])
def test_each_role_may_call_what_its_row_says_and_nothing_else(app: FastAPI, enter: Enter, role: str | None) -> None:
    roles = frozenset({role} if role else ())
    # Signing out comes last: it ends the session that the others are asked with.
    for key in sorted(ACCESS, key=lambda key: (key == "POST /sign-out", key)):
        browser = enter(*roles)
        token = re.search(r'name="csrf-token" content="([0-9a-f]+)"', browser.get("/geocode/explain").text)
        assert token
        status, words = _ask(browser, key, token[1])
        assert "sign in first" not in words, key
        if may(ACCESS[key], roles):
            assert REFUSED not in words, key
        else:
            assert (status, REFUSED in words) == (403, True), key
