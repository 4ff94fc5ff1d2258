"""Following by Telegram, against a stand-in of its Bot API: Start in a chat begins, news come there, /stop ends all."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from gis_app.db.session import session_scope
from gis_app.subscriptions.models import Following
from gis_app.subscriptions.telegram_tasks import hear
from tests.http_stand_in import StandIn, stand_in
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import NOON, grid
from tests.integration.works.people import add_work

HERE = grid.point(0, 0)
PLACE = f"{HERE.x:.5f},{HERE.y:.5f}"
PAGE = f"/follow?place={PLACE}&lang=ru"


class Chats:
    """Telegram as the bot sees it: people write, the bot answers."""

    def __init__(self, service: StandIn) -> None:
        self.service, self.waiting, self.number = service, list[dict[str, Any]](), 0
        self.blocked: set[int] = set()
        self.refuses = False
        service.answer = self._answer

    def write(self, chat: int, text: str, language: str = "ru") -> None:
        """Somebody writes to the bot."""
        self.number += 1
        message = {"chat": {"id": chat, "type": "private"}, "from": {"language_code": language}, "text": text}
        self.waiting.append({"update_id": self.number, "message": message})

    def _answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        given = orjson.loads(body)
        if path.endswith("/getMe"):
            return 200, orjson.dumps({"ok": True, "result": {"username": "citymap_bot"}})
        if path.endswith("/getUpdates"):
            self.waiting = [one for one in self.waiting if one["update_id"] >= given["offset"]]
            return 200, orjson.dumps({"ok": True, "result": self.waiting})
        if given["chat_id"] in self.blocked:
            return 403, orjson.dumps({"ok": False, "description": "bot was blocked by the user"})
        if self.refuses:
            return 400, orjson.dumps({"ok": False, "description": "Bad Request: message is too long"})
        return 200, orjson.dumps({"ok": True, "result": {}})

    def told(self, chat: int) -> list[str]:
        """What the bot wrote into a chat."""
        sent = (orjson.loads(one.body) for one in self.service.asked if one.path.endswith("/sendMessage"))
        return [one["text"] for one in sent if one["chat_id"] == chat]


@pytest.fixture
def chats(house: House) -> Iterator[Chats]:
    with stand_in() as service:
        more = {"telegram_token": SecretStr("17:secret"), "telegram_url": service.url}
        house.settings = house.settings.model_copy(update=more)
        house.browser.app.state.settings = house.settings  # type: ignore[attr-defined]
        made = Chats(service)
        assert hear(house.engine, house.settings, NOON) == 0  # the bot is met
        yield made


def _ask(house: House) -> str:
    """Press the button of the form; the code of the way into the chat."""
    answer = house.browser.post(
        "/follow/by/telegram?lang=ru", {"place": PLACE, "rhythm": "at_once", "outages": "1"}, page=PAGE
    )
    assert answer.status_code == 303
    return answer.headers["location"].split("?")[0].rpartition("/")[2]


def _hear(house: House) -> int:
    return hear(house.engine, house.settings, NOON)


def _addresses(house: House) -> list[tuple[str, bool]]:
    with session_scope(house.engine) as session:
        found = session.scalars(select(Following).order_by(Following.id))
        return [(one.address, one.confirmed_at is not None) for one in found]


def test_from_the_form_by_start_to_the_news_and_by_stop_to_the_end(house: House, chats: Chats) -> None:
    code = _ask(house)
    page = house.browser.get(f"/follow/by/telegram/{code}?lang=ru").text
    assert f'href="https://t.me/citymap_bot?start={code}"' in page
    assert _addresses(house) == [("", False)]
    chats.write(41, f"/start {code}")
    assert (_hear(house), _hear(house)) == (1, 0)
    assert _addresses(house) == [("41", True)]
    assert "вы следите за местом" in chats.told(41)[0] and f"https://map.example.kz/follow/{code}" in chats.told(41)[0]
    assert house.browser.get(f"/follow/by/telegram/{code}?lang=ru").headers["location"].startswith(f"/follow/{code}?")
    with session_scope(house.engine) as session:
        work = add_work(session, HERE, planned_start="2026-06-20", planned_end="2026-07-30")
    assert (house.tell(), house.send(), house.send()) == (1, 1, 0)
    news = chats.told(41)[1]
    assert "Срок: 20 июня – 30 июля 2026 г." in news and f"https://map.example.kz/works/{work}?lang=ru" in news
    chats.write(41, "/stop")
    _hear(house)
    assert "больше ни за чем не следите" in chats.told(41)[2]
    assert _addresses(house) == []


def test_who_pressed_nothing_is_never_written_to(house: House, chats: Chats) -> None:
    code = _ask(house)
    # Whoever has the link cannot confirm by it: there is no chat to write to, and Start is still to be pressed.
    way = f"/follow/by/telegram/{code}?lang=ru"
    assert house.browser.get(f"/follow/{code}?lang=ru").headers["location"] == way
    answer = house.browser.post(f"/follow/{code}?lang=ru", {"action": "confirm"}, page=PAGE)
    assert (answer.headers["location"], house.browser.get(way).status_code) == (way, 200)
    assert _addresses(house) == [("", False)]
    with session_scope(house.engine) as session:
        add_work(session, HERE, planned_start="2026-06-20", planned_end="2026-07-30")
    house.tell()
    assert house.send() == 0
    assert not [one for one in chats.service.asked if one.path.endswith("/sendMessage")]


def test_a_code_begins_one_chat_and_no_other_takes_it_over(house: House, chats: Chats) -> None:
    code = _ask(house)
    chats.write(41, f"/start {code}")
    chats.write(66, f"/start {code}", "en")
    _hear(house)
    assert _addresses(house) == [("41", True)]
    assert "not valid any more" in chats.told(66)[0]


def test_the_same_place_in_the_same_chat_is_followed_once(house: House, chats: Chats) -> None:
    for _ in range(2):
        chats.write(41, f"/start {_ask(house)}")
        _hear(house)
    assert _addresses(house) == [("41", True)]


def test_who_presses_start_again_hears_nothing_again(house: House, chats: Chats) -> None:
    chats.write(41, f"/start {_ask(house)}")
    _hear(house)
    with session_scope(house.engine) as session:
        add_work(session, HERE, planned_start="2026-06-20", planned_end="2026-07-30")
    assert (house.tell(), house.send()) == (1, 1)
    code = _ask(house)
    chats.write(41, f"/start {code}")
    _hear(house)
    assert (_addresses(house), house.tell()) == ([("41", True)], 0)
    assert house.browser.get(f"/follow/{code}?lang=ru").status_code == 200


def test_who_blocks_the_bot_is_forgotten(house: House, chats: Chats) -> None:
    chats.write(41, f"/start {_ask(house)}")
    _hear(house)
    chats.blocked.add(41)
    with session_scope(house.engine) as session:
        add_work(session, HERE, planned_start="2026-06-20", planned_end="2026-07-30")
    assert (house.tell(), house.send(), _addresses(house)) == (1, 0, [])


def test_words_that_telegram_refuses_end_no_following(house: House, chats: Chats) -> None:
    chats.write(41, f"/start {_ask(house)}")
    _hear(house)
    chats.refuses = True
    with session_scope(house.engine) as session:
        add_work(session, HERE, planned_start="2026-06-20", planned_end="2026-07-30")
    assert (house.tell(), house.send(), _addresses(house)) == (1, 0, [("41", True)])
    chats.write(41, "hello")
    assert _hear(house) == 1  # the answer is let go, and heard is what was written


def test_a_telegram_that_is_silent_is_asked_for_one_answer_and_not_for_each(house: House, chats: Chats) -> None:
    def unknown(path: str, body: bytes) -> tuple[int, bytes]:
        return (401, b'{"ok": false}') if path.endswith("/sendMessage") else chats._answer(path, body)

    chats.service.answer = unknown
    for chat in (41, 42, 43):
        chats.write(chat, "hello")
    assert _hear(house) == 3
    assert len([one for one in chats.service.asked if one.path.endswith("/sendMessage")]) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "Бұл бот үйіңіздің маңындағы"),
        ("ru", "Этот бот сообщает"),
        ("en-GB", "This bot tells"),
        ("de", "Бұл бот"),
    ],
)
def test_other_words_are_answered_with_what_the_bot_is_for(
    house: House, chats: Chats, language: str, words: str
) -> None:
    chats.write(41, "hello", language)
    chats.write(42, "/start", language)
    assert _hear(house) == 2
    assert chats.told(41)[0].startswith(words) and chats.told(42)[0].startswith(words)


def test_another_bot_counts_anew(house: House, chats: Chats) -> None:
    chats.write(41, "hello")
    _hear(house)
    chats.number, chats.waiting = 0, []
    house.settings = house.settings.model_copy(update={"telegram_token": SecretStr("18:other")})
    chats.write(42, "hello")
    assert (_hear(house), len(chats.told(42))) == (1, 1)


def test_without_a_bot_nothing_is_offered(house: House) -> None:
    assert "/follow/by/telegram" not in house.browser.get(PAGE).text
    assert house.browser.post("/follow/by/telegram", {"place": PLACE}, page=PAGE).status_code == 404
    assert hear(house.engine, house.settings, NOON) == 0
