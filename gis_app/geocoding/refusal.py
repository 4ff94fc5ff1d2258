"""When the thing that a text is about was not found: no other kind of place is passed off as the answer.

What was found beside it stays as a guess among the alternatives, and the reason says what is missing.
"""

from collections.abc import Sequence
from typing import NamedTuple

import shapely

from gis_app.geocoding.names_in import names_of
from gis_app.geocoding.outcome import Outcome, Step, nothing
from gis_app.geocoding.register import Register
from gis_app.geocoding.segment_ends import FAR_M
from gis_app.geocoding.targets import STREET_KINDS
from gis_app.geocoding.tree import Address, Contour, Crossing, Node, PartOf, Phrase, Segment, Whole

_WHOLE = frozenset({"street", "microdistrict"})
_SAME = {"park": "landmark", "garden_community": "microdistrict"}


class Resolved(NamedTuple):
    """A location of a text and what became of it."""

    node: Node
    outcomes: list[Outcome]


def refusal(phrase: Phrase, resolved: Sequence[Resolved], register: Register) -> Outcome | None:
    """The answer `none` with its guesses, or None when nothing speaks against what was found."""
    outcomes = [outcome for one in resolved for outcome in one.outcomes]
    located = [outcome for outcome in outcomes if outcome.geom is not None]
    if not located:
        return None
    missing = _definite_missing(resolved) or _unread(phrase, resolved) or _kinds_missing(resolved, register)
    if missing:
        step = Step("meant_missing", {"names": ", ".join(missing)})
    elif away := _names_elsewhere(phrase, resolved, register):
        step = Step("far_part", {"names": ", ".join(away)})
    else:
        return None
    offered = [outcome.label for outcome in located if outcome.label]
    refused = nothing([part for outcome in outcomes for part in outcome.parts])
    refused.steps = [*(step for outcome in outcomes for step in outcome.steps), step]
    refused.steps += [Step("offered", {"names": "; ".join(dict.fromkeys(offered))})] if offered else []
    for outcome in located:
        if outcome.geom is not None:
            refused.add_alternative(outcome.label, outcome.geom, *outcome.targets)
    for other in (other for outcome in outcomes if outcome.geom is None for other in outcome.alternatives):
        refused.add_alternative(other.label, other.geom, *other.targets)
    return refused


def _definite_missing(resolved: Sequence[Resolved]) -> list[str]:
    """What the text names by its parts (a stretch, a crossing, an area, a house), when only whole places were found."""
    missing: list[str] = []
    for node, outcomes in resolved:
        if _is_definite(node):
            if any(outcome.geom is not None for outcome in outcomes):
                return []
            missing += [" – ".join(name.text for name in names_of(node))]
    return missing


def _unread(phrase: Phrase, resolved: Sequence[Resolved]) -> list[str]:
    """The names of a text that speaks of a stretch or an area which no rule could read."""
    less = Whole | Crossing if "C" in phrase.unread else Whole
    if not phrase.unread or not all(isinstance(one.node, less) for one in resolved):
        return []
    return [" – ".join(name.text for one in resolved for name in names_of(one.node))]


def _is_definite(node: Node) -> bool:
    if isinstance(node, Contour | Crossing):
        return node.surely or (isinstance(node, Contour) and node.in_pairs)
    return isinstance(node, Segment | Address | PartOf)


def _kinds_missing(resolved: Sequence[Resolved], register: Register) -> list[str]:
    """Names with a kind word of which nothing was found while places of other kinds were (a market, and its street)."""
    found: set[str] = set()
    missing: list[tuple[str, str]] = []
    for node, outcomes in resolved:
        if not isinstance(node, Whole):
            return []  # what names its parts has them checked
        kinds = {_kind_of(register.targets[target].kind) for outcome in outcomes for target in outcome.targets}
        if any(outcome.geom is not None for outcome in outcomes):
            found |= kinds | {_kind_of(node.name.kind)}
        elif node.name.kind and not node.aside:
            missing.append((_kind_of(node.name.kind), node.name.text))
    return [text for kind, text in missing if kind not in found]


def _kind_of(kind: str | None) -> str:
    return "street" if kind in STREET_KINDS else _SAME.get(kind or "", kind or "")


def _names_elsewhere(phrase: Phrase, resolved: Sequence[Resolved], register: Register) -> list[str]:
    """Names of the text that the register has only far from everything that was found.

    A house is looked for beyond its microdistrict, at less weight; a whole street is not.
    """
    located = [outcome for one in resolved for outcome in one.outcomes if outcome.geom is not None]
    shapes = [outcome.geom for outcome in located if outcome.geom is not None]
    wanted = list(phrase.dropped)
    for node, outcomes in resolved:
        is_house = isinstance(node, Address) and all(outcome.match_type not in _WHOLE for outcome in outcomes)
        wanted += () if is_house else names_of(node)
    used = {target for outcome in located for target in outcome.targets}
    away = []
    for name in wanted:
        targets = [hit.target for hit in name.hits]
        if not targets or used.intersection(targets):
            continue
        geometries = [register.targets[target].geom for target in targets]
        if not any(shapely.dwithin(geometry, shape, FAR_M) for geometry in geometries for shape in shapes):
            away.append(name.text)
    return away
