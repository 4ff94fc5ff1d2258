"""Where the end of a stretch lies on its street: a crossing, a house, an area beside it, the border of the city."""

from collections.abc import Iterator
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.candidates import Candidate
from gis_app.geocoding.scene import Scene
from gis_app.geocoding.tree import CityBorder, Corner, End, HouseEnd

Point = tuple[float, float]

_NEAR_AREA_M = 250.0  # «до микрорайона X», «до рынка X»: how far beside the street it may lie
_NEAR_POINT_M = 700.0  # a park or a market that the register has only as a point in its middle
_AREA_FACTOR = 0.95
_POINT_FACTOR = 0.8
_FAR_JOG_FACTOR = 0.7  # the end's street stays more than 150 m away from the stretch
_CORNER_AWAY_M = 150.0
_MOST_BORDERS = 8
FAR_M = 150.0  # a named place farther from the answer than this is not a part of it


class Place(NamedTuple):
    """Where an end lies on the street, in metres, with the weight of its evidence."""

    point: Point
    score: float
    candidate: Candidate | None
    jog: bool = False
    away_m: float = 0.0  # how far the named place lies from the street


def places_of_end(scene: Scene, street: Candidate, end: End | None) -> list[Place]:
    """Where `end` can lie on `street`; empty when it is not there."""
    if end is None:
        return []
    if isinstance(end, HouseEnd):
        return list(_houses(scene, street, end))
    if isinstance(end, CityBorder):
        return [Place(point, 0.9, None) for point in _border_points(scene, street)]
    if isinstance(end, Corner):
        return _corners(scene, street, end)
    register = scene.register
    places: list[Place] = []
    for candidate in scene.candidates.of(end):
        target = register.targets[candidate.target]
        if candidate.target == street.target:
            continue
        if target.kind in ("street", "river"):
            points, factor = register.crossings.meet_with_jog(street.target, candidate.target)
            factor = _FAR_JOG_FACTOR if factor < 0.9 else factor
            away = float(shapely.distance(scene.target(street).geom, target.geom)) if factor < 1.0 else 0.0
            places += [Place(point, candidate.score * factor, candidate, factor < 1.0, away) for point in points]
        else:
            place = _beside(scene.target(street).geom, target.geom)
            places += [Place(place[0], candidate.score * place[1], candidate, away_m=place[2])] if place else []
    return places


def _houses(scene: Scene, street: Candidate, end: HouseEnd) -> Iterator[Place]:
    """The house itself, of the street or of the one that the end names; a guessed place weighs less."""
    owners = [street] if end.street is None else scene.candidates.of(end.street, "street")
    for owner in owners:
        house = scene.register.houses.find(owner.target, end.number, scene.register.ground(owner.target))
        if house is not None:
            yield Place((house.x, house.y), owner.score * (0.7 if house.how == "interpolated" else 1.0), None)


def _beside(street: BaseGeometry, area: BaseGeometry) -> tuple[Point, float, float] | None:
    """Where the street comes to an area, a factor, and how far away that is: on its edge when it enters, else the
    nearest place."""
    is_area = area.geom_type in ("Polygon", "MultiPolygon")
    away = float(shapely.distance(street, area))
    if away > (_NEAR_AREA_M if is_area else _NEAR_POINT_M):
        return None
    place = shapely.shortest_line(street, area.boundary if is_area else area).coords[0]
    return (float(place[0]), float(place[1])), _AREA_FACTOR if away <= _NEAR_AREA_M else _POINT_FACTOR, away


def _border_points(scene: Scene, street: Candidate) -> list[Point]:
    """Where the street leaves the city: crossings with the outer edge of the districts, else those of its ends that
    come near it; both far ends where the districts are not known."""
    register = scene.register
    areas = [register.targets[number].geom for number in register.district_targets.values()]
    line = scene.target(street).geom
    if areas:
        edge = shapely.unary_union(areas).boundary
        met = shapely.intersection(line, edge)
        if not met.is_empty:
            return [(float(x), float(y)) for x, y in shapely.get_coordinates(met).tolist()[:_MOST_BORDERS]]
    ends = shapely.get_coordinates(shapely.boundary(shapely.line_merge(line))).tolist()
    if areas:
        ends = [end for end in ends if shapely.dwithin(edge, shapely.Point(end), FAR_M)]
    return [(float(x), float(y)) for x, y in ends[:_MOST_BORDERS]]


def _corners(scene: Scene, street: Candidate, end: Corner) -> list[Place]:
    """An end that is a crossing of two streets: where they meet near the street, or meet the street itself."""
    places: list[Place] = []
    first, second = (scene.candidates.of(name, "street", "river") for name in end.names[:2])
    line = scene.target(street).geom
    for one in first:
        for other in second:
            points, factor = scene.register.crossings.meet_with_jog(one.target, other.target)
            for x, y in points:
                if shapely.dwithin(line, shapely.Point(x, y), _CORNER_AWAY_M):
                    places.append(Place((x, y), one.score * other.score * factor, other))
    return places
