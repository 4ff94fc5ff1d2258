"""A small city drawn on a grid, in a database whose commits are real: tiles are built by other connections."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import mapbox_vector_tile
import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from starlette.types import ASGIApp

from gis_app.db.session import session_scope
from gis_app.errors import GisAppError, http_status
from gis_app.map.building import BuildSummary, drain
from gis_app.map.encoding import decompress
from gis_app.map.ogc import router as ogc_router
from gis_app.map.router import router as map_router
from gis_app.map.tile_memory import TileMemory
from gis_app.map.tiles import TileApp
from gis_app.settings import Settings
from gis_app.works.types import load_work_types

Features = list[dict[str, Any]]


@dataclass
class City:
    """A database with the work types and nothing else."""

    settings: Settings
    engine: Engine

    def run(self, sql: str, **values: Any) -> Any:
        """One statement in a transaction of its own; the first value it returns, if any."""
        with self.engine.begin() as connection:
            result = connection.execute(text(sql), values)
            return result.scalar() if result.returns_rows else None

    def add_work(self, shape: BaseGeometry | None, **given: Any) -> int:
        """A work at `shape` (EPSG:4326); any column may be given."""
        columns: dict[str, Any] = {
            "type_code": "yard", "title_ru": "Двор", "location_raw": "двор", "match_type": "rooftop",
            "confidence": 0.9, "source": "test", "period": "2026", "planned_start": "2026-05-10",
            "planned_end": "2026-06-20",
        } | given  # fmt: skip
        geometry = "ST_GeomFromText(:shape, 4326)" if shape is not None else "CAST(:shape AS geometry)"
        sql = (
            f"INSERT INTO works (identity_key, geom, {', '.join(columns)}) "
            f"VALUES (gen_random_uuid()::text, {geometry}, {', '.join(f':{name}' for name in columns)}) RETURNING id"
        )
        return int(self.run(sql, shape=shape.wkt if shape is not None else None, **columns))

    def add_street(self, shape: BaseGeometry, fclass: str = "residential", **names: str) -> int:
        """A street of one piece, with official names by language."""
        street = self.run(
            "INSERT INTO streets (kind, fclass, length_m, source, geom) VALUES ('street', :fclass, 100, 'test', "
            "ST_Multi(ST_GeomFromText(:shape, 4326))) RETURNING id",
            fclass=fclass,
            shape=shape.wkt,
        )
        for language, name in names.items():
            self.run(
                "INSERT INTO street_names (street_id, name, language, kind, source) "
                "VALUES (:id, :name, :language, 'official', 'test')",
                id=street, name=name, language=language,
            )  # fmt: skip
        self.run(
            "INSERT INTO street_pieces (street_id, fclass, geom) VALUES (:id, :fclass, ST_GeomFromText(:shape, 4326))",
            id=street, fclass=fclass, shape=shape.wkt,
        )  # fmt: skip
        return int(street)

    def add_place(self, kind: str, shape: BaseGeometry, name: str = "Самал") -> int:
        """A place of the register."""
        return int(
            self.run(
                "INSERT INTO places (kind, name_ru, source, geom) VALUES (:kind, :name, 'test', "
                "ST_GeomFromText(:shape, 4326)) RETURNING id",
                kind=kind,
                name=name,
                shape=shape.wkt,
            )
        )

    def build(self) -> BuildSummary:
        """Drain the notes."""
        return drain(self.engine)

    def noted(self, layer: str) -> set[tuple[int, int, int]]:
        """Tiles noted now."""
        with self.engine.connect() as connection:
            sql = text("SELECT DISTINCT z, x, y FROM tiles_dirty WHERE layer = :layer")
            return {(row.z, row.x, row.y) for row in connection.execute(sql, {"layer": layer})}

    def features(self, layer: str, inner: str | None = None, zoom: int = 14) -> Features:
        """Features of all tiles of a zoom; one that lies in several tiles comes several times."""
        with self.engine.connect() as connection:
            sql = text("SELECT data FROM tiles WHERE layer = :layer AND z = :zoom AND bytes > 0 ORDER BY x, y")
            blobs = [bytes(row.data) for row in connection.execute(sql, {"layer": layer, "zoom": zoom})]
        found: Features = []
        for blob in blobs:
            found += mapbox_vector_tile.decode(decompress(blob)).get(inner or layer, {"features": []})["features"]
        return found


@pytest.fixture
def city(committed_database: tuple[Settings, Engine]) -> City:
    settings, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
    return City(settings, engine)


@pytest.fixture
def app(city: City) -> Iterator[ASGIApp]:
    """The map's part of the application, as `gis_app.main` puts it together."""
    api = FastAPI()
    api.state.engine, api.state.settings = city.engine, city.settings
    api.include_router(map_router)
    api.include_router(ogc_router)

    @api.exception_handler(GisAppError)
    def ours(request: Request, error: GisAppError) -> Response:
        status = http_status(error)
        return JSONResponse({"status": status, "detail": str(error)}, status, media_type="application/problem+json")

    memory = TileMemory(city.settings.bounds)
    with Session(city.engine) as session:
        memory.refresh(session.connection())
    api.state.tile_memory = memory
    yield TileApp(api, memory)
