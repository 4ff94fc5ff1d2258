"""Writing named places (microdistricts, rivers, parks, landmarks, other cities) so that their ids stay."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text

from etl.load.context import LoadContext
from etl.load.copy import GEOMETRY, copy_binary, ewkb, new_ids
from etl.load.outcome import LoadOutcome
from etl.load.register import bump_version, refuse_sketch_over_real
from etl.transform.street_ends import metric_transformer
from etl.transform.street_labels import name_key

# A place of the same kind and name within this distance is the same place, drawn anew; farther it is a homonym.
SAME_PLACE_M = {"microdistrict": 800.0, "river": 3000.0, "park": 300.0, "landmark": 100.0, "city": 20_000.0}
# Outlines made from houses give way to drawn ones, never the other way round.
DERIVED_SOURCE = "houses"


@dataclass(frozen=True)
class PlaceRow:
    """One place of a file. `further` holds (name, language, kind) beyond the three main names."""

    row: int
    kind: str
    name_ru: str | None
    name_kk: str | None
    name_en: str | None
    geom: BaseGeometry
    address: str | None = None
    external_id: str | None = None
    further: tuple[tuple[str, str, str], ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The name keys to find the place again by."""
        return frozenset(filter(None, (name_key(name) for name in (self.name_ru, self.name_kk, self.name_en) if name)))


@dataclass
class _Known:
    id: int
    facts: tuple[str | None, ...]
    source: str
    is_sketch: bool
    wkb: bytes
    shape_m: BaseGeometry
    keys: frozenset[str]
    further: set[tuple[str, str, str]] = field(default_factory=set)


def save_places(context: LoadContext, rows: Sequence[PlaceRow], source: str, outcome: LoadOutcome) -> list[int]:
    """Insert new places, update changed ones; returns the id of each row, in order.

    A row is a known place by its external id, else by kind, name key and nearness.
    """
    if context.is_sketch:
        refuse_sketch_over_real(context.session)
    known = _read_known(context, {row.kind for row in rows})
    by_external = {
        (kind, place.facts[4]): place for kind, places in known.items() for place in places if place.facts[4]
    }
    to_metric = metric_transformer(context.settings.metric_srid)
    ids: list[int | None] = []
    fresh: list[PlaceRow] = []
    taken: set[int] = set()
    for row in rows:
        shape_m = shapely.transform(row.geom, to_metric)
        place = by_external.get((row.kind, row.external_id)) if row.external_id else None
        if place is None:
            place = _same_place(row, shape_m, known[row.kind], taken)
        if place is None:
            ids.append(None)
            fresh.append(row)
            continue
        taken.add(place.id)
        ids.append(place.id)
        _update(context, row, place, source, outcome)
    made = iter(_insert(context, fresh, source, outcome))
    if not context.is_sketch and source != DERIVED_SOURCE:
        _drop_sketch(context, known, taken, outcome)
    if outcome.changed:
        bump_version(context.session)
    return [next(made) if number is None else number for number in ids]


def _read_known(context: LoadContext, kinds: set[str]) -> dict[str, list[_Known]]:
    known: dict[str, list[_Known]] = defaultdict(list)
    by_id: dict[int, _Known] = {}
    found = context.session.execute(
        text(
            "SELECT id, kind, name_ru, name_kk, name_en, address, external_id, source, is_sketch,"
            " ST_AsBinary(geom), ST_AsBinary(geom_m) FROM places WHERE kind = ANY(:kinds) AND valid_to IS NULL"
            " ORDER BY id"
        ),
        {"kinds": sorted(kinds)},
    )
    for number, kind, ru, kk, en, address, external, source, is_sketch, wkb, wkb_m in found:
        keys = frozenset(filter(None, (name_key(name) for name in (ru, kk, en) if name)))
        place = _Known(
            number, (ru, kk, en, address, external), source, is_sketch, bytes(wkb), shapely.from_wkb(bytes(wkb_m)), keys
        )
        known[kind].append(place)
        by_id[number] = place
    names = context.session.execute(
        text("SELECT place_id, name, language, kind FROM place_names WHERE place_id = ANY(:ids)"), {"ids": list(by_id)}
    )
    for number, name, language, kind in names:
        by_id[number].further.add((name, language, kind))
        by_id[number].keys |= {name_key(name)} - {""}
    return known


