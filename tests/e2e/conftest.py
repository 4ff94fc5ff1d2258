"""A city with a few streets and one contractor's plan, a real server, a real browser that may not leave the machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from sqlalchemy import create_engine, text

from gis_app.db.embedded import Cluster
from gis_app.pages.assets import DIST_PATH
from gis_app.settings import Settings
from tests.e2e.programs import Program

ROOT = Path(__file__).parents[2]
SKETCH = ROOT / "etl" / "demo" / "sketch"
SCREENSHOTS = ROOT / "tests" / "screenshots"
# WebGL without a graphics card: only the map's own drawing goes through software GL, not the pages around it, which
# would cost half as much again. `--no-sandbox` because containers run as root.
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-rasterization",
         "--disable-gpu-compositing",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"]  # fmt: skip
SOFTWARE_DRAWING_MS = 30_000
CONTRACTOR = "ТОО «Пример-Жол»"
# Expectations wait as long as the pages they are about: a busy machine is no failure.
expect.set_options(timeout=SOFTWARE_DRAWING_MS)
LOOPBACK = ("127.0.0.1", "localhost")


def run_etl(url: str, *arguments: str) -> str:
    """One command of the loader, as a person runs it; its output. A failure fails the test with what it said."""
    environment = os.environ | {"GIS_APP_DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-m", "etl", "--quiet", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout


def write_plan(path: Path, first: date, last: date) -> None:
    """A contractor's spreadsheet: one stretch of a street under repair, a point and two works at one house."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "План работ"
    sheet.append(["План работ подрядчика"])
    sheet.append(["Наименование работ", "Адрес", "Район", "Заказчик", "Начало работ", "Окончание работ", "Объем",
                  "Ед. изм.", "Сумма, тыс. тенге"])  # fmt: skip
    customer = "Управление городской мобильности"
    stretch = "пр. Абая от ул. Байзакова до ул. Манаса"
    sheet.append(["Средний ремонт дороги", stretch, "", customer, first, last, 450, "м", 12500])
    corner = "пр. Абая уг. ул. Байзакова"
    sheet.append(["Установка светофора", corner, "", customer, first, last, 1, "шт.", 900])
    sheet.append(["Ямочный ремонт", corner, "", customer, first, last, 20, "м²", 300])
    book.save(path)


@dataclass(frozen=True)
class City:
    """A running server and what was loaded into its database."""

    address: str
    first: date
    last: date
    database_url: str

    def url(self, path: str) -> str:
        """The full address of a path."""
        return f"{self.address}{path}"

    def works(self) -> dict[str, int]:
        """Work type → id of the plan's work."""
        items = httpx.get(self.url("/api/works?limit=100&lang=ru")).json()["items"]
        return {item["type"]["code"]: item["id"] for item in items}


def _administer(cluster: Cluster, statement: str) -> None:
    address = cluster.url("postgres").replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(address: str, server: subprocess.Popen[bytes] | Program, log: Path) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            if httpx.get(f"{address}/ready").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    pytest.fail(f"the server did not become ready: {log.read_text()}")


@pytest.fixture(scope="session")
def front_end() -> None:
    """The built front end; `make test` builds it."""
    if not (DIST_PATH / "manifest.json").is_file():
        subprocess.run(["npm", "run", "build", "--silent"], cwd=ROOT / "web", check=True)


@pytest.fixture(scope="session")
def city(
    test_cluster: Cluster, template_database: str, tmp_path_factory: pytest.TempPathFactory, front_end: None
) -> Iterator[City]:
    """The sketch's streets and one plan, loaded by the command line, served by a process of its own."""
    name = f"e2e_{os.getpid()}_{uuid4().hex[:6]}"
    folder = tmp_path_factory.mktemp("city")
    _administer(test_cluster, f"CREATE DATABASE {name} TEMPLATE {template_database}")
    url = test_cluster.url(name)
    today = datetime.now(ZoneInfo(Settings().time_zone)).date()
    first, last = today - timedelta(days=40), today + timedelta(days=40)
    run_etl(url, "load-districts", str(SKETCH / "districts.geojson"))
    run_etl(url, "load-streets", str(SKETCH / "streets.geojson"))
    write_plan(folder / "plan.xlsx", first, last)
    run_etl(url, "load-plan", str(folder / "plan.xlsx"), "--source", "example_contractor")
    port = _free_port()
    log = folder / "server.log"
    environment = os.environ | {"GIS_APP_DATABASE_URL": url}
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "gis_app.main:create_app", "--factory", "--host", "127.0.0.1", "--port",
             str(port)],
            cwd=ROOT, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", server, log)
            yield City(f"http://127.0.0.1:{port}", first, last, url)
        finally:
            server.terminate()
            server.wait(20)
            _administer(test_cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as driver:
        yield driver


def launch(driver: Playwright, *more_flags: str) -> Browser:
    """Debian's Chromium; Playwright's own browsers are never downloaded."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is not installed: apt-get install chromium")
    return driver.chromium.launch(executable_path=path, args=[*FLAGS, *more_flags])


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """One browser for all tests; each test has a window of its own."""
    opened = launch(playwright_driver)
    yield opened
    opened.close()


def watch(context: BrowserContext, *, without_cache: bool = False) -> tuple[list[str], list[str]]:
    """Requests that would leave the machine, and the errors of the console, as they come.

    The former end at the browser, which finds no other host (`FLAGS`). `without_cache` asks the driver about each
    request, which turns off the browser's own cache: what is read without a network was kept by the page's worker.
    """
    left: list[str] = []
    errors: list[str] = []

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.hostname not in LOOPBACK:
            left.append(request.url)

    context.on("request", note)
    if without_cache:
        context.route("**/*", lambda route: route.continue_())
    context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    return left, errors


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, city: City) -> Iterator[OpenPage]:
    """Open a path in a window of a size. After the test: nothing left the machine, the console shows no error."""
    contexts: list[tuple[BrowserContext, list[str], list[str]]] = []

    def opened(path: str, *, width: int = 1280, height: int = 800, script: bool = True, with_map: bool = True) -> Page:
        phone = width < 600
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=phone,
            is_mobile=phone,
            java_script_enabled=script,
            reduced_motion="reduce",
            locale="en-GB",
        )
        contexts.append((context, *watch(context)))
        page = context.new_page()
        page.set_default_timeout(SOFTWARE_DRAWING_MS)
        page.goto(city.url(path))
        if with_map and script:
            page.wait_for_selector("#map[data-ready]")
        return page

    yield opened
    for context, left, errors in contexts:
        context.close()
        assert left == []
        assert errors == []


@pytest.fixture
def screenshot() -> Callable[[Page, str], None]:
    """Save what a person would see, for a person to look at."""

    def save(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        try:
            page.screenshot(path=SCREENSHOTS / f"{name}.png")
        except PlaywrightError:  # on a busy machine the browser has sometimes no picture yet
            page.wait_for_timeout(500)
            page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return save
