"""Every location of a phrase to a place, in the order of the rules; then what a contour turns out to be."""

from dataclasses import replace

from gis_app.geocoding.candidates import Candidate
from gis_app.geocoding.normalize import sort_of_name
from gis_app.geocoding.outcome import Alternative, Outcome, Step, nothing
from gis_app.geocoding.resolve_address import resolve_address
from gis_app.geocoding.resolve_crossing import resolve_contour, resolve_crossing
from gis_app.geocoding.resolve_part import resolve_part
from gis_app.geocoding.resolve_segment import resolve_segment
from gis_app.geocoding.scene import CLOSE_SCORE, Scene, unknown
from gis_app.geocoding.tree import Address, Contour, Crossing, Name, Node, PartOf, Segment, Whole

_DOMINANT = 4.0  # a street four times as long as every other of its name is the one that is meant
_AMBIGUOUS = 0.55
MATCH_OF_KIND = {"river": "landmark", "park": "landmark", "city": "none"}


def resolve(scene: Scene, node: Node) -> list[Outcome]:
    """The places of one node; a list that only might be a contour may turn out to be several streets."""
    if isinstance(node, Segment):
        return _segment(scene, node)
    if isinstance(node, Crossing):
        crossing = resolve_crossing(scene, node)
        if node.surely or crossing.geom is not None:
            return [crossing]
        return [resolve_whole(scene, Whole(name)) for name in node.names]
    if isinstance(node, Contour):
        if node.in_pairs:
            return _pairs(scene, node)
        outcome = resolve_contour(scene, node)
        if node.surely or (outcome.match_type in ("contour", "intersection") and outcome.score > 0.5):
            return [outcome]
        if len(node.sides) == 3 and outcome.geom is not None:
            return [outcome]
        return [resolve_whole(scene, Whole(side)) for side in node.sides]
    if isinstance(node, Address):
        return [resolve_address(scene, node)]
    if isinstance(node, PartOf):
        part = resolve_part(scene, node)
        alone = [resolve_whole(scene, Whole(name)) for name in (replace(node.area, kind=None), *node.streets)]
        return [part] if part is not None else alone
    return [resolve_whole(scene, node)]


def _segment(scene: Scene, node: Segment) -> list[Outcome]:
    """A stretch; one that the text does not call so is a street and a crossing where it has no two ends."""
    outcome = resolve_segment(scene, node)
    names = tuple(end for end in (node.start, node.end) if isinstance(end, Name))
    if node.surely or node.street is None or len(names) < 2 or outcome.match_type == "segment":
        return [outcome]
    return [resolve_whole(scene, Whole(node.street)), resolve_crossing(scene, Crossing(names))]


def _pairs(scene: Scene, node: Contour) -> list[Outcome]:
    """«A – B, C – D»: two crossings where both pairs meet without a gap, else the area that the four enclose."""
    pairs = (Crossing(node.sides[:2]), Crossing(node.sides[2:]))
    crossings = [resolve_crossing(scene, pair) for pair in pairs]
    if all(one.geom is not None and not any(step.key == "jog" for step in one.steps) for one in crossings):
        return crossings
    area = resolve_contour(scene, node)
    better = area.match_type == "contour" and area.score > max(one.score for one in crossings) ** 2
    return [area] if better else crossings


def resolve_whole(scene: Scene, node: Whole) -> Outcome:
    """The place that a name alone stands for; homonyms of about the same weight make the answer ambiguous."""
    name = node.name
    found = scene.candidates.of(name)
    role = _role(scene, found[0] if found else None, name.kind)
    if not found:
        return nothing(scene.parts_of(role, [name]), *unknown([name]))
    best = found[0]
    rivals = [other for other in found[1:] if other.score >= best.score * CLOSE_SCORE]
    target = scene.target(best)
    dominant = all(
        target.kind == "street" and target.geom.length >= _DOMINANT * scene.target(rival).geom.length
        for rival in rivals
    )
    label = target.label(scene.language)
    is_park = (sort_of_name(target.label()) or "park/").startswith("park/")
    kind = target.shown_kind if target.kind != "park" or is_park else "landmark"
    steps = [Step("whole", {"kind": kind, "name": label}), *scene.reading(name, best)]
    score = best.score
    if rivals:
        steps.append(Step("homonyms", {"count": len(rivals) + 1}))
        score *= 0.9 if dominant else _AMBIGUOUS
    return Outcome(
        "microdistrict" if name.kind == "microdistrict" else MATCH_OF_KIND.get(target.kind, target.shown_kind),
        target.geom,
        score,
        label,
        bool(rivals) and not dominant,
        scene.parts_of(role, [name], [label]),
        steps,
        [best.target],
        [Alternative(scene.label(rival) or "", scene.target(rival).geom, (rival.target,)) for rival in rivals[:8]],
    )


def _role(scene: Scene, best: Candidate | None, kind: str | None) -> str:
    if best is not None:
        return scene.target(best).kind
    return kind if kind in ("microdistrict", "river", "park", "landmark", "district") else "street"
