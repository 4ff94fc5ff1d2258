"""Works drawn on a grid in a database that is rolled back, and the application that answers from it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.main import build_api
from gis_app.pages import errors, map_page, organisation, rendering, router, scripts
from gis_app.pages.assets import Assets
from gis_app.pages.outages import router as outages
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.asgi_client import AsgiClient
from tests.grid import Grid

TODAY = date(2026, 6, 10)
BUILD = {
    "src/map-page.tsx": {"file": "assets/map.js", "css": ["assets/map.css"]},
    "src/text-page.ts": {"file": "assets/text.js"},
    "src/city-page.ts": {"file": "assets/city.js"},
    "src/appeal-page.ts": {"file": "assets/appeal.js"},
    "src/map/map.ts": {"file": "assets/the-map.js"},
    "icons.svg": {"file": "assets/icons.svg"},
} | {f"src/texts/{lang}.ts": {"file": f"assets/{lang}.js"} for lang in ("kk", "ru", "en")}

AddWork = Callable[..., int]


@pytest.fixture
def register(session: Session) -> Session:
    """Work types, two districts and two organisations."""
    load_work_types(session)
    grid = Grid()
    for number, (ru, kk, en), west in (
        (2, ("Алмалинский район", "Алмалы ауданы", "Almaly district"), 0),
        (4, ("Бостандыкский район", "Бостандық ауданы", "Bostandyk district"), 50),
    ):
        session.execute(
            text(
                "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) "
                "VALUES (:id, :ru, :kk, :en, 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
            ),
            {"id": number, "ru": ru, "kk": kk, "en": en, "shape": grid.box(west, 0, west + 50, 50).wkt},
        )
    session.execute(
        text(
            "INSERT INTO organisations (id, name, name_key, name_en, is_contractor, is_customer) "
            "OVERRIDING SYSTEM VALUE VALUES (7, 'ТОО «Жол»', 'жол', NULL, true, false), "
            "(8, 'Управление', 'управление', 'The department', false, true)"
        )
    )
    return session


@pytest.fixture
def add_work(register: Session) -> AddWork:
    """Add a work; any column may be given. Planned days are facts, so they go through a schedule version."""

    def add(shape: BaseGeometry | None = None, days: tuple[str, str] | None = None, **given: Any) -> int:
        columns: dict[str, Any] = {
            "type_code": "yard", "title_ru": "Двор", "location_raw": "двор", "match_type": "rooftop",
            "confidence": 0.9, "source": "test", "period": "2026",
        } | given  # fmt: skip
        names = ", ".join(columns)
        work_id = register.scalar(
            text(
                f"INSERT INTO works (identity_key, geom, {names}) VALUES (gen_random_uuid()::text, "
                f"ST_GeomFromText(:shape, 4326), {', '.join(f':{name}' for name in columns)}) RETURNING id"
            ),
            columns | {"shape": (shape or Grid().point(1, 1)).wkt},
        )
        if days:
            register.execute(
                text(
                    "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
                    "VALUES (:work, 1, :first, :last, 'plan', 'test')"
                ),
                {"work": work_id, "first": days[0], "last": days[1]},
            )
        assert isinstance(work_id, int)
        return work_id

    return add


@pytest.fixture
def report(register: Session) -> Callable[[int, str, str], None]:
    """Report an event of a work on a day."""

    def add(work_id: int, kind: str, day: str) -> None:
        register.execute(
            text("INSERT INTO work_events (work_id, kind, on_day, author) VALUES (:work, :kind, :day, 'test')"),
            {"work": work_id, "kind": kind, "day": day},
        )

    return add


@pytest.fixture
def client(
    register: Session, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AsgiClient]:
    """The application on the test's own session and on a build that need not be there."""
    (tmp_path / "manifest.json").write_bytes(orjson.dumps(BUILD))
    assets = Assets(tmp_path)
    for module in (errors, map_page, organisation, outages, rendering, router, scripts):
        monkeypatch.setattr(module, "get_assets", lambda: assets)
    app: FastAPI = build_api(settings)
    app.dependency_overrides[dependencies.session] = lambda: register
    app.dependency_overrides[dependencies.today] = lambda: TODAY
    yield AsgiClient(app)
    app.state.engine.dispose()
