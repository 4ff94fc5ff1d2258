"""What a shut-off is on a day: derived from its state and its days, never stored.

The browser has the same rules in `web/src/outages.ts`.
"""

from datetime import date
from typing import Literal, get_args

Status = Literal["in_force", "announced", "undated", "over", "retracted"]
STATUSES: tuple[Status, ...] = get_args(Status)


def status_on(state: str, first_day: date | None, last_day: date | None, today: date) -> Status:
    """The status on `today`, a day of the city; days are inclusive, and one without an end lasts one day."""
    first, last = first_day or last_day, last_day or first_day
    if state == "retracted":
        return "retracted"
    if first is None or last is None:
        return "undated"
    if today < first:
        return "announced"
    return "in_force" if today <= last else "over"
