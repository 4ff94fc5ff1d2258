"""A stretch of which an end is not said or not in the register.

An end that is not said leaves the whole street as what is known, below acceptance. An end that is named and not found
leaves nothing: the street is no answer for a stretch of it, so it is only offered.
"""

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.candidates import Candidate
from gis_app.geocoding.outcome import Outcome, Part, Step, nothing
from gis_app.geocoding.scene import CLOSE_SCORE, Scene, end_text, unknown
from gis_app.geocoding.segment_ends import Place
from gis_app.geocoding.sides import farthest, shifted
from gis_app.geocoding.tree import HouseEnd, Name, Segment

_ONE_END = 0.48
_ONLY_END = 0.5  # the text names no other end, so nothing of it is unknown
_ONE_WAY = 0.5  # the direction is known: from the end to where the street ends
_NO_END = 0.36
_NEAR_M = 600.0  # a street that ends this near is only not drawn to its end

Placed = Sequence[tuple[Candidate, list[Place], list[Place]]]


def resolve_open_segment(scene: Scene, node: Segment, placed: Placed) -> Outcome:
    """The street from its known end, where the text says no other; else nothing, with the street as a guess."""
    assert node.street is not None  # noqa: S101 - told to the type checker; the caller looked
    ends = [("from", node.start), ("to", node.end)]
    missing = [end for _, end in ends if isinstance(end, Name)]
    written = [Part(role, end_text(end), None) for role, end in ends if end is not None]
    if not placed:
        return nothing([*scene.parts_of("street", [node.street]), *written], *unknown([node.street, *missing]))
    met = [
        (street.score * best.score, street, best, position)
        for street, *both in placed
        for position, places in enumerate(both)
        if places and (best := max(places, key=lambda place: place.score))
    ]
    known = max(met, key=lambda item: item[0]) if met else None
    street = known[1] if known else placed[0][0]
    label = scene.label(street) or ""
    contrary = [
        end
        for at, (_, end) in enumerate(ends)
        if isinstance(end, Name) and not (known and known[3] == at) and _is_elsewhere(scene, end, street, known)
    ]
    parts = scene.parts_of("street", [node.street], [label])
    for position, (role, end) in enumerate(ends):
        if end is not None:
            at_end = known is not None and known[3] == position
            parts.append(
                Part(
                    role,
                    end_text(end),
                    (scene.label(known[2].candidate) or end_text(end)) if known and at_end else None,
                )
            )
    if contrary:
        names = ", ".join(end_text(end) for end in contrary)
        return nothing(parts, Step("no_end_there", {"street": label, "end": names}), *unknown(missing))
    value, rivals, geometry, step = _what_is_known(scene, node, placed, known)
    side = node.side or node.street.side
    steps = [step, *scene.reading(node.street, street), *unknown(missing)]
    steps += [Step("side", {"side": side})] if side else []
    steps += [Step("direction", {"side": node.direction})] if node.direction else []
    if known is None or not _is_open(node, known[3], step):
        steps[0] = step if known is None else Step("segment_end_missing", dict(step.values))
        refusal = nothing(parts, *steps, Step("offered", {"names": label}))
        refusal.add_alternative(label, shifted(geometry, side), street.target)
        return refusal
    outcome = Outcome("segment", shifted(geometry, side), value, label, bool(rivals), parts, steps, [street.target])
    for rival in rivals:
        outcome.add_alternative(scene.label(rival) or "", scene.target(rival).geom, rival)
    return outcome


def _is_open(node: Segment, position: int, step: Step) -> bool:
    """Whether no end is named but the known one, or a house is that the street leads to in the direction named."""
    other = node.end if position == 0 else node.start
    return other is None or (step.key == "segment_one_way" and isinstance(other, HouseEnd))


def _is_elsewhere(scene: Scene, end: Name, street: Candidate, known: object) -> bool:
    """Whether the register has the end's very name, and nowhere near the street, so that it should have been met."""
    exact = [hit for hit in end.hits if hit.how in ("exact", "old")]
    line = scene.target(street).geom
    return bool(exact) and (
        known is None or not any(shapely.dwithin(scene.target(hit.target).geom, line, _NEAR_M) for hit in exact)
    )


def _what_is_known(
    scene: Scene, node: Segment, placed: Placed, known: tuple[float, Candidate, Place, int] | None
) -> tuple[float, list[int], BaseGeometry, Step]:
    """Score, rival streets, geometry in metres and the step that says what is missing."""
    if known is None:
        best = placed[0][0]
        rivals = [c.target for c, *_ in placed[1:] if c.score >= best.score * CLOSE_SCORE]
        step = Step("segment_no_end", {"street": scene.label(best)})
        return best.score * _NO_END, rivals, scene.target(best).geom, step
    score, street, place, position = known
    values = [(s.score * max(p.score for p in both[position]), s.target) for s, *both in placed if both[position]]
    rivals = [target for value, target in values if value >= score * CLOSE_SCORE and target != street.target]
    text = scene.label(place.candidate) or end_text((node.start, node.end)[position])
    step = Step("segment_open", {"street": scene.label(street), "end": text})
    whole = scene.target(street).geom
    if node.direction and position == 0:
        stretch = scene.register.stretch(street.target, place.point, farthest(whole, node.direction))
        if stretch is not None:
            return score * _ONE_WAY, rivals, stretch.line, Step("segment_one_way", dict(step.values))
    alone = node.start is None or node.end is None
    return score * (_ONLY_END if alone else _ONE_END), rivals, whole, step
