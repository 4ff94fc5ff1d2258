"""Microdistricts that no file draws: their outline is made from their own houses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text

from etl.load.context import LoadContext
from etl.load.outcome import LoadOutcome
from etl.load.places import DERIVED_SOURCE, PlaceRow, save_places
from etl.transform.house_addresses import bare_microdistrict
from etl.transform.house_streets import MicrodistrictFinder
from etl.transform.street_labels import is_gardens, language_of, name_key
from gis_app.geocoding.areas import area_of_houses

if TYPE_CHECKING:
    from etl.load.houses import HouseRow


def microdistrict_key(name: str) -> str:
    """The key of a microdistrict's name; gardeners' communities are told from microdistricts of the same name."""
    key = name_key(bare_microdistrict(name))
    return f"{key} gardens" if key and is_gardens(name) else key


def derive_microdistricts(context: LoadContext, houses: Sequence[HouseRow], outcome: LoadOutcome) -> list[HouseRow]:
    """The houses with their microdistrict's id, where their address names one.

    A microdistrict known by a drawn outline is taken as it is. One known only from houses, or not at all, gets the
    hull of its houses (at least three) as its outline, with the source `houses`.
    """
    drawn, derived = _known(context)
    finder = MicrodistrictFinder(drawn)
    placed: list[HouseRow] = []
    homeless: dict[str, list[int]] = defaultdict(list)
    for house in houses:
        key = microdistrict_key(house.parsed.microdistrict) if house.parsed.microdistrict else ""
        found = finder.find(key, house.point_m) if key else None
        if key and found is None:
            homeless[key].append(len(placed))
        placed.append(replace(house, microdistrict_id=found))
    rows: list[PlaceRow] = []
    members: list[list[int]] = []
    stored = _stored_points(context, derived)
    for key, numbers in homeless.items():
        points = {(placed[number].point_m.x, placed[number].point_m.y) for number in numbers}
        outline = area_of_houses(sorted(points | stored.get(key, set())))
        if outline is None:
            outcome.count("houses of microdistricts too small to outline", len(numbers))
            continue
        name = bare_microdistrict(placed[numbers[0]].parsed.microdistrict or "")
        rows.append(_row(context, placed[numbers[0]].row, name, outline))
        members.append(numbers)
    ids = save_places(context, rows, DERIVED_SOURCE, outcome) if rows else []
    for place_id, numbers in zip(ids, members, strict=True):
        for number in numbers:
            placed[number] = replace(placed[number], microdistrict_id=place_id)
    outcome.count("in a microdistrict", sum(house.microdistrict_id is not None for house in placed))
    return placed


def _row(context: LoadContext, row: int, name: str, outline_m: BaseGeometry) -> PlaceRow:
    to_degrees = Transformer.from_crs(context.settings.metric_srid, 4326, always_xy=True)
    outline = shapely.transform(
        outline_m, lambda xy: shapely.get_coordinates(shapely.points(*to_degrees.transform(xy[:, 0], xy[:, 1])))
    )
    kazakh = language_of(name) == "kk"
    return PlaceRow(row, "microdistrict", None if kazakh else name, name if kazakh else None, None, outline)


def _known(context: LoadContext) -> tuple[list[tuple[int, BaseGeometry, frozenset[str]]], dict[int, frozenset[str]]]:
    """Drawn microdistricts with their shapes and keys, and the keys of those made from houses."""
    keys: dict[int, set[str]] = defaultdict(set)
    for place_id, name in context.session.execute(
        text(
            "SELECT id, unnest(ARRAY[name_ru, name_kk, name_en]) FROM places WHERE kind = 'microdistrict'"
            " UNION SELECT n.place_id, n.name FROM place_names n JOIN places p ON p.id = n.place_id"
            " WHERE p.kind = 'microdistrict'"
        )
    ):
        if name:
            keys[place_id].add(microdistrict_key(name))
    drawn, derived = [], {}
    for place_id, source, wkb in context.session.execute(
        text(
            "SELECT id, source, ST_AsBinary(geom_m) FROM places WHERE kind = 'microdistrict' AND valid_to IS NULL"
            " ORDER BY id"
        )
    ):
        if source == DERIVED_SOURCE:
            derived[place_id] = frozenset(keys[place_id] - {""})
        else:
            drawn.append((place_id, shapely.from_wkb(bytes(wkb)), frozenset(keys[place_id] - {""})))
    return drawn, derived


def _stored_points(context: LoadContext, derived: dict[int, frozenset[str]]) -> dict[str, set[tuple[float, float]]]:
    """Points in metres of the houses that the register already holds in derived microdistricts, by key."""
    points: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for place_id, x, y in context.session.execute(
        text("SELECT microdistrict_id, ST_X(geom_m), ST_Y(geom_m) FROM houses WHERE microdistrict_id = ANY(:ids)"),
        {"ids": list(derived)},
    ):
        for key in derived[place_id]:
            points[key].add((x, y))
    return points
