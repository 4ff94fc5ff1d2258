"""`load-areas`: microdistricts, rivers, parks and other cities from GeoJSON; property `kind` says which."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import shapely
from shapely.geometry import MultiLineString
from shapely.geometry.base import BaseGeometry

from etl.extract.features import Feature, text_of
from etl.extract.geo import read_features
from etl.load.assign import assign_streets
from etl.load.context import LoadContext
from etl.load.derive import derive
from etl.load.outcome import LoadOutcome
from etl.load.places import PlaceRow, save_places
from etl.transform.areas import as_multipolygon
from etl.transform.street_ends import to_metric
from etl.transform.street_labels import language_of
from gis_app.errors import BadFileError

KINDS = ("microdistrict", "river", "park", "city", "landmark")
# Reaches of one river drawn as separate lines are one river when they come this near each other.
RIVER_REACH_M = 500.0


def read_area(feature: Feature, outcome: LoadOutcome) -> PlaceRow | None:
    """The place of a feature, or None with the reason noted in `outcome`."""
    properties = feature.properties
    kind = text_of(properties, "kind")
    if kind not in KINDS:
        outcome.refuse(feature.row, "kind", f"kind is {kind!r}; it must be one of {', '.join(KINDS)}")
        return None
    plain = text_of(properties, "name")
    names = {
        "ru": text_of(properties, "name_ru", "name:ru"),
        "kk": text_of(properties, "name_kk", "name_kz", "name:kk"),
        "en": text_of(properties, "name_en", "name:en"),
    }
    if plain:
        language = language_of(plain)
        names["kk" if language == "kk" else "ru"] = names["kk" if language == "kk" else "ru"] or plain
    if not any(names.values()):
        outcome.refuse(feature.row, "name_ru", "the area has no name")
        return None
    shape = _fit(feature.geometry, kind)
    if shape is None:
        outcome.refuse(feature.row, "geometry", f"a {kind} cannot be drawn as {feature.geometry.geom_type}")
        return None
    further = []
    for column, spoken, sort in (
        ("old_ru", "ru", "old"),
        ("old_kk", "kk", "old"),
        ("old_name", None, "old"),
        ("variants", None, "variant"),
        ("alt_name", None, "variant"),
    ):
        written = text_of(properties, column)
        for name in filter(None, (part.strip() for part in (written or "").split(";"))):
            further.append((name, spoken or language_of(name), sort))
    return PlaceRow(
        feature.row, kind, names["ru"], names["kk"], names["en"], shape,
        text_of(properties, "address"), text_of(properties, "external_id", "osm_id"), tuple(further),
    )  # fmt: skip


def _fit(geometry: BaseGeometry, kind: str) -> BaseGeometry | None:
    """The geometry in the form its kind is kept in: areas as polygons, rivers as lines or polygons, cities as any."""
    polygons, _ = as_multipolygon(geometry)
    if polygons is not None:
        return polygons
    if kind == "river":
        return geometry if geometry.geom_type in ("LineString", "MultiLineString") else None
    return geometry if geometry.geom_type == "Point" else None


def join_reaches(rows: Sequence[PlaceRow], metric_srid: int) -> list[PlaceRow]:
    """Lines of one river's name that come near each other as one row; everything else unchanged."""
    lines: dict[frozenset[str], list[PlaceRow]] = defaultdict(list)
    kept: list[PlaceRow] = []
    for row in rows:
        is_line = row.kind == "river" and row.geom.geom_type in ("LineString", "MultiLineString")
        (lines[row.keys] if is_line and row.keys else kept).append(row)
    for group in lines.values():
        shapes = to_metric([row.geom for row in group], metric_srid)
        waiting = list(range(len(group)))
        while waiting:
            river, front = [waiting.pop(0)], 0
            while front < len(river):
                near = [i for i in waiting if shapely.dwithin(shapes[river[front]], shapes[i], RIVER_REACH_M)]
                river += near
                waiting = [i for i in waiting if i not in near]
                front += 1
            first = group[min(river)]
            parts = [part for i in sorted(river) for part in shapely.get_parts(group[i].geom)]
            merged = shapely.line_merge(MultiLineString(parts))
            kept.append(replace(first, geom=merged, external_id=first.external_id if len(river) == 1 else None))
    return sorted(kept, key=lambda row: row.row)


def load_areas(context: LoadContext, path: Path) -> LoadOutcome:
    """Load all areas of a file in the context's transaction. The same file twice changes nothing."""
    file = read_features(path)
    outcome = LoadOutcome(path.name).extend(file.problems)
    rows = []
    for feature in file.features:
        row = read_area(feature, outcome)
        if row is None:
            continue
        # Other cities are kept to refuse addresses in them, so they may lie anywhere.
        if row.kind != "city" and not context.in_city(row.geom):
            outcome.refuse(feature.row, "geometry", "the area lies outside the city's bounds")
            continue
        rows.append(row)
    if not rows:
        raise BadFileError(path, "no area could be read; " + "; ".join(map(str, outcome.problems[:3])))
    save_places(context, join_reaches(rows, context.settings.metric_srid), path.name, outcome)
    if any(row.kind == "microdistrict" for row in rows) and outcome.changed:
        assign_streets(context.session)
    if any(row.kind in ("park", "river") for row in rows) and outcome.changed:
        derive(context, outcome)
    return outcome
