"""Following by Telegram: the address is the number of a chat, known when its owner has written to the bot."""

from typing import Final

from sqlalchemy import Engine

from gis_app.db.session import session_scope
from gis_app.delivery.letter import Letter
from gis_app.delivery.smtp import NotNowError, RecipientGoneError, RefusedForGoodError
from gis_app.delivery.telegram import LONGEST_TEXT, length_of, shortened, telegram_of
from gis_app.errors import InvalidParameterError
from gis_app.settings import Settings
from gis_app.subscriptions.channels import Address, Note, Way, add_way
from gis_app.subscriptions.following import stop_address

NAME: Final = "telegram"
GAP: Final = "\n\n"


def read_address(words: str) -> Address:
    """No form gives a chat: who follows presses Start in it (gis_app/subscriptions/telegram_chats.py)."""
    raise InvalidParameterError("address", "a chat is named by Telegram alone")


def words_of(letter: Letter) -> str:
    """A letter as plain words of a chat, the end being where it is changed or stopped. Of too long a one the last items
    are left out, never that end.
    """
    items = ("\n".join(filter(None, (f"• {one.words}", one.text, one.link))) for one in letter.items)
    said = GAP.join([*letter.paragraphs, *items])
    end = [f"{letter.words}: {letter.link}"] if letter.link else []
    end += ["{1}: {2}".format(*letter.foot)] if letter.foot else []
    room = LONGEST_TEXT - length_of(GAP + GAP.join(end))
    if length_of(said) > room:
        cut = shortened(said, room)
        whole, gap, _ = cut.rpartition(GAP)
        said = f"{whole}{GAP}…" if gap else cut
    return GAP.join([said, *end])


class TelegramChannel:
    """Letters leave as words of the bot."""

    name = NAME

    def is_open(self, settings: Settings) -> bool:
        """Where there is a bot."""
        return settings.telegram_token is not None

    def served_alike(self, address: str) -> str:
        """There is one bot."""
        return "%"

    def send(self, engine: Engine, settings: Settings, note: Note) -> None:
        """See `Channel.send`. Who has blocked the bot is forgotten."""
        bot = telegram_of(settings)
        if bot is None:
            raise NotNowError("there is no bot any more")
        if not note.address.isdecimal():
            raise RefusedForGoodError("nobody has pressed Start")
        try:
            bot.send(int(note.address), words_of(note.letter))
        except RecipientGoneError:
            with session_scope(engine) as session:
                stop_address(session, NAME, note.address)
            raise


add_way(Way(NAME, needs_confirming=True, read=read_address), TelegramChannel())
