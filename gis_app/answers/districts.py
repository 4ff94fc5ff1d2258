"""The districts that a street runs through, with a point of it in each: every one of them has bodies of its own."""

from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.register import Register

# District and a point of the street in it, longitude and latitude in degrees.
Part = tuple[int, tuple[float, float]]
# A street is looked at every so many metres; a border runs along its middle, or along one of its sides.
_STEP_M: Final = 50.0
_BORDER_M: Final = 30.0
# What only begins at a street of the border is not in the other district.
_LEAST_STEPS: Final = 4

# Streets stay where they are until there is a newer register; few lie in several districts.
_known: WeakKeyDictionary[Register, dict[int, tuple[Part, ...]]] = WeakKeyDictionary()


def districts_of_street(register: Register, street: int) -> tuple[Part, ...]:
    """The districts of a street by its id, most of it first; empty when it lies in one only."""
    target = register.by_key.get(("street", street))
    if target is None or len(register.targets[target].districts) < 2:
        return ()
    known = _known.setdefault(register, {})
    if street not in known:
        known[street] = districts_along(register, register.targets[target].geom, register.targets[target].districts)
    return known[street]


def districts_along(register: Register, line: BaseGeometry, districts: frozenset[int]) -> tuple[Part, ...]:
    """Those of `districts` in which a line (metres) lies; empty when it is one only."""
    lines = [part for part in shapely.get_parts(line) if part.length > 0]
    points = np.concatenate(
        [shapely.line_interpolate_point(part, np.arange(0, part.length, _STEP_M)) for part in lines] or [np.array([])]
    )
    found = []
    for district in sorted(districts):
        area = register.targets[register.district_targets[district]].geom
        shapely.prepare(area)
        within = points[shapely.dwithin(area, points, _BORDER_M)]
        if len(within) >= _LEAST_STEPS:
            middle = within[len(within) // 2]
            found.append((len(within), district, register.frame.point_to_degrees(middle.x, middle.y)))
    found.sort(key=lambda one: (-one[0], one[1]))
    return tuple((district, point) for _, district, point in found) if len(found) > 1 else ()
