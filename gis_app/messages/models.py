"""Messages to people, and what each person wants by mail."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gis_app.accounts.models import User
from gis_app.db.base import Base, BigId, Instant

# How a message reaches a person beside the page. Everything stands on the page.
MODES = ("at_once", "digest", "page")


class Message(Base):
    """One thing that happened, told to one person. `key` names the occasion: who was told is not told again.

    `values` are the facts, never sentences: a message is worded when it is read, in the reader's language of then.
    `about` is a path of ours. `mail` is what the person had chosen when it happened; `mail_id` the mail of the outbox
    that tells it.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("key", "user_id"),
        CheckConstraint("mail IN ('at_once', 'digest', 'page')", name="mail"),
        CheckConstraint("about LIKE '/%'", name="about"),
        Index("ix_messages_inbox", "user_id", "id"),  # a person's messages, newest first
        # The number in the header of every page, and the unread ones of a person.
        Index("ix_messages_unread", "user_id", postgresql_where=text("read_at IS NULL")),
        # What the next digest has to tell.
        Index(
            "ix_messages_to_digest",
            "user_id",
            postgresql_where=text("mail = 'digest' AND mail_id IS NULL AND read_at IS NULL"),
        ),
        Index("ix_messages_mail_id", "mail_id"),  # the messages of a mail when it is written
    )
    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    key: Mapped[str]
    kind: Mapped[str]
    about: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(JSONB)
    mail: Mapped[str]
    mail_id: Mapped[int | None] = mapped_column(BigInteger)
    read_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Instant]


class MessageChoice(Base):
    """What a person chose; without a row everything is as `kinds.yaml` says.

    `by_kind` has a mode for each kind that differs; `digest_hour` is an hour of the city's day. `stop_token` is the
    secret of the link by which a mail program switches all mails off; it opens nothing else.
    """

    __tablename__ = "message_choices"
    __table_args__ = (CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), primary_key=True)
    no_mail: Mapped[bool] = mapped_column(server_default="false")
    by_kind: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    digest_hour: Mapped[int] = mapped_column(server_default="8")
    stop_token: Mapped[str] = mapped_column(unique=True)
