"""Overlays on the map in a real browser: under the works, as opaque as the slider says, kept in the address."""

import io
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import PIL.Image
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import create_engine, text

from gis_app.accounts.sessions import open_session
from gis_app.db.embedded import Cluster
from gis_app.db.session import make_engine, session_scope
from gis_app.rasters.receiving import Description, receive
from gis_app.rasters.taking import take_raster
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.e2e.conftest import SCREENSHOTS, _free_port, _wait_until_ready, watch
from tests.e2e.programs import Program
from tests.e2e.test_map_page import violations
from tests.geotiffs import GREEN, RED, square, write
from tests.grid import Grid
from tests.people import add_user, current

pytestmark = pytest.mark.e2e
# The square of `tests.geotiffs.square` is drawn from 150 to 250 m east and south of the grid's origin.
MIDDLE, BESIDE = Grid().point(2, -2), Grid().point(3.4, -2)
VIEW = f"z=16&lat={MIDDLE.y:.6f}&lon={MIDDLE.x:.6f}"


@dataclass(frozen=True)
class Town:
    """A running server, the session of its planner and the overlay that is ready."""

    address: str
    session: str
    overlay: str


@pytest.fixture(scope="module")
def town(
    test_cluster: Cluster, template_database: str, tmp_path_factory: pytest.TempPathFactory, front_end: None
) -> Iterator[Town]:
    folder, name = tmp_path_factory.mktemp("town"), f"overlays_{os.getpid()}_{uuid4().hex[:6]}"
    address = test_cluster.url("postgres").replace("postgresql://", "postgresql+psycopg://")
    administer = create_engine(address, isolation_level="AUTOCOMMIT")
    with administer.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template_database}"))
    settings = Settings(cluster="test", database_url=test_cluster.url(name), files=folder / "files")
    engine = make_engine(settings)
    picture = write(folder / "photo.tif", square()).read_bytes()
    with session_scope(engine) as session:
        _furnish(session)
        planner = add_user(session, "planner", district_id=4)
        by = current(session, planner)
        raster_id = receive(session, settings, by, Description("Съёмка мая"), "photo.tif", io.BytesIO(picture)).id
        token = open_session(session, settings, planner, "test")
    assert take_raster(engine, settings, raster_id) == "ready"
    port, log = _free_port(), folder / "server.log"
    environment = os.environ | {
        "GIS_APP_DATABASE_URL": test_cluster.url(name), "GIS_APP_FILES": str(folder / "files"),
    }  # fmt: skip
    asked = ("gis_app.main:create_app", "--factory", "--port", str(port))
    server = Program("uvicorn", *asked, environment=environment, log=log)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}", server, log)
        yield Town(f"http://127.0.0.1:{port}", token, f"overlay-{raster_id}")
    finally:
        server.stop()
        engine.dispose()
        with administer.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        administer.dispose()


def _furnish(session: Any) -> None:
    load_work_types(session)
    session.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (4, 'Бостандыкский район', "
            "'Бостандық ауданы', 'Bostandyk district', 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {"shape": Grid().box(-9, -9, 9, 9).wkt},
    )
    # A place of four works this month, in no tile: the map draws their density alone.
    session.execute(
        text(
            "INSERT INTO works (identity_key, geom, type_code, title_ru, location_raw, match_type, confidence, source, "
            "period, planned_start, planned_end) SELECT 'w' || n, ST_GeomFromText(:place, 4326), 'yard', 'x', 'x', "
            "'rooftop', 1, 'test', '2026', current_date, current_date FROM generate_series(1, 4) AS n"
        ),
        {"place": MIDDLE.wkt},
    )


