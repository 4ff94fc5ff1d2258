"""A stretch of a street: street and both ends are chosen together, so that they meet."""

from typing import NamedTuple

import shapely

from gis_app.geocoding.candidates import Candidate
from gis_app.geocoding.open_segment import resolve_open_segment
from gis_app.geocoding.outcome import Outcome, Part, Step, nothing
from gis_app.geocoding.scene import CLOSE_SCORE, Scene, end_text, far_apart
from gis_app.geocoding.segment_ends import FAR_M, Place, places_of_end
from gis_app.geocoding.sides import shifted
from gis_app.geocoding.stretch import Stretch
from gis_app.geocoding.tree import CityBorder, End, HouseEnd, Name, Segment

_LEAST_M = 25.0  # shorter stretches mean that both ends are one crossing
_NEAR_M = 150.0
_WITHOUT_VIA = 0.7
_TOWARD = 0.9
_LEAST_GAP = 0.05  # share of a stretch that may be missing in the source without a word
_MOST_PAIRS = 300  # pairs of places of the two ends that are looked at


class _Found(NamedTuple):
    score: float
    street: Candidate
    start: Place
    end: Place
    stretch: Stretch


def resolve_segment(scene: Scene, node: Segment) -> Outcome:
    """The stretch, or what is known of it at low confidence when only a part was understood, or nothing."""
    if node.street is None:
        ends = [end for end in (node.start, node.end) if end is not None]
        parts = [Part(role, end_text(end), None) for role, end in zip(("from", "to"), ends, strict=False)]
        return nothing(parts, Step("no_street", {}))
    streets = scene.candidates.of(node.street, "street", "river")
    placed = [(s, places_of_end(scene, s, node.start), places_of_end(scene, s, node.end)) for s in streets]
    found: list[_Found] = []
    pairs = [(street, start, stop) for street, starts, stops in placed for start in starts for stop in stops]
    pairs.sort(key=lambda pair: -pair[0].score * pair[1].score * pair[2].score)
    for street, start, stop in pairs[:_MOST_PAIRS]:
        apart = (start.point[0] - stop.point[0]) ** 2 + (start.point[1] - stop.point[1]) ** 2
        score = street.score * start.score * stop.score
        if apart < _LEAST_M**2 or _same_target(start, stop) or (found and score < found[0].score * 0.9):
            continue
        stretch = scene.register.stretch(street.target, start.point, stop.point)
        if stretch is not None and stretch.line.length >= _LEAST_M:
            score *= 1.0 if scene.in_districts(stretch.line) else 0.7
            found.append(_Found(score * _via_factor(scene, node, stretch), street, start, stop, stretch))
            found.sort(key=_rank)
    if not found:
        return resolve_open_segment(scene, node, placed)
    outcome = _whole_stretch(scene, node, found)
    far = [end for place, end in ((found[0].start, node.start), (found[0].end, node.end)) if place.away_m > FAR_M]
    if not far or outcome.geom is None:
        return outcome
    names = ", ".join(map(end_text, far))
    refusal = nothing(outcome.parts, Step("no_end_there", {"street": scene.label(found[0].street), "end": names}))
    refusal.add_alternative(outcome.label, outcome.geom, *outcome.targets)
    return refusal


def _rank(found: _Found) -> tuple[bool, float, float]:
    """Ends that lie at the street first, then the weight, then the shorter stretch."""
    far = max(found.start.away_m, found.end.away_m) > FAR_M
    return far, -round(found.score, 3), found.stretch.line.length


def _same_target(start: Place, stop: Place) -> bool:
    one, other = start.candidate, stop.candidate
    return one is not None and other is not None and one.target == other.target


def _via_factor(scene: Scene, node: Segment, stretch: Stretch) -> float:
    """Less when the street that the stretch is said to pass over does not lie near it."""
    if node.via is None or not node.via.hits:
        return 1.0
    choices = scene.candidates.of(node.via, "street", "river")
    near = (scene.target(other).geom for other in choices if other.score >= choices[0].score * CLOSE_SCORE)
    return 1.0 if any(shapely.dwithin(line, stretch.line, _NEAR_M) for line in near) else _WITHOUT_VIA


def _whole_stretch(scene: Scene, node: Segment, found: list[_Found]) -> Outcome:
    best = found[0]
    line = best.stretch.line
    rivals = [r for r in found[1:] if r.score >= best.score * CLOSE_SCORE and far_apart(r.stretch.line, line)]
    assert node.street is not None and node.start is not None and node.end is not None  # noqa: S101 - both are placed
    ends: list[tuple[str, Place, End]] = [("from", best.start, node.start), ("to", best.end, node.end)]
    street = scene.label(best.street) or ""
    labels = [scene.label(place.candidate) or end_text(end) for _, place, end in ends]
    parts = scene.parts_of("street", [node.street], [street])
    parts += [Part(_role(end, role), end_text(end), label) for (role, _, end), label in zip(ends, labels, strict=True)]
    if node.via is not None:
        passed = _via_factor(scene, node, best.stretch) == 1.0
        parts.append(Part("cross", node.via.text, node.via.text if passed and node.via.hits else None))
    if node.side and not node.street.side:
        parts.append(Part("side", node.side, node.side))
    steps = [Step("segment", {"street": street, "start": labels[0], "end": labels[1]})]
    steps += scene.reading(node.street, best.street)
    for _, place, end in ends:
        if isinstance(end, Name) and place.candidate is not None:
            steps += scene.reading(end, place.candidate)
    steps += [Step("jog", {})] if best.start.jog or best.end.jog else []
    score = best.score * (_TOWARD if node.toward else 1.0)
    missing = best.stretch.gap_m / line.length
    if missing > _LEAST_GAP:
        steps.append(Step("gap", {"metres": round(best.stretch.gap_m)}))
        score *= 1.0 - 0.5 * missing
    side = node.side or node.street.side
    steps += [Step("side", {"side": side})] if side else []
    steps += [Step("direction", {"side": node.direction})] if node.direction else []
    steps += [Step("homonyms", {"count": len(rivals) + 1})] if rivals else []
    targets = [best.street.target, *(place.candidate.target for _, place, _ in ends if place.candidate)]
    outcome = Outcome("segment", shifted(line, side), score, f"{street}: {labels[0]} – {labels[1]}", bool(rivals))
    outcome.parts, outcome.steps, outcome.targets = parts, steps, targets
    for rival in rivals:
        outcome.add_alternative(scene.label(rival.street) or "", rival.stretch.line, rival.street.target)
    return outcome


def _role(end: End, role: str) -> str:
    return "house" if isinstance(end, HouseEnd) else "border" if isinstance(end, CityBorder) else role
