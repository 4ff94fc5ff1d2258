"""Puts the small city of the unit tests into PostGIS."""

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.grid import Grid

grid = Grid()
_STREET = text(
    "INSERT INTO streets (kind, fclass, length_m, source, geom) VALUES"
    " (:kind, 'tertiary', 0, 'test', ST_Multi(ST_SetSRID(ST_GeomFromText(:wkt), 4326))) RETURNING id"
)
_NAME = text(
    "INSERT INTO street_names (street_id, name, language, kind, source)"
    " VALUES (:street, :name, :language, :kind, 'test')"
)
_HOUSE = text(
    "INSERT INTO houses (street_id, number, number_base, address, quality, source, geom) VALUES"
    " (:street, :number, 10, :number, 'given', 'test', ST_SetSRID(ST_GeomFromText(:wkt), 4326)) RETURNING id"
)
_PLACE = text(
    "INSERT INTO places (kind, name_ru, source, geom) VALUES"
    " (:kind, :name, 'test', ST_SetSRID(ST_GeomFromText(:wkt), 4326)) RETURNING id"
)
_DISTRICT = text(
    "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES"
    " (:id, :ru, :kk, :en, 'test', ST_SetSRID(ST_GeomFromText(:wkt), 4326))"
)


def add_street(session: Session, line: BaseGeometry, kind: str, *names: tuple[str, str, str]) -> int:
    """A street with names (name, language, official|old|variant); its permanent id."""
    street = int(session.execute(_STREET, {"kind": kind, "wkt": shapely.to_wkt(line)}).scalar_one())
    for name, language, sort in names:
        session.execute(_NAME, {"street": street, "name": name, "language": language, "kind": sort})
    return street


def add_house(session: Session, street: int, number: str, point: BaseGeometry) -> int:
    """A house of a street; its permanent id."""
    return int(session.execute(_HOUSE, {"street": street, "number": number, "wkt": shapely.to_wkt(point)}).scalar_one())


def add_small_city(session: Session) -> dict[str, int]:
    """Two streets that cross, a house, a microdistrict and a district; their ids by name."""
    tole_bi = add_street(session, grid.line((0, 6), (12, 6)), "street", ("улица Толе би", "ru", "official"))
    abay = add_street(
        session,
        grid.line((4, 0), (4, 10)),
        "avenue",
        ("проспект Абая", "ru", "official"),
        ("Абай даңғылы", "kk", "official"),
    )
    house = session.execute(
        _HOUSE, {"street": tole_bi, "number": "10", "wkt": shapely.to_wkt(grid.point(1, 6.2))}
    ).scalar_one()
    micro = session.execute(
        _PLACE, {"kind": "microdistrict", "name": "Самал-1", "wkt": shapely.to_wkt(grid.box(6, 7, 8, 9))}
    ).scalar_one()
    area = MultiPolygon([grid.box(-5, -5, 20, 20)])
    names = {"ru": "Алмалинский район", "kk": "Алмалы ауданы", "en": "Almaly district"}
    session.execute(_DISTRICT, {"id": 2, **names, "wkt": shapely.to_wkt(area)})
    raise_version(session)
    return {"tole_bi": tole_bi, "abay": abay, "house": int(house), "samal": int(micro)}


def raise_version(session: Session) -> None:
    """What every load command does at its end."""
    session.execute(
        text(
            "INSERT INTO register_state (id, version) VALUES (1, 1)"
            " ON CONFLICT (id) DO UPDATE SET version = register_state.version + 1"
        )
    )
