"""Operators look at the rules, save them as a workbook, send it back, look again, and take it."""

from pathlib import Path

import orjson
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from gis_app.appeals.situations.register import current_rows, load_situations
from gis_app.main import build_api
from gis_app.pages import rendering
from gis_app.pages.assets import Assets
from gis_app.settings import Settings
from tests.people import BrowserOf, add_user, browser_of

HOME = "/reception/situations"
BUILD = {"src/text-page.ts": {"file": "assets/1.js"}, "icons.svg": {"file": "assets/2.svg"}}


@pytest.fixture
def operator(committed_database: tuple[Settings, Engine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BrowserOf:
    settings, engine = committed_database
    (tmp_path / "manifest.json").write_bytes(orjson.dumps(BUILD))
    assets = Assets(tmp_path)
    monkeypatch.setattr(rendering, "get_assets", lambda: assets)
    with Session(engine) as session, session.begin():
        load_situations(session)
        user = add_user(session, "operator")
        return browser_of(build_api(settings), session, settings, user)


def test_rules_go_out_and_in_as_a_workbook(operator: BrowserOf, committed_database: tuple[Settings, Engine]) -> None:
    page = operator.get(f"{HOME}?lang=kk&q=лифт")
    assert page.status_code == 200
    assert "Лифт жұмыс істемейді" in page.text
    workbook = operator.get(f"{HOME}/export.xlsx?lang=kk").body
    sent = operator.post(f"{HOME}/files", {}, page=HOME, files={"file": ("ереже.xlsx", workbook)})
    assert sent.status_code == 303
    shown = operator.get(sent.headers["location"])
    assert f"/{sent.headers['location'].split('/')[-1].split('?')[0]}/apply" not in shown.text, "nothing would change"
    assert "ереже.xlsx" in shown.text
    broken = operator.post(f"{HOME}/files?lang=ru", {}, page=HOME, files={"file": ("x.xlsx", b"nothing")})
    assert broken.status_code == 400
    assert "Это не таблица XLSX" in broken.text
    with Session(committed_database[1]) as session:
        assert {row.version for row in current_rows(session)} == {1}


def test_nobody_else_sees_the_rules(operator: BrowserOf) -> None:
    visitor = BrowserOf(operator.app)
    assert visitor.get(HOME).status_code in (303, 401)
    assert visitor.get(f"{HOME}/files/1").status_code in (303, 401)
