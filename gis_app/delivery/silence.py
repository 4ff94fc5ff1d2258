"""Services that do not answer: asked once in a run of the sender, not once for each letter. Their letters wait untried,
and all others leave.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

# The next run asks anew, by one letter.
ASKED_AGAIN_AFTER: Final = timedelta(minutes=2)
# Letters that another sender holds are left to it. (By ix_outbox_due.)
_PUT_OFF = text("""
UPDATE outbox SET next_try_at = now() + :wait
 WHERE id IN (SELECT id FROM outbox
               WHERE channel = :channel AND state = 'waiting' AND next_try_at < now() + :wait AND recipient LIKE :alike
               ORDER BY id FOR UPDATE SKIP LOCKED)
""")


class Silence:
    """The services that did not answer in this run: a channel, and a pattern (LIKE) of the addresses of the service."""

    def __init__(self) -> None:
        self._silent: set[tuple[str, str]] = set()

    def begin(self, session: Session, channel: str, alike: str) -> None:
        """A service did not answer: what waits for it waits longer. No attempt is counted: nothing was tried."""
        self._silent.add((channel, alike))
        session.execute(_PUT_OFF, {"channel": channel, "alike": alike, "wait": ASKED_AGAIN_AFTER})

    def holds(self, channel: str, alike: str) -> bool:
        """Whether the service was silent before in this run."""
        return (channel, alike) in self._silent


def beginning_with(words: str) -> str:
    """The pattern of addresses that begin with these words."""
    for sign in "\\%_":
        words = words.replace(sign, f"\\{sign}")
    return f"{words}%"
