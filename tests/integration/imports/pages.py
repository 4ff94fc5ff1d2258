"""Browsers of a contractor and of planners on the application, in a database of the test's own."""

from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.main import build_api
from gis_app.pages import errors, map_page, rendering, router, scripts
from gis_app.pages.assets import Assets
from tests.grid import Grid
from tests.integration.imports.plans import Stage
from tests.people import BrowserOf, add_user, browser_of

BUILD = {
    name: {"file": f"assets/{number}.js"}
    for number, name in enumerate(("src/map-page.tsx", "src/text-page.ts", "src/plan-page.ts", "icons.svg"))
}
DISTRICT = (
    "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom)"
    " VALUES (:id, :name, :name, :name, 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
)


@dataclass
class Desk:
    """The application with its people: Aigul of the contractor, Asel who plans the city, Bota who plans the east."""

    stage: Stage
    app: FastAPI
    contractor: BrowserOf
    rival: BrowserOf
    planner: BrowserOf
    neighbour: BrowserOf

    def upload(self, browser: BrowserOf, content: bytes, name: str = "план.xlsx", **fields: str) -> int:
        """Send a file by the form and let the worker check it; the upload's id."""
        answer = browser.post("/imports", fields, page="/imports", files={"file": (name, content)})
        assert answer.status_code == 303, answer.text
        upload_id = int(answer.headers["location"].split("/")[-1].split("?")[0])
        self.stage.check(upload_id)
        return upload_id

    def decide(self, browser: BrowserOf, upload_id: int, what: str, version: int | None = None) -> int:
        """Press a button of the upload's page; the status of the answer."""
        seen = self.stage.upload(upload_id).version if version is None else version
        path = f"/imports/{upload_id}/{what}"
        return browser.post(path, {"version": str(seen)}, page="/imports").status_code


def open_desk(stage: Stage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk on a stage; the west of the city is district 1, the east district 2."""
    (folder / "manifest.json").write_bytes(orjson.dumps(BUILD))
    assets = Assets(folder)
    for module in (errors, map_page, rendering, router, scripts):
        monkeypatch.setattr(module, "get_assets", lambda: assets)
    app = build_api(stage.settings)
    grid = Grid((76.93, 43.24))
    with session_scope(stage.engine) as session:
        for number, name, box in ((1, "Запад", (-50, -50, 0.5, 50)), (2, "Восток", (0.5, -50, 50, 50))):
            session.execute(
                text(DISTRICT),
                {"id": number, "name": name, "shape": grid.box(*box).wkt},
            )
        people = {
            "contractor": add_user(session, "contractor", name="Айгуль", organisation_id=stage.organisation),
            "rival": add_user(session, "contractor", name="Болат", organisation_id=stage.rival),
            "planner": add_user(session, "planner", name="Асель", district_id=1),
            "neighbour": add_user(session, "planner", name="Бота", district_id=2),
        }
        session.execute(
            text("INSERT INTO grants (user_id, role, district_id) VALUES (:user, 'planner', 2)"),
            {"user": people["planner"].id},
        )
        browsers = {name: browser_of(app, session, stage.settings, user) for name, user in people.items()}
    return Desk(stage, app, **browsers)
