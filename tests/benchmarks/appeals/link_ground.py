"""The drawn ground of the judged links: metres east and north of the corner of two streets."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import numpy as np
from pyproj import Transformer
from shapely import LineString, Point, box, from_wkt, transform
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.load_topics import load_topics
from tests.integration.works.people import add_city, add_work

_ORIGIN: Final = (76.9, 43.25)
_TO_METRES: Final = Transformer.from_crs(4326, 32643, always_xy=True)
_TO_DEGREES: Final = Transformer.from_crs(32643, 4326, always_xy=True)
TODAY: Final = date(2026, 6, 8)
# Half of the width of a street from house line to house line of its carriageway.
HALF_STREET_M: Final = 7
_EAST_WEST: Final = (-200, 0, 200, 400)
_NORTH_SOUTH: Final = (-300, 0, 300, 600)
_EDGE_M: Final = 1000

# `main` is the street at y = 0, `cross0` the one at x = 0; `lane60` is a lane behind the houses, sixty metres north.
SHAPES: Final[dict[str, BaseGeometry]] = {
    "main": LineString([(0, 0), (300, 0)]),
    "longmain": LineString([(-900, 0), (900, 0)]),
    "north": LineString([(0, 200), (300, 200)]),
    "far400": LineString([(0, 400), (300, 400)]),
    "lane60": LineString([(0, 60), (300, 60)]),
    "lane100": LineString([(0, 100), (300, 100)]),
    "cross0": LineString([(0, -200), (0, 200)]),
    "sideN": LineString([(0, 8), (300, 8)]),
    "sideS": LineString([(0, -8), (300, -8)]),
    "yardline": LineString([(60, 60), (140, 60)]),
    "river": LineString([(-100, -190), (-100, -10)]),
    "areamain": box(0, -15, 300, 15),
    "yardNE": box(40, 30, 180, 120),
    "area": box(0, 0, 300, 200),
    "areafar": box(600, 210, 900, 390),
    "parkP": box(-600, -190, -330, -10),
    "micro": box(0, -200, 600, 400),
    "district": box(-900, -900, 900, 900),
}
# A work of a whole microdistrict or district is found by its name.
MATCH_TYPES: Final = {"micro": "microdistrict", "district": "district"}


@dataclass(frozen=True, slots=True)
class Cause:
    """A work or shut-off of a judged pair; days count from `TODAY`, None where nothing is known."""

    kind: str
    shape: str
    state: str
    first: int | None
    last: int | None
    warranty: int | None


def lay(session: Session) -> None:
    """The register: streets, the yards between them, the park, the river."""
    load_topics(session)
    add_city(session)
    streets = [box(-_EDGE_M, y - HALF_STREET_M, _EDGE_M, y + HALF_STREET_M) for y in _EAST_WEST]
    streets += [box(x - HALF_STREET_M, -_EDGE_M, x + HALF_STREET_M, _EDGE_M) for x in _NORTH_SOUTH]
    for street in streets:
        _insert(session, "carriageways (geom) VALUES (ST_Multi(ST_GeomFromText(:shape, 4326)))", street)
    for west, east in pairwise(_NORTH_SOUTH):
        for south, north in pairwise(_EAST_WEST):
            lay_block(session, box(west, south, east, north).buffer(-HALF_STREET_M, join_style="mitre"))
    for kind, shape in (("park", SHAPES["parkP"]), ("river", SHAPES["river"])):
        into = f"places (kind, name_ru, source, geom) VALUES ('{kind}', 'x', 'test', ST_GeomFromText(:shape, 4326))"
        _insert(session, into, shape)


def lay_block(session: Session, yard: BaseGeometry) -> None:
    """A block whose inside is one yard, in metres."""
    block = session.execute(
        text("INSERT INTO blocks (district_id, geom) VALUES (1, ST_GeomFromText(:shape, 4326)) RETURNING id"),
        {"shape": on_ground(yard).wkt},
    ).scalar_one()
    _insert(session, "yards (block_id, geom) VALUES (:id, ST_Multi(ST_GeomFromText(:shape, 4326)))", yard, block)


def on_ground(shape: BaseGeometry) -> BaseGeometry:
    """A shape in metres of the drawn ground as EPSG:4326, longitude first."""
    east, north = _TO_METRES.transform(*_ORIGIN)
    return transform(shape, lambda xy: np.column_stack(_TO_DEGREES.transform(xy[:, 0] + east, xy[:, 1] + north)))


def shape_of(name: str) -> BaseGeometry:
    """A shape by name, as `point X Y` or as WKT, in metres."""
    if name.endswith(")"):
        return from_wkt(name)
    if name.startswith("point "):
        return Point(*(float(part) for part in name.split()[1:]))
    return SHAPES[name]


def add_cause(session: Session, cause: Cause) -> tuple[str, int]:
    """Write a cause; the column of `appeal_links` that names it, and its id."""
    if cause.kind.startswith("outage:"):
        return "outage_id", _add_outage(session, cause)
    days: dict[str, Any] = {"planned_start": _day(cause.first), "planned_end": _day(cause.last)}
    if cause.state not in ("planned",):
        days["actual_start"] = _day(cause.first)
    if cause.state in ("finished", "in_warranty"):
        days["actual_end"] = _day(cause.last)
    work = add_work(
        session,
        on_ground(shape_of(cause.shape)),
        type_code=cause.kind,
        state=cause.state,
        contractor_id=_guarantor(session),
        match_type=MATCH_TYPES.get(cause.shape, "segment"),
        **days,
    )
    if cause.warranty is not None:
        session.execute(
            text(
                "INSERT INTO surface_protections (work_id, kind, from_day, to_day, rule, guarantor_id, geom) VALUES "
                "(:work, 'warranty', :first, :last, 'r', :guarantor, "
                "ST_Multi(ST_GeomFromText(:shape, 4326)))"
            ),
            {
                "work": work,
                "guarantor": _guarantor(session),
                "first": _day(cause.last),
                "last": _day(cause.warranty),
                "shape": on_ground(shape_of(cause.shape).buffer(HALF_STREET_M)).wkt,
            },
        )
    return "work_id", work


def _guarantor(session: Session) -> int:
    # The first of the city's two contractors.
    return int(session.execute(text("SELECT min(id) FROM organisations")).scalar_one())


def _add_outage(session: Session, cause: Cause) -> int:
    return int(
        session.execute(
            text(
                "INSERT INTO outages (kind, publisher, source, identity_key, first_day, last_day, geom) VALUES "
                "(:kind, 'x', 'test', gen_random_uuid()::text, :first, :last, "
                "ST_Multi(ST_GeomFromText(:shape, 4326))) RETURNING id"
            ),
            {
                "kind": cause.kind.removeprefix("outage:"),
                "first": _day(cause.first),
                "last": _day(cause.last),
                "shape": on_ground(shape_of(cause.shape)).wkt,
            },
        ).scalar_one()
    )


def _day(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)


def _insert(session: Session, into: str, shape: BaseGeometry, id_: int | None = None) -> None:
    session.execute(text(f"INSERT INTO {into}"), {"shape": on_ground(shape).wkt, "id": id_})
