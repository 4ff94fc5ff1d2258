"""Sending what waits in the outbox.

A message is claimed in a transaction of its own before it is sent: two workers never send one, and a crash between
the claim and the end is seen by the age of the claim. What cannot be written stands aside and holds up nobody.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from functools import partial
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Engine, Integer, func, literal_column, or_, select, update
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.delivery.channels import Note, open_channels
from gis_app.delivery.letter import Letter
from gis_app.delivery.letters import NotBefore, write_letter
from gis_app.delivery.models import OutboxMessage
from gis_app.delivery.outbox import SECRET_MARK
from gis_app.delivery.retries import ABANDONED_AFTER, MOST_ATTEMPTS, wait_after
from gis_app.delivery.secrets import make_token
from gis_app.delivery.silence import ASKED_AGAIN_AFTER, Silence
from gis_app.delivery.smtp import NoAnswerError, NotNowError, RefusedForGoodError, send_mail
from gis_app.settings import Settings

logger = logging.getLogger(__name__)
Send = Callable[[EmailMessage], None]
Clock = Callable[[], datetime]
_NONE: Final = literal_column("0", Integer)


@dataclass(frozen=True, slots=True)
class Way:
    """How a message of a channel is handed over (a mail, or a note), and `Channel.served_alike`."""

    hand_over: Callable[[Any], None]
    served_alike: Callable[[str], str] = lambda _address: "%"


Ways = Mapping[str, Way]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that was taken up. `ready` is what is handed over, None when it does not leave now; `alike` stands for
    its service.
    """

    id: int
    attempts: int
    channel: str
    alike: str
    ready: EmailMessage | Note | None = None


def send_waiting(engine: Engine, settings: Settings, send: Send | None = None, clock: Clock | None = None) -> int:
    """Send every message that is due; how many were sent. Without a mail server in the settings all mails wait, and
    what is for a channel that this process does not have waits too.

    `clock` takes the place of the database's time, by which it is decided what is due.
    """
    ways, silence = _ways(engine, settings, send), Silence()
    sent = 0
    while ways:
        with session_scope(engine) as session:
            claimed = _claim(session, settings, clock, ways, silence)
        if claimed is None:
            break
        if claimed.ready is not None:
            sent += _try(engine, claimed, ways[claimed.channel].hand_over, silence)
    return sent


def _ways(engine: Engine, settings: Settings, send: Send | None) -> Ways:
    """How messages leave now, by their channel."""
    ways = {
        name: Way(partial(channel.send, engine, settings), channel.served_alike)
        for name, channel in open_channels(settings).items()
    }
    if send is not None:
        ways["mail"] = Way(send)
    elif settings.smtp_url is not None:
        ways["mail"] = Way(partial(send_mail, settings.smtp_url.get_secret_value()))
    return ways


