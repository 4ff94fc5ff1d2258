"""People in a real browser: invited by mail, signed in, moved to another role, thrown out; without scripts too."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from gis_app.accounts.administrators import make_administrator
from gis_app.accounts.demo import make_demo_accounts
from gis_app.db.embedded import Cluster
from gis_app.db.session import make_engine, session_scope
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.e2e.conftest import _free_port, _wait_until_ready, watch
from tests.e2e.programs import Program, run_program
from tests.grid import Grid
from tests.mail_server import MailBox, mail_server
from tests.people import PASSWORD

pytestmark = pytest.mark.e2e
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}


@dataclass
class House:
    """A running server, its database and the mail box that receives what its worker sends."""

    address: str
    engine: Engine
    environment: dict[str, str]
    box: MailBox
    folder: Path

    def work(self) -> None:
        """Run the worker until nothing waits."""
        run_program("etl", "work", "--once", environment=self.environment, log=self.folder / "worker.log")


@pytest.fixture
def house(test_cluster: Cluster, template_database: str, tmp_path: Path, front_end: None) -> Iterator[House]:
    name = f"people_{os.getpid()}_{uuid4().hex[:6]}"
    administer = create_engine(
        test_cluster.url("postgres").replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with administer.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template_database}"))
    port, log = _free_port(), tmp_path / "server.log"
    settings = Settings(cluster="test", database_url=test_cluster.url(name))
    engine = make_engine(settings)
    with session_scope(engine) as session:
        _furnish(session)
    with mail_server() as box:
        environment = os.environ | {
            "GIS_APP_DATABASE_URL": str(settings.database_url),
            "GIS_APP_SMTP_URL": box.url,
            "GIS_APP_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
        asked = ("gis_app.main:create_app", "--factory", "--port", str(port))
        server = Program("uvicorn", *asked, environment=environment, log=log)
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", server, log)
            yield House(f"http://127.0.0.1:{port}", engine, environment, box, tmp_path)
        finally:
            server.stop()
            engine.dispose()
            with administer.connect() as connection:
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            administer.dispose()


def _furnish(session: Session) -> None:
    """The sketch's one district, an organisation, an invented work."""
    load_work_types(session)
    session.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, is_sketch, geom) VALUES (4, 'Бостандыкский "
            "район', 'Бостандық ауданы', 'Bostandyk', 'test', true, ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {"shape": Grid().box(0, 0, 50, 50).wkt},
    )
    session.execute(
        text(
            "INSERT INTO organisations (id, name, name_key, is_contractor, is_customer, is_training) "
            "OVERRIDING SYSTEM VALUE VALUES (7, 'ТОО «Демо-Жол»', 'демо-жол', true, true, true)"
        )
    )
    session.execute(
        text(
            "INSERT INTO works (type_code, location_raw, match_type, confidence, source, period, identity_key, "
            "district_id, contractor_id, customer_id, is_training) "
            "VALUES ('park', 'парк', 'none', 0, 'test', '2026', 'one', 4, 7, 7, true)"
        )
    )


@pytest.fixture
def window(browser: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """Open windows of people, each with cookies of its own; afterwards nothing left the machine, no console error."""
    opened: list[tuple[BrowserContext, list[str], list[str]]] = []

    def open_window(size: str = "desktop", *, script: bool = True) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, base_url=house.address,
            reduced_motion="reduce",
        )  # fmt: skip
        opened.append((context, *watch(context)))
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield open_window
    for context, left, errors in opened:
        context.close()
        assert left == []
        assert [error for error in errors if "status of 40" not in error] == []


@pytest.mark.parametrize(("size", "script"), [("phone", False), ("desktop", True)])
def test_a_contractor_is_invited_by_mail_and_comes_in(
    house: House, window: Callable[..., Page], screenshot: Callable[[Page, str], None], size: str, script: bool
) -> None:
    with session_scope(house.engine) as session:
        session.execute(text("UPDATE organisations SET is_training = false"))
        make_administrator(session, Settings(), "chief@example.kz", "Тимур", "ru", PASSWORD)
    chief = window(size, script=script)
    chief.goto("/admin/users?lang=ru")
    expect(chief).to_have_url(f"{house.address}/sign-in?next=/admin/users%3Flang%3Dru&lang=ru")
    chief.get_by_label("Электронная почта").fill("chief@example.kz")
    chief.get_by_label("Пароль").fill("wrong password")
    chief.get_by_role("button", name="Войти").click()
    expect(chief.get_by_role("alert")).to_contain_text("не подходят друг к другу")
    chief.get_by_label("Пароль").fill(PASSWORD)
    chief.get_by_role("button", name="Войти").click()
    expect(chief.get_by_role("heading", name="Люди и права")).to_be_visible()
    chief.get_by_role("main").get_by_role("link", name="Пригласить").click()
    chief.get_by_label("Электронная почта").fill("aigul@example.kz")
    chief.get_by_label("Имя и фамилия").fill("Айгүл Сәрсенова")
    chief.get_by_label("Язык писем и страниц").select_option("kk")
    chief.get_by_label("Роль").select_option("contractor")
    chief.get_by_label("Организация").select_option("7")
    chief.get_by_role("button", name="Отправить приглашение").click()
    expect(chief.get_by_role("status")).to_contain_text("Приглашение отправляется")
    screenshot(chief, f"invite_{size}")

    house.work()
    invited = [mail for mail in house.box.received if mail["To"] == "aigul@example.kz"]
    assert len(invited) == 1
    aigul = window(size, script=script)
    aigul.goto(house.box.link(house.box.received.index(invited[0])))
    expect(aigul.locator("html")).to_have_attribute("lang", "kk")
    screenshot(aigul, f"invitation_{size}")
    aigul.get_by_label("Жаңа құпиясөз").fill("төрт қарапайым сөз")
    aigul.get_by_role("button", name="Есептік жазба ашу").click()
    expect(aigul.get_by_role("main")).to_contain_text("ТОО «Демо-Жол»")
    screenshot(aigul, f"account_{size}")
    aigul.goto("/admin/users")
    expect(aigul.get_by_role("heading")).to_contain_text("рұқсат жоқ")

    chief.goto("/admin/users?q=aigul&lang=ru")
    chief.get_by_role("link", name="Айгүл Сәрсенова").click()
    chief.get_by_role("button", name="Отключить").click()
    expect(chief.get_by_role("status")).to_contain_text("отключена")
    aigul.goto("/account?lang=kk")
    expect(aigul.get_by_role("heading")).to_contain_text("кіру")


def test_the_first_page_of_the_demo_lets_in_and_out(
    house: House, window: Callable[..., Page], screenshot: Callable[[Page, str], None]
) -> None:
    with session_scope(house.engine) as session:
        assert make_demo_accounts(session) == 6
    page = window("desktop")
    page.goto("/?lang=kk")
    page.wait_for_selector("#map[data-ready]")
    page.get_by_role("button", name="Аудан жоспарлаушысы").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Менің істерім")
    page.locator("summary.account-open").click()
    expect(page.locator(".account-menu")).to_contain_text("Айгүл Сәрсенова")
    screenshot(page, "demo_menu")
    page.get_by_role("button", name="Шығу").click()
    page.wait_for_selector("#map[data-ready]")
    expect(page.locator("summary.account-open")).to_have_count(0)
