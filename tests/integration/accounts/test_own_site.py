"""On every public route: a visitor gets no cookie and no token, and another site's page sends nothing."""

import re

import pytest

from gis_app.accounts.access import ACCESS, WITHOUT_FORM_TOKEN, Open
from tests.asgi_client import Answer
from tests.integration.accounts.conftest import Enter
from tests.people import BrowserOf

PUBLIC = sorted(key for key, row in ACCESS.items() if row is Open.PUBLIC)


def _ask(browser: BrowserOf, key: str, headers: dict[str, str]) -> Answer:
    method, _, template = key.partition(" ")
    return browser.request(method, re.sub(r"\{[^}]+\}", "1", template), headers)


def test_what_is_public_gives_a_visitor_no_cookie(visitor: BrowserOf) -> None:
    for key in PUBLIC:
        answer = _ask(visitor, key, {"accept": "text/html"})
        assert "set-cookie" not in answer.headers, key
        assert 'name="csrf' not in answer.text, key


def test_what_is_public_is_taken_from_no_page_of_another_site(visitor: BrowserOf) -> None:
    foreign = {"sec-fetch-site": "cross-site", "origin": "https://evil.example", "accept": "application/json"}
    guarded = [key for key in PUBLIC if key.startswith("POST ") and key not in WITHOUT_FORM_TOKEN]
    assert "POST /sign-in" in guarded and "POST /appeals/new" in guarded
    for key in guarded:
        assert "another page" in _ask(visitor, key, foreign).text, key
        assert "another page" not in _ask(visitor, key, {"accept": "application/json"}).text, key


@pytest.mark.parametrize("path", ["/account/reset/anything", "/invitations/anything", "/messages/stop/anything"])
def test_what_a_link_with_a_token_opens_is_kept_by_nobody(visitor: BrowserOf, path: str) -> None:
    assert visitor.get(path).headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "path",
    ["/city/works.csv", "/city/works.atom", "/city/outages.ics", "/place/76.95000,43.25000/picture.png",
     "/place/pin.svg", "/feeds/place/76.95000,43.25000.ics", "/feeds/place/76.95000,43.25000.atom"],
)  # fmt: skip
def test_a_proxy_keeps_a_text_only_when_its_address_names_the_language(enter: Enter, path: str) -> None:
    """Who is signed in reads in the language of the account, whatever the browser asks for."""
    browser = enter("operator", language="kk")
    own, named = (browser.get(f"{path}{query}", {"accept-language": "en"}) for query in ("", "?lang=kk"))
    assert (own.status_code, own.body) == (200, named.body)
    assert own.headers["cache-control"].startswith("private")
    assert named.headers["cache-control"].startswith("public, max-age=")
    assert browser.get(f"{path}?lang=xx").headers["cache-control"].startswith("private")
