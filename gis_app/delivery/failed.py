"""Mails that did not leave, for an administrator: what is wrong and what to do. Their addresses stay out of sight."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from gis_app.audit.record import record
from gis_app.delivery.models import OutboxMessage
from gis_app.delivery.outbox import SEND_QUEUE, SEND_TASK
from gis_app.errors import NotFoundError
from gis_app.jobs.queue import defer

MOST = 200


@dataclass(frozen=True, slots=True)
class Stuck:
    """A mail that was given up (`is_failed`), or that waits for its next try. `advice` names what to do."""

    id: int
    letter: str
    reader_id: int | None
    recipient: str
    error: str
    attempts: int
    is_failed: bool
    created_at: datetime
    next_try_at: datetime

    @property
    def advice(self) -> str:
        """address: it does not exist · server: the mail server is at fault · ours: a mistake of the program."""
        if "recipient" in self.error:
            return "address"
        is_ours = "could not be written" in self.error or "could not be handed over" in self.error
        return "ours" if is_ours else "server"


def stuck_mails(session: Session) -> list[Stuck]:
    """The mails that were given up, and those that failed at least once, newest first."""
    row = OutboxMessage
    found = session.execute(
        select(
            row.id, func.coalesce(row.letter, "account"),
            # Followers of places have no account; the address of a browser or a chat is nobody's to read.
            case((row.letter.like("messages.%"), row.reader_id)),
            case((row.channel == "mail", row.recipient), else_=row.channel), func.coalesce(row.error, ""),
            row.attempts, row.state == "failed", row.created_at, row.next_try_at,
        )
        .where((row.state == "failed") | ((row.state == "waiting") & (row.attempts > 0)))
        .order_by((row.state == "failed").desc(), row.id.desc())
        .limit(MOST)
    )  # fmt: skip
    return [Stuck(*one) for one in found]


def count_waiting(session: Session) -> int:
    """How many mails wait to leave."""
    waiting = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state == "waiting")
    return session.execute(waiting).scalar_one()


def try_again(session: Session, mail_id: int, *, actor: str, actor_id: int) -> None:
    """Let a mail that was given up leave once more. Raises NotFoundError for any other."""
    done = session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == mail_id, OutboxMessage.state == "failed")
        .values(state="waiting", attempts=0, next_try_at=func.now(), error=None)
        .returning(OutboxMessage.id)
    ).first()
    if done is None:
        raise NotFoundError(f"no mail {mail_id} was given up")
    defer(session, SEND_TASK, queue=SEND_QUEUE, once=SEND_TASK)
    record(session, "mail.again", actor=actor, actor_id=actor_id, subject="mail", subject_id=mail_id)
