"""What a work says to whoever carries it out: how it stands in plain words, and the one thing to do next."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Group = Literal["late", "today", "week", "later", "draft", "finished"]
GROUPS: tuple[Group, ...] = ("late", "today", "week", "later", "draft", "finished")
# What a person may be led to report; to resume is the start of a paused work.
Step = Literal["start", "finish", "progress", "resume"]

# Works in these states have something to come; the others are over.
OPEN_STATES = ("draft", "planned", "scheduled", "in_progress", "paused")
DONE_STATES = ("finished", "accepted", "in_warranty")

# "This week" are the seven days after today: on a Sunday the coming week matters, not the one that ends.
WEEK_DAYS = 7
# So near its end a running work is rather finished than reported half done.
NEAR_END_DAYS = 2


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of `contractor.ftl` (`contractor-say-…`) and the days it counts."""

    code: str
    days: int = 0


def group_on(state: str, start: date | None, end: date | None, today: date) -> Group | None:
    """The group in which a work stands on a day; None for one that was called off or lies in the archive.

    `late`: its last day has passed and its end was not reported, whether it began or not. Planned days are inclusive;
    a work with one day has that day as its last.
    """
    if state == "draft":
        return "draft"
    if state in DONE_STATES:
        return "finished"
    if state not in OPEN_STATES:
        return None
    last = end or start
    if last is not None and last < today:
        return "late"
    if state in ("in_progress", "paused") or (start is not None and start <= today):
        return "today"
    return "week" if start is not None and (start - today).days <= WEEK_DAYS else "later"


def saying_on(state: str, start: date | None, end: date | None, today: date) -> Saying:
    """How a work stands, counted in days from today."""
    last = end or start
    if state in ("draft", "finished", "accepted", "in_warranty", "archived", "cancelled"):
        return Saying({"in_warranty": "accepted", "archived": "accepted"}.get(state, state))
    if state == "paused":
        return Saying("paused")
    if state == "in_progress":
        if last is None:
            return Saying("going-on")
        left = (last - today).days
        return Saying("overdue", -left) if left < 0 else Saying("ends-today" if left == 0 else "ends-in", left)
    if start is None or last is None:
        return Saying("no-days")
    if last < today:
        return Saying("unreported", (today - last).days)
    ahead = (start - today).days
    if ahead < 0:
        return Saying("start-unreported", -ahead)
    return Saying("starts-today" if ahead == 0 else "starts-in", ahead)


def step_on(
    state: str, start: date | None, end: date | None, today: date, *, is_emergency: bool = False
) -> Step | None:
    """The one obvious thing to do; None while there is nothing but to wait."""
    last = end or start
    if state == "paused":
        return "resume"
    if state == "in_progress":
        return "finish" if last is not None and (last - today).days <= NEAR_END_DAYS else "progress"
    if is_emergency and state in ("draft", "planned"):
        return "start"
    if state in ("planned", "scheduled") and start is not None:
        return "start" if start <= today else None
    return None
