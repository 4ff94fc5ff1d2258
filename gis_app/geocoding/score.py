"""From the weight of the evidence to a confidence, and several places of one text to one answer."""

from collections.abc import Sequence

import shapely
from shapely import GeometryCollection, LineString, MultiLineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.outcome import Outcome, Step
from gis_app.geocoding.register import Register

# What a perfect match of each type is worth: from reading the answers on the development half of the announcements.
_WORTH = {
    "rooftop": 0.98,
    "corner": 0.94,
    "rooftop_base": 0.85,
    "interpolated": 0.8,
    "multi": 0.95,
    "segment": 0.96,
    "contour": 0.95,
    "intersection": 0.96,
    "street": 0.9,
    "microdistrict": 0.9,
    "landmark": 0.85,
    "district": 0.92,
    "none": 0.0,
}
_CEILING = {"interpolated": 0.6}
_MOST_WHEN_AMBIGUOUS = 0.5
_RANK = ("segment", "contour", "intersection", "multi", "rooftop", "corner", "rooftop_base", "interpolated",
         "microdistrict", "street", "landmark", "district")  # fmt: skip
_HOUSES = frozenset({"rooftop", "corner", "rooftop_base", "interpolated", "multi"})


def confidence(outcome: Outcome, register: Register) -> float:
    """0–1 for one place; houses of a sketch are never above 0.6, an ambiguous answer never above 0.5."""
    value = _WORTH[outcome.match_type] * outcome.score
    value = min(value, _CEILING.get(outcome.match_type, 1.0))
    if outcome.ambiguous:
        value = min(value, _MOST_WHEN_AMBIGUOUS)
    return round(max(0.0, min(value, 1.0)), 3)


def combine(outcomes: Sequence[Outcome], register: Register) -> tuple[Outcome, float]:
    """One outcome and its confidence for all places of a text; those not found lower it, by their share."""
    located = [outcome for outcome in outcomes if outcome.geom is not None]
    parts = [part for outcome in outcomes for part in outcome.parts]
    steps = [step for outcome in outcomes for step in outcome.steps]
    if not located:
        offered = [other for outcome in outcomes for other in outcome.alternatives]
        return Outcome("none", None, 0.0, parts=parts, steps=steps, alternatives=offered), 0.0
    values = [confidence(outcome, register) for outcome in located]
    if len(outcomes) == 1:
        return located[0], values[0]
    steps.append(Step("several", {"count": len(outcomes), "found": len(located)}))
    value = min(values) * (0.5 + 0.5 * len(located) / len(outcomes))
    kinds = {outcome.match_type for outcome in located}
    match_type = min(kinds, key=_RANK.index)
    if kinds <= _HOUSES and len(located) > 1:
        match_type = "multi"
    merged = Outcome(
        match_type,
        _together([outcome.geom for outcome in located if outcome.geom is not None]),
        sum(outcome.score for outcome in located) / len(outcomes),
        "; ".join(dict.fromkeys(outcome.label for outcome in located if outcome.label)),
        any(outcome.ambiguous for outcome in located),
        parts,
        steps,
        [target for outcome in located for target in outcome.targets],
        [other for outcome in located for other in outcome.alternatives],
    )
    return merged, round(value, 3)


def _together(geometries: list[BaseGeometry]) -> BaseGeometry:
    """One geometry of all: a multi-geometry when they are of one dimension, else a collection."""
    parts: list[BaseGeometry] = [part for geometry in geometries for part in shapely.get_parts(geometry)]
    if len(parts) == 1:
        return parts[0]
    kinds = {part.geom_type for part in parts}
    if kinds == {"Polygon"}:
        joined: BaseGeometry = shapely.unary_union(parts)
        return joined
    if kinds == {"Point"}:
        return MultiPoint([part for part in parts if isinstance(part, Point)])
    if kinds == {"LineString"}:
        return MultiLineString([part for part in parts if isinstance(part, LineString)])
    return GeometryCollection(parts)
