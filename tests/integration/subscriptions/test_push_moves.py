"""A browser is given another push subscription: what it follows goes on there, for who knows the former keys alone."""

from dataclasses import replace
from typing import Any

import orjson
import pytest
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.delivery.web_push import FollowingBrowser
from tests.asgi_client import Answer, AsgiClient
from tests.http_stand_in import StandIn
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import NOON
from tests.integration.subscriptions.test_push import AHEAD, HERE, PAGE, PLACE, _follow, service
from tests.integration.works.people import add_work
from tests.push_phone import Phone

assert service  # the fixture
MOVED = "/follow/by/push/moved"


def _move(house: House, former: FollowingBrowser, now: FollowingBrowser) -> Answer:
    """As the worker asks: without a page, a cookie or a token."""
    told = {"former": orjson.loads(former.text), "now": orjson.loads(now.text)}
    return AsgiClient(house.browser.app).request("POST", MOVED, json=told)


def _addresses(house: House) -> list[str]:
    with house.engine.connect() as connection:
        return list(connection.scalars(text("SELECT address_key FROM followings ORDER BY id")))


def _work(house: House) -> None:
    with session_scope(house.engine) as session:
        add_work(session, HERE, **AHEAD)


def _due(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET next_try_at = :now WHERE state = 'waiting'"), {"now": NOON})


def test_a_letter_that_the_former_address_refuses_arrives_once_at_the_new_one(house: House, service: StandIn) -> None:
    former, new = (Phone(f"{service.url}/push/{name}") for name in ("former", "new"))
    page = _follow(house, former)
    service.answer = lambda path, _body: (410, b"") if path.endswith("former") else (201, b"")
    _work(house)
    assert (house.tell(), house.send()) == (1, 0)
    assert _move(house, former.browser, new.browser).status_code == 204
    _due(house)
    assert (house.send(), house.send(), house.tell()) == (1, 0, 0)
    assert [asked.path for asked in service.asked] == ["/push/former", "/push/new"]
    assert orjson.loads(new.read(service.asked[1].body))["title"].startswith("Новая работа")
    assert _follow(house, new) == page  # the same following, not a second one


def test_a_letter_that_is_on_its_way_while_the_browser_moves_is_not_lost(house: House, service: StandIn) -> None:
    former, new = (Phone(f"{service.url}/push/{name}") for name in ("former", "new"))
    _follow(house, former)

    def meanwhile(path: str, _body: bytes) -> tuple[int, bytes]:
        if path.endswith("new"):
            return 201, b""
        assert _move(house, former.browser, new.browser).status_code == 204
        return 410, b""

    service.answer = meanwhile
    _work(house)
    assert (house.tell(), house.send()) == (1, 0)
    _due(house)
    assert (house.send(), len(service.asked)) == (1, 2)


@pytest.mark.parametrize(
    "change", [{"auth": "B" * 22}, {"p256dh": Phone("https://x.example").browser.p256dh}, {"endpoint": "other"}]
)
def test_who_does_not_know_the_whole_former_subscription_moves_nothing_and_learns_nothing(
    house: House, service: StandIn, change: dict[str, str]
) -> None:
    owner, thief = (Phone(f"{service.url}/push/{name}") for name in ("owner", "thief"))
    _follow(house, owner)
    if "endpoint" in change:
        change = {"endpoint": f"{service.url}/push/other"}
    answer = _move(house, replace(owner.browser, **change), thief.browser)
    assert (answer.status_code, answer.body) == (204, b"")
    assert _addresses(house) == [owner.browser.key]


def test_who_follows_with_own_keys_at_anothers_address_moves_that_alone(house: House, service: StandIn) -> None:
    owner, thief = (Phone(f"{service.url}/push/{name}") for name in ("owner", "thief"))
    page = _follow(house, owner)
    planted = Phone("https://x.example")
    planted.browser = replace(planted.browser, endpoint=owner.browser.endpoint)
    assert _follow(house, planted) != page
    assert _move(house, planted.browser, thief.browser).status_code == 204
    assert _addresses(house) == [owner.browser.key, thief.browser.key]


@pytest.mark.parametrize("endpoint", ["http://10.0.0.1/x", "https://example.kz/x", "http://127.0.0.1/\ud800"])
def test_nothing_moves_to_what_is_no_push_service(house: House, service: StandIn, endpoint: str) -> None:
    owner = Phone(f"{service.url}/push/owner")
    _follow(house, owner)
    told = {"former": orjson.loads(owner.browser.text), "now": {"endpoint": "@", "keys": {"p256dh": "", "auth": ""}}}
    told["now"] = orjson.loads(Phone("@").browser.text)
    body = orjson.dumps(told).replace(b'"@"', f'"{endpoint}"'.encode("ascii", "backslashreplace"))
    answer = AsgiClient(house.browser.app).request(
        "POST", MOVED, {"content-type": "application/json"}, content=body
    )  # fmt: skip
    assert answer.status_code == 400
    assert _addresses(house) == [owner.browser.key]


@pytest.mark.parametrize("told", [{}, {"former": 1, "now": 2}, {"former": {"endpoint": "x"}, "now": {}}])
def test_what_is_no_pair_of_subscriptions_is_refused(house: House, service: StandIn, told: dict[str, Any]) -> None:
    assert AsgiClient(house.browser.app).request("POST", MOVED, json=told).status_code == 400


def test_a_place_that_the_new_subscription_follows_already_is_followed_once(house: House, service: StandIn) -> None:
    former, new = (Phone(f"{service.url}/push/{name}") for name in ("former", "new"))
    _follow(house, former)
    page = _follow(house, new)
    assert _move(house, former.browser, new.browser).status_code == 204
    assert _addresses(house) == [new.browser.key]
    assert house.browser.get(page).status_code == 200


def test_who_asks_too_often_waits(house: House, service: StandIn) -> None:
    phone = Phone(f"{service.url}/push/abc").browser
    assert [_move(house, phone, phone).status_code for _ in range(21)] == [204] * 20 + [429]
    assert PAGE.startswith("/follow?place=" + PLACE)
