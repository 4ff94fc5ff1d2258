"""The outbox: every message that is to leave, stored in the transaction that caused it."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.db.base import Base, BigId, Instant


class OutboxMessage(Base):
    """A message to one recipient. `key` names the occasion, so that one occasion gives one message however often it
    is asked for. States: waiting → sending → sent, back to waiting after a failure that may pass, failed for good (an
    administrator sees it), unwanted when there is nothing to say any more by the time it would leave.

    `secret` names a link that is made at the moment of sending (`password_reset:17`): the text then holds a mark in its
    place, and no usable token ever lies in the database. `letter` names who writes the whole text at that moment
    (gis_app/delivery/letters.py), and its writer knows whose `reader_id` is: a user's, or a follower's where it is
    `following.news`. The subject is empty then, and the text too, or it has what the writer goes by.
    """

    __tablename__ = "outbox"
    id: Mapped[BigId]
    key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str] = mapped_column(server_default="mail")
    recipient: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str | None]
    secret: Mapped[str | None]
    letter: Mapped[str | None]
    reader_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(server_default="waiting")
    attempts: Mapped[int] = mapped_column(server_default="0")
    next_try_at: Mapped[Instant]
    claimed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    error: Mapped[str | None]
    created_at: Mapped[Instant]
