"""A small map as SVG: the place found, the streets that the text names, the streets around. Drawn on the server."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.register import Register

WIDTH = 640
HEIGHT = 400

_LEAST_SPAN_M = 400.0
_MARGIN = 0.25  # of the span, on each side
_MOST_AROUND = 400
_MOST_LABELS = 8
_SCALES_M = (50, 100, 200, 500, 1000, 2000, 5000, 10000)


@dataclass(frozen=True, slots=True)
class Shape:
    """An SVG path (`d`) in pixels; a point is a circle at `x`, `y` instead."""

    d: str
    x: float | None = None
    y: float | None = None
    is_area: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A place that the text names, with where its label stands, pixels."""

    label: str
    shapes: tuple[Shape, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """What to draw, back to front, in a picture of `WIDTH` by `HEIGHT` pixels; the scale bar is `scale_m` long."""

    around: tuple[Shape, ...]
    named: tuple[Named, ...]
    found: tuple[Shape, ...]
    scale_m: int
    scale_px: float


class Window:
    """The part of the plane that is shown: metres to pixels, north up."""

    def __init__(self, geometry: BaseGeometry) -> None:
        west, south, east, north = geometry.bounds
        span = max(east - west, (north - south) * WIDTH / HEIGHT, _LEAST_SPAN_M) * (1 + 2 * _MARGIN)
        self.span_m = span
        self.px_per_m = WIDTH / span
        self.west = (west + east) / 2 - span / 2
        self.north = (south + north) / 2 + span * HEIGHT / WIDTH / 2
        self.box = shapely.box(self.west, self.north - span * HEIGHT / WIDTH, self.west + span, self.north)

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        return round((x - self.west) * self.px_per_m, 1), round((self.north - y) * self.px_per_m, 1)

    def shapes(self, geometry: BaseGeometry) -> tuple[Shape, ...]:
        """What of a geometry is in the window, simplified to half a pixel."""
        inside = shapely.intersection(shapely.make_valid(geometry), self.box)
        simple = shapely.simplify(inside, 0.5 / self.px_per_m)
        return tuple(shape for part in _simple_parts(simple) if (shape := self._shape(part)) is not None)

    def _shape(self, part: BaseGeometry) -> Shape | None:
        if part.is_empty:
            return None
        if part.geom_type == "Point":
            x, y = self.pixel(*shapely.get_coordinates(part)[0])
            return Shape("", x, y)
        is_area = part.geom_type == "Polygon"
        lines = [shapely.get_exterior_ring(part), *shapely.get_rings(part)[1:]] if is_area else [part]
        path = "".join(self._path(shapely.get_coordinates(line)) + ("Z" if is_area else "") for line in lines)
        return Shape(path, is_area=is_area)

    def _path(self, coordinates: np.ndarray) -> str:
        pixels = [self.pixel(x, y) for x, y in coordinates.tolist()]
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in pixels)


def draw(register: Register, found: BaseGeometry | None, named: Iterable[tuple[str, BaseGeometry]]) -> Sketch | None:
    """The sketch of a place. `found` is EPSG:4326 or None, `named` are labels with geometry in metres.

    Without a found place the named ones set the picture; without either there is none.
    """
    named = list(named)
    place = None if found is None or found.is_empty else register.frame.metric(found)
    seen = place if place is not None else shapely.union_all([geometry for _, geometry in named])
    if seen.is_empty:
        return None
    window = Window(seen)
    labelled = []
    for label, geometry in named[:_MOST_LABELS]:
        inside = shapely.intersection(shapely.make_valid(geometry), window.box)
        if inside.is_empty:
            continue
        x, y = window.pixel(*shapely.get_coordinates(_label_place(inside))[0])
        labelled.append(
            Named(label, window.shapes(geometry), min(max(x, 60), WIDTH - 60), min(max(y, 20), HEIGHT - 12))
        )
    return Sketch(
        around=_around(register, window),
        named=tuple(_spread(labelled)),
        found=() if place is None else window.shapes(place),
        scale_m=(scale := _scale(window)),
        scale_px=round(scale * window.px_per_m, 1),
    )


def _around(register: Register, window: Window) -> tuple[Shape, ...]:
    near = sorted(int(number) for number in register.tree.query(window.box, predicate="intersects"))
    streets = [register.targets[number] for number in near if register.targets[number].kind == "street"]
    return tuple(shape for street in streets[:_MOST_AROUND] for shape in window.shapes(street.geom))


def _simple_parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    parts = list(shapely.get_parts(geometry))
    return [one for part in parts for one in (_simple_parts(part) if hasattr(part, "geoms") else [part])]


def _label_place(inside: BaseGeometry) -> BaseGeometry:
    longest = max(_simple_parts(inside), key=lambda part: (part.area, part.length))
    return longest.interpolate(0.3, normalized=True) if longest.geom_type == "LineString" else longest.centroid


def _spread(labels: list[Named]) -> list[Named]:
    """Labels moved down until none lies on another."""
    placed: list[Named] = []
    for label in labels:
        y = label.y
        while any(abs(other.y - y) < 16 and abs(other.x - label.x) < 150 for other in placed) and y < HEIGHT - 12:
            y += 16
        placed.append(Named(label.label, label.shapes, label.x, y))
    return placed


def _scale(window: Window) -> int:
    """The longest round length of at most a quarter of the picture."""
    fitting = [scale for scale in _SCALES_M if scale * window.px_per_m <= WIDTH / 4]
    return fitting[-1] if fitting else _SCALES_M[0]
