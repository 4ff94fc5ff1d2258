"""A stretch of a street as an id that stays: "stretch:12:34:56" is street 12 from street 34 to street 56.

An end that is no street (a house, the edge of the city) is a point of the street, "76.94512,43.23841". The way between
the ends is found again by the register, so the id is given only where it leads to the stretch that was asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.geocoding.answer import Answer
from gis_app.geocoding.register import Register
from gis_app.geocoding.reverse import reverse

KIND: Final = "stretch"
Point = tuple[float, float]
# A street of the register by its id, or a point of the street: longitude and latitude in degrees.
End = int | Point
# Shorter ones are one crossing: two streets meet at several points where there are two carriageways.
_LEAST_M: Final = 25.0
# The same stretch, though its ends were rounded to the metre.
_SAME_M: Final = 3.0
# A point farther off the street is no end of it.
_BESIDE_M: Final = 30.0
_LONGEST_NUMBER: Final = 18


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the register. `shape` is EPSG:4326; `street` is the one it lies on."""

    label: str
    shape: BaseGeometry
    street: int


def id_of_stretch(register: Register, answer: Answer) -> str:
    """The id of what the geocoder found; empty when no id leads there again (one side of a street)."""
    streets = [number for kind, number in answer.targets if kind == "street"]
    if not streets or not isinstance(answer.geom, LineString) or len(answer.geom.coords) < 2:
        return ""
    asked = register.frame.metric(answer.geom)
    for start, end in _ends_of(answer.geom, streets[1:]):
        if {one for one in (start, end) if isinstance(one, int)} != set(streets[1:]):
            continue
        line = _line(register, streets[0], start, end)
        if line is not None and shapely.hausdorff_distance(asked, line) <= _SAME_M:
            return ":".join((KIND, str(streets[0]), _written(start), _written(end)))
    return ""


def stretch_of_id(register: Register, place_id: str, lang: Language) -> Stretch:
    """The stretch of an id. Raises NotFoundError for an id that leads to none."""
    parts = place_id.split(":")
    if len(parts) != 4 or parts[0] != KIND:
        raise NotFoundError(f"no place has the id {place_id}")
    street, start, end = _number(parts[1]), _read(parts[2]), _read(parts[3])
    if street is None or start is None or end is None:
        raise NotFoundError(f"no place has the id {place_id}")
    line = _line(register, street, start, end)
    if line is None:
        raise NotFoundError(f"no place has the id {place_id}")
    name = register.targets[register.by_key["street", street]].label(lang)
    label = f"{name}: {_named(register, start, name, lang)} – {_named(register, end, name, lang)}"
    return Stretch(label, register.frame.degrees(line), street)


def _ends_of(line: LineString, streets: Sequence[int]) -> Iterator[tuple[End, End]]:
    first, last = ((round(at[0], 5), round(at[1], 5)) for at in (line.coords[0], line.coords[-1]))
    if len(streets) == 2:
        yield streets[0], streets[1]
    if len(streets) == 1:
        yield streets[0], last
        yield first, streets[0]
    yield first, last


def _line(register: Register, street: int, start: End, end: End) -> LineString | None:
    target = register.by_key.get(("street", street))
    if target is None:
        return None
    found = []
    for one, other in product(_points(register, target, start), _points(register, target, end)):
        if (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 >= _LEAST_M**2:
            line = register.cut(target, one, other)
            if line is not None and line.length >= _LEAST_M:
                found.append(line)
    return min(found, key=lambda line: line.length, default=None)


def _points(register: Register, street: int, end: End) -> list[Point]:
    """Where an end can lie on the street, in metres."""
    if not isinstance(end, int):
        point = register.frame.point_to_metric(*end)
        lies_there = shapely.dwithin(register.targets[street].geom, shapely.Point(point), _BESIDE_M)
        return [point] if lies_there else []
    other = register.by_key.get(("street", end))
    return [] if other is None or other == street else register.crossings.meet_with_jog(street, other)[0]


def _named(register: Register, end: End, street: str, lang: Language) -> str:
    if isinstance(end, int):
        return register.targets[register.by_key["street", end]].label(lang)
    address = reverse(register, *end, lang).address
    if address is None:
        return "{1:.5f}, {0:.5f}".format(*end)
    return address.label.removeprefix(f"{street}, ")


def _written(end: End) -> str:
    return str(end) if isinstance(end, int) else f"{end[0]:.5f},{end[1]:.5f}"


def _read(words: str) -> End | None:
    if "," not in words:
        return _number(words)
    try:
        lon, lat = (float(part) for part in words.split(","))
    except ValueError:
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def _number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdecimal() and len(words) <= _LONGEST_NUMBER else None
