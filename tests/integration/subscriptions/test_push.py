"""Following by push: from the form to the words on the phone, told once, and forgotten when the browser is gone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.delivery.letter import Item, Letter
from gis_app.delivery.push_keys import push_keys
from gis_app.settings import Settings
from gis_app.subscriptions import push_channel
from gis_app.subscriptions.push_channel import payload_of
from tests.http_stand_in import StandIn, stand_in
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import NOON, grid
from tests.integration.works.people import add_work
from tests.push_phone import Phone

HERE = grid.point(0, 0)
PLACE = f"{HERE.x:.5f},{HERE.y:.5f}"
PAGE = f"/follow?place={PLACE}&lang=ru"
AHEAD = {"planned_start": "2026-06-20", "planned_end": "2026-07-30"}


@pytest.fixture
def service(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A push service at this machine, which the deployment knows."""
    house.settings = house.settings.model_copy(update={"push_hosts": ("127.0.0.1",)})
    house.browser.app.state.settings = house.settings  # type: ignore[attr-defined]
    monkeypatch.setattr(push_channel, "get_settings", lambda: house.settings)
    with stand_in() as opened:
        yield opened


def _follow(house: House, phone: Phone) -> str:
    fields = {"place": PLACE, "rhythm": "at_once", "outages": "1", "radius": "300", "browser": phone.browser.text}
    answer = house.browser.post("/follow/by/push?lang=ru", fields, page=PAGE)
    assert answer.status_code == 303
    return answer.headers["location"]


def _news(house: House) -> int:
    with session_scope(house.engine) as session:
        work = add_work(session, HERE, **AHEAD)
    assert (house.tell(), house.send()) == (1, 1)
    return work


def test_from_the_button_to_the_words_on_the_phone(house: House, service: StandIn) -> None:
    phone = Phone(f"{service.url}/push/abc")
    page = _follow(house, phone)
    assert re.fullmatch(r"/follow/[\w-]+\?lang=ru&done=confirmed", page)
    assert house.browser.get(page).status_code == 200
    work = _news(house)
    (asked,) = service.asked
    told = orjson.loads(phone.read(asked.body))
    assert told["title"].startswith("Новая работа в плане: ")
    assert "Срок: 20 июня – 30 июля 2026 г." in told["body"]
    assert (told["path"], told["lang"]) == (f"/works/{work}?lang=ru", "ru")
    assert told["tag"] == asked.headers["topic"]
    assert (house.tell(), house.send(), len(service.asked)) == (0, 0, 1)
    assert house.box.received == []


def test_a_place_is_followed_once_by_a_browser(house: House, service: StandIn) -> None:
    phone = Phone(f"{service.url}/push/abc")
    assert _follow(house, phone) == _follow(house, phone)
    _follow(house, Phone(f"{service.url}/push/other"))
    assert house.count("followings") == 2


@pytest.mark.parametrize(("waited", "followings"), [(timedelta(hours=23), 1), (timedelta(hours=25), 0)])
def test_a_browser_that_is_gone_for_a_day_is_forgotten_with_its_address(
    house: House, service: StandIn, waited: timedelta, followings: int
) -> None:
    _follow(house, Phone(f"{service.url}/push/abc"))
    service.answer = lambda _path, _body: (410, b"")
    with session_scope(house.engine) as session:
        add_work(session, HERE, **AHEAD)
    assert house.tell() == 1
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET created_at = :then"), {"then": NOON - waited})
    assert (house.send(), house.count("followings")) == (0, followings)


def test_a_service_that_is_busy_is_asked_again_and_the_phone_shows_one(house: House, service: StandIn) -> None:
    phone = Phone(f"{service.url}/push/abc")
    _follow(house, phone)
    service.answer = lambda _path, _body: (503, b"")
    with session_scope(house.engine) as session:
        add_work(session, HERE, **AHEAD)
    assert (house.tell(), house.send()) == (1, 0)
    service.answer = lambda _path, _body: (201, b"")
    with session_scope(house.engine) as session:
        session.execute(text("UPDATE outbox SET next_try_at = :now"), {"now": NOON})
    assert house.send() == 1
    assert len({orjson.loads(phone.read(asked.body))["tag"] for asked in service.asked}) == 1


def test_an_address_that_is_no_push_service_is_refused(house: House, service: StandIn) -> None:
    for endpoint in ("http://10.0.0.1/x", "https://example.kz/x"):
        fields = {"place": PLACE, "browser": Phone(endpoint).browser.text}
        assert house.browser.post("/follow/by/push?lang=ru", fields, page=PAGE).status_code == 400
    assert house.count("followings") == 0


@pytest.mark.parametrize("change", [{"p256dh": "B" + "A" * 86}, {"endpoint": "http://127.0.0.1/é"}])
def test_a_browser_that_nobody_can_write_to_is_refused(house: House, service: StandIn, change: dict[str, str]) -> None:
    browser = replace(Phone(f"{service.url}/push/abc").browser, **change)
    fields = {"place": PLACE, "browser": browser.text}
    assert house.browser.post("/follow/by/push?lang=ru", fields, page=PAGE).status_code == 400
    assert house.count("followings") == 0


def test_a_push_service_that_is_not_known_any_more_is_not_asked_again(house: House, service: StandIn) -> None:
    _follow(house, Phone(f"{service.url}/push/abc"))
    with session_scope(house.engine) as session:
        add_work(session, HERE, **AHEAD)
    house.settings = house.settings.model_copy(update={"push_hosts": ("push.example.kz",)})
    assert (house.tell(), house.send(), service.asked) == (1, 0, [])
    with house.engine.connect() as connection:
        assert connection.execute(text("SELECT state, attempts FROM outbox")).one() == ("failed", 1)


def test_the_form_offers_the_button_to_scripts_and_gives_the_key(house: House, service: StandIn) -> None:
    page = house.browser.get(PAGE).text
    assert "data-push-section" in page and 'formaction="/follow/by/push?lang=ru"' in page
    with session_scope(house.engine) as session:
        known = push_keys(session).public
    assert orjson.loads(house.browser.get("/follow/by/push").body) == {"key": known}


def test_without_push_services_nothing_is_offered(house: House, service: StandIn) -> None:
    none: Settings = house.settings.model_copy(update={"push_hosts": ()})
    house.browser.app.state.settings = none  # type: ignore[attr-defined]
    assert "data-push" not in house.browser.get(PAGE).text
    assert house.browser.get("/follow/by/push").status_code == 404


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        (
            Letter("ru", "Начало — Абая, 10", ("Начало\nЗавтра", "Абая, 10"), "https://map.example.kz/works/1?lang=ru"),
            ("Начало — Абая, 10", "Завтра", "/works/1?lang=ru"),
        ),
        (
            Letter(
                "kk", "2 жаңалық", ("2 жаңалық",), "https://m.kz/follow/a", "", (Item("Бірі", "x"), Item("Екі", "y"))
            ),
            ("2 жаңалық", "Бірі\nЕкі", "/follow/a"),
        ),
        (Letter("en", "News", ("One line",), None), ("News", "News", "/")),
    ],
)
def test_a_letter_becomes_few_words(letter: Letter, told: tuple[str, str, str]) -> None:
    read = orjson.loads(payload_of(letter, "t"))
    assert (read["title"], read["body"], read["path"], read["lang"]) == (*told, letter.lang)


def test_the_longest_letter_still_fits_a_push() -> None:
    long = "ұ" * 5000
    letter = Letter("kk", long, (f"{long}\n{long}",), f"https://m.kz/works/1?lang=kk&{'x' * 500}")
    assert len(payload_of(letter, "t")) < 3800
