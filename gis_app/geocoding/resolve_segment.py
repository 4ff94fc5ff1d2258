"""A stretch of a street: street and both ends are chosen together, so that they meet."""

from collections.abc import Iterator
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.candidates import Candidate
from gis_app.geocoding.outcome import Outcome, Part, Step, nothing
from gis_app.geocoding.scene import CLOSE_SCORE, Scene, end_text, far_apart, unknown
from gis_app.geocoding.tree import CityBorder, Corner, End, HouseEnd, Name, Segment

Point = tuple[float, float]

_NEAR_AREA_M = 250.0  # «до микрорайона X», «до рынка X»: how far beside the street it may lie
_AREA_FACTOR = 0.95
_LEAST_M = 25.0  # shorter stretches mean that both ends are one crossing


class _Place(NamedTuple):
    """Where an end lies on the street, with the weight of its evidence."""

    point: Point
    score: float
    candidate: Candidate | None
    jog: bool = False


class _Found(NamedTuple):
    score: float
    street: Candidate
    start: _Place
    end: _Place
    line: BaseGeometry


def resolve_segment(scene: Scene, node: Segment) -> Outcome:
    """The stretch, or the whole street at low confidence when only a part of it was understood, or nothing."""
    ends = [end for end in (node.start, node.end) if end is not None]
    if node.street is None:
        parts = [Part(role, end_text(end), None) for role, end in zip(("from", "to"), ends, strict=False)]
        return nothing(parts, Step("no_street", {}))
    streets = scene.candidates.of(node.street, "street", "river")
    found: list[_Found] = []
    one_end: list[tuple[float, Candidate, _Place, int]] = []
    for street in streets:
        starts = _places(scene, street, node.start)
        stops = _places(scene, street, node.end)
        for position, places in enumerate((starts, stops)):
            if places:
                best = max(places, key=lambda place: place.score)
                one_end.append((street.score * best.score, street, best, position))
        for start in starts:
            for stop in stops:
                apart = (start.point[0] - stop.point[0]) ** 2 + (start.point[1] - stop.point[1]) ** 2
                if apart < _LEAST_M**2 or _same_target(start, stop):
                    continue
                score = street.score * start.score * stop.score
                if found and score < found[0].score * 0.9:
                    continue
                line = scene.register.cut(street.target, start.point, stop.point)
                if line is not None and line.length >= _LEAST_M:
                    score *= 1.0 if scene.in_districts(line) else 0.7
                    found.append(_Found(score, street, start, stop, line))
        found.sort(key=lambda item: (-round(item.score, 3), item.line.length))
    if found:
        return _whole_stretch(scene, node, found)
    return _part_of_it(scene, node, streets, one_end)


def _same_target(start: _Place, stop: _Place) -> bool:
    one, other = start.candidate, stop.candidate
    return one is not None and other is not None and one.target == other.target


def _places(scene: Scene, street: Candidate, end: End | None) -> list[_Place]:
    """Where `end` can lie on `street`."""
    register = scene.register
    if isinstance(end, HouseEnd):
        return list(_house_places(scene, street, end))
    if isinstance(end, CityBorder):
        return [_Place(point, 0.9, None) for point in _border_points(scene, street)]
    if isinstance(end, Corner):
        return _corner_places(scene, street, end)
    places: list[_Place] = []
    for candidate in scene.candidates.of(end):
        target = register.targets[candidate.target]
        if candidate.target == street.target:
            continue
        if target.kind in ("street", "river"):
            points, factor = register.crossings.meet_with_jog(street.target, candidate.target)
            places += [_Place(point, candidate.score * factor, candidate, factor < 1.0) for point in points]
        else:
            point = _nearest_of_area(scene.target(street).geom, target.geom)
            places += [_Place(point, candidate.score * _AREA_FACTOR, candidate)] if point else []
    return places


def _house_places(scene: Scene, street: Candidate, end: HouseEnd) -> Iterator[_Place]:
    """The house itself, of the street or of the one that the end names; a guessed place weighs less."""
    owners = [street] if end.street is None else scene.candidates.of(end.street, "street")
    for owner in owners:
        house = scene.register.houses.find(owner.target, end.number)
        if house is not None:
            yield _Place((house.x, house.y), owner.score * (0.7 if house.how == "interpolated" else 1.0), None)


def _nearest_of_area(street: BaseGeometry, area: BaseGeometry) -> Point | None:
    """Where the street comes to an area: on its edge when it enters, else the nearest place within 250 m."""
    if shapely.distance(street, area) > _NEAR_AREA_M:
        return None
    edge = area.boundary if area.geom_type in ("Polygon", "MultiPolygon") else area
    place = shapely.shortest_line(street, edge).coords[0]
    return (float(place[0]), float(place[1]))


