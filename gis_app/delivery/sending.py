"""Sending what waits in the outbox.

A message is claimed in a transaction of its own before it is sent: two workers never send one, and a crash between
the claim and the end is seen by the age of the claim.
"""

import logging
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from hashlib import sha256

from sqlalchemy import Engine, func, or_, select, update
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.delivery.models import OutboxMessage
from gis_app.delivery.outbox import SECRET_MARK
from gis_app.delivery.retries import ABANDONED_AFTER, wait_after
from gis_app.delivery.secrets import make_token
from gis_app.delivery.smtp import NotNowError, RefusedForGoodError, send_mail
from gis_app.settings import Settings

logger = logging.getLogger(__name__)
Send = Callable[[EmailMessage], None]


def send_waiting(engine: Engine, settings: Settings, send: Send | None = None) -> int:
    """Send every message that is due; how many were sent. Without a mail server in the settings all of them wait."""
    if send is None:
        if settings.smtp_url is None:
            return 0
        url = settings.smtp_url.get_secret_value()
        send = lambda message: send_mail(url, message)  # noqa: E731
    sent = 0
    while True:
        with session_scope(engine) as session:
            claimed = _claim(session, settings)
        if claimed is None:
            return sent
        message_id, attempts, mail = claimed
        if mail is not None:
            sent += _try(engine, message_id, attempts, mail, send)


def _claim(session: Session, settings: Settings) -> tuple[int, int, EmailMessage | None] | None:
    """Take the next message that is due; None when there is none, a mail of None when it is no longer wanted."""
    due = session.scalars(
        select(OutboxMessage)
        .where(
            or_(
                (OutboxMessage.state == "waiting") & (OutboxMessage.next_try_at <= func.now()),
                (OutboxMessage.state == "sending") & (OutboxMessage.claimed_at < func.now() - ABANDONED_AFTER),
            )
        )
        .order_by(OutboxMessage.next_try_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if due is None:
        return None
    token = make_token(session, due.secret) if due.secret else ""
    due.attempts += 1
    if token is None:
        due.state, due.error, due.text, due.html = "failed", "no longer wanted", "", None
        return due.id, due.attempts, None
    due.state, due.claimed_at = "sending", session.execute(select(func.now())).scalar_one()
    session.flush()
    return due.id, due.attempts, write_mail(due, settings, token)


def write_mail(message: OutboxMessage, settings: Settings, token: str) -> EmailMessage:
    """The mail of a message, with `token` in its link. Its Message-ID follows from the occasion, for every attempt."""
    name, address = parseaddr(settings.mail_from)
    mail = EmailMessage()
    mail["From"] = formataddr((name, address))
    mail["To"] = message.recipient
    mail["Subject"] = " ".join(message.subject.split())
    mail["Date"] = format_datetime(message.created_at)
    occasion = sha256(f"{settings.schema_name}:{message.key}".encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{occasion}@{address.rpartition('@')[2] or 'localhost'}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text.replace(SECRET_MARK, token))
    if message.html:
        mail.add_alternative(message.html.replace(SECRET_MARK, token), subtype="html")
    mail["Content-Language"] = message.language
    return mail


def _try(engine: Engine, message_id: int, attempts: int, mail: EmailMessage, send: Send) -> int:
    """Send a claimed message and write down how it went; 1 when it was sent."""
    changed: dict[str, object]
    try:
        send(mail)
        # What was said lies with the recipient now; here is kept that it was said.
        changed = {"state": "sent", "sent_at": func.now(), "error": None, "text": "", "html": None}
    except RefusedForGoodError as error:
        changed = {"state": "failed", "error": str(error)}
    except NotNowError as error:
        wait = wait_after(attempts)
        changed = {"state": "failed", "error": str(error)}
        if wait is not None:
            changed |= {"state": "waiting", "next_try_at": func.now() + wait}
    with session_scope(engine) as session:
        session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(changed))
    logger.info("message %d: %s after %d attempts", message_id, changed["state"], attempts)
    return int(changed["state"] == "sent")