@pytest.fixture
def opened(browser: Browser, town: Town) -> Iterator[Any]:
    """Open the map as the planner, or as a visitor. Nothing may leave the machine or fail."""
    contexts: list[tuple[BrowserContext, list[str], list[str]]] = []

    def open_map(query: str, *, signed_in: bool = True, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        contexts.append((context, *watch(context)))
        if signed_in:
            context.add_cookies([{"name": "session", "value": town.session, "url": town.address}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{town.address}/?{query}")
        page.wait_for_selector("#map[data-ready]")
        return page

    yield open_map
    for context, left, errors in contexts:
        context.close()
        assert (left, errors) == ([], [])


def colour_at_middle(page: Page) -> tuple[int, int, int]:
    """The colour in the middle of the map once it rests."""
    page.wait_for_selector("#map[data-ready]")
    box = page.locator("#map").bounding_box()
    assert box
    image = PIL.Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    found: Any = image.getpixel((int(box["x"] + box["width"] / 2), int(box["y"] + box["height"] / 2)))
    return (found[0], found[1], found[2])


def wait_for_colour(page: Page, wanted: tuple[int, int, int], patience_s: float = 30) -> None:
    """Wait until the middle of the map has a colour, give or take what compression does."""
    until = time.monotonic() + patience_s
    while max(abs(a - b) for a, b in zip(colour_at_middle(page), wanted, strict=True)) > 14:
        assert time.monotonic() < until, f"{colour_at_middle(page)} is not {wanted}"
        time.sleep(0.2)


def over(colour: tuple[int, ...], ground: tuple[int, ...], opacity: float) -> tuple[int, int, int]:
    """What an eye sees of a colour over a ground."""
    mixed = [round(top * opacity + below * (1 - opacity)) for top, below in zip(colour, ground, strict=True)]
    return (mixed[0], mixed[1], mixed[2])


def test_the_slider_decides_how_much_of_an_overlay_is_seen(opened: Any, town: Town) -> None:
    page = opened(f"lang=ru&{VIEW}&from=2010-01-01&to=2010-01-02&outages=off")
    ground = colour_at_middle(page)
    page.get_by_role("button", name="Подложки").click()
    sheet = page.get_by_role("region", name="Подложки")
    sheet.get_by_role("checkbox", name="Съёмка мая").check()
    slider = sheet.get_by_role("slider", name="Непрозрачность: Съёмка мая")
    expect(slider).to_have_value("80")
    wait_for_colour(page, over(RED, ground, 0.8))
    slider.focus()
    page.keyboard.press("End")
    wait_for_colour(page, RED)
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "50 %")
    wait_for_colour(page, over(RED, ground, 0.5))
    assert f"overlays={town.overlay}:50" in page.url
    assert violations(page) == []
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "overlays.png")
    page.keyboard.press("Home")
    wait_for_colour(page, ground)
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(page.get_by_role("button", name="Подложки")).to_be_focused()
    page.reload()
    wait_for_colour(page, RED)


def test_an_overlay_lies_where_it_was_taken(opened: Any, town: Town) -> None:
    beside = VIEW.replace(f"{MIDDLE.x:.6f}", f"{BESIDE.x:.6f}").replace(f"{MIDDLE.y:.6f}", f"{BESIDE.y:.6f}")
    page = opened(f"lang=en&{beside}&overlays={town.overlay}:100")
    wait_for_colour(page, GREEN)


def test_the_density_of_a_month_is_drawn_with_its_legend(opened: Any, town: Town) -> None:
    page = opened(f"lang=en&{VIEW}&overlays=density:100&from=2010-01-01&to=2010-01-02", width=390, height=844)
    page.get_by_role("button", name="Overlays").click()
    legend = page.get_by_test_id("density-legend")
    expect(legend.locator("li")).to_have_text(["1", "2", "3–5", "6–10", "11 and more"])
    page.get_by_label("Month", exact=True).select_option("2027-01" if "2027-01" not in page.url else "2027-02")
    page.wait_for_url("**density@2027-01:100**")
    assert violations(page) == []


def test_the_colour_of_a_cell_is_that_of_its_class(opened: Any, town: Town) -> None:
    page = opened(f"lang=en&{VIEW}&overlays=density@4:100&from=2010-01-01&to=2010-01-02")
    wait_for_colour(page, (0xC7, 0x3E, 0x4C))


def test_the_public_map_fetches_nothing_of_overlays(opened: Any, town: Town, browser: Browser) -> None:
    page = opened(f"lang=ru&{VIEW}", signed_in=False)
    names = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert [name for name in names if "overlays" in name or "/raster" in name or "rasters" in name] == []
    expect(page.get_by_role("button", name="Подложки")).to_have_count(0)
