"""From the form to the mail box: invitation and new password over a real SMTP server, in each language; and the log."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import orjson
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import Engine, text

from gis_app.accounts import resets
from gis_app.db.session import session_scope
from gis_app.delivery.sending import send_waiting
from gis_app.main import build_api
from gis_app.pages import errors, map_page, rendering, router
from gis_app.pages.assets import Assets
from gis_app.settings import Settings
from tests.integration.accounts.conftest import BUILD
from tests.mail_server import MailBox, mail_server
from tests.people import PASSWORD, BrowserOf, add_user, browser_of

ORIGIN = "https://works.example.kz"
EMAIL = "aigul@example.kz"
NEW = "another few words"


@pytest.fixture
def box() -> Iterator[MailBox]:
    with mail_server() as opened:
        yield opened


@pytest.fixture
def house(
    committed_database: tuple[Settings, Engine], box: MailBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[FastAPI, Settings, Engine]]:
    """An application that commits, with a mail server and a public address."""
    (tmp_path / "manifest.json").write_bytes(orjson.dumps(BUILD))
    assets = Assets(tmp_path)
    for module in (errors, map_page, rendering, router):
        monkeypatch.setattr(module, "get_assets", lambda: assets)
    settings, engine = committed_database
    own = settings.model_copy(update={"smtp_url": SecretStr(box.url), "public_url": ORIGIN})
    app = build_api(own)
    yield app, own, engine
    app.state.engine.dispose()


def _work(engine: Engine, settings: Settings) -> int:
    """What the worker does: look up who asked, then send."""
    with session_scope(engine) as session:
        jobs = text("DELETE FROM procrastinate_jobs WHERE task_name = :task RETURNING args ->> 'reset_id'")
        for reset_id in session.execute(jobs, {"task": resets.LOOK_UP_TASK}).scalars():
            resets.look_up(session, settings, int(reset_id))
    return send_waiting(engine, settings)


@pytest.mark.parametrize(
    ("language", "subject", "role"),
    [
        ("kk", "Қала жұмыстарының картасына шақыру: Алматы", "Инспектор"),
        ("ru", "Приглашение на карту городских работ: Алматы", "Инспектор"),
        ("en", "Invitation to the map of city works: Almaty", "Inspector"),
    ],
)
def test_an_invitation_comes_by_mail_in_the_language_of_the_invited(
    house: tuple[FastAPI, Settings, Engine], box: MailBox, language: str, subject: str, role: str
) -> None:
    app, settings, engine = house
    with session_scope(engine) as session:
        chief = browser_of(app, session, settings, add_user(session, "administrator", name="Тимур"))
    form = {"email": EMAIL, "name": "Айгүл", "language": language, "role": "inspector"}
    assert chief.post("/invitations", form, page="/invitations").status_code == 303
    assert _work(engine, settings) == 1
    assert (box.received[0]["Subject"], box.received[0]["To"]) == (subject, EMAIL)
    assert role in box.words() and "Тимур" in box.words()
    link = box.link()
    assert link.startswith(f"{ORIGIN}/invitations/") and link.endswith(f"lang={language}")
    html = box.received[0].get_body(("html",))
    assert html and link in html.get_content().replace("&amp;", "&")
    path = link.removeprefix(ORIGIN)
    invited = BrowserOf(app)
    accepted = invited.post(path, {"name": "Айгүл", "password": PASSWORD}, page=path)
    assert accepted.status_code == 303
    assert BrowserOf(app).sign_in(EMAIL).status_code == 303


def test_a_new_password_comes_by_mail_and_its_use_is_told(
    house: tuple[FastAPI, Settings, Engine], box: MailBox
) -> None:
    app, settings, engine = house
    with session_scope(engine) as session:
        add_user(session, "inspector", email=EMAIL, password=PASSWORD, language="kk")
    visitor = BrowserOf(app)
    for email in (EMAIL, "nobody@example.kz"):
        assert visitor.post("/account/reset", {"email": email}, page="/account/reset").status_code == 200
    assert _work(engine, settings) == 1
    path = box.link().removeprefix(ORIGIN)
    stored = _everything(engine)
    token = path.split("/")[-1].split("?")[0]
    assert len(token) >= 43 and token not in stored
    assert visitor.post(path, {"password": NEW}, page=path).status_code == 303
    assert _work(engine, settings) == 1
    assert [mail["Subject"] for mail in box.received] == ["Жаңа құпиясөз", "Құпиясөз өзгерді"]
    assert BrowserOf(app).sign_in(EMAIL, NEW).status_code == 303


def _everything(engine: Engine) -> str:
    """All that the database holds of accounts, mails and jobs, as text."""
    tables = (
        "users", "sessions", "invitations", "password_resets", "sign_in_attempts", "audit_log", "outbox",
        "procrastinate_jobs", "procrastinate_events",
    )  # fmt: skip
    with engine.connect() as connection:
        return "\n".join(
            str(connection.execute(text(f"SELECT t::text FROM {table} t")).scalars().all()) for table in tables
        )


def test_neither_database_nor_log_holds_a_password_or_a_token_and_the_log_no_address(
    house: tuple[FastAPI, Settings, Engine], box: MailBox, caplog: pytest.LogCaptureFixture
) -> None:
    app, settings, engine = house
    caplog.set_level(logging.DEBUG)
    with session_scope(engine) as session:
        add_user(session, "inspector", email=EMAIL, password=PASSWORD)
    browser = BrowserOf(app)
    browser.sign_in(EMAIL, "a wrong password")
    browser.sign_in(EMAIL)
    session_token = browser.cookies["session"]
    browser.post("/account/password", {"current": PASSWORD, "password": NEW}, page="/account")
    visitor = BrowserOf(app)
    visitor.post("/account/reset", {"email": EMAIL}, page="/account/reset")
    _work(engine, settings)
    reset_token = box.link().split("/")[-1].split("?")[0]
    # A database that fails in the middle tells its statement, but not what stood in it.
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE sign_in_attempts RENAME TO elsewhere"))
    assert BrowserOf(app).sign_in(EMAIL, NEW).status_code == 500
    stored = _everything(engine) if _rename_back(engine) else ""
    logged = "\n".join(
        record.getMessage() + (str(record.exc_info[1]) if record.exc_info else "")
        for record in caplog.records
        if not record.name.startswith(("mail", "asyncio", "httpx"))
    )
    assert "sign_in_attempts" in logged
    for secret in (PASSWORD, NEW, "a wrong password", session_token, reset_token, browser.token("/account")):
        assert secret not in stored
        assert secret not in logged
    assert EMAIL not in logged


def _rename_back(engine: Engine) -> bool:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO sign_in_attempts"))
    return True


def test_many_tries_at_one_moment_on_several_servers_are_not_counted_as_one(
    house: tuple[FastAPI, Settings, Engine],
) -> None:
    app, settings, engine = house
    with session_scope(engine) as session:
        add_user(session, "inspector", email=EMAIL, password=PASSWORD)
    other = build_api(settings)
    visitors = [BrowserOf(server) for server in (app, other) * 10]
    for server in (app, other):
        assert BrowserOf(server).get("/sign-in").status_code == 200  # FastAPI builds its routes with the first request

    def guess(number: int) -> int:
        form = {"email": EMAIL, "password": "wrong"}
        return visitors[number].request("POST", "/sign-in", data=form).status_code

    with ThreadPoolExecutor(10) as together:
        answers = list(together.map(guess, range(20)))
    other.state.engine.dispose()
    assert set(answers) <= {401, 429}
    assert answers.count(401) <= 5
    with engine.connect() as connection:
        compared = connection.execute(text("SELECT count(*) FROM sign_in_attempts")).scalar_one()
    assert compared == answers.count(401)
