"""Who answers for what at a place: the rules that route appeals, asked for what residents ask about most."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import monotonic
from typing import Any, Final, Literal
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Row, text
from sqlalchemy.orm import Session

from gis_app.appeals.bodies import Bodies
from gis_app.appeals.situations.register import current_situations
from gis_app.appeals.situations.rules import RuleBook, Situation, find_situation
from gis_app.organisations.tasks import read_tasks
from gis_app.works.schemas import Named

Matter = Literal[
    "yard", "road", "sidewalk", "yard-trees", "street-trees", "lamps", "waste", "water", "heat", "power", "gas"
]
# A matter is a topic of appeals at a kind of place.
MATTERS: Final[tuple[tuple[Matter, str, str], ...]] = (
    ("yard", "yard_improvement", "yard"),
    ("road", "road_worn", "carriageway"),
    ("sidewalk", "sidewalk", "sidewalk"),
    ("yard-trees", "tree_pruning", "yard"),
    ("street-trees", "tree_pruning", "sidewalk"),
    ("lamps", "street_lighting", "sidewalk"),
    ("waste", "waste_container", "yard"),
    ("water", "water_none", "yard"),
    ("heat", "heating", "yard"),
    ("power", "power_off", "yard"),
    ("gas", "gas", "yard"),
)


# Who answers for what changes a few times a year; it is read anew so often.
READ_EVERY_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Responsible:
    """A matter with its life situation. Nobody is in `bodies` where the owners answer, or nobody is known."""

    matter: Matter
    situation: str
    task: str | None
    is_owners: bool
    bodies: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """The rules and bodies of a day, as they were read at an instant of the clock."""

    day: date
    read_at: float
    rules: RuleBook
    bodies: Bodies
    names: Mapping[int, Row[Any]]
    of_district: dict[int | None, Sequence[tuple[Matter, Situation]]] = field(default_factory=dict)

    def at(self, district_id: int | None) -> Sequence[tuple[Matter, Situation]]:
        """The rule of each matter in a district: the same at each of its points."""
        found = self.of_district.get(district_id)
        if found is None:
            asked = [
                (matter, find_situation(self.rules, topic, setting, district_id, in_warranty=False, day=self.day))
                for matter, topic, setting in MATTERS
            ]
            found = self.of_district[district_id] = [(matter, rule) for matter, rule in asked if rule is not None]
        return found


_NAMES = text("SELECT id, name, name_kk, name_ru, name_en FROM organisations WHERE id = ANY(:ids)")
# By what a session reads from: an engine in the application, a connection in a test.
_known: WeakKeyDictionary[Engine | Connection, _Known] = WeakKeyDictionary()


def _read(session: Session, today: date, clock: Callable[[], float] = monotonic) -> _Known:
    source = session.get_bind()
    known = _known.get(source)
    if known is None or known.day != today or clock() - known.read_at >= READ_EVERY_S:
        rules = current_situations(session, today)
        topics = {topic for _, topic, _ in MATTERS}
        tasks = {rule.task for rule in rules if rule.task is not None and topics & rule.topics}
        bodies = Bodies.read(session, today, sorted(tasks))
        names = {row.id: row for row in session.execute(_NAMES, {"ids": sorted(bodies.known())})}
        known = _Known(today, clock(), rules, bodies.without_session(), names)
        _known[source] = known
    return known


def responsible_at(
    session: Session, parts: Sequence[tuple[int | None, tuple[float, float]]], lang: str, today: date
) -> Sequence[Responsible]:
    """Who answers at each of the points (longitude, latitude in degrees), each with its district; all of them for a
    matter together. What no rule is about is left out.

    A surface under warranty is told of elsewhere: here it is asked who answers when there is none.
    """
    known = _read(session, today)
    found: dict[Matter, Responsible] = {}
    for district_id, point in parts:
        for matter, rule in known.at(district_id):
            bodies = known.bodies.at(rule.task, point, district_id) if rule.task is not None else ()
            named = tuple(Named(id=body, name=name_in(known.names[body], lang)) for body in bodies)
            here = found.get(matter)
            if here is None:
                found[matter] = Responsible(matter, rule.code, rule.task, rule.who == "owners", named)
            else:
                found[matter] = replace(here, bodies=(*here.bodies, *(one for one in named if one not in here.bodies)))
    return list(found.values())


def names_of(session: Session, ids: Collection[int], lang: str) -> Mapping[int, str]:
    """Organisations by their names in `lang`, else as written."""
    rows = session.execute(_NAMES, {"ids": sorted(ids)}) if ids else ()
    return {row.id: name_in(row, lang) for row in rows}


def name_in(row: Row[Any], lang: str) -> str:
    """The name in `lang`, else as written."""
    return str(row._mapping[f"name_{lang}"] or row.name)


def title_of_task(code: str | None, lang: str) -> str | None:
    """What the body of a task is for, in words; None for no task."""
    return None if code is None else read_tasks()[code][lang]
