"""A person's own messages: how many are unread, what they are, and that they were read. Of others' nothing is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from gis_app.errors import NotFoundError
from gis_app.messages.models import Message

PER_PAGE = 100
# From so many of one kind in a day on, one line tells how many there are and opens to show them.
PILE_FROM = 4
# More are not counted: the header says «99+».
MOST_COUNTED = 100
_UNREAD = text(
    "SELECT count(*) FROM (SELECT 1 FROM messages WHERE user_id = :user AND read_at IS NULL LIMIT :most) AS unread"
)

# ix_messages_inbox: the newest of each person are looked at, not all.
_TOLD = text("""
SELECT EXISTS (SELECT 1 FROM unnest(CAST(:people AS bigint[])) AS person (id), LATERAL (
    SELECT about, created_at FROM messages WHERE user_id = person.id ORDER BY messages.id DESC LIMIT :newest
) AS newest WHERE newest.about = :about AND newest.created_at > now() - interval '2 minutes')
""")


@dataclass(frozen=True, slots=True)
class Pile:
    """Messages of one kind, of one day, read or not: one, or so many that they are shown as one line."""

    kind: str
    day: date
    messages: tuple[Message, ...]

    @property
    def is_folded(self) -> bool:
        """Whether one line tells of them all."""
        return len(self.messages) >= PILE_FROM


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of messages: the unread ones first, then what was read. `older` continues the read ones."""

    unread: tuple[Pile, ...]
    read: tuple[Pile, ...]
    older: int | None


def count_unread(session: Session, user_id: int) -> int:
    """The number in the header: at most `MOST_COUNTED`."""
    return int(session.execute(_UNREAD, {"user": user_id, "most": MOST_COUNTED}).scalar_one())


def was_told(session: Session, people: Collection[int], about: str) -> bool:
    """Whether one of the people got a message about a path just now, among the newest of theirs."""
    return bool(session.execute(_TOLD, {"people": sorted(people), "about": about, "newest": PER_PAGE}).scalar_one())


def read_inbox(session: Session, user_id: int, kind: str | None = None, before: int | None = None) -> Inbox:
    """The person's messages, newest first, of one kind or of all; read ones from the id `before` down."""
    own = select(Message).where(Message.user_id == user_id).order_by(Message.id.desc())
    if kind is not None:
        own = own.where(Message.kind == kind)
    unread = [] if before else session.scalars(own.where(Message.read_at.is_(None)).limit(10 * PER_PAGE)).all()
    past = own.where(Message.read_at.is_not(None)).limit(PER_PAGE + 1)
    read = session.scalars(past.where(Message.id < before) if before else past).all()
    older = read[PER_PAGE - 1].id if len(read) > PER_PAGE else None
    return Inbox(_piles(unread), _piles(read[:PER_PAGE]), older)


def kinds_held(session: Session, user_id: int) -> list[str]:
    """The kinds of which the person has messages, for the filter."""
    return list(
        session.scalars(select(Message.kind).where(Message.user_id == user_id).distinct().order_by(Message.kind))
    )


def open_message(session: Session, user_id: int, message_id: int) -> str:
    """Where one of one's own messages leads; it is read now. Raises NotFoundError for anybody else's."""
    message = session.scalar(select(Message).where(Message.id == message_id, Message.user_id == user_id))
    if message is None:
        raise NotFoundError(f"there is no message {message_id}")
    mark_read(session, user_id, ids=[message_id])
    return message.about


def mark_read(session: Session, user_id: int, *, ids: Sequence[int] | None = None, kind: str | None = None) -> None:
    """Mark one's own messages as read: those with the ids given, else all, or all of a kind. Others' ids do nothing."""
    statement = update(Message).where(Message.user_id == user_id, Message.read_at.is_(None))
    if ids is not None:
        statement = statement.where(Message.id.in_(ids))
    if kind is not None:
        statement = statement.where(Message.kind == kind)
    session.execute(statement.values(read_at=func.now()))


def _piles(messages: Sequence[Message]) -> tuple[Pile, ...]:
    """Messages by day, in a day by kind where there are many of it; instants come in the city's time zone."""
    found: list[Pile] = []
    for day, of_day in groupby(messages, key=lambda one: one.created_at.date()):
        by_kind: dict[str, list[Message]] = {}
        for one in of_day:
            by_kind.setdefault(one.kind, []).append(one)
        for kind, these in by_kind.items():
            if len(these) >= PILE_FROM:
                found.append(Pile(kind, day, tuple(these)))
            else:
                found += [Pile(kind, day, (one,)) for one in these]
    return tuple(found)
