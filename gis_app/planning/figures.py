"""The figures of a district in one look: how many works, of what budget, and what asks for attention.

All but two of the figures come from ix_works_planning, which holds every column they need; the table of works itself
is not read. Each figure is the count of a `Selection`, so that its link leads to exactly these works.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from gis_app.planning.scope import Scope
from gis_app.planning.selection import SOON_DAYS, WEEK_DAYS, Selection, Sort, conditions_of
from gis_app.works.filters import WorkFilter
from gis_app.works.models import Work
from gis_app.works.status import STATES, State
from layers.work_types import read_vocabulary

# A work somebody still has to do something about.
LIVE: tuple[State, ...] = ("draft", "planned", "scheduled", "in_progress", "paused")


@dataclass(frozen=True, slots=True)
class Tally:
    """Works and the sum of the budgets that are known; `live` of them are not over."""

    works: int = 0
    live: int = 0
    budget: Decimal = Decimal(0)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.works + other.works, self.live + other.live, self.budget + other.budget)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number and the question that finds its works."""

    name: str
    asked: Selection
    tally: Tally


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`attention` are always all of them, also those of no works; states and types only those that occur."""

    total: Tally
    attention: tuple[Figure, ...]
    states: tuple[Figure, ...]
    types: tuple[Figure, ...]


def attention_of(asked: Selection) -> dict[str, Selection]:
    """What asks for attention in a selection, most urgent first, by name; what is next or longest late comes first."""
    works = asked.works
    by_end, by_start = replace(asked, sort=Sort("end", False)), replace(asked, sort=Sort("start", False))
    return {
        "overdue": replace(by_end, works=replace(works, statuses=("overdue",))),
        "unreported": replace(by_end, works=replace(works, statuses=("unreported",))),
        "asks-time": replace(asked, asks_time=True),
        "to-accept": replace(by_end, states=("finished",)),
        "ends-week": replace(by_end, ends_within=WEEK_DAYS),
        "ends-soon": replace(by_end, ends_within=SOON_DAYS),
        "starts-soon": replace(by_start, starts_within=SOON_DAYS),
        "drafts": replace(asked, states=("draft",)),
        "without-place": replace(asked, states=LIVE, lacks=("place",)),
        "without-days": replace(asked, states=LIVE, lacks=("days",)),
        "without-contractor": replace(asked, states=LIVE, lacks=("contractor",)),
    }


# Answered from indexes of their own: ix_works_without_place, and the few requests nobody has answered.
_APART = ("without-place", "asks-time")
# Counted with the states already. All other questions are about live works: a second pass reads these alone.
_OF_STATES = {"to-accept": "finished", "drafts": "draft"}


def read_dashboard(session: Session, scope: Scope, district: int | None, today: date) -> Dashboard:
    """The figures of one district, or of all that the scope holds, on a day in the city's time zone."""
    asked = Selection(scope, WorkFilter(district=district))
    questions = attention_of(asked)
    rows = session.execute(
        select(Work.state, Work.type_code, func.count(), func.sum(Work.budget))
        .where(*conditions_of(asked, today))
        .group_by(Work.state, Work.type_code)
    ).all()
    states: dict[str, Tally] = {}
    types: dict[str, Tally] = {}
    for state, type_code, works, budget in rows:
        tally = Tally(works, works if state in LIVE else 0, budget or Decimal(0))
        states[state] = states.get(state, Tally()) + tally
        types[type_code] = types.get(type_code, Tally()) + tally
    counts = _count_live(session, asked, questions, today)
    counts |= {name: states.get(state, Tally()).works for name, state in _OF_STATES.items()}
    order = {kind.code: number for number, kind in enumerate(read_vocabulary().types)}
    by_size = sorted(types, key=lambda code: (-types[code].live, -types[code].works, order.get(code, 0)))
    return Dashboard(
        total=_sum(states.values()),
        attention=tuple(Figure(name, one, Tally(counts[name])) for name, one in questions.items()),
        states=tuple(
            Figure(state, replace(asked, states=(state,)), states[state]) for state in STATES if state in states
        ),
        types=tuple(
            Figure(code, replace(asked, works=replace(asked.works, types=(code,))), types[code]) for code in by_size
        ),
    )


def _count_live(session: Session, asked: Selection, questions: Mapping[str, Selection], today: date) -> dict[str, int]:
    together = {name: one for name, one in questions.items() if name not in (*_APART, *_OF_STATES)}
    counted = (func.count().filter(_alone(one, today)).label(name) for name, one in together.items())
    live = replace(asked, states=LIVE)
    found = session.execute(select(*counted).where(*conditions_of(live, today))).one()
    counts = dict(zip(together, found, strict=True))
    return counts | {name: count_selected(session, questions[name], today) for name in _APART}


def count_selected(session: Session, asked: Selection, today: date) -> int:
    """How many works a selection finds."""
    return session.scalar(select(func.count()).select_from(Work).where(*conditions_of(asked, today))) or 0


def _alone(asked: Selection, today: date) -> ColumnElement[bool]:
    """The conditions of a question but for scope and district, which the pass over all has already."""
    everywhere = replace(asked, scope=Scope(None), works=replace(asked.works, district=None))
    return and_(*conditions_of(everywhere, today))


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())
