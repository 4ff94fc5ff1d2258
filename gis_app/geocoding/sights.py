"""How a target of the register is shown: a point, a box, a line of detail; and its permanent id."""

import shapely

from gis_app.geocoding.register import Register
from gis_app.geocoding.rules import load_rule

_KINDS = load_rule("reasons")["kinds"]


def place_id(register: Register, target: int) -> str:
    """Kind and permanent register id (`street:12`)."""
    return f"{register.targets[target].kind}:{register.targets[target].id}"


def point_of_target(register: Register, target: int) -> tuple[float, float]:
    """A point on the place, longitude and latitude: the middle of a street's longest line, a point inside an area."""
    geometry = register.targets[target].geom
    parts = shapely.get_parts(geometry)
    if shapely.get_dimensions(geometry) == 1:
        middle = shapely.line_interpolate_point(max(parts, key=shapely.length), 0.5, normalized=True)
    else:
        middle = shapely.point_on_surface(geometry)
    return register.frame.point_to_degrees(middle.x, middle.y)


def box_of_target(register: Register, target: int) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees."""
    west, south, east, north = register.targets[target].geom.bounds
    return (*register.frame.point_to_degrees(west, south), *register.frame.point_to_degrees(east, north))


def detail_of_target(register: Register, target: int, language: str) -> str:
    """The kind of place and its districts («улица · Алмалинский район»)."""
    place = register.targets[target]
    words = _KINDS.get(place.kind, {})
    kind = str(words.get(language, words.get("ru", place.kind)))
    if place.kind == "district":
        return kind
    numbers = sorted(place.districts)[:3]
    names = [register.targets[register.district_targets[number]].label(language) for number in numbers]
    return " · ".join(filter(None, (kind, ", ".join(names))))
