"""Places where streets meet, and rings of streets: all names are chosen together."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.candidates import Candidate
from gis_app.geocoding.outcome import Outcome, Step, nothing
from gis_app.geocoding.rings import enclosed, enclosed_straight, orders
from gis_app.geocoding.scene import CLOSE_SCORE, Scene, far_apart, point_of, unknown
from gis_app.geocoding.tree import Contour, Crossing, Name

Point = tuple[float, float]

_ONE_PLACE_M = 150.0  # three streets make one crossing when their meetings lie within this
_OTHER_ORDER = 0.97
_WIDE_GAP_M = 1200.0  # one corner of a contour that the city names may be missing on the ground
_WIDE_GAP_FACTOR = 0.55
_LEAST_KNOWN, _KNOWN_SHARE = 3, 0.6  # sides of a contour that must be known
_UNKNOWN_SIDE = 0.85
_BESIDE_SIDE_M = 1000.0  # a park between two sides of a contour closes it
_MOST_RINGS = 400  # chains of candidates looked at per order of sides


def resolve_crossing(scene: Scene, node: Crossing) -> Outcome:
    """The point where the named streets meet. Streets that do not meet give nothing, homonyms an ambiguous answer."""
    names = node.names
    if len(names) > 3:
        return resolve_contour(scene, Contour(names, surely=False))
    if any(not name.hits for name in names):
        known = [name for name in names if name.hits]
        parts = scene.parts_of("cross", names)
        if len(known) < 2:
            return nothing(parts, *unknown(names))
        smaller = resolve_crossing(scene, Crossing(tuple(known)))
        smaller.steps += unknown(names)
        smaller.score *= 0.8
        return smaller
    found = sorted(_meetings(scene, names), key=lambda item: -item[0])
    text = " × ".join(name.text for name in names)
    if not found:
        return nothing(scene.parts_of("cross", names), Step("no_crossing", {"names": text}))
    score, chosen, place, jogged = found[0]
    rivals = [item for item in found[1:] if item[0] >= score * CLOSE_SCORE and far_apart(item[2], place)]
    labels = [scene.label(candidate) for candidate in chosen]
    label = " × ".join(filter(None, labels))
    steps = [Step("crossing", {"names": label})]
    for name, candidate in zip(names, chosen, strict=True):
        steps += scene.reading(name, candidate)
    steps += [Step("jog", {})] if jogged else []
    steps += [Step("homonyms", {"count": len(rivals) + 1})] if rivals else []
    parts = scene.parts_of("cross", names, labels)
    targets = [candidate.target for candidate in chosen]
    outcome = Outcome("intersection", place, score, label, bool(rivals), parts, steps, targets)
    for rival in rivals:
        outcome.add_alternative(
            " × ".join(filter(None, map(scene.label, rival[1]))), rival[2], *(one.target for one in rival[1])
        )
    return outcome


def _meetings(scene: Scene, names: Sequence[Name]) -> Iterator[tuple[float, list[Candidate], BaseGeometry, bool]]:
    """Every way in which candidates of all names meet at one place."""
    crossings = scene.register.crossings
    choices = [scene.candidates.of(name, "street", "river") for name in names]
    if any(not choice for choice in choices):
        return
    for first, second in product(choices[0], choices[1]):
        if first.target == second.target or scene.label(first) == scene.label(second):
            continue
        points, factor = crossings.meet_with_jog(first.target, second.target)
        for x, y in points:
            score = first.score * second.score * factor
            place: BaseGeometry = point_of((x, y))
            chosen = [first, second]
            for choice in choices[2:]:
                near = [c for c in choice if shapely.dwithin(scene.target(c).geom, place, _ONE_PLACE_M)]
                if not near:
                    break
                chosen.append(near[0])
                score *= near[0].score
            else:
                yield score * (1.0 if scene.in_districts(place) else 0.7), chosen, place, factor < 1.0


def resolve_contour(scene: Scene, node: Contour) -> Outcome:
    """The polygon that the sides enclose. An open contour gives the sides that were found, at low confidence."""
    lines = tuple(side for side in node.sides if side.kind != "microdistrict")
    sides = lines if len(lines) >= 3 else node.sides
    node = Contour(sides, node.surely)
    if len(sides) == 3:
        crossing = resolve_crossing(scene, Crossing(sides)) if all(side.hits for side in sides) else None
        if crossing is not None and crossing.geom is not None and not node.surely:
            return crossing
    choices = [scene.candidates.of(side, "street", "river") for side in sides]
    if all(choices) and len(sides) >= 3:
        ring = _best_ring(scene, choices) or (_best_ring(scene, choices, gaps=1) if node.surely else None)
        if ring is not None:
            return _closed(scene, sides, ring)
    if not all(choices) and (ring := _ring_without_unknown(scene, sides, choices, node.surely)) is not None:
        return _closed(scene, sides, ring)
    return _open(scene, node, choices)


class _Ring:
    """A closed ring: weight, polygon in metres, the candidate of each side."""

    def __init__(self, score: float, polygon: BaseGeometry, chosen: dict[int, Candidate]) -> None:
        self.score, self.polygon, self.chosen = score, polygon, chosen
        self.rivals = 0


def _best_ring(scene: Scene, choices: Sequence[list[Candidate]], gaps: int = 0) -> _Ring | None:
    """The ring of the highest score; among equals the shortest edge. `gaps` corners may lie over a wide gap."""
    rings: list[_Ring] = []
    for number, order in enumerate(orders(len(choices))):
        for score, chosen, corners in _chains(scene, [choices[side] for side in order], gaps):
            score *= 1.0 if number == 0 else _OTHER_ORDER
            if rings and score < rings[0].score * 0.9:
                continue
            polygon = enclosed([candidate.target for candidate in chosen], corners, scene.register.cut)
            if polygon is not None and scene.in_districts(polygon):
                rings.append(_Ring(score, polygon, dict(zip(order, chosen, strict=True))))
                rings.sort(key=lambda ring: (-round(ring.score, 2), ring.polygon.length))
        if rings and number == 0:
            break
    if not rings:
        return None
    best = rings[0]
    best.rivals = sum(r.score >= best.score * CLOSE_SCORE and far_apart(r.polygon, best.polygon) for r in rings[1:])
    return best


def _ring_without_unknown(
    scene: Scene, sides: Sequence[Name], choices: Sequence[list[Candidate]], surely: bool
) -> _Ring | None:
    """The ring of the sides that are streets or rivers, when they close without the others («…, территория рынка»):
    the neighbours of each other side meet, or it is a place that lies beside both."""
    known = [number for number, choice in enumerate(choices) if choice]
    if len(known) < _LEAST_KNOWN or len(known) < _KNOWN_SHARE * len(choices):
        return None
    lines = [choices[number] for number in known]
    ring = _best_ring(scene, lines) or (_best_ring(scene, lines, gaps=1) if surely else None)
    if ring is None:
        return None
    for place, number in enumerate(known):
        skipped = sides[known[place - 1] + 1 : number] if place else (*sides[known[-1] + 1 :], *sides[:number])
        before, after = ring.chosen[place - 1 if place else len(known) - 1], ring.chosen[place]
        if skipped and not scene.register.crossings.meet_with_jog(before.target, after.target)[0]:
            both = scene.target(before).geom, scene.target(after).geom
            beside = (hit for hit in skipped[0].hits for line in both
                      if not shapely.dwithin(scene.target(hit.target).geom, line, _BESIDE_SIDE_M))  # fmt: skip
            if not skipped[0].hits or next(beside, None) is not None:
                return None
    ring.chosen = {known[place]: candidate for place, candidate in ring.chosen.items()}
    ring.score *= _UNKNOWN_SIDE ** (len(choices) - len(known))
    return ring


Chain = tuple[float, list[Candidate], list[Point]]


def _corner(scene: Scene, one: int, other: int, gaps_left: int) -> tuple[list[Point], float, int]:
    """Where two sides meet: points, factor, and 1 when it took a wide gap (at most 1,200 m, joined straight)."""
    points, factor = scene.register.crossings.meet_with_jog(one, other)
    if points or gaps_left == 0 or one == other:
        return points, factor, 0
    a, b = scene.target(one).geom, scene.target(other).geom
    if not shapely.dwithin(a, b, _WIDE_GAP_M):
        return [], 0.0, 0
    middle = shapely.line_interpolate_point(shapely.shortest_line(a, b), 0.5, normalized=True)
    return [(float(middle.x), float(middle.y))], _WIDE_GAP_FACTOR, 1


def _chains(scene: Scene, choices: Sequence[list[Candidate]], gaps: int) -> Iterator[Chain]:
    """Candidates of consecutive sides that meet, with their corners; the last side meets the first."""
    seen = 0

    def grow(chosen: list[Candidate], corners: list[Point], score: float, left: int) -> Iterator[Chain]:
        nonlocal seen
        if seen > _MOST_RINGS:
            return
        last = chosen[-1]
        closing = len(chosen) == len(choices)
        for candidate in [chosen[0]] if closing else choices[len(chosen)]:
            if not closing and any(candidate.target == other.target for other in chosen):
                continue
            points, factor, gap = _corner(scene, last.target, candidate.target, left)
            for point in points:
                seen += 1
                if closing:
                    yield score * factor, chosen, [*corners, point]
                else:
                    value = score * factor * candidate.score
                    yield from grow([*chosen, candidate], [*corners, point], value, left - gap)

    for first in choices[0]:
        yield from grow([first], [], first.score, gaps)


def _closed(scene: Scene, sides: Sequence[Name], ring: _Ring) -> Outcome:
    chosen = [ring.chosen.get(number) for number in range(len(sides))]
    labels = [scene.label(candidate) for candidate in chosen]
    label = " – ".join(filter(None, labels))
    steps = [Step("contour", {"names": label})]
    for side, candidate in zip(sides, chosen, strict=True):
        steps += scene.reading(side, candidate) if candidate else unknown([side])
    steps += [Step("homonyms", {"count": ring.rivals + 1})] if ring.rivals else []
    parts = scene.parts_of("side_street", sides, labels)
    score = ring.score ** (3 / len(sides)) if len(sides) > 3 else ring.score
    targets = [candidate.target for candidate in chosen if candidate]
    return Outcome("contour", ring.polygon, score, label, ring.rivals > 0, parts, steps, targets)


def _open(scene: Scene, node: Contour, choices: Sequence[list[Candidate]]) -> Outcome:
    """The stretches of the sides between the corners that are known, else nothing."""
    sides = node.sides
    best: tuple[int, float, list[BaseGeometry], set[int], list[Point]] = (0, 0.0, [], set(), [])
    known = [number for number, choice in enumerate(choices) if choice]
    for start in known:
        run = [start]
        while len(run) < len(choices) and choices[following := (run[-1] + 1) % len(choices)] and following not in run:
            run.append(following)
        for score, chosen, corners in _open_chains(scene, [choices[number] for number in run]):
            if (len(corners), score) > (best[0], best[1]):
                lines = [
                    line
                    for candidate, (a, b) in zip(chosen[1:-1], pairwise(corners), strict=True)
                    if (line := scene.register.cut(candidate.target, a, b)) is not None
                ]
                best = (len(corners), score, list(lines), set(run[: len(chosen)]), corners)
    names = " – ".join(side.text for side in sides)
    matched = [scene.label(choices[n][0]) if n in best[3] else None for n in range(len(sides))]
    parts = scene.parts_of("side_street", sides, matched)
    if best[0] == 0:
        return nothing(parts, *(unknown(sides) or [Step("contour_open", {"names": names})]))
    steps = [Step("contour_open", {"names": names}), *unknown(sides)]
    score = best[1] * 0.4
    if best[0] >= 3:
        along = [(float(x), float(y)) for line in best[2] for x, y in line.coords]
        closed = enclosed_straight(along or best[4])
        if closed is not None:
            steps[0] = Step("contour_straight", {"names": names})
            return Outcome("contour", closed, score, names, parts=parts, steps=steps)
    outcome = nothing(parts, *steps)  # stretches and corners of its sides are no area
    for shape in best[2] or [point_of(best[4][0])]:
        outcome.add_alternative(names, shape)
    return outcome


def _open_chains(
    scene: Scene, choices: Sequence[list[Candidate]]
) -> Iterator[tuple[float, list[Candidate], list[Point]]]:
    """The longest chains of consecutive sides that meet, from the first side on (greedy after the second)."""
    crossings = scene.register.crossings
    for first in choices[0]:
        chosen, corners, score = [first], [], first.score
        for choice in choices[1:]:
            step = next(
                ((c, p) for c in choice for p in crossings.meet_with_jog(chosen[-1].target, c.target)[0][:1]), None
            )
            if step is None:
                break
            chosen.append(step[0])
            corners.append(step[1])
            score *= step[0].score
        if corners:
            yield score, chosen, corners
