"""Reads the register from PostGIS into memory: a handful of plain queries, geometry as WKB in metres."""

import gc
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import DistrictRow, HouseRow, NameRow, PlaceRow, StreetRow

_VERSION = text("SELECT coalesce(max(version), 0) FROM register_state")
_STREETS = text("SELECT id, kind, ST_AsBinary(geom_m), is_sketch FROM streets WHERE valid_to IS NULL ORDER BY id")
# A name whose time is over is an old one, whatever it was called when it was loaded.
_NAMES = text(
    "SELECT street_id, name, language, CASE WHEN valid_to <= current_date THEN 'old' ELSE kind END,"
    " scope_district_id, valid_to FROM street_names ORDER BY id"
)
_HOUSES = text(
    "SELECT street_id, microdistrict_id, number, ST_X(geom_m), ST_Y(geom_m), quality, is_sketch, id,"
    " CASE WHEN street_id IS NULL AND microdistrict_id IS NULL THEN address END FROM houses ORDER BY id"
)
_PLACES = text(
    "SELECT id, kind, name_ru, name_kk, name_en, address, ST_AsBinary(geom_m), is_sketch FROM places"
    " WHERE valid_to IS NULL ORDER BY id"
)
_PLACE_NAMES = text(
    "SELECT place_id, name, language, CASE WHEN valid_to <= current_date THEN 'old' ELSE kind END, valid_to"
    " FROM place_names ORDER BY id"
)
_DISTRICTS = text(
    "SELECT id, name_ru, name_kk, name_en, ST_AsBinary(geom_m) FROM districts WHERE valid_to IS NULL ORDER BY id"
)


def register_version(session: Session) -> int:
    """The version of the register in the database; 0 before the first load."""
    return int(session.execute(_VERSION).scalar_one())


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Without the search for cycles: it would go through a growing heap of rows again and again (a third of the time
    of a large register), and nothing here is a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_register(session: Session, srid: int) -> Register:
    """The whole register as it is now. `srid` is the metric CRS of the city (`Settings.metric_srid`)."""
    with collector_at_rest():
        return _load(session, srid)


def _load(session: Session, srid: int) -> Register:
    version = register_version(session)
    streets = _rows(session, _STREETS)
    shapes = _shapes([row[2] for row in streets])
    places = _rows(session, _PLACES)
    place_shapes = _shapes([row[6] for row in places])
    further: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    until: dict[int, dict[str, date]] = defaultdict(dict)
    for place, name, language, kind, last_day in _rows(session, _PLACE_NAMES):
        further[place].append((name, language, kind))
        if last_day is not None:
            until[place][name] = last_day
    districts = _rows(session, _DISTRICTS)
    return Register.from_rows(
        [StreetRow(row[0], row[1], shape, row[3]) for row, shape in zip(streets, shapes, strict=True)],
        [NameRow(*row) for row in _rows(session, _NAMES)],
        [HouseRow(*row) for row in _rows(session, _HOUSES)],
        [
            PlaceRow(row[0], row[1], (*_own_names(row), *further[row[0]]), shape, row[5], row[7], until[row[0]])
            for row, shape in zip(places, place_shapes, strict=True)
        ],
        [
            DistrictRow(row[0], row[1], row[2], row[3], shape)
            for row, shape in zip(districts, _shapes([row[4] for row in districts]), strict=True)
        ],
        srid=srid,
        version=version,
        metric=True,
    )


def _rows(session: Session, query: Any) -> list[Any]:
    return list(session.execute(query).all())


def _shapes(wkb: list[bytes]) -> list[Any]:
    return list(shapely.from_wkb([bytes(value) for value in wkb])) if wkb else []


def _own_names(row: Any) -> list[tuple[str, str, str]]:
    pairs = (("ru", row[2]), ("kk", row[3]), ("en", row[4]))
    return [(name, language, "official") for language, name in pairs if name]
