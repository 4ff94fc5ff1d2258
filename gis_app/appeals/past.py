"""What became of an appeal in the register that it comes from: an import keeps it, step by step, with its instants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from gis_app.appeals.facts import Author, Event
from gis_app.appeals.transitions import Status

PastStatus = Literal["consulted", "answered", "confirmed", "refused", "withdrawn"]

# The statuses that an appeal went through, each a step of the table of changes (a test compares).
PATHS: Final[Mapping[PastStatus, tuple[Status, ...]]] = {
    "consulted": ("consulted",),
    "answered": ("registered", "answered"),
    "confirmed": ("registered", "answered", "confirmed"),
    "refused": ("registered", "refused"),
    "withdrawn": ("registered", "withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Past:
    """How it ended there and when; the answer in its own words where the file has them."""

    status: PastStatus
    at: datetime
    answer: str | None = None

    @property
    def answered_at(self) -> datetime | None:
        """The instant of the answer; None where none was given in writing."""
        return self.at if "answered" in PATHS[self.status] else None


def events_of(past: Past, appeal_id: int, received_at: datetime, author: Author) -> list[Event]:
    """The steps as events of our register: the first at the instant of receipt, the others at the end."""
    steps = PATHS[past.status]
    return [
        Event(
            appeal_id,
            "status",
            author,
            received_at if at == 0 and len(steps) > 1 else past.at,
            before=steps[at - 1] if at else None,
            after=step,
            note=past.answer if step in ("answered", "consulted", "refused") else None,
            is_public=True,
        )
        for at, step in enumerate(steps)
    ]
