"""The small map that asks which of several places is meant: a number for each of them over the streets or districts.

Drawn from the register in memory, so that a question costs the database nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import shapely

from gis_app.dependencies import Language
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import Target
from gis_app.pages.sketch import HEIGHT, WIDTH, Shape, Window

# A number is a button to be touched: numbers stand at least so far apart, from their middles.
_APART_PX: Final = 44.0
_EDGE_PX: Final = 26.0
# Over a wider stretch single streets run together: then the main ones and the districts are drawn.
_STREETS_UP_TO_M: Final = 6000.0
_MAIN: Final = ("avenue", "highway")
_MOST_STREETS: Final = 300


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a choice, in pixels; `at` is the place itself, from which the number may have stepped aside."""

    number: int
    x: float
    y: float
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class AreaName:
    """A district's name where it can be read."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ChoiceMap:
    """What to draw, back to front."""

    areas: tuple[Shape, ...]
    streets: tuple[Shape, ...]
    names: tuple[AreaName, ...]
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT


def draw_choices(register: Register, points: Sequence[tuple[float, float]], lang: Language) -> ChoiceMap:
    """The map of points (longitude, latitude in degrees), numbered from 1 in their order."""
    metric = [register.frame.point_to_metric(*point) for point in points]
    window = Window(shapely.MultiPoint(metric))
    is_near = window.span_m <= _STREETS_UP_TO_M
    seen = [register.targets[number] for number in sorted(register.tree.query(window.box, "intersects").tolist())]
    streets = [one for one in seen if one.kind == "street" and (is_near or one.street_kind in _MAIN)]
    districts = [] if is_near else [one for one in seen if one.kind == "district"]
    streets.sort(key=lambda one: -float(one.geom.length))
    return ChoiceMap(
        areas=tuple(shape for one in districts for shape in window.shapes(one.geom)),
        streets=tuple(shape for one in streets[:_MOST_STREETS] for shape in window.shapes(one.geom)),
        names=tuple(_name(window, one, lang) for one in districts),
        marks=_marks([window.pixel(*one) for one in metric]),
    )


def _name(window: Window, district: Target, lang: Language) -> AreaName:
    inside = shapely.intersection(shapely.make_valid(district.geom), window.box)
    x, y = window.pixel(*shapely.get_coordinates(inside.representative_point())[0])
    return AreaName(district.label(lang), min(max(x, 70), WIDTH - 70), min(max(y, 16), HEIGHT - 16))


def _marks(places: Sequence[tuple[float, float]]) -> tuple[Mark, ...]:
    """Numbers at their places; one that would lie on another steps aside, to the nearest free spot around it."""
    placed: list[Mark] = []
    for number, (x, y) in enumerate(places, start=1):
        steps = [(0.0, 0.0), *((dx * _APART_PX, dy * _APART_PX) for dx, dy in _AROUND)]
        spots = [_inside(x + dx, y + dy) for dx, dy in steps]
        free = (spot for spot in spots if all(_is_apart(spot, other) for other in placed))
        stand = next(free, spots[0])
        placed.append(Mark(number, *stand, at=(x, y)))
    return tuple(placed)


_AROUND: Final = sorted(
    ((dx, dy) for dx in range(-4, 5) for dy in range(-4, 5) if dx or dy), key=lambda step: step[0] ** 2 + step[1] ** 2
)


def _inside(x: float, y: float) -> tuple[float, float]:
    return round(min(max(x, _EDGE_PX), WIDTH - _EDGE_PX), 1), round(min(max(y, _EDGE_PX), HEIGHT - _EDGE_PX), 1)


def _is_apart(spot: tuple[float, float], other: Mark) -> bool:
    return max(abs(spot[0] - other.x), abs(spot[1] - other.y)) >= _APART_PX - 0.1
