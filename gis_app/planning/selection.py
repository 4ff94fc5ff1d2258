"""Which works a planner looks at: one query string for the table, the timeline, the prints and the exports.

A link says what is asked, never who may see it: the scope comes from the person. `read_selection` and
`Selection.to_query` are each other's inverse, so that a link can be shared and opened by somebody else, who then
sees the same question over the own districts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, get_args
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, exists, or_

from gis_app.planning.scope import Scope
from gis_app.works.filters import WorkFilter, narrowing
from gis_app.works.life_models import ExtensionDecision, ExtensionRequest
from gis_app.works.models import Work
from gis_app.works.status import State
from layers.work_types import read_vocabulary

Lack = Literal["place", "days", "contractor", "district", "budget"]
SortKey = Literal["start", "end", "type", "state", "contractor", "budget", "place", "id"]
LACKS: tuple[Lack, ...] = get_args(Lack)
SORT_KEYS: tuple[SortKey, ...] = get_args(SortKey)
# "This week" and "soon" of the dashboard and of its links, from today on.
WEEK_DAYS = 7
SOON_DAYS = 14
LONGEST_TERM_DAYS = 3660
# What can still begin, and what can still end.
_AHEAD: tuple[State, ...] = ("planned", "scheduled")
_OPEN: tuple[State, ...] = ("planned", "scheduled", "in_progress", "paused")


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of the rows; those that lack the value come last, equal ones by id."""

    key: SortKey = "end"
    descending: bool = True

    def __str__(self) -> str:
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True, slots=True)
class Remark:
    """What of a link was not followed: `parameter` could not be read, or names a district of somebody else."""

    parameter: str
    reason: Literal["unreadable", "not-yours"]


@dataclass(frozen=True, slots=True)
class Selection:
    """A question about works and the scope in which it is asked.

    `ends_within` and `starts_within` are days from today on (0: today): open works by their planned end, works that
    have not begun by their planned start. `status` of the filter is what the public reads, so drafts have none.
    """

    scope: Scope
    works: WorkFilter = field(default_factory=WorkFilter)
    states: tuple[State, ...] = ()
    ends_within: int | None = None
    starts_within: int | None = None
    customer: int | None = None
    lacks: tuple[Lack, ...] = ()
    asks_time: bool = False
    sort: Sort = field(default_factory=Sort)
    remarks: tuple[Remark, ...] = field(default=(), compare=False)

    def pairs(self) -> list[tuple[str, str]]:
        """The question as parameters of a query string, always in the same order."""
        asked = self.works
        many: dict[str, Sequence[str]] = {
            "state": self.states,
            "status": asked.statuses,
            "type": asked.types,
            "group": asked.groups,
            "without": self.lacks,
        }
        one: dict[str, object] = {
            "district": asked.district,
            "contractor": asked.contractor,
            "customer": self.customer,
            "place": None if asked.place is None else f"{asked.place.kind}:{asked.place.id}",
            "bbox": None if asked.bbox is None else ",".join(repr(edge) for edge in asked.bbox),
            "q": asked.words or None,
            "from": asked.first_day,
            "to": asked.last_day,
            "ends_within": self.ends_within,
            "starts_within": self.starts_within,
            "asks_time": "1" if self.asks_time else None,
            "sort": None if self.sort == Sort() else self.sort,
        }
        return [(name, value) for name, values in many.items() for value in values] + [
            (name, str(value)) for name, value in one.items() if value is not None
        ]

    def to_query(self, **more: str | int) -> str:
        """The question as a query string without "?"; `more` are parameters that are no part of it (lang, page)."""
        return urlencode([*self.pairs(), *((name, str(value)) for name, value in more.items())])

    def is_narrowed(self) -> bool:
        """Whether anything is asked beside all works of the scope, in whatever order."""
        return bool(replace(self, sort=Sort()).pairs())


def conditions_of(selection: Selection, today: date) -> list[ColumnElement[bool]]:
    """The selection as conditions over `works` alone: no join is needed, values are bound parameters.

    Drafts of the scope's districts are in it: this is the planner's list, not the public's.
    """
    asked = _by_types(selection.works)
    found = [selection.scope.condition(), *narrowing(asked, today)]
    if asked.statuses:
        found.append(Work.state != "draft")
    if selection.states:
        found.append(Work.state.in_(selection.states))
    if selection.ends_within is not None:
        until = today + timedelta(days=selection.ends_within)
        found.append(and_(Work.state.in_(_OPEN), Work.planned_end.between(today, until)))
    if selection.starts_within is not None:
        until = today + timedelta(days=selection.starts_within)
        found.append(and_(Work.state.in_(_AHEAD), Work.planned_start.between(today, until)))
    if selection.customer is not None:
        found.append(Work.customer_id == selection.customer)
    found += [_LACKING[lack] for lack in selection.lacks]
    if selection.asks_time:
        found.append(_asks_time())
    return found


def _by_types(asked: WorkFilter) -> WorkFilter:
    """Groups as the types in them, so that the table of types need not be joined."""
    if not asked.groups:
        return asked
    of_groups = (kind.code for kind in read_vocabulary().types if kind.group in asked.groups)
    return replace(asked, types=tuple(dict.fromkeys((*asked.types, *of_groups))), groups=())


_LACKING: dict[Lack, ColumnElement[bool]] = {
    "place": Work.geom.is_(None),
    "days": or_(Work.planned_start.is_(None), Work.planned_end.is_(None)),
    "contractor": Work.contractor_id.is_(None),
    "district": Work.district_id.is_(None),
    "budget": Work.budget.is_(None),
}


def _asks_time() -> ColumnElement[bool]:
    """A contractor has asked for more time and nobody has answered."""
    answered = exists().where(ExtensionDecision.request_id == ExtensionRequest.id)
    return exists().where(ExtensionRequest.work_id == Work.id, ~answered)
