"""A large upload is refused before it is read, unless somebody is signed in."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from gis_app.accounts.large_bodies import LARGEST_OF_A_VISITOR_BYTES as MOST
from gis_app.accounts.large_bodies import LARGEST_WITHOUT_FILE_BYTES as MOST_IN_MEMORY
from gis_app.db.session import session_scope
from gis_app.main import build_api
from gis_app.settings import Settings
from tests.people import BrowserOf, add_user, browser_of


@pytest.fixture
def real_app(committed_database: tuple[Settings, Engine]) -> Iterator[FastAPI]:
    """An application on a database of its own: what is looked at before the route has its own connection."""
    app = build_api(committed_database[0])
    yield app
    app.state.engine.dispose()


def _send(browser: BrowserOf, size: int, **headers: str) -> int:
    form = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"} | headers
    return browser.request("POST", "/sign-in", form, content=b"x" * size).status_code


@pytest.mark.parametrize(("size", "status"), [(MOST, 403), (MOST + 1, 401)])
def test_a_visitor_s_form_has_a_limit(real_app: FastAPI, size: int, status: int) -> None:
    # What is small enough is read, and refused for where it comes from.
    assert _send(BrowserOf(real_app), size, **{"sec-fetch-site": "cross-site"}) == status


def test_a_made_up_cookie_opens_nothing(real_app: FastAPI) -> None:
    assert _send(BrowserOf(real_app, cookies={"session": "made-up"}), MOST + 1) == 401


def test_who_is_signed_in_may_send_more(real_app: FastAPI, committed_database: tuple[Settings, Engine]) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        browser = browser_of(real_app, session, settings, add_user(session, "operator"))
    assert _send(browser, MOST + 1) == 403  # read, and refused for want of the form's token
    for size, kind, status in (
        (MOST_IN_MEMORY, "application/json", 403),
        (MOST_IN_MEMORY + 1, "application/json", 413),
        (MOST_IN_MEMORY + 1, "multipart/form-data; boundary=x", 400),
    ):
        assert _send(browser, size, **{"content-type": kind}) == status, kind
