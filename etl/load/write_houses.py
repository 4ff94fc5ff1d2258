"""Rows of houses: found again by address or by owner and number, inserted, updated; ids stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text

from etl.load.context import LoadContext
from etl.load.copy import GEOMETRY, copy_binary, ewkb
from etl.load.outcome import LoadOutcome

if TYPE_CHECKING:
    from etl.load.houses import HouseRow

# The same number of the same street within this distance is the same house, spelled by another list.
SAME_HOUSE_M = 60.0
# A worse list never moves a house that a better one placed.
BETTER = {"surveyed": 2, "given": 1, "interpolated": 0}


@dataclass(frozen=True)
class _Known:
    id: int
    street_id: int | None
    microdistrict_id: int | None
    number: str
    address: str
    quality: str
    wkb: bytes
    point_m: BaseGeometry


def write_houses(context: LoadContext, houses: Sequence[HouseRow], source: str, outcome: LoadOutcome) -> None:
    """Insert the houses that are new and update those that changed."""
    if not context.is_sketch:
        removed = context.session.execute(text("DELETE FROM houses WHERE is_sketch RETURNING id")).fetchall()
        outcome.count("houses of the sketch removed", len(removed), change=True)
    pairs = _match(houses, _read_known(context))
    fresh = [house for house, known in zip(houses, pairs, strict=True) if known is None]
    _insert(context, fresh, source)
    outcome.count("houses added", len(fresh), change=True)
    updates = []
    for house, known in zip(houses, pairs, strict=True):
        if known is None:
            continue
        change = _change(house, known)
        if change is None:
            outcome.count("houses unchanged")
        else:
            updates.append({**change, "source": source, "id": known.id})
    if updates:
        context.session.execute(
            text(
                "UPDATE houses SET street_id = :street, microdistrict_id = :microdistrict, quality = :quality,"
                " geom = ST_GeomFromEWKB(:geom), source = :source WHERE id = :id"
            ),
            updates,
        )
    outcome.count("houses changed", len(updates), change=True)


def _read_known(context: LoadContext) -> list[_Known]:
    return [
        _Known(number, street_id, microdistrict_id, house, address, quality, bytes(wkb), shapely.from_wkb(bytes(wkb_m)))
        for number, street_id, microdistrict_id, house, address, quality, wkb, wkb_m in context.session.execute(
            text(
                "SELECT id, street_id, microdistrict_id, number, address, quality, ST_AsBinary(geom),"
                " ST_AsBinary(geom_m) FROM houses ORDER BY id"
            )
        )
    ]


def _match(houses: Sequence[HouseRow], known: Sequence[_Known]) -> list[_Known | None]:
    """For each house the known house that it is: same address and point, same address, or same number nearby."""
    exact: dict[tuple[str, bytes], list[_Known]] = defaultdict(list)
    spelled: dict[str, list[_Known]] = defaultdict(list)
    owned: dict[tuple[int | None, int | None, str], list[_Known]] = defaultdict(list)
    for old in known:
        exact[old.address.casefold(), old.wkb].append(old)
        spelled[old.address.casefold()].append(old)
        if old.street_id is not None or old.microdistrict_id is not None:
            owned[old.street_id, old.microdistrict_id, old.number].append(old)
    found: list[_Known | None] = [None] * len(houses)
    taken: set[int] = set()

    def take(at: int, candidates: Sequence[_Known]) -> None:
        free = [house for house in candidates if house.id not in taken]
        if found[at] is None and free:
            found[at] = free[0]
            taken.add(free[0].id)

    for at, house in enumerate(houses):
        take(at, exact.get((house.address.casefold(), shapely.to_wkb(house.point)), ()))
    for at, house in enumerate(houses):
        take(at, spelled.get(house.address.casefold(), ()))
    for at, house in enumerate(houses):
        same = owned.get((house.street_id, house.microdistrict_id, house.parsed.number.text), ())
        take(at, [other for other in same if other.point_m.distance(house.point_m) <= SAME_HOUSE_M])
    return found


def _change(house: HouseRow, known: _Known) -> dict[str, object] | None:
    """The new values of a known house; None when nothing changes."""
    worse = BETTER[house.quality] < BETTER[known.quality]
    point = known.wkb if worse else shapely.to_wkb(house.point)
    quality = known.quality if worse else house.quality
    street = house.street_id if house.street_id is not None else known.street_id
    microdistrict = house.microdistrict_id if house.microdistrict_id is not None else known.microdistrict_id
    if (street, microdistrict, quality, point) == (known.street_id, known.microdistrict_id, known.quality, known.wkb):
        return None
    return {
        "street": street,
        "microdistrict": microdistrict,
        "quality": quality,
        "geom": ewkb([shapely.from_wkb(point)])[0],
    }


def _insert(context: LoadContext, houses: Sequence[HouseRow], source: str) -> None:
    copy_binary(
        context.connection,
        "houses",
        ["street_id", "microdistrict_id", "number", "number_base", "address", "quality", "source", "is_sketch", "geom"],
        ["int8", "int8", "text", "int4", "text", "text", "text", "bool", GEOMETRY],
        (
            (
                house.street_id, house.microdistrict_id, house.parsed.number.text, house.parsed.number.base,
                house.address, house.quality, source, context.is_sketch, geom,
            )
            for house, geom in zip(houses, ewkb([house.point for house in houses]), strict=True)
        ),
    )  # fmt: skip