def _same_place(row: PlaceRow, shape_m: BaseGeometry, places: list[_Known], taken: set[int]) -> _Known | None:
    reach = SAME_PLACE_M[row.kind]
    near = [
        (float(shapely.distance(shape_m, place.shape_m)), place.id, place)
        for place in places
        if place.id not in taken
        and not place.keys.isdisjoint(row.keys)
        and (row.external_id is None or place.facts[4] is None)
        and shapely.dwithin(shape_m, place.shape_m, reach)
    ]
    return min(near)[2] if near else None


def _update(context: LoadContext, row: PlaceRow, place: _Known, source: str, outcome: LoadOutcome) -> None:
    if source == DERIVED_SOURCE and place.source != DERIVED_SOURCE:
        outcome.count(f"{_plural(row.kind)} unchanged")
        return
    written = (row.name_ru, row.name_kk, row.name_en, row.address, row.external_id)
    # What the file leaves out stays as it is: a list of outlines does not wipe an address.
    facts = tuple(new if new is not None else old for new, old in zip(written, place.facts, strict=True))
    same_shape = shapely.to_wkb(row.geom) == place.wkb
    missing = [name for name in row.further if name not in place.further]
    if facts == place.facts and same_shape and not missing and place.is_sketch == context.is_sketch:
        outcome.count(f"{_plural(row.kind)} unchanged")
        return
    context.session.execute(
        text(
            "UPDATE places SET name_ru = :ru, name_kk = :kk, name_en = :en, address = :address,"
            " external_id = :external, is_sketch = :sketch, source = :source,"
            " geom = coalesce(ST_GeomFromEWKB(:geom), geom) WHERE id = :id"
        ),
        {
            **dict(zip(("ru", "kk", "en", "address", "external"), facts, strict=True)),
            "sketch": context.is_sketch,
            "source": source,
            "geom": None if same_shape else ewkb([row.geom])[0],
            "id": place.id,
        },
    )
    _insert_names(context, [(place.id, name) for name in missing], source)
    outcome.count(f"{_plural(row.kind)} changed", change=True)


def _insert(context: LoadContext, rows: Sequence[PlaceRow], source: str, outcome: LoadOutcome) -> list[int]:
    if not rows:
        return []
    ids = new_ids(context.connection, "places", len(rows))
    copy_binary(
        context.connection,
        "places",
        ["id", "kind", "name_ru", "name_kk", "name_en", "address", "external_id", "source", "is_sketch", "geom"],
        ["int8", "text", "text", "text", "text", "text", "text", "text", "bool", GEOMETRY],
        (
            (number, row.kind, row.name_ru, row.name_kk, row.name_en, row.address, row.external_id, source,
             context.is_sketch, geom)
            for number, row, geom in zip(ids, rows, ewkb([row.geom for row in rows]), strict=True)
        ),
    )  # fmt: skip
    _insert_names(context, [(n, name) for n, row in zip(ids, rows, strict=True) for name in row.further], source)
    for row in rows:
        outcome.count(f"{_plural(row.kind)} added", change=True)
    return ids


def _insert_names(context: LoadContext, names: Sequence[tuple[int, tuple[str, str, str]]], source: str) -> None:
    copy_binary(
        context.connection,
        "place_names",
        ["place_id", "name", "language", "kind", "source"],
        ["int8", "text", "text", "text", "text"],
        ((number, *name, source) for number, name in names),
    )


def _drop_sketch(context: LoadContext, known: dict[str, list[_Known]], taken: set[int], outcome: LoadOutcome) -> None:
    """Real data of a kind replace the sketch's data of that kind."""
    absent = [place.id for places in known.values() for place in places if place.is_sketch and place.id not in taken]
    if not absent:
        return
    parameters = {"ids": absent}
    for statement in (
        "UPDATE streets SET microdistrict_id = NULL WHERE microdistrict_id = ANY(:ids)",
        "UPDATE houses SET microdistrict_id = NULL WHERE microdistrict_id = ANY(:ids)",
        "DELETE FROM places WHERE id = ANY(:ids)",
    ):
        context.session.execute(text(statement), parameters)
    outcome.count("places of the sketch removed", len(absent), change=True)


def _plural(kind: str) -> str:
    return "cities" if kind == "city" else f"{kind}s"
