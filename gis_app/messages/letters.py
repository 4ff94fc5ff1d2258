"""The mails that tell messages, written when they leave: one for all that was gathered, or the digest of a day."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.delivery.letter import Item, Letter
from gis_app.delivery.letters import NotBefore, writes_letter
from gis_app.delivery.models import OutboxMessage
from gis_app.dependencies import Language
from gis_app.messages.choices import choices_of, stop_token_of
from gis_app.messages.models import Message
from gis_app.messages.quiet import quiet_until
from gis_app.messages.telling import AT_ONCE, DIGEST, URGENT
from gis_app.messages.wording import pile_title, worded
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import number

# From so many of one kind on a line tells how many there are; so many lines in a mail, the rest is on the page.
PILE_FROM = 4
MOST_LINES = 20


@writes_letter(URGENT)
def write_urgent(session: Session, settings: Settings, row: OutboxMessage, _: datetime) -> Letter | None:
    """What does not wait for the morning."""
    return _write(session, settings, row)


@writes_letter(AT_ONCE)
def write_at_once(session: Session, settings: Settings, row: OutboxMessage, now: datetime) -> Letter | NotBefore | None:
    """What happened just now, in the morning when it is night."""
    morning = quiet_until(settings, now)
    return NotBefore(morning) if morning is not None else _write(session, settings, row)


@writes_letter(DIGEST)
def write_digest(session: Session, settings: Settings, row: OutboxMessage, now: datetime) -> Letter | NotBefore | None:
    """What happened since the digest before and was not read on the page."""
    morning = quiet_until(settings, now)
    return NotBefore(morning) if morning is not None else _write(session, settings, row, is_digest=True)


def _write(session: Session, settings: Settings, row: OutboxMessage, *, is_digest: bool = False) -> Letter | None:
    reader = session.get(User, row.reader_id, populate_existing=True)
    if reader is None or not reader.is_active or reader.is_demo or choices_of(session, reader.id).no_mail:
        return None
    told = _still_wanted(session, row, reader.id, is_digest)
    if not told:
        return None
    lang = cast(Language, reader.language)
    say, ours = get_texts().get, f"?lang={lang}"
    foot = (
        say(lang, "mail-messages-why"),
        say(lang, "mail-messages-choices"),
        settings.link(f"/account/messages{ours}"),
    )
    stop_link = settings.link(f"/messages/stop/{stop_token_of(session, reader.id)}")
    if len(told) == 1:
        only = told[0]
        said = worded(only.kind, only.values, lang)
        paragraphs = (f"{said.title}\n{said.body}", *([f"«{said.quote}»"] if said.quote else []))
        link = settings.link(f"/messages/{only.id}{ours}")
        return Letter(lang, said.title, paragraphs, link, say(lang, "mail-messages-open"), (), foot, stop_link)
    count = number(len(told), lang)
    subject = say(lang, "mail-digest-subject" if is_digest else "mail-messages-subject", count=len(told), shown=count)
    items, left = _items(settings, told, lang)
    paragraphs = (subject, *([say(lang, "mail-messages-more", shown=number(left, lang))] if left else []))
    link = settings.link(f"/messages{ours}")
    return Letter(lang, subject, paragraphs, link, say(lang, "mail-messages-all"), items, foot, stop_link)


def _still_wanted(session: Session, row: OutboxMessage, reader_id: int, is_digest: bool) -> list[Message]:
    """The messages of a mail that its reader still wants in it; one that is wanted in the digest by now goes there."""
    statement = select(Message).where(Message.mail_id == row.id).order_by(Message.id)
    told = list(session.scalars(statement.execution_options(populate_existing=True)))
    if is_digest:
        return [one for one in told if one.read_at is None]
    if row.attempts:
        return told  # an attempt before may have arrived: a double says the same
    choices = choices_of(session, reader_id)
    for one in told:
        one.mail = choices.mode_of(one.kind)
        if one.mail != "at_once":
            one.mail_id = None
    return [one for one in told if one.mail == "at_once"]


def _items(settings: Settings, told: Sequence[Message], lang: Language) -> tuple[tuple[Item, ...], int]:
    """Lines by kind, and how many messages are in none of them."""
    ours, items, left = f"lang={lang}", list[Item](), 0
    for kind, group in groupby(sorted(told, key=attrgetter("kind", "id")), key=attrgetter("kind")):
        these = list(group)
        if len(these) >= PILE_FROM:
            items.append(Item(pile_title(kind, len(these), lang), settings.link(f"/messages?kind={kind}&{ours}")))
            continue
        for one in these:
            said = worded(kind, one.values, lang)
            text = "\n".join(filter(None, (said.body, f"«{said.quote}»" if said.quote else "")))
            items.append(Item(said.title, settings.link(f"/messages/{one.id}?{ours}"), text))
    if len(items) > MOST_LINES:
        left = len(items) - MOST_LINES
    return tuple(items[:MOST_LINES]), left
