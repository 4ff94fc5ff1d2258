"""The channels by which a place can be followed: one interface for all of them.

A further channel is an object with `name`, `is_open` and `send` (gis_app/delivery/channels.py) and a `Way`: how its
addresses are read. `add_way(way, channel)` makes both known; its module is imported by `gis_app/subscriptions/tasks.py`
(the worker sends) and by whatever page offers it. Everything else is the same for all: what is told, to whom, when,
once, with retries, and the words (`Note.letter`: subject, paragraphs, items with links, where to stop).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.policy import default as mail_policy
from unicodedata import normalize

from gis_app.delivery.channels import Channel, Note, open_channels, register_channel
from gis_app.errors import InvalidParameterError
from gis_app.settings import Settings

__all__ = ["Channel", "Note", "Way", "add_way", "offered_ways", "way_of"]

LONGEST_EMAIL = 254
# Without the signs by which mail programs read groups, comments and names: they would be spellings of one address.
_PART = r"[^@.\s()<>\[\]:;,\\\"]"
_WITHOUT_DOTS = ("gmail.com", "googlemail.com")
_EMAIL = re.compile(rf"{_PART}+(\.{_PART}+)*@({_PART}+\.)+{_PART}{{2,}}")


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is kept, and what is the same for all spellings of it. `mailbox` is one for all addresses that
    lead to the same person, as far as that is known: it is counted, and nothing is sent to it.
    """

    kept: str
    key: str
    mailbox: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How people are reached by a channel. `needs_confirming`: anybody may have typed the address.

    `read` gives the address of what was sent; it raises InvalidParameterError("address", …) for what is none.
    """

    name: str
    needs_confirming: bool
    read: Callable[[str], Address]


def read_email(words: str) -> Address:
    """An e-mail address as typed."""
    typed = words.strip()
    is_short = len(typed) <= LONGEST_EMAIL and not any(ord(sign) < 33 for sign in typed)
    if not is_short or not _EMAIL.fullmatch(typed) or not _is_read_as_typed(typed):
        raise InvalidParameterError("address", "no e-mail address")
    key = normalize("NFKC", typed).casefold()
    return Address(typed, key, mailbox_of(key))


def mailbox_of(key: str) -> str:
    """The mailbox behind an address: what is tagged (`a+shops@…`) lands in the same, with one provider dots do too."""
    name, _, host = key.rpartition("@")
    name = name[:1] + name[1:].partition("+")[0]
    if host in _WITHOUT_DOTS:
        return f"{name.replace('.', '')}@{_WITHOUT_DOTS[0]}"
    return f"{name}@{host}"


def _is_read_as_typed(address: str) -> bool:
    """Whether a letter to `address` goes there as it is written, and not to what a mail program makes of it."""
    try:
        (read,) = mail_policy.header_factory("To", address).addresses
    except (HeaderParseError, IndexError, ValueError):
        return False
    return bool(read.addr_spec == address)


_WAYS: dict[str, Way] = {"mail": Way("mail", needs_confirming=True, read=read_email)}


def add_way(way: Way, channel: Channel) -> None:
    """Make a further channel known."""
    _WAYS[way.name] = way
    register_channel(channel)


def way_of(name: str) -> Way:
    """The way of a channel. Raises InvalidParameterError for one that nobody added."""
    if name not in _WAYS:
        raise InvalidParameterError("channel", "there is no such channel")
    return _WAYS[name]


def offered_ways(settings: Settings) -> list[str]:
    """The channels that this deployment offers, mail first."""
    return ["mail", *(name for name in open_channels(settings) if name in _WAYS)]
