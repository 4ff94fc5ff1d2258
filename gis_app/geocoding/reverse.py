"""From a point to what stands there: the nearest house, the street, the microdistrict, the district."""

from typing import NamedTuple

import shapely

from gis_app.geocoding.register import Register
from gis_app.geocoding.sights import place_id

HOUSE_M = 60.0
STREET_M = 150.0


class NearPlace(NamedTuple):
    """A place with its id, label and distance in metres (0 inside an area)."""

    id: str
    label: str
    distance_m: float


class Surroundings(NamedTuple):
    """What is at a point; each may be missing. `address` is the nearest house within 60 m."""

    address: NearPlace | None
    street: NearPlace | None
    microdistrict: NearPlace | None
    district: NearPlace | None


def reverse(register: Register, lon: float, lat: float, language: str = "ru") -> Surroundings:
    """What is at `lon`, `lat` (EPSG:4326). A point outside the city gives four times None."""
    x, y = register.frame.point_to_metric(lon, lat)
    point = shapely.Point(x, y)
    nearest: dict[str, tuple[float, int]] = {}
    for target in register.tree.query(point, predicate="dwithin", distance=STREET_M).tolist():
        kind = register.targets[target].kind
        away = float(shapely.distance(register.targets[target].geom, point))
        if kind in ("microdistrict", "district") and away > 0:
            continue
        if kind not in nearest or away < nearest[kind][0]:
            nearest[kind] = (away, target)

    def place(kind: str) -> NearPlace | None:
        if kind not in nearest:
            return None
        away, target = nearest[kind]
        return NearPlace(place_id(register, target), register.targets[target].label(language), round(away, 1))

    return Surroundings(_house(register, x, y, language), place("street"), place("microdistrict"), place("district"))


def _house(register: Register, x: float, y: float, language: str) -> NearPlace | None:
    houses = register.houses
    found = houses.nearest(x, y, HOUSE_M)
    if found is None:
        return None
    row, away = found
    owner = register.targets[int(houses.owners[row])].label(language)
    return NearPlace(f"house:{houses.ids[row]}", f"{owner}, {houses.texts[row]}", round(away, 1))
