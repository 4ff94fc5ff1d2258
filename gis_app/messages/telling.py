"""Telling people what happened, in the transaction in which it happened: neither stands without the other."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.delivery.outbox import LetterTo, enqueue_letters
from gis_app.messages.kinds import Kind, kind_of

# The letters of this package, as the sender asks for them (gis_app/messages/letters.py).
AT_ONCE, URGENT, DIGEST = "messages.at_once", "messages.urgent", "messages.digest"
# What happens within this time goes into one mail.
GATHERED_FOR = timedelta(minutes=1)
LONGEST_VALUE = 2000

# Nothing leaves for the demo's people: their addresses do not exist.
_TELL = text("""
INSERT INTO messages (user_id, key, kind, about, values, mail)
SELECT u.id, :key, :kind, :about, CAST(:values AS jsonb),
       CASE WHEN u.is_demo OR coalesce(c.no_mail, false) THEN 'page' ELSE coalesce(c.by_kind ->> :kind, :mail) END
  FROM users u LEFT JOIN message_choices c ON c.user_id = u.id
 WHERE u.id = ANY(:people) AND u.is_active
 ORDER BY u.id
ON CONFLICT (key, user_id) DO NOTHING
RETURNING id, user_id, mail
""")
_READERS = text("SELECT id, email, language FROM users WHERE id = ANY(:people) ORDER BY id")
_ATTACH = text("""
UPDATE messages SET mail_id = n.mail
  FROM unnest(CAST(:ids AS bigint[]), CAST(:mails AS bigint[])) AS n (id, mail)
 WHERE messages.id = n.id
""")


def tell(
    session: Session,
    kind: str,
    *,
    key: str,
    to: Iterable[int],
    about: str,
    values: Mapping[str, str | int | date | None],
    by: int | None = None,
) -> int:
    """Tell the people `to` about `about` (a path), each at most once for the occasion `key`; how many were told now.

    `by` did it and is not told. `values` are those that `kinds.yaml` lists for the kind: a missing or an unknown one
    raises ValueError. A constant number of statements, however many people; the caller commits.
    """
    people = sorted(set(to) - {by})
    stored = _stored(kind_of(kind), values)
    if not people:
        return 0
    told = session.execute(
        _TELL,
        {
            "key": key,
            "kind": kind,
            "about": about,
            "values": orjson.dumps(stored).decode(),
            "mail": kind_of(kind).mail,
            "people": people,
        },
    ).all()
    mail_at_once(session, {row.user_id: row.id for row in told if row.mail == "at_once"}, kind_of(kind).urgent)
    return len(told)


def mail_at_once(session: Session, messages: Mapping[int, int], is_urgent: bool) -> None:
    """Put messages, by their readers' ids, into the mail that each reader gets next."""
    if not messages:
        return
    letter = URGENT if is_urgent else AT_ONCE
    readers = session.execute(_READERS, {"people": list(messages)}).all()
    mails = enqueue_letters(
        session,
        letter,
        [LetterTo(f"{letter}-{messages[one.id]}", one.id, one.email, one.language) for one in readers],
        after=timedelta(0) if is_urgent else GATHERED_FOR,
        is_gathering=True,
    )
    attach(session, {messages[reader]: mail for reader, mail in mails.items()})


def attach(session: Session, mails: Mapping[int, int]) -> None:
    """Write down which mail tells which message, by the messages' ids."""
    if mails:
        session.execute(_ATTACH, {"ids": list(mails), "mails": list(mails.values())})


def _stored(kind: Kind, values: Mapping[str, str | int | date | None]) -> dict[str, Any]:
    """The values as they are kept, empty ones left out. Raises ValueError for one that the kind does not have."""
    kept = {name: value for name, value in values.items() if value is not None}
    if missing := kind.required - set(kept):
        raise ValueError(f"message {kind.code} lacks {', '.join(sorted(missing))}")
    if unknown := set(kept) - kind.allowed:
        raise ValueError(f"message {kind.code} knows no {', '.join(sorted(unknown))}")
    return {
        name: value.isoformat() if isinstance(value, date) else _short(value) if isinstance(value, str) else value
        for name, value in kept.items()
    }


def _short(value: str) -> str:
    """Somebody's words, with nothing in them that no text of the database holds."""
    return value.replace("\x00", "")[:LONGEST_VALUE]
