"""Letters that are written at the moment of sending: in the language that the reader has then, about what is true then.

A domain registers who writes the letters of a name; a row of the outbox names it (`messages.digest`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gis_app.delivery.letter import Letter
from gis_app.delivery.models import OutboxMessage
from gis_app.settings import Settings


@dataclass(frozen=True, slots=True)
class NotBefore:
    """The letter is not to leave before this moment. Waiting is no failed attempt."""

    moment: datetime


# None: there is nothing to say any more. The last argument is the time of now.
Writer = Callable[[Session, Settings, OutboxMessage, datetime], Letter | NotBefore | None]
_WRITERS: dict[str, Writer] = {}


def writes_letter(name: str) -> Callable[[Writer], Writer]:
    """Register a function as the writer of the letters called `name`."""

    def registered(writer: Writer) -> Writer:
        _WRITERS[name] = writer
        return writer

    return registered


def write_letter(session: Session, settings: Settings, row: OutboxMessage, now: datetime) -> Letter | NotBefore | None:
    """The letter of a row of the outbox. Raises LookupError for a name that nobody registered."""
    return _WRITERS[row.letter or ""](session, settings, row, now)