def _claim(session: Session, settings: Settings, clock: Clock | None, ways: Ways, silence: Silence) -> Claimed | None:
    """Take the next message that is due; None when there is none."""
    now = clock() if clock else session.execute(select(func.now())).scalar_one()
    due = session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.channel.in_(list(ways)),
            or_(
                (OutboxMessage.state == "waiting") & (OutboxMessage.next_try_at <= now),
                (OutboxMessage.state == "sending") & (OutboxMessage.claimed_at < now - ABANDONED_AFTER),
            ),
        )
        # A mail that somebody waits for (a password, a confirmation) has its text; what is told to many has a writer.
        # What was tried in vain holds up nothing that is new. (By ix_outbox_due, whose words these must be.)
        .order_by(OutboxMessage.letter.is_not(None), OutboxMessage.attempts > _NONE, OutboxMessage.next_try_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if due is None:
        return None
    alike = ways[due.channel].served_alike(due.recipient)
    left = Claimed(due.id, due.attempts, due.channel, alike)
    if due.state == "sending" and due.attempts >= MOST_ATTEMPTS:
        logger.error("message %d: its sender died at each of %d attempts", due.id, due.attempts)
        due.state, due.error = "failed", "could not be handed over: its sender died each time"
        return left
    if silence.holds(due.channel, alike):
        due.state, due.next_try_at = "waiting", now + ASKED_AGAIN_AFTER
        return left
    try:
        with session.begin_nested():
            ready = _written(session, settings, due, now)
    except Exception as error:  # noqa: BLE001 - one letter that cannot be written must not hold up all others
        # Its text might name a person: the kind of the error is enough to look for it.
        logger.error("message %d cannot be written: %s", due.id, type(error).__name__)
        due.state, due.error = "failed", f"the letter could not be written: {type(error).__name__}"
        return left
    if ready is None:
        # Nobody is told anything by it any more: its address is not kept either.
        due.state, due.error, due.recipient, due.text, due.html = "unwanted", None, "", "", None
        return left
    if isinstance(ready, NotBefore):
        due.state, due.next_try_at = "waiting", ready.moment
        return left
    due.attempts += 1
    due.state, due.claimed_at = "sending", now
    session.flush()
    return Claimed(due.id, due.attempts, due.channel, alike, ready)


def _written(
    session: Session, settings: Settings, due: OutboxMessage, now: datetime
) -> EmailMessage | Note | NotBefore | None:
    """The mail or note of a message as of now; None when nobody wants it any more."""
    if due.letter is not None:
        letter = write_letter(session, settings, due, now)
        if letter is None or isinstance(letter, NotBefore):
            return letter
        if due.channel != "mail":
            return Note(f"{settings.schema_name}:{due.key}", due.recipient, letter, now - due.created_at)
        return write_mail(due, settings, "", letter)
    token = make_token(session, due.secret) if due.secret else ""
    return None if token is None else write_mail(due, settings, token)


def write_mail(message: OutboxMessage, settings: Settings, token: str, letter: Letter | None = None) -> EmailMessage:
    """The mail of a message, with `token` in its link, or of the letter just written for it.

    Its Message-ID follows from the occasion, for every attempt.
    """
    said = letter or message
    name, address = parseaddr(settings.mail_from)
    mail = EmailMessage()
    mail["From"] = formataddr((name, address))
    mail["To"] = message.recipient
    mail["Subject"] = " ".join(said.subject.split())
    mail["Date"] = format_datetime(message.created_at)
    occasion = sha256(f"{settings.schema_name}:{message.key}".encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{occasion}@{address.rpartition('@')[2] or 'localhost'}>"
    mail["Auto-Submitted"] = "auto-generated"
    if letter is not None and letter.stop_link is not None:
        mail["List-Unsubscribe"] = f"<{letter.stop_link}>"
        if letter.stop_link.startswith("https://"):  # RFC 8058 knows no other
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(said.text.replace(SECRET_MARK, token))
    if said.html:
        mail.add_alternative(said.html.replace(SECRET_MARK, token), subtype="html")
    mail["Content-Language"] = letter.lang if letter is not None else message.language
    return mail


def _try(engine: Engine, claimed: Claimed, hand_over: Callable[[Any], None], silence: Silence) -> int:
    """Hand a claimed message over and write down how it went; 1 when it was sent."""
    changed: dict[str, object]
    is_silent = False
    try:
        hand_over(claimed.ready)
        # What was said lies with the recipient now; here is kept that it was said.
        changed = {"state": "sent", "sent_at": func.now(), "error": None, "text": "", "html": None}
    except RefusedForGoodError as error:
        changed = {"state": "failed", "error": str(error)}
    except NotNowError as error:
        changed = _tried_later(claimed.attempts, str(error))
        is_silent = isinstance(error, NoAnswerError)
    except Exception as error:  # noqa: BLE001 - one message that nobody can hand over must not hold up all others
        # Its text might name a person: the kind of the error is enough to look for it.
        logger.error("message %d cannot be handed over: %s", claimed.id, type(error).__name__)
        changed = _tried_later(claimed.attempts, f"could not be handed over: {type(error).__name__}")
    with session_scope(engine) as session:
        session.execute(update(OutboxMessage).where(OutboxMessage.id == claimed.id).values(changed))
        if is_silent:
            silence.begin(session, claimed.channel, claimed.alike)
    logger.info("message %d: %s after %d attempts", claimed.id, changed["state"], claimed.attempts)
    return int(changed["state"] == "sent")


def _tried_later(attempts: int, error: str) -> dict[str, object]:
    """What is written down of a message that did not leave now: it waits, or is given up after so many attempts."""
    wait = wait_after(attempts)
    if wait is None:
        return {"state": "failed", "error": error}
    return {"state": "waiting", "error": error, "next_try_at": func.now() + wait}
