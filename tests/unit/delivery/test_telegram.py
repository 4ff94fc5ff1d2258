"""The bot speaks Telegram's Bot API, tried against a stand-in: what it sends and hears, and what it makes of a no."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from gis_app.delivery.smtp import NoAnswerError, NotNowError, RecipientGoneError, RefusedForGoodError
from gis_app.delivery.telegram import LONGEST_TEXT, Heard, Telegram
from tests.http_stand_in import StandIn, stand_in


@pytest.fixture
def service() -> Iterator[StandIn]:
    with stand_in() as opened:
        opened.answer = lambda _path, _body: (200, orjson.dumps({"ok": True, "result": {"username": "citymap_bot"}}))
        yield opened


@pytest.fixture
def bot(service: StandIn) -> Telegram:
    return Telegram(service.url, "17:secret")


def _said(service: StandIn, number: int = -1) -> Any:
    return orjson.loads(service.asked[number].body)


def _heard(service: StandIn, *updates: Any) -> None:
    service.answer = lambda _path, _body: (200, orjson.dumps({"ok": True, "result": updates}))


def _message(number: int, said: Any, kind: str = "private") -> dict[str, Any]:
    sender = {"id": 5, "language_code": "ru", "first_name": "Айгүл"}
    return {"update_id": number, "message": {"chat": {"id": 41, "type": kind}, "from": sender, "text": said}}


def test_words_go_into_the_chat_without_a_picture_of_the_page(bot: Telegram, service: StandIn) -> None:
    bot.send(41, "Ертең басталады")
    assert service.asked[0].path == "/bot17:secret/sendMessage"
    assert _said(service) == {"chat_id": 41, "text": "Ертең басталады", "link_preview_options": {"is_disabled": True}}


def test_too_many_words_are_cut(bot: Telegram, service: StandIn) -> None:
    bot.send(41, "ә" * 5000)
    assert len(_said(service)["text"]) == LONGEST_TEXT
    assert _said(service)["text"].endswith("ә…")


def test_an_emoji_counts_twice_as_telegram_counts_it_and_is_not_cut_in_two(bot: Telegram, service: StandIn) -> None:
    bot.send(41, "🚧" * 2048)
    assert _said(service)["text"] == "🚧" * 2048
    bot.send(41, "🚧" * 2049)
    assert _said(service)["text"] == "🚧" * 2047 + "…"


def test_the_bot_knows_its_name(bot: Telegram) -> None:
    assert bot.name() == "citymap_bot"


def test_what_people_wrote_is_heard_once(bot: Telegram, service: StandIn) -> None:
    _heard(service, _message(8, "/start abc"), _message(9, "/stop"))
    heard, last = bot.heard(7)
    assert heard == [Heard(8, 41, "/start abc", "ru"), Heard(9, 41, "/stop", "ru")]
    assert (_said(service)["offset"], last) == (8, 9)
    _heard(service)
    assert bot.heard(last) == ([], 9)
    assert _said(service)["offset"] == 10


@pytest.mark.parametrize(
    "update",
    [_message(3, "hello", "group"), _message(3, None), {"update_id": 3}, {"update_id": 3, "message": {"chat": {}}}],
)
def test_what_is_no_word_of_a_person_alone_is_passed_over(bot: Telegram, service: StandIn, update: Any) -> None:
    _heard(service, update)
    assert bot.heard(0) == ([], 3)


@pytest.mark.parametrize(
    ("status", "description", "error"),
    [
        (403, "Forbidden: bot was blocked by the user", RecipientGoneError),
        (400, "Bad Request: chat not found", RecipientGoneError),
        # The words are refused here, not by the person: who follows is not forgotten for it.
        (400, "Bad Request: message is too long", RefusedForGoodError),
        (400, "Bad Request: message text is empty", RefusedForGoodError),
        (401, "Unauthorized", NoAnswerError),
        (404, "Not Found", NoAnswerError),
        (429, "Too Many Requests: retry after 5", NotNowError),
        (502, "Bad Gateway", NotNowError),
    ],
)
def test_who_is_gone_is_told_from_words_that_are_refused_and_from_a_telegram_that_is_busy(
    bot: Telegram, service: StandIn, status: int, description: str, error: type[Exception]
) -> None:
    said = {"ok": False, "description": f"{description} (41 secret)"}
    service.answer = lambda _path, _body: (status, orjson.dumps(said))
    with pytest.raises(error) as refused:
        bot.send(41, "Ертең")
    assert refused.type is error
    assert "secret" not in str(refused.value)


def test_an_answer_that_is_none_is_tried_again(bot: Telegram, service: StandIn) -> None:
    service.answer = lambda _path, _body: (200, b"<html>")
    with pytest.raises(NotNowError):
        bot.name()
