"""Putting a message into the outbox, in the transaction of whatever caused it."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.delivery.models import OutboxMessage
from gis_app.jobs.queue import defer

SEND_TASK = "delivery.send_waiting"
# Stands in a text where the token goes that is made at the moment of sending.
SECRET_MARK = "{one-time-token}"  # noqa: S105 (a mark, no secret)


def enqueue_mail(
    session: Session,
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str | None = None,
    language: str,
    secret: str | None = None,
) -> bool:
    """Store a mail and queue the job that sends it; False when the occasion `key` has its mail already.

    `secret`: see `OutboxMessage`; `SECRET_MARK` in `text` and `html` is replaced when the mail is sent.
    """
    statement = insert(OutboxMessage).values(
        key=key, recipient=to, subject=subject, text=text, html=html, language=language, secret=secret
    )
    stored = session.execute(
        statement.on_conflict_do_nothing(index_elements=["key"]).returning(OutboxMessage.id)
    ).scalar_one_or_none()
    if stored is None:
        return False
    defer(session, SEND_TASK, once=SEND_TASK)
    return True
