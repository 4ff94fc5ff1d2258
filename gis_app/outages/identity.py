"""Which shut-off a notice is about, and what it does to it.

A publisher's own number decides. Without one it is the same shut-off when kind, publisher and the place as written are
the same and the days touch: they overlap, or the new ones begin the day after. So an extension «до 25 июля» and a
retraction find their shut-off, and the same street a month later is another one. A shut-off put off to days that do not
touch cannot be told from a new one without a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from gis_app.organisations.queries import name_key
from gis_app.outages.notice import Notice, State
from gis_app.works.identity import fold_place

_ADJOINS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KnownNotice:
    """The latest notice about a shut-off as it is stored. `told` are the contents of all its notices so far."""

    outage_id: int
    version: int
    state: State
    first_day: date | None
    last_day: date | None
    told: frozenset[str]


def identity_key(notice: Notice) -> str:
    """What notices about one shut-off have in common."""
    if notice.key:
        return f"key:{' '.join(notice.key.split())}"
    place = fold_place(notice.place_text)
    if len(place) > 150:
        place = f"{place[:60]}…{sha256(place.encode()).hexdigest()[:24]}"
    return f"place:{notice.kind}|{name_key(notice.publisher)}|{place}"


def content_key(notice: Notice) -> str:
    """What a notice says, folded to a key: the same words about a shut-off again, in a file sent twice or an old one
    sent again, are no news."""
    said = (
        notice.state, notice.text, notice.first_day, notice.last_day, notice.starts_at, notice.ends_at,
        notice.daily_from, notice.daily_to, notice.reason, notice.geometry.wkb_hex if notice.geometry else None,
    )  # fmt: skip
    return sha256(repr(said).encode()).hexdigest()


def known_of(notice: Notice, known: Sequence[KnownNotice]) -> KnownNotice | None:
    """The shut-off that a notice is about, of those with its identity key; the latest of several."""
    if notice.key:
        return known[-1] if known else None
    touching = [one for one in known if days_touch(one, notice)]
    return touching[-1] if touching else None


def days_touch(known: KnownNotice, notice: Notice) -> bool:
    """Whether the days overlap or adjoin; days that one of the two does not tell are taken to."""
    first, last = notice.first_day or notice.last_day, notice.last_day or notice.first_day
    begins, ends = known.first_day or known.last_day, known.last_day or known.first_day
    if first is None or last is None or begins is None or ends is None:
        return True
    return first <= ends + _ADJOINS and begins <= last + _ADJOINS


def state_after(known: KnownNotice | None, notice: Notice) -> State:
    """Retracted when the notice says so; extended when it says so or its last day is later than the known one."""
    if notice.state != "published" or known is None or known.state == "retracted":
        return notice.state
    is_later = notice.last_day is not None and known.last_day is not None and notice.last_day > known.last_day
    begins_with = known.first_day is None or notice.first_day is None or notice.first_day >= known.first_day
    return "extended" if is_later and begins_with else "published"


def days_after(known: KnownNotice | None, notice: Notice) -> tuple[date | None, date | None]:
    """The term that holds from now on: what is extended goes on from its first day; a retraction keeps the days that
    it does not tell."""
    first, last = notice.first_day, notice.last_day or notice.first_day
    if known is None:
        return first, last
    state = state_after(known, notice)
    if state == "extended" and known.first_day is not None:
        first = min(filter(None, (known.first_day, first)))
    if state == "retracted":
        first, last = first or known.first_day, last or known.last_day
    return first, last
