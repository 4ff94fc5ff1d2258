"""Who is to deal with an appeal: the life situation that fits, and the body it names at that place on that day.

Nothing is sent nowhere: where no situation fits, or its body is not known, the appeal stays in the reception's queue
with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gis_app.appeals.bodies import Bodies
from gis_app.appeals.place_facts import PlaceFacts, Warranty
from gis_app.appeals.situations.rules import Situation, find_situation
from gis_app.appeals.topics import Topic

# Why nobody could be named. `owners` is no fault: the reception answers with the situation's advice.
Problem = Literal["no-situation", "no-body", "several-bodies", "no-place", "owners"]
# Topics that are about the inside of a house wherever its pin lies.
_HOUSING = "housing"
# A warranty of a work explains a topic from this fit on; a road's warranty is none for its lamps.
LEAST_WARRANTY_FIT = 0.6


@dataclass(frozen=True, slots=True)
class Routed:
    """`situation` is its code. `body_id` is set when exactly one body answers; else `problem` says why not."""

    situation: str | None
    body_id: int | None
    setting: str
    warranty: Warranty | None
    problem: Problem | None


def warranty_for(topic: Topic, facts: PlaceFacts, *, is_training: bool) -> Warranty | None:
    """The warranty that covers what the appeal is about; the one that ends last.

    Invented works cover no real street.
    """
    fitting = (
        one
        for one in facts.warranties
        if one.is_training == is_training and topic.fits(one.type_code) >= LEAST_WARRANTY_FIT
    )
    return next(fitting, None)


def route(
    situations: Sequence[Situation],
    bodies: Bodies,
    topic: Topic,
    facts: PlaceFacts,
    point: tuple[float, float] | None,
    *,
    is_training: bool,
    day: date,
) -> Routed:
    """Find situation and body of an appeal; pure but for what `bodies` has read."""
    warranty = warranty_for(topic, facts, is_training=is_training)
    setting = "house" if topic.group == _HOUSING else facts.setting
    found = find_situation(
        situations, topic.code, setting, facts.district_id, in_warranty=warranty is not None, day=day
    )
    if found is None:
        return Routed(None, None, setting, warranty, "no-situation")
    if found.who == "guarantor":
        body = None if warranty is None else warranty.guarantor_id
        return Routed(found.code, body, setting, warranty, None if body is not None else "no-body")
    if found.who == "owners":
        return Routed(found.code, None, setting, warranty, "owners")
    if point is None:
        return Routed(found.code, None, setting, warranty, "no-place")
    answering = bodies.at(found.task or "", point, facts.district_id)
    if len(answering) == 1:
        return Routed(found.code, answering[0], setting, warranty, None)
    return Routed(found.code, None, setting, warranty, "several-bodies" if answering else "no-body")
