"""Streets and microdistricts that nothing draws: the addresses of their houses are all that tells of them."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

import regex
import shapely
from shapely.geometry.base import BaseGeometry

from gis_app.geocoding.areas import area_of_houses
from gis_app.geocoding.names import area_key
from gis_app.geocoding.normalize import split_kind
from gis_app.geocoding.targets import STREET_KINDS, HouseRow

_TOGETHER_M = 1500.0  # of the middle one; houses farther off have another street of the name, or a wrong point
_AROUND_M = 60.0
_LETTERS = regex.compile(r"\p{L}{4}")  # «ул. 4-я» is no name to be found by
_TIGHT = regex.compile(r"(?<=\p{L}\.)(?=[\p{Lu}\d])")


class NamedHouses(NamedTuple):
    """A name as the addresses write it, the houses that bear it, and the area around them in metres.

    `street_kind` is the kind word of a street, `other` for a microdistrict.
    """

    name: str
    street_kind: str
    rows: list[HouseRow]
    area: BaseGeometry


def named_by_houses(rows: Iterable[HouseRow]) -> list[NamedHouses]:
    """The houses of no known street or microdistrict, by the name in their addresses. Points are in metres."""
    groups: dict[tuple[str, str], list[tuple[str, HouseRow]]] = defaultdict(list)
    for row in rows:
        name = name_of_address(row.address or "")
        kind, bare = split_kind(name)
        if _LETTERS.search(bare) and kind != "square":  # a square has no houses of its own; it is a landmark
            groups[(kind if kind in STREET_KINDS else "other", area_key(name))].append((name, row))
    found = []
    for (kind, _), members in groups.items():
        middle = median(row.x for _, row in members), median(row.y for _, row in members)
        near = [one for one in members if (one[1].x - middle[0]) ** 2 + (one[1].y - middle[1]) ** 2 <= _TOGETHER_M**2]
        if near:
            points = [(row.x, row.y) for _, row in near]
            area = area_of_houses(points)
            around = area if area is not None else shapely.multipoints(points).buffer(_AROUND_M, quad_segs=2)
            found.append(NamedHouses(near[0][0], kind, [row for _, row in near], around))
    return found


def name_of_address(address: str) -> str:
    """The name before the number: «ул. Алтын Орда» of «ул.Алтын Орда, 6/12»; of several the last one."""
    parts = [part.strip() for part in address.split(",")]
    named = [part for part in parts[:-1] if _LETTERS.search(part)]
    return " ".join(_TIGHT.sub(" ", named[-1]).split()) if named else ""
