"""The application on the test's own session, and on a build that need not be there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.accounts.models import User
from gis_app.main import build_api
from gis_app.pages import errors, map_page, rendering, router, scripts
from gis_app.pages.assets import Assets
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.grid import Grid
from tests.people import BrowserOf, add_user, browser_of

BUILD = {
    "src/map-page.tsx": {"file": "assets/map.js"},
    "src/text-page.ts": {"file": "assets/text.js"},
    "src/plan-page.ts": {"file": "assets/plan.js"},
    "src/review-page.ts": {"file": "assets/review.js"},
    "src/timeline-page.ts": {"file": "assets/timeline.js"},
    "src/history-page.ts": {"file": "assets/history.js"},
    "src/contractor-page.ts": {"file": "assets/contractor.js"},
    "offline-worker.js": {"file": "assets/offline-worker.js"},
    "src/extension-page.ts": {"file": "assets/extension.js"},
    "src/planner-page.ts": {"file": "assets/planner.js"},
    "src/appeal-page.ts": {"file": "assets/appeal.js"},
    "src/map/map.ts": {"file": "assets/the-map.js"},
    "icons.svg": {"file": "assets/icons.svg"},
} | {f"src/texts/{lang}.ts": {"file": f"assets/{lang}.js"} for lang in ("kk", "ru", "en")}

Enter = Callable[..., BrowserOf]


@pytest.fixture
def city(session: Session) -> Session:
    """A district (4) and two organisations (7, 8)."""
    load_work_types(session)
    session.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (4, 'Бостандыкский район', "
            "'Бостандық ауданы', 'Bostandyk district', 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {"shape": Grid().box(0, 0, 50, 50).wkt},
    )
    session.execute(
        text(
            "INSERT INTO organisations (id, name, name_key, is_contractor, is_customer) OVERRIDING SYSTEM VALUE "
            "VALUES (7, 'ТОО «Жол»', 'жол', true, false), (8, 'ТОО «Су»', 'су', true, false)"
        )
    )
    return session


@pytest.fixture
def app(city: Session, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    """The application; every request works in the test's session."""
    (tmp_path / "manifest.json").write_bytes(orjson.dumps(BUILD))
    assets = Assets(tmp_path)
    for module in (errors, map_page, rendering, router, scripts):
        monkeypatch.setattr(module, "get_assets", lambda: assets)
    # Named but never asked: these tests look at what is queued.
    made = build_api(settings.model_copy(update={"smtp_url": SecretStr("smtp://127.0.0.1:1")}))
    made.dependency_overrides[dependencies.session] = lambda: city
    yield made
    made.state.engine.dispose()


@pytest.fixture
def visitor(app: FastAPI) -> BrowserOf:
    """A browser in which nobody is signed in."""
    return BrowserOf(app)


@pytest.fixture
def enter(app: FastAPI, city: Session, settings: Settings) -> Enter:
    """A browser of a new user with the roles given, signed in. `user=` takes a user who is there already."""

    def entered(*roles: str, user: User | None = None, **given: object) -> BrowserOf:
        whose = user or add_user(city, *roles, organisation_id=7, district_id=4, **given)  # type: ignore[arg-type]
        return browser_of(app, city, settings, whose)

    return entered
