"""Telegram's Bot API: what a bot sends to a chat, and what people wrote to it. Nothing is known of a person but the
number of the chat, until it is given up.
"""

from dataclasses import dataclass
from typing import Any, Final

import orjson

from gis_app.delivery.posting import post
from gis_app.delivery.smtp import NoAnswerError, NotNowError, RecipientGoneError, RefusedForGoodError
from gis_app.settings import Settings

# As Telegram counts them: code units of UTF-16, so that an emoji is two.
LONGEST_TEXT: Final = 4096
_MOST_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that a person wrote to the bot in a chat of two. `number` rises with each."""

    number: int
    chat: int
    text: str
    language: str


class Telegram:
    """A bot by its token. Methods raise NotNowError for what may pass, RecipientGoneError for a chat that is gone, and
    RefusedForGoodError for words that Telegram will never take.
    """

    def __init__(self, url: str, token: str) -> None:
        self._address = f"{url}/bot{token}"

    def name(self) -> str:
        """The bot's name, by which people find it: https://t.me/<name>."""
        return str(self._call("getMe", {})["username"])

    def send(self, chat: int, text: str) -> None:
        """Plain words into a chat; longer ones are cut."""
        given = {"chat_id": chat, "text": shortened(text), "link_preview_options": {"is_disabled": True}}
        self._call("sendMessage", given)

    def heard(self, after: int) -> tuple[list[Heard], int]:
        """What was written to the bot after the number given, and the last number; it forgets what came before."""
        asked = {"offset": after + 1, "limit": _MOST_AT_ONCE, "timeout": 0, "allowed_updates": ["message"]}
        updates = self._call("getUpdates", asked)
        last = max((int(one["update_id"]) for one in updates), default=after)
        return [heard for one in updates if (heard := _read(one)) is not None], last

    def _call(self, method: str, given: dict[str, Any]) -> Any:
        reply = post(f"{self._address}/{method}", orjson.dumps(given), {"content-type": "application/json"})
        try:
            read = orjson.loads(reply.body)
        except orjson.JSONDecodeError:
            raise NotNowError(f"Telegram answered with {reply.status}") from None
        if reply.status == 200 and isinstance(read, dict) and read.get("ok") is True:
            return read["result"]
        if reply.status == 403 or (reply.status == 400 and _says(read, "chat not found")):
            raise RecipientGoneError(f"the recipient takes nothing from the bot: {reply.status}")
        if reply.status == 400:
            raise RefusedForGoodError("Telegram does not take what was asked: 400")
        if reply.status in (401, 404):
            raise NoAnswerError(f"Telegram does not know our token: {reply.status}")
        raise NotNowError(f"Telegram asks to try later: {reply.status}")


def length_of(text: str) -> int:
    """How long a text is to Telegram."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, most: int = LONGEST_TEXT) -> str:
    """A text of at most so many code units; what is cut off leaves an ellipsis, and never half a sign."""
    if length_of(text) <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"


def telegram_of(settings: Settings) -> Telegram | None:
    """The bot of this installation; None when it has none."""
    if settings.telegram_token is None:
        return None
    return Telegram(settings.telegram_url, settings.telegram_token.get_secret_value())


def _says(read: Any, words: str) -> bool:
    """Whether the description of a refusal has these words; nothing but it tells one 400 from another."""
    return isinstance(read, dict) and words in str(read.get("description", "")).lower()


def _read(update: Any) -> Heard | None:
    """Words of a person in a chat with the bot alone; groups and channels are not answered."""
    message = update.get("message")
    if not isinstance(message, dict) or message.get("chat", {}).get("type") != "private":
        return None
    text, sender = message.get("text"), message.get("from") or {}
    if not isinstance(text, str):
        return None
    return Heard(int(update["update_id"]), int(message["chat"]["id"]), text, str(sender.get("language_code", "")))
