"""What becomes of a report in each state of the work, as one table.

Reports are made without network and do not know the work's version: the state counts as it is when they arrive. What
came too late because somebody else was quicker is kept as a note; what makes no sense is refused with its reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gis_app.site_reports.models import Kind
from gis_app.works.status import State


@dataclass(frozen=True, slots=True)
class Done:
    """The report counts. `to` are the states that it brings the work to, one after the other; none for words alone."""

    to: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """The report becomes a note with this mark, since the work has gone on already."""

    mark: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The report is refused for this reason, a message `report-refused-…`."""

    reason: str


Outcome = Done | Kept | Refused
_STARTED, _FINISHED = Kept("already-started"), Kept("already-finished")
_OVER: Mapping[State, Outcome] = {
    "finished": _FINISHED,
    "accepted": _FINISHED,
    "in_warranty": _FINISHED,
    "archived": _FINISHED,
    "cancelled": Refused("cancelled"),
}
_AHEAD: Mapping[State, Outcome] = {state: Refused("not-started") for state in ("draft", "planned", "scheduled")}

OUTCOMES: Mapping[Kind, Mapping[State, Outcome]] = {
    "start": {
        "draft": Refused("draft"),
        # A contractor may fix the promised days and may report the start: on the site that is one step.
        "planned": Done(("scheduled", "in_progress")),
        "scheduled": Done(("in_progress",)),
        "in_progress": _STARTED,
        "paused": Done(("in_progress",)),
        **_OVER,
    },
    "finish": {**_AHEAD, "in_progress": Done(("finished",)), "paused": Refused("paused"), **_OVER},
    "progress": {**_AHEAD, "in_progress": Done(), "paused": Done(), **_OVER},
    "note": {},
}


def outcome_of(kind: Kind, state: State, *, is_emergency: bool, has_days: bool) -> Outcome:
    """What becomes of a report. An emergency starts from a draft or a plan at once; days are wanted of the others."""
    if kind == "note":
        return Done()
    if kind == "start" and is_emergency and state in ("draft", "planned"):
        return Done(("in_progress",))
    if kind == "start" and state == "planned" and not has_days:
        return Refused("no-days")
    return OUTCOMES[kind][state]
