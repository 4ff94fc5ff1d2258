"""Pieces of road as a source gives them, read from GeoJSON, GeoPackage or OSM properties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString

from etl.extract.features import Feature, RowProblem, text_of
from etl.transform.street_labels import KAZAKH, language_of

# Road classes from the widest to the narrowest (OSM's `highway` values as Geofabrik exports name them).
CLASSES = (
    "motorway", "trunk", "primary", "secondary", "tertiary", "motorway_link", "trunk_link", "primary_link",
    "secondary_link", "tertiary_link", "unclassified", "residential", "living_street", "pedestrian", "service",
    "track", "track_grade1", "track_grade2", "track_grade3", "track_grade4", "track_grade5", "busway",
    "cycleway", "footway", "path", "bridleway", "steps", "unknown",
)  # fmt: skip
RANK = {name: rank for rank, name in enumerate(CLASSES)}
TRUE_VALUES = {"t", "true", "yes", "1", "viaduct"}
ONEWAY = {"yes": "F", "true": "F", "1": "F", "f": "F", "-1": "T", "reverse": "T", "t": "T", "no": "B", "b": "B"}
# Columns that hold names: column → (language or None for "tell by the letters", kind of name).
NAME_COLUMNS: dict[str, tuple[str | None, str]] = {
    "name": (None, "official"),
    "name_ru": ("ru", "official"), "name:ru": ("ru", "official"),
    "name_kk": ("kk", "official"), "name:kk": ("kk", "official"), "name_kz": ("kk", "official"),
    "name_en": ("en", "official"), "name:en": ("en", "official"),
    "alt_name": (None, "variant"), "int_name": ("en", "variant"),
    "old_name": (None, "old"), "old_name:ru": ("ru", "old"), "old_name:kk": ("kk", "old"), "old_ru": ("ru", "old"),
}  # fmt: skip


@dataclass(frozen=True)
class PieceName:
    """One name of a piece: as written, its language (kk, ru, en, und) and kind (official, old, variant)."""

    text: str
    language: str
    kind: str = "official"


@dataclass(frozen=True)
class RoadPiece:
    """A stretch of road between two points of the source. `geom` in EPSG:4326, longitude first.

    `oneway` is F (drawn direction), T (against it) or B (both ways), as in Geofabrik's exports.
    """

    row: int
    osm_id: str | None
    fclass: str
    names: tuple[PieceName, ...]
    geom: LineString
    oneway: str | None = None
    bridge: bool = False
    tunnel: bool = False


def names_of(properties: Mapping[str, Any]) -> tuple[PieceName, ...]:
    """All names of a feature, each once, official ones first. Old and alternative names may be ';'-separated."""
    found: dict[tuple[str, str], PieceName] = {}
    for column, (language, kind) in NAME_COLUMNS.items():
        text = text_of(properties, column)
        if text is None:
            continue
        parts = [part.strip() for part in text.split(";")] if kind != "official" else [text]
        for part in filter(None, parts):
            told = language or language_of(part)
            if told == "ru" and language_of(part) == "kk" and KAZAKH.search(part):
                told = "kk"
            found.setdefault((part.casefold(), "old" if kind == "old" else ""), PieceName(part, told, kind))
    return tuple(found.values())


def pieces_of(features: Iterable[Feature]) -> tuple[list[RoadPiece], list[RowProblem]]:
    """Pieces of every line feature (one per part of a multi-line), and the reasons of those not taken."""
    pieces: list[RoadPiece] = []
    problems: list[RowProblem] = []
    for feature in features:
        geometry = feature.geometry
        if isinstance(geometry, LineString):
            parts = [geometry]
        elif isinstance(geometry, MultiLineString):
            parts = list(geometry.geoms)
        else:
            problems.append(RowProblem(feature.row, "geometry", f"a street must be a line, not a {geometry.geom_type}"))
            continue
        parts = [part for part in parts if part.length > 0]
        if not parts:
            problems.append(RowProblem(feature.row, "geometry", "the line has no length"))
            continue
        properties = feature.properties
        names = names_of(properties)
        fclass = text_of(properties, "fclass", "highway") or "unknown"
        if fclass not in RANK:
            problems.append(RowProblem(feature.row, "fclass", f"unknown road class {fclass!r}, taken as 'unknown'"))
            fclass = "unknown"
        for part in parts:
            pieces.append(
                RoadPiece(
                    row=feature.row,
                    osm_id=text_of(properties, "osm_id", "id"),
                    fclass=fclass,
                    names=names,
                    geom=shapely.remove_repeated_points(part),
                    oneway=ONEWAY.get((text_of(properties, "oneway") or "").lower()),
                    bridge=_is_true(properties, "bridge"),
                    tunnel=_is_true(properties, "tunnel"),
                )
            )
    return pieces, problems


def _is_true(properties: Mapping[str, Any], name: str) -> bool:
    return (text_of(properties, name) or "").lower() in TRUE_VALUES