def _border_points(scene: Scene, street: Candidate) -> list[Point]:
    """Where the street leaves the city: crossings with the outer edge of the districts, else its two far ends."""
    register = scene.register
    areas = [register.targets[number].geom for number in register.district_targets.values()]
    line = scene.target(street).geom
    if areas:
        met = shapely.intersection(line, shapely.unary_union(areas).boundary)
        if not met.is_empty:
            return [(float(x), float(y)) for x, y in shapely.get_coordinates(met).tolist()[:8]]
    ends = shapely.get_coordinates(shapely.boundary(shapely.line_merge(line))).tolist()
    return [(float(x), float(y)) for x, y in ends[:8]]


def _corner_places(scene: Scene, street: Candidate, end: Corner) -> list[_Place]:
    """An end that is a crossing of two streets: where they meet near the street, or meet the street itself."""
    places: list[_Place] = []
    first, second = (scene.candidates.of(name, "street", "river") for name in end.names[:2])
    line = scene.target(street).geom
    for one in first:
        for other in second:
            points, factor = scene.register.crossings.meet_with_jog(one.target, other.target)
            for x, y in points:
                if shapely.dwithin(line, shapely.Point(x, y), 150.0):
                    places.append(_Place((x, y), one.score * other.score * factor, other))
    return places


def _whole_stretch(scene: Scene, node: Segment, found: list[_Found]) -> Outcome:
    best = found[0]
    rivals = [item for item in found[1:] if item.score >= best.score * CLOSE_SCORE and far_apart(item.line, best.line)]
    assert node.street is not None  # noqa: S101 - told to the type checker; the caller looked
    street = scene.label(best.street) or ""
    labels = [scene.label(place.candidate) or end_text(end) for place, end in _pairs(node, best)]
    parts = scene.parts_of("street", [node.street], [street])
    for role, (place, end), label in zip(("from", "to"), _pairs(node, best), labels, strict=True):
        parts.append(Part("house" if isinstance(end, HouseEnd) else role, end_text(end), label))
        if isinstance(end, CityBorder):
            parts[-1] = Part("border", end.text, label)
        del place
    if node.side and not node.street.side:
        parts.append(Part("side", node.side, node.side))
    steps = [Step("segment", {"street": street, "start": labels[0], "end": labels[1]})]
    steps += scene.reading(node.street, best.street)
    for place, end in _pairs(node, best):
        if isinstance(end, Name) and place.candidate is not None:
            steps += scene.reading(end, place.candidate)
    if best.start.jog or best.end.jog:
        steps.append(Step("jog", {}))
    if rivals:
        steps.append(Step("homonyms", {"count": len(rivals) + 1}))
    targets = [best.street.target, *(place.candidate.target for place, _ in _pairs(node, best) if place.candidate)]
    label = f"{street}: {labels[0]} – {labels[1]}"
    return Outcome("segment", best.line, best.score, label, bool(rivals), parts, steps, targets)


def _pairs(node: Segment, best: _Found) -> list[tuple[_Place, End]]:
    assert node.start is not None and node.end is not None  # noqa: S101 - both were placed
    return [(best.start, node.start), (best.end, node.end)]


def _part_of_it(
    scene: Scene, node: Segment, streets: list[Candidate], one_end: list[tuple[float, Candidate, _Place, int]]
) -> Outcome:
    """One end known, or none: the whole street, and said so; the known end chooses among homonyms."""
    assert node.street is not None  # noqa: S101 - told to the type checker; the caller looked
    ends = [("from", node.start), ("to", node.end)]
    missing = [end for _, end in ends if isinstance(end, Name)]
    if not streets:
        parts = scene.parts_of("street", [node.street])
        parts += [Part(role, end_text(end), None) for role, end in ends if end is not None]
        return nothing(parts, *unknown([node.street, *missing]))
    if one_end:
        score, street, place, position = max(one_end, key=lambda item: item[0])
        rivals = {other.target for value, other, _, _ in one_end if value >= score * CLOSE_SCORE} - {street.target}
        known = scene.label(place.candidate) or end_text(ends[position][1])
        steps = [Step("segment_open", {"street": scene.label(street), "end": known})]
        weight = 0.5
    else:
        street, position, known = streets[0], -1, ""
        score = street.score
        rivals = {other.target for other in streets[1:] if other.score >= score * CLOSE_SCORE}
        steps = [Step("segment_no_end", {"street": scene.label(street)})]
        weight = 0.35
    parts = scene.parts_of("street", [node.street], [scene.label(street)])
    for place_number, (role, end) in enumerate(ends):
        if end is not None:
            parts.append(Part(role, end_text(end), known if place_number == position else None))
    steps += scene.reading(node.street, street) + unknown(missing)
    geometry = scene.target(street).geom
    return Outcome(
        "street", geometry, score * weight, scene.label(street) or "", bool(rivals), parts, steps, [street.target]
    )
