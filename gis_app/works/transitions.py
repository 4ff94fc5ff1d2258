"""The life of a work as one table: which state may follow which, by whom, under what condition, and why.

draft → planned → scheduled → in progress ⇄ paused → finished (claimed) → accepted → in warranty → archived; cancelled.

A change is an event (`work_events`), from which the database derives the state; `state_after_event` there is
`STATE_AFTER` here, and a test compares them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gis_app.works.status import State

Role = Literal["contractor", "planner", "inspector", "administrator", "clock"]
Event = Literal[
    "drafted",
    "planned",
    "scheduled",
    "started",
    "paused",
    "resumed",
    "finished",
    "returned",
    "accepted",
    "warranty_began",
    "archived",
    "cancelled",
]
# emergency: the work is an emergency repair · days: both planned days are known · note: a reason is given ·
# warranty: its warranty runs today · no_warranty: it has none, or none any more
Need = Literal["emergency", "days", "note", "warranty", "no_warranty"]

STATE_AFTER: Mapping[Event, State] = {
    "drafted": "draft",
    "planned": "planned",
    "scheduled": "scheduled",
    "started": "in_progress",
    "paused": "paused",
    "resumed": "in_progress",
    "finished": "finished",
    "returned": "in_progress",
    "accepted": "accepted",
    "warranty_began": "in_warranty",
    "archived": "archived",
    "cancelled": "cancelled",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One allowed change. `who` are roles towards this work: its contractor, a planner of its district, …"""

    before: State
    after: State
    event: Event
    who: frozenset[Role]
    why: str
    needs: frozenset[Need] = frozenset()


def _change(before: State, event: Event, who: str, why: str, needs: str = "") -> Change:
    return Change(before, STATE_AFTER[event], event, frozenset(who.split()), why, frozenset(needs.split()))  # type: ignore[arg-type]


# fmt: off
CHANGES: tuple[Change, ...] = (
    _change("draft", "planned", "planner administrator",
            "The public sees a work when who answers for the district has taken it into the plan."),
    _change("draft", "started", "contractor planner administrator",
            "A burst pipe does not wait for a plan.", "emergency"),
    _change("draft", "cancelled", "contractor planner administrator",
            "A draft can be given up by who wrote it.", "note"),
    _change("planned", "scheduled", "contractor planner administrator",
            "Both sides may fix the days; without days there is nothing to fix.", "days"),
    _change("planned", "started", "contractor planner administrator",
            "An emergency repair begins before its days are fixed.", "emergency"),
    _change("planned", "cancelled", "planner administrator",
            "What was promised to the public is called off by who promised it, with a reason.", "note"),
    _change("scheduled", "planned", "planner administrator",
            "Fixed days may turn out not to hold; the reason is told.", "note"),
    _change("scheduled", "started", "contractor planner administrator",
            "The contractor reports the start; a planner may write down a report by telephone."),
    _change("scheduled", "cancelled", "planner administrator",
            "As for a planned work.", "note"),
    _change("in_progress", "paused", "contractor planner inspector administrator",
            "Work may stop, or be stopped by an inspector; residents are told why.", "note"),
    _change("in_progress", "finished", "contractor administrator",
            "Only who does the work can claim that it is done; nobody has checked it yet."),
    _change("in_progress", "cancelled", "planner administrator",
            "A work that was begun can be given up, with a reason.", "note"),
    _change("paused", "resumed", "contractor planner administrator",
            "Who may report a start may report that it goes on."),
    _change("paused", "cancelled", "planner administrator",
            "As for a work in progress.", "note"),
    _change("finished", "accepted", "inspector administrator",
            "Somebody other than contractor and planner looks at the result."),
    _change("finished", "returned", "inspector administrator",
            "Defects go back to the contractor and are named.", "note"),
    _change("accepted", "warranty_began", "clock",
            "A warranty follows from the day of acceptance and the type's rule, not from anybody's wish.", "warranty"),
    _change("accepted", "archived", "clock",
            "Where nothing is guaranteed, a work rests some time after its acceptance.", "no_warranty"),
    _change("in_warranty", "archived", "clock",
            "A warranty ends by its day.", "no_warranty"),
)
# fmt: on

_BY_STATES: Mapping[tuple[str, str], Change] = {(one.before, one.after): one for one in CHANGES}

# Who may move the planned days, by state. In a draft nothing has been promised yet; afterwards a contractor asks for an
# extension, and a planner decides. What is finished or called off has no days to come.
MAY_RESCHEDULE: Mapping[str, frozenset[Role]] = {
    "draft": frozenset({"contractor", "planner", "administrator"}),
    "planned": frozenset({"planner", "administrator"}),
    "scheduled": frozenset({"planner", "administrator"}),
    "in_progress": frozenset({"planner", "administrator"}),
    "paused": frozenset({"planner", "administrator"}),
}
# When a contractor may ask for a later end, and who answers.
MAY_ASK_EXTENSION: frozenset[str] = frozenset({"planned", "scheduled", "in_progress", "paused"})
ASKS_EXTENSION: frozenset[Role] = frozenset({"contractor"})
DECIDES_EXTENSION: frozenset[Role] = frozenset({"planner", "administrator"})


def find_change(before: str, after: str) -> Change | None:
    """The change from one state to another; None when there is no such step in a work's life."""
    return _BY_STATES.get((before, after))


def changes_from(before: str) -> tuple[Change, ...]:
    """Every change that a work in this state can undergo, in the order of the table."""
    return tuple(one for one in CHANGES if one.before == before)
