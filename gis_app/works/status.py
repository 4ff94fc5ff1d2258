"""The status of a work as a person sees it on a day: derived from its last event and its planned days, never stored.

The browser has the same table in `web/src/status.ts`; both are tested against `tests/data/status_cases.json`.
"""

from datetime import date
from typing import Literal, get_args

Status = Literal[
    "planned",
    "due",
    "in_progress",
    "paused",
    "overdue",
    "unreported",
    "finished",
    "cancelled",
    "undated",
]
State = Literal[
    "draft",
    "planned",
    "scheduled",
    "in_progress",
    "paused",
    "finished",
    "accepted",
    "in_warranty",
    "archived",
    "cancelled",
]

STATUSES: tuple[Status, ...] = get_args(Status)
STATES: tuple[State, ...] = get_args(State)

# What a report has said stands, whatever the calendar says.
_REPORTED: dict[str, Status] = {
    "cancelled": "cancelled",
    "finished": "finished",
    "accepted": "finished",
    "in_warranty": "finished",
    "archived": "finished",
    "paused": "paused",
}


# Nothing is reported yet, so the calendar speaks. A draft is shown to nobody but those who write it.
_AHEAD = ("draft", "planned", "scheduled")


def status_on(state: str, planned_start: date | None, planned_end: date | None, today: date) -> Status:
    """The status on `today`, a day in the city's time zone; planned days are inclusive.

    `due`: by the plan it goes on now, but no start was reported. `unreported`: its planned time has passed without
    any report, so it is called neither done nor late. Without a planned end, the planned start counts as the end.
    A state that is not one of `State` raises ValueError.
    """
    if state in _REPORTED:
        return _REPORTED[state]
    if state == "in_progress":
        return "overdue" if planned_end is not None and today > planned_end else "in_progress"
    if state not in _AHEAD:
        raise ValueError(f"no such state of a work: {state!r}")
    if planned_start is None:
        return "undated"
    if today < planned_start:
        return "planned"
    return "due" if today <= (planned_end or planned_start) else "unreported"


def share_of_time_passed(state: str, start: date | None, planned_end: date | None, today: date) -> float | None:
    """The share (0 to 1) of a running work's time that has passed; None when it is not running or has no end.

    `start` is the actual start when known, else the planned one. Both days count in full.
    """
    if state not in ("in_progress", "paused") or start is None or planned_end is None or planned_end < start:
        return None
    passed_days = (today - start).days + 1
    return min(1.0, max(0.0, passed_days / ((planned_end - start).days + 1)))
