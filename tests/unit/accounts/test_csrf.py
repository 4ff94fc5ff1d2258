"""Who may send what changes something: our own pages and programs, and no page of another site."""

import asyncio

import pytest
from starlette.requests import Request

from gis_app.accounts.csrf import FORM_FIELD, check_csrf, csrf_token
from gis_app.errors import ForbiddenError
from gis_app.settings import Settings

OWN = "http://127.0.0.1"
SECRET = "the-secret-of-the-session"
SETTINGS = Settings(cluster="test", database_url="postgresql://nobody@/nothing", public_url="https://works.example.kz")


def _is_taken(*, signed_in: bool, method: str = "POST", body: str = "", **said: str | None) -> bool:
    headers = {"host": "127.0.0.1", "content-type": "application/x-www-form-urlencoded", **said}
    if signed_in:
        headers["cookie"] = f"session={SECRET}"
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items() if value is not None]
    scope = {"type": "http", "method": method, "scheme": "http", "path": "/", "query_string": b"", "headers": given}

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body.encode(), "more_body": False}

    try:
        asyncio.run(check_csrf(Request(scope, receive), SETTINGS, signed_in=signed_in))
    except ForbiddenError:
        return False
    return True


@pytest.mark.parametrize(
    ("site", "origin", "of_a_visitor", "signed_in"),
    [
        # What the browser says of the site decides.
        ("same-origin", OWN, True, True),
        ("same-origin", None, True, True),
        ("same-origin", "null", True, True),
        ("none", None, True, True),
        ("same-site", OWN, False, True),
        ("same-site", "http://neighbour.127.0.0.1", False, True),
        ("cross-site", "https://evil.example", False, False),
        ("cross-site", OWN, False, False),
        ("cross-site", None, False, False),
        ("", OWN, False, True),
        ("anything", OWN, False, True),
        # A browser that does not say so names the origin: this service's, as asked or as people see it.
        (None, OWN, True, True),
        (None, "HTTP://127.0.0.1:80", True, True),
        (None, "https://works.example.kz", True, True),
        (None, "https://works.example.kz:443", True, True),
        (None, "https://works.example.kz:8443", False, True),
        (None, "http://works.example.kz", False, True),
        (None, "https://127.0.0.1", False, True),
        (None, "http://127.0.0.1:81", False, True),
        (None, "http://127.0.0.1.evil.example", False, True),
        (None, "http://127.0.0.1@evil.example", False, True),
        (None, "https://evil.example", False, True),
        (None, "null", False, True),
        (None, "", False, True),
        (None, "http://[", False, True),
        (None, "http://127.0.0.1:eighty", False, True),
        # No browser: nobody's session can be misused.
        (None, None, True, True),
    ],
)
def test_what_a_browser_says_of_the_asking_site_decides(
    site: str | None, origin: str | None, of_a_visitor: bool, signed_in: bool
) -> None:
    said = {"sec_fetch_site": site, "origin": origin}
    assert _is_taken(signed_in=False, **said) is of_a_visitor
    form = f"{FORM_FIELD}={csrf_token(SECRET)}"
    assert _is_taken(signed_in=True, body=form, **said) is signed_in
    assert _is_taken(signed_in=True, x_csrf_token=csrf_token(SECRET), **said) is signed_in
    # For who is signed in the token of the session stays the proof, whatever the browser says.
    assert not _is_taken(signed_in=True, **said)
    assert not _is_taken(signed_in=True, body=f"{FORM_FIELD}={csrf_token('another')}", **said)
    assert not _is_taken(signed_in=True, body=f"{FORM_FIELD}=", x_csrf_token="", **said)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_another_site_may_lead_here(method: str) -> None:
    for signed_in in (True, False):
        assert _is_taken(signed_in=signed_in, method=method, sec_fetch_site="cross-site", origin="https://evil.example")


def test_a_port_of_its_own_is_part_of_the_origin() -> None:
    for origin, taken in (
        ("http://127.0.0.1:8000", True),
        ("http://127.0.0.1", False),
        ("https://127.0.0.1:8000", False),
    ):
        assert _is_taken(signed_in=False, host="127.0.0.1:8000", origin=origin) is taken
