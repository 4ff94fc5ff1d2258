"""Registering appeals, one or many, from whatever channel: the same steps in the same order.

place → what lies there → topic → situation and body → deadline → rows → links to works → what follows. Each step takes
all appeals at once, so that an import and a form are one code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gis_app.appeals.at_once import New, settle
from gis_app.appeals.facts import APPLICANT, Author
from gis_app.appeals.intake_prepared import prepare
from gis_app.appeals.intake_rows import write_rows
from gis_app.appeals.models import Appeal
from gis_app.appeals.received import MOST_PHOTOS, MOST_TEXT, Received
from gis_app.appeals.routing import Routed
from gis_app.appeals.situations.rules import Situation
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language
from gis_app.errors import UsageError
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.locating import Locator


class BadAppealError(UsageError):
    """What was sent is no appeal. `code` is a message `appeal-error-…`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(self.in_language("en"))

    def in_language(self, lang: Language) -> str:
        """The sentence in the language of the person."""
        return get_texts().get(lang, f"appeal-error-{self.code}")


@dataclass(frozen=True, slots=True)
class Registered:
    """An appeal in the register. `token` is None when it stood there before: it is told once."""

    id: int
    number: str
    token: str | None
    is_new: bool
    routed: Routed | None
    is_placed: bool = False
    situation: Situation | None = None


def register(
    session: Session,
    received: Received,
    *,
    settings: Settings,
    locator: Locator | None = None,
    author: Author = APPLICANT,
    situations: Sequence[Situation] | None = None,
) -> Registered:
    """Register one appeal; the same `client_key`, or number of another system, is registered once.

    Raises BadAppealError. The caller commits. Two requests with one key at one moment meet at the unique index: the
    second waits for the first and gets its appeal.
    """
    means = {"settings": settings, "locator": locator, "author": author, "situations": situations}
    try:
        with session.begin_nested():
            return register_all(session, [received], **means)[0]  # type: ignore[arg-type]
    except (IntegrityError, psycopg.IntegrityError):
        known = _known(session, [received])
        if not known:
            raise
        return known[0]


def register_all(
    session: Session,
    received: Sequence[Received],
    *,
    settings: Settings,
    locator: Locator | None = None,
    author: Author = APPLICANT,
    situations: Sequence[Situation] | None = None,
) -> list[Registered]:
    """Register appeals, in their order. Those that stand in the register already come back as they are."""
    for one in received:
        check(one)
    known = _known(session, received)
    new = [one for at, one in enumerate(received) if at not in known]
    made = iter(_register_new(session, new, settings, locator, author, situations))
    return [known.get(at) or next(made) for at in range(len(received))]


def check(received: Received) -> None:
    """Raise BadAppealError for what cannot be registered: no words, too many, an unknown topic, too many photos."""
    if not received.text.strip():
        raise BadAppealError("no-text")
    if len(received.text) > MOST_TEXT:
        raise BadAppealError("long-text")
    if received.topic is not None and received.topic not in read_topics().by_code():
        raise BadAppealError("unknown-topic")
    if len(received.photo_ids) > MOST_PHOTOS:
        raise BadAppealError("many-photos")


def _known(session: Session, received: Sequence[Received]) -> dict[int, Registered]:
    by_key = {one.client_key: at for at, one in enumerate(received) if one.client_key is not None}
    by_number = {(one.source, one.external_no): at for at, one in enumerate(received) if one.external_no is not None}
    columns = (Appeal.id, Appeal.number, Appeal.client_key, Appeal.source, Appeal.external_no)
    rows: list[Any] = []
    if by_key:
        rows += session.execute(select(*columns).where(Appeal.client_key.in_(by_key))).all()
    for source in {source for source, _ in by_number}:
        numbers = [number for of_source, number in by_number if of_source == source]
        rows += session.execute(select(*columns).where(Appeal.source == source, Appeal.external_no.in_(numbers))).all()
    found: dict[int, Registered] = {}
    for row in rows:
        at = by_key.get(row.client_key) if row.client_key in by_key else by_number[(row.source, row.external_no)]
        if at is not None:
            found[at] = Registered(row.id, row.number, None, False, None)
    return found


def _register_new(
    session: Session,
    received: Sequence[Received],
    settings: Settings,
    locator: Locator | None,
    author: Author,
    situations: Sequence[Situation] | None,
) -> list[Registered]:
    if not received:
        return []
    ready = prepare(session, received, settings, locator, situations)
    write_rows(session, ready, author, max(one.day for one in ready))
    settle(session, [New(one.id, one.received, one.routed, one.topic) for one in ready], settings)
    return [
        Registered(one.id, one.number, one.token, True, one.routed, one.place.point is not None, one.situation)
        for one in ready
    ]
