"""Telling people what happened, in the transaction in which it happened: neither stands without the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
SELECT u.id, o.key, :kind, o.about, CAST(o.values AS jsonb),
       CASE WHEN u.is_demo OR coalesce(c.no_mail, false) THEN 'page' ELSE coalesce(c.by_kind ->> :kind, :mail) END
  FROM unnest(CAST(:keys AS text[]), CAST(:abouts AS text[]), CAST(:values AS text[]))
           WITH ORDINALITY AS o (key, about, values, number)
  JOIN unnest(CAST(:numbers AS bigint[]), CAST(:people AS bigint[])) AS p (number, user_id) ON p.number = o.number
  JOIN users u ON u.id = p.user_id
  LEFT JOIN message_choices c ON c.user_id = u.id
 WHERE u.is_active
 ORDER BY u.id, o.number
ON CONFLICT (key, user_id) DO NOTHING
RETURNING id, user_id, mail
""")
_READERS = text("SELECT id, email, language FROM users WHERE id = ANY(:people) ORDER BY id")
_ATTACH = text("""
UPDATE messages SET mail_id = n.mail
  FROM unnest(CAST(:ids AS bigint[]), CAST(:mails AS bigint[])) AS n (id, mail)
 WHERE messages.id = n.id
""")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is told to the people `to`, each at most once for `key`. `about` is a path of ours."""

    key: str
    to: Iterable[int]
    about: str
    values: Mapping[str, str | int | date | None]


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
    return tell_each(session, kind, [Occasion(key, to, about, values)], by=by)


def tell_each(session: Session, kind: str, occasions: Iterable[Occasion], *, by: int | None = None) -> int:
    """Tell of many occasions of a kind, as `tell` does, with no more statements than for one."""
    known = kind_of(kind)
    given = [(one, orjson.dumps(_stored(known, one.values)).decode()) for one in occasions]
    pairs = [(number, who) for number, (one, _) in enumerate(given, start=1) for who in sorted(set(one.to) - {by})]
    if not pairs:
        return 0
    told = session.execute(
        _TELL,
        {
            "kind": kind,
            "mail": known.mail,
            "keys": [one.key for one, _ in given],
            "abouts": [one.about for one, _ in given],
            "values": [values for _, values in given],
            "numbers": [number for number, _ in pairs],
            "people": [who for _, who in pairs],
        },
    ).all()
    mail_at_once(session, {row.id: row.user_id for row in told if row.mail == "at_once"}, known.urgent)
    return len(told)


def mail_at_once(session: Session, messages: Mapping[int, int], is_urgent: bool) -> None:
    """Put messages, given with their readers' ids, into the mail that each reader gets next."""
    if not messages:
        return
    letter = URGENT if is_urgent else AT_ONCE
    first = {reader: message for message, reader in sorted(messages.items(), reverse=True)}
    readers = session.execute(_READERS, {"people": list(first)}).all()
    mails = enqueue_letters(
        session,
        letter,
        [LetterTo(f"{letter}-{first[one.id]}", one.id, one.email, one.language) for one in readers],
        after=timedelta(0) if is_urgent else GATHERED_FOR,
        is_gathering=True,
    )
    attach(session, {message: mails[reader] for message, reader in messages.items() if reader in mails})


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
