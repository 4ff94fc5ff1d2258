"""Putting a message into the outbox, in the transaction of whatever caused it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.delivery.models import OutboxMessage
from gis_app.jobs.queue import defer

SEND_TASK = "delivery.send_waiting"
# A lane of its own (etl/work.py): a server that does not answer keeps nothing waiting but letters.
SEND_QUEUE = "letters"
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
    defer(session, SEND_TASK, queue=SEND_QUEUE, once=SEND_TASK)
    return True


@dataclass(frozen=True, slots=True)
class LetterTo:
    """A letter to a user that is written when it leaves. `key` names its occasion."""

    key: str
    reader_id: int
    to: str
    language: str


def enqueue_letters(
    session: Session, letter: str, given: Sequence[LetterTo], *, after: timedelta, is_gathering: bool = False
) -> dict[int, int]:
    """Store letters that the writer called `letter` writes, not to leave before `after`; their ids by reader.

    `is_gathering`: a reader's letter of this kind that waits and was never tried is taken instead of a new one. A
    reader whose `key` has its letter already is not among the answers.
    """
    held: dict[int, int] = _gathering(session, letter, given) if is_gathering else {}
    rows = [
        {
            "key": one.key, "recipient": one.to, "subject": "", "text": "", "language": one.language,
            "letter": letter, "reader_id": one.reader_id, "next_try_at": func.now() + after,
        }
        for one in given if one.reader_id not in held
    ]  # fmt: skip
    if rows:
        statement = insert(OutboxMessage).values(rows).on_conflict_do_nothing(index_elements=["key"])
        made = session.execute(statement.returning(OutboxMessage.reader_id, OutboxMessage.id))
        held |= {reader: mail for reader, mail in made if reader is not None}
        if not after:
            defer(session, SEND_TASK, queue=SEND_QUEUE, once=SEND_TASK)
    return held


def _gathering(session: Session, letter: str, given: Sequence[LetterTo]) -> dict[int, int]:
    """Letters that wait for these readers, held until this transaction ends. One that was tried may have arrived: its
    text stays as it was. One that another transaction holds is left to it.
    """
    found = session.execute(
        select(OutboxMessage.reader_id, OutboxMessage.id)
        .where(
            OutboxMessage.reader_id.in_([one.reader_id for one in given]),
            OutboxMessage.letter == letter,
            OutboxMessage.state == "waiting",
            OutboxMessage.attempts == 0,
        )
        .order_by(OutboxMessage.id)
        .with_for_update(skip_locked=True)
    )
    return {reader: mail for reader, mail in found if reader is not None}
