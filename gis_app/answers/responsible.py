"""Who answers for what at a place: the rules that route appeals, asked for what residents ask about most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy.orm import Session

from gis_app.appeals.bodies import Bodies
from gis_app.appeals.situation_register import current_situations
from gis_app.appeals.situations import find_situation
from gis_app.organisations.tasks import read_tasks

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


@dataclass(frozen=True, slots=True)
class Responsible:
    """A matter with its life situation. Nobody is in `bodies` where the owners answer, or the city has not said who."""

    matter: Matter
    situation: str
    task: str | None
    is_owners: bool
    bodies: tuple[int, ...]


def responsible_at(
    session: Session, point: tuple[float, float], district_id: int | None, today: date
) -> Sequence[Responsible]:
    """Who answers at a point (longitude, latitude in degrees) of a district. What no rule is about is left out.

    A surface under warranty is told of elsewhere: here it is asked who answers when there is none.
    """
    rules = current_situations(session, today)
    found = [
        (matter, rule)
        for matter, topic, setting in MATTERS
        if (rule := find_situation(rules, topic, setting, district_id, in_warranty=False, day=today)) is not None
    ]
    tasks = {rule.task for _, rule in found if rule.task is not None}
    bodies = Bodies.read(session, today, sorted(tasks))
    return [
        Responsible(
            matter,
            rule.code,
            rule.task,
            rule.who == "owners",
            () if rule.task is None else tuple(bodies.at(rule.task, point, district_id)),
        )
        for matter, rule in found
    ]


def title_of_task(code: str | None, lang: str) -> str | None:
    """What the body of a task is for, in words; None for no task."""
    return None if code is None else read_tasks()[code][lang]
