"""A large upload is refused before it is read, unless somebody is signed in."""

import asyncio
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from PIL import Image
from sqlalchemy import Engine
from starlette.types import Message, Receive, Scope, Send

from gis_app.accounts.large_bodies import LARGEST_OF_A_VISITOR_BYTES as MOST
from gis_app.accounts.large_bodies import LARGEST_WITHOUT_FILE_BYTES as MOST_IN_MEMORY
from gis_app.accounts.large_bodies import (
    PHOTOS_AT_ONCE,
    PHOTOS_AT_ONCE_OF_ADDRESS,
    PHOTOS_OF_A_VISITOR,
    LargeBodies,
)
from gis_app.appeals.received import MOST_PHOTOS
from gis_app.db.session import session_scope
from gis_app.main import build_api
from gis_app.settings import Settings
from tests.people import BrowserOf, add_user, browser_of
from tests.pictures import photo


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


FORM = {"content-type": "multipart/form-data; boundary=x", "accept": "application/json"}


@pytest.mark.parametrize("path", ["/appeals/new", "/api/appeals"])
def test_a_visitor_sends_photos_as_a_phone_makes_them_with_an_appeal(real_app: FastAPI, path: str) -> None:
    taken = photo(image=Image.effect_noise((2400, 1800), 90).convert("RGB"))
    assert len(taken) > 4 * MOST
    answer = BrowserOf(real_app).request(
        "POST", path, files=[("photo", ("street.jpg", taken, "image/jpeg"))], data={"text": ""}
    )
    assert (answer.status_code, "sign in" in answer.text.lower()) == (400, False)  # read, and found without a word


def test_a_visitor_sends_so_many_photos_as_an_appeal_has() -> None:
    assert PHOTOS_OF_A_VISITOR == MOST_PHOTOS


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/appeals/new", {"content-type": "application/x-www-form-urlencoded"}, 401),
        ("/api/appeals", {"content-type": "application/json"}, 401),
        ("/sign-in", {}, 401),
        ("/api/appeals", {"content-length": "80000000"}, 413),
    ],
)
def test_nothing_else_that_is_large_is_taken_from_a_visitor(
    real_app: FastAPI, path: str, headers: dict[str, str], status: int
) -> None:
    answer = BrowserOf(real_app).request("POST", path, FORM | headers, content=b"x" * (MOST + 1))
    assert answer.status_code == status


def _sending(address: str, real_app: FastAPI) -> Scope:
    headers = [(b"content-type", b"multipart/form-data; boundary=x"), (b"content-length", b"%d" % (MOST + 1))]
    return {
        "type": "http", "method": "POST", "path": "/api/appeals", "headers": headers, "app": real_app,
        "query_string": b"", "client": (address, 1), "server": ("city", 80), "scheme": "http",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("addresses", "taken"),
    [
        (["10.0.0.9"] * (PHOTOS_AT_ONCE_OF_ADDRESS + 2), PHOTOS_AT_ONCE_OF_ADDRESS),
        ([f"10.0.0.{number}" for number in range(PHOTOS_AT_ONCE + 3)], PHOTOS_AT_ONCE),
    ],
)
def test_few_send_photos_at_once_and_others_after_them(real_app: FastAPI, addresses: list[str], taken: int) -> None:
    async def received() -> Message:
        return {"type": "http.disconnect"}

    async def send_all() -> tuple[int, list[int], int]:
        done = asyncio.Event()
        under_way: list[str] = []
        refused: list[int] = []

        async def reading(scope: Scope, receive: Receive, send: Send) -> None:
            under_way.append(scope["client"][0])
            await done.wait()

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                refused.append(message["status"])

        limited = LargeBodies(reading)
        calls = [asyncio.ensure_future(limited(_sending(one, real_app), received, told)) for one in addresses]
        while len(under_way) + len(refused) < len(addresses):
            await asyncio.sleep(0)
        at_once = len(under_way)
        done.set()
        await asyncio.gather(*calls)
        await limited(_sending(addresses[0], real_app), received, told)
        return at_once, refused, len(under_way)

    at_once, refused, in_all = asyncio.run(send_all())
    assert at_once == taken
    assert refused == [503] * (len(addresses) - taken)
    assert in_all == taken + 1
