"""Several places of one text put together to one answer."""

from collections.abc import Sequence

import shapely
from shapely import GeometryCollection, LineString, MultiLineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.outcome import Outcome, Step

_RANK = ("segment", "contour", "intersection", "multi", "rooftop", "corner", "rooftop_base", "interpolated",
         "microdistrict", "street", "landmark", "district")  # fmt: skip
_HOUSES = frozenset({"rooftop", "corner", "rooftop_base", "interpolated", "multi"})


def combine(outcomes: Sequence[Outcome]) -> Outcome:
    """One outcome for all places of a text."""
    located = [outcome for outcome in outcomes if outcome.geom is not None]
    parts = [part for outcome in outcomes for part in outcome.parts]
    steps = [step for outcome in outcomes for step in outcome.steps]
    if not located:
        offered = [other for outcome in outcomes for other in outcome.alternatives]
        return Outcome("none", None, 0.0, parts=parts, steps=steps, alternatives=offered)
    if len(outcomes) == 1:
        return located[0]
    steps.append(Step("several", {"count": len(outcomes), "found": len(located)}))
    kinds = {outcome.match_type for outcome in located}
    match_type = min(kinds, key=_RANK.index)
    if kinds <= _HOUSES and len(located) > 1:
        match_type = "multi"
    return Outcome(
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
