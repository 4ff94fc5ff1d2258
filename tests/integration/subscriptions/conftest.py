"""The application with a mail server, on a database of the test's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson
import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, text

from gis_app import dependencies
from gis_app.db.session import session_scope
from gis_app.delivery.sending import send_waiting
from gis_app.main import build_api
from gis_app.pages import errors, rendering, scripts
from gis_app.pages.assets import Assets
from gis_app.settings import Settings
from gis_app.subscriptions import tasks
from gis_app.subscriptions.letters import make_letters
from gis_app.subscriptions.telling import tell_all_noted
from gis_app.works.types import load_work_types
from tests.integration.subscriptions.ground import NOON, TODAY
from tests.mail_server import MailBox, mail_server
from tests.people import BrowserOf

assert tasks.WRITERS  # registered by their import
BUILD = {
    "src/text-page.ts": {"file": "assets/text.js"},
    "src/follow-page.ts": {"file": "assets/follow.js"},
    "icons.svg": {"file": "assets/icons.svg"},
}


@dataclass
class House:
    """A server, its mail box, and a clock that is told."""

    settings: Settings
    engine: Engine
    box: MailBox
    browser: BrowserOf

    def tell(self, now: datetime = NOON) -> int:
        """Tell what was noted and make the letters that are due; how many letters."""
        tell_all_noted(self.engine, today=TODAY, now=now)
        with session_scope(self.engine) as session:
            return make_letters(session, self.settings, now)

    def send(self, now: datetime = NOON) -> int:
        """Send what is due."""
        with self.engine.begin() as connection:  # whatever the clock of the database says
            connection.execute(
                text("UPDATE outbox SET next_try_at = :now WHERE state = 'waiting' AND attempts = 0"), {"now": now}
            )
        return send_waiting(self.engine, self.settings, clock=lambda: now)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self.engine.connect() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.fixture
def house(
    committed_database: tuple[Settings, Engine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    settings, engine = committed_database
    (tmp_path / "manifest.json").write_bytes(orjson.dumps(BUILD))
    assets = Assets(tmp_path)
    for module in (errors, rendering, scripts):
        monkeypatch.setattr(module, "get_assets", lambda: assets)
    with session_scope(engine) as session:
        load_work_types(session)
    with mail_server() as box:
        more = {
            "smtp_url": SecretStr(box.url), "mail_from": "Қала картасы <map@example.kz>",
            "public_url": "https://map.example.kz",
        }  # fmt: skip
        own = settings.model_copy(update=more)
        app = build_api(own)
        app.dependency_overrides[dependencies.today] = lambda: TODAY
        app.dependency_overrides[dependencies.now] = lambda: NOON
        yield House(own, engine, box, BrowserOf(app))
        app.state.engine.dispose()
