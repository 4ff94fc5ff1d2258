"""What is said in chats with the bot: /start with the code of a page begins to follow, /stop ends it all.

A following waits without an address; its token is the code. Telegram hands it over with the first word of the chat, so
a chat is never written to before its owner has.
"""

from datetime import datetime
from hashlib import sha256
from typing import Final, cast

from sqlalchemy import BigInteger, CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from gis_app.accounts.tokens import new_token
from gis_app.db.base import Base
from gis_app.delivery.telegram import Heard, Telegram
from gis_app.dependencies import Language, preferred_language
from gis_app.settings import Settings
from gis_app.subscriptions.following import LONGEST_LABEL, Wish, change, stop_address
from gis_app.subscriptions.letters import settle_news
from gis_app.subscriptions.models import Following, Rhythm
from gis_app.subscriptions.telegram_channel import NAME
from gis_app.subscriptions.watched import Watched, keep_place
from gis_app.texts.fluent import get_texts

LONGEST_CODE: Final = 64


class TelegramBot(Base):
    """The bot as it was last met: its name, and the number of what was heard last. `token_key` tells another bot."""

    __tablename__ = "telegram_bot"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)
    id: Mapped[int] = mapped_column(primary_key=True, server_default="1", autoincrement=False)
    token_key: Mapped[str]
    name: Mapped[str]
    last_heard: Mapped[int] = mapped_column(BigInteger, server_default="0")


def _key_of(settings: Settings) -> str:
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    return sha256(token.encode()).hexdigest()[:32]


def bot_name(session: Session, settings: Settings) -> str | None:
    """The bot's name, None before it was met: it is not offered then."""
    kept = session.get(TelegramBot, 1)
    return kept.name if kept is not None and kept.token_key == _key_of(settings) else None


def meet_bot(session: Session, settings: Settings, bot: Telegram) -> TelegramBot:
    """The bot as it is kept; another token is another bot, with numbers of its own."""
    kept = session.get(TelegramBot, 1, with_for_update=True)
    if kept is None:
        kept = TelegramBot(id=1, token_key=_key_of(settings), name=bot.name(), last_heard=0)
        session.add(kept)
    elif kept.token_key != _key_of(settings):
        kept.token_key, kept.name, kept.last_heard = _key_of(settings), bot.name(), 0
    session.flush()
    return kept


def wait_for_chat(
    session: Session, watched: Watched, wish: Wish, *, label: str, language: Language, is_training: bool
) -> str:
    """Keep what is to be followed until its owner presses Start; the code to press it with."""
    code = new_token()
    session.add(
        Following(
            place_id=keep_place(session, watched), label=label[:LONGEST_LABEL], channel=NAME, address="",
            # Nothing is the same address as this: each waits for a chat of its own.
            address_key=f"waits:{sha256(code.encode()).hexdigest()}", language=language, types=list(wish.types),
            outages=wish.outages, rhythm=wish.rhythm, is_training=is_training, token=code,
        )
    )  # fmt: skip
    session.flush()
    return code


def answer(session: Session, settings: Settings, heard: Heard, now: datetime) -> str:
    """Do what was written, and say so in the language of the follower, or of the phone."""
    lang = preferred_language(None, heard.language, settings.languages)
    word, _, code = heard.text.strip().partition(" ")
    if word == "/stop":
        ended = stop_address(session, NAME, str(heard.chat))
        return get_texts().get(lang, "telegram-stopped" if ended else "telegram-follows-nothing")
    if word == "/start" and code.strip():
        following = _begin(session, str(heard.chat), code.strip()[:LONGEST_CODE], now)
        if following is None:
            return get_texts().get(lang, "telegram-unknown", link=settings.link(f"/follow?lang={lang}"))
        lang = cast(Language, following.language)
        link = settings.link(f"/follow/{following.token}?lang={lang}")
        return get_texts().get(lang, "telegram-begun", place=following.label, link=link)
    return get_texts().get(lang, "telegram-means", link=settings.link(f"/follow?lang={lang}"))


def _begin(session: Session, chat: str, code: str, now: datetime) -> Following | None:
    """The following of a code, from now on in this chat; None for a code that nobody waits with. Another chat's own
    following is never taken by who knows its code.
    """
    found = session.scalars(
        select(Following).where(Following.channel == NAME, Following.token == code).with_for_update()
    ).one_or_none()
    if found is None or found.address not in ("", chat):
        return None
    # The same place in the same chat is followed once, in the way chosen last: what was told stays told.
    same = (Following.channel == NAME, Following.address_key == chat, Following.place_id == found.place_id)
    former = session.scalars(select(Following).where(*same, Following.id != found.id)).one_or_none()
    if former is not None:
        return _go_on(session, former, found, now)
    found.address = found.address_key = chat
    found.confirmed_at = found.confirmed_at or now
    session.flush()
    return found


def _go_on(session: Session, former: Following, found: Following, now: datetime) -> Following:
    """The former following as the new one was wished; its code opens the page from now on."""
    wish = Wish(cast(Rhythm, found.rhythm), tuple(found.types), found.outages)
    change(session, former, wish, language=cast(Language, found.language))
    if former.is_training != found.is_training:
        settle_news(session, former)
        former.is_training = found.is_training
    former.label, former.confirmed_at = found.label, former.confirmed_at or now
    code = found.token
    session.delete(found)
    session.flush()
    former.token = code
    session.flush()
    return former
