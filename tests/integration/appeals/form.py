"""The application with its form of an appeal in a small city, and what a person fills in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.accounts.csrf import FORM_FIELD
from gis_app.main import build_api
from gis_app.pages import errors, map_page, rendering, router, scripts
from gis_app.pages.assets import Assets
from gis_app.settings import Settings
from tests.asgi_client import Answer
from tests.integration.accounts.conftest import BUILD
from tests.integration.appeals.ground import NOON, TODAY, Ground, grid
from tests.integration.geocoding.register_rows import add_street
from tests.integration.works.people import add_work
from tests.people import BrowserOf

_FIELD = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">')


@pytest.fixture
def app(
    ground: Ground, session: Session, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FastAPI]:
    """The application on the test's session: two streets that cross, one of them being patched."""
    (tmp_path / "manifest.json").write_bytes(orjson.dumps(BUILD))
    assets = Assets(tmp_path)
    for module in (errors, map_page, rendering, router, scripts):
        monkeypatch.setattr(module, "get_assets", lambda: assets)
    add_street(session, grid.line((-20, 0), (20, 0)), "street", ("улица Толе би", "ru", "official"))
    add_street(session, grid.line((0, -20), (0, 20)), "avenue", ("проспект Абая", "ru", "official"))
    days = {"planned_start": TODAY - timedelta(days=9), "planned_end": TODAY + timedelta(days=9)}
    ours = ground.ids["ours"]
    street = grid.line((-20, 0), (20, 0))
    add_work(session, street, type_code="road_pothole_repair", state="in_progress", contractor_id=ours, **days)
    made = build_api(settings)
    made.dependency_overrides[dependencies.session] = lambda: session
    made.dependency_overrides[dependencies.today] = lambda: TODAY
    made.dependency_overrides[dependencies.now] = lambda: NOON
    yield made
    made.state.engine.dispose()


@dataclass
class Form:
    """A browser without scripts that fills the form and carries on what the page gives it."""

    browser: BrowserOf
    lang: str = "ru"
    fields: dict[str, str] = field(default_factory=dict)
    page: str = ""

    def open(self, query: str = "") -> "Form":
        """The first step."""
        self._read(self.browser.get(f"/appeals/new?lang={self.lang}{query}"))
        return self

    def send(self, action: str = "look", *, files: Any = None, **given: str) -> Answer:
        """One step with these fields and all that the page carries."""
        body: dict[str, Any] = {"data": self.fields | {"action": action} | given}
        if files:
            body["files"] = files
        answer = self.browser.request("POST", f"/appeals/new?lang={self.lang}", **body)
        if answer.status_code != 303:
            self._read(answer)
        return answer

    def _read(self, answer: Answer) -> None:
        self.page = answer.text
        self.fields = {name: unescape(value) for name, value in _FIELD.findall(self.page)}
        assert FORM_FIELD not in self.fields, "a visitor's form carries no token"


def pin(x: float, y: float) -> dict[str, str]:
    """A pin at a place of the grid, as the map of the page sets it."""
    at = grid.point(x, y)
    return {"lon": repr(at.x), "lat": repr(at.y), "pinned": "1", "place": "здесь", "placed": "здесь"}
