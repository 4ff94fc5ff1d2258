"""How wide a street is, by its class: the table that carriageways are made of.

Half-widths in metres from the drawn line to the kerb. Lane widths are those of the Kazakh building code for towns
(SP RK 3.01-101-2013: 3.75 m on main streets of city importance, 3.5 m on district streets, 3.0 m on local ones).
The numbers of lanes are what such streets usually have here; they are not measured street by street.
"""

from typing import NamedTuple


class HalfWidth(NamedTuple):
    """Metres from the line to the kerb, for a line that is one carriageway of two, and for a whole street's line."""

    one_way_m: float
    two_way_m: float
    reason: str


HALF_WIDTHS: dict[str, HalfWidth] = {
    "motorway": HalfWidth(7.5, 13.0, "3–4 lanes of 3.75 m each way and a hard shoulder"),
    "trunk": HalfWidth(6.5, 12.0, "3 lanes of 3.75 m each way and a kerb strip"),
    "primary": HalfWidth(6.0, 10.5, "3 lanes of 3.5–3.75 m each way"),
    "secondary": HalfWidth(5.5, 7.5, "2–3 lanes of 3.5 m each way"),
    "tertiary": HalfWidth(4.0, 6.0, "one to two lanes of 3.5 m each way, parked cars at the kerb"),
    "motorway_link": HalfWidth(3.75, 5.0, "a ramp: one lane of 5 m and shoulders"),
    "trunk_link": HalfWidth(3.5, 5.0, "a ramp: one lane of 5 m and shoulders"),
    "primary_link": HalfWidth(3.0, 4.5, "a turning roadway: one lane of 5–6 m"),
    "secondary_link": HalfWidth(3.0, 4.5, "a turning roadway: one lane of 5–6 m"),
    "tertiary_link": HalfWidth(3.0, 4.0, "a turning roadway: one lane of 5–6 m"),
    "unclassified": HalfWidth(3.0, 3.5, "two lanes of 3.0–3.5 m, industrial and outlying roads"),
    "residential": HalfWidth(3.0, 3.5, "two lanes of 3.0 m and a gutter"),
    "living_street": HalfWidth(2.5, 2.75, "a drive between houses, 5.5 m"),
    "pedestrian": HalfWidth(5.0, 5.0, "a pedestrian street keeps the width of the street it was"),
    "unknown": HalfWidth(3.0, 3.5, "taken as residential"),
}
# A service road without a name is a drive inside a yard or a car park: part of the yard, no street space.
NAMED_ONLY: dict[str, HalfWidth] = {
    "service": HalfWidth(2.5, 2.75, "a drive with a street's name, 5.5 m"),
    "track": HalfWidth(2.0, 2.0, "an unpaved lane of one track, 4 m"),
}
# What bounds a block: every road that traffic passes through. Drives, footpaths and tunnels bound nothing.
BOUNDING_CLASSES = frozenset(HALF_WIDTHS)


def half_width_m(fclass: str, *, one_way: bool, named: bool) -> float | None:
    """Metres from the line to the kerb of a piece of road; None when it is no street space."""
    width = HALF_WIDTHS.get(fclass) or (NAMED_ONLY.get(fclass) if named else None)
    if width is None:
        return None
    return width.one_way_m if one_way else width.two_way_m
