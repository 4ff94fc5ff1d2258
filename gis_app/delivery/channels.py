"""Further ways for a letter to leave than mail. One outbox serves all: claims, retries and quiet hours are the same.

A channel is registered where its package is imported; a process that does not know a channel leaves its letters to
one that does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from sqlalchemy import Engine

from gis_app.delivery.letter import Letter
from gis_app.settings import Settings


@dataclass(frozen=True, slots=True)
class Note:
    """A letter on its way. `address` is whatever its channel needs; `key` is the same at every attempt. `waited` says
    since when the letter is in the outbox.
    """

    key: str
    address: str
    letter: Letter
    waited: timedelta = timedelta()


class Channel(Protocol):
    """A way to people. Rows of the outbox name it in `channel`."""

    @property
    def name(self) -> str:
        """The channel's name in the database, permanent."""

    def is_open(self, settings: Settings) -> bool:
        """Whether this deployment has it; if not, its letters wait."""

    def served_alike(self, address: str) -> str:
        """A pattern (LIKE) of all addresses that the service of this one takes: they wait when it does not answer."""

    def send(self, engine: Engine, settings: Settings, note: Note) -> None:
        """Send one note; no transaction is open meanwhile.

        Raises `RefusedForGoodError` (the address is gone), `NotNowError` (tried again later, with growing waits) or
        `NoAnswerError` (so is whatever its service takes); their texts name no address.
        """


_CHANNELS: dict[str, Channel] = {}


def register_channel(channel: Channel) -> None:
    """Let letters leave by `channel`; a second one of the same name takes its place."""
    _CHANNELS[channel.name] = channel


def open_channels(settings: Settings) -> Mapping[str, Channel]:
    """The registered channels that this deployment has, by name. Mail is not among them: the outbox sends it itself."""
    return {name: one for name, one in _CHANNELS.items() if one.is_open(settings)}
