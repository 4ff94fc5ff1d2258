"""The whole way of a plan: its contractor is invited by mail and sends it, a planner accepts, a resident sees it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import httpx
import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect
from sqlalchemy import text

from gis_app.accounts.administrators import make_administrator
from gis_app.db.session import session_scope
from gis_app.dependencies import Language, city_today
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.plan_columns import plan_columns
from layers.work_types import read_vocabulary
from tests.e2e.conftest import SKETCH, run_etl
from tests.e2e.programs import Program
from tests.e2e.test_accounts import House, house, window  # noqa: F401 - fixtures
from tests.e2e.test_plan_to_map import pixel
from tests.people import PASSWORD, add_user

pytestmark = pytest.mark.e2e
COLUMNS = ("type", "location", "planned_start", "planned_end")
OWN_PASSWORD = "төрт қарапайым сөз"


@dataclass(frozen=True)
class Words:
    """What the rows of the plan say in one language: a place on the register, and the three faults."""

    known_place: str
    unknown_place: str
    no_day: str
    no_type: str


WORDS: dict[Language, Words] = {
    "ru": Words("пр. Абая от ул. Байзакова до ул. Манаса", "двор у старого дуба", "скоро", "прочее"),
    "kk": Words(
        "Абай даңғылы, Байзақов көшесінен Манас көшесіне дейін", "ескі емен жанындағы аула", "жақында", "басқа"
    ),
}


def write_plan(path: Path, lang: Language, first: date) -> None:
    """A plan by the template with one good row and three bad ones."""
    words, last = WORDS[lang], first + timedelta(days=30)
    title = {code: kind.title.in_language(lang) for code, kind in read_vocabulary().by_code().items()}
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([plan_columns()[name].title[lang] for name in COLUMNS])
    sheet.append([title["road_medium_repair"], words.known_place, first, last])
    sheet.append([title["park"], words.unknown_place, first, last])
    sheet.append([title["traffic_light"], words.known_place, words.no_day, last])
    sheet.append([words.no_type, words.known_place, first, last])
    book.save(path)


@pytest.fixture
def town(house: House) -> Iterator[House]:  # noqa: F811
    """The house with the sketch's streets in one district, people who stay, and a worker that waits for jobs."""
    west, south, east, north = Settings().bounds
    with session_scope(house.engine) as session:
        session.execute(text("UPDATE organisations SET is_training = false"))
        session.execute(text("DELETE FROM works"))
        session.execute(
            text("UPDATE districts SET geom = ST_Multi(ST_MakeEnvelope(:west, :south, :east, :north, 4326))"),
            {"west": west, "south": south, "east": east, "north": north},
        )
        make_administrator(session, Settings(), "chief@example.kz", "Тимур", "ru", PASSWORD)
        add_user(session, "planner", email="asel@example.kz", name="Әсел", password=PASSWORD, district_id=4)
    run_etl(house.environment["GIS_APP_DATABASE_URL"], "load-streets", str(SKETCH / "streets.geojson"))
    worker = Program("etl", "--quiet", "work", environment=house.environment, log=house.folder / "worker.log")
    try:
        yield house
    finally:
        worker.stop()


def mail_to(town: House, address: str) -> EmailMessage:
    """The mail that the worker delivers to an address, waited for."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for mail in town.box.received:
            if mail["To"] == address:
                return mail
        time.sleep(0.1)
    pytest.fail(f"no mail to {address}")


def sign_in(page: Page, lang: Language, email: str, password: str) -> None:
    """Fill the sign-in form and go on to the plans by the menu."""
    page.goto(f"/sign-in?lang={lang}")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("main form button[type=submit]").click()
    page.locator("summary.account-open").click()
    page.get_by_role("link", name=get_texts().get(lang, "menu-imports")).click()


def draw_a_line(page: Page, lang: Language) -> None:
    """Come closer to the middle of the map and set the two ends of a line there."""
    chart = page.locator("#draw-map")
    page.wait_for_selector("#draw-map[data-ready]")
    for _ in range(5):
        chart.locator(".maplibregl-ctrl-zoom-in").click()
        page.wait_for_selector("#draw-map[data-ready]")
    chart.get_by_role("button", name=get_texts().get(lang, "draw-line")).click()
    box = chart.bounding_box()
    assert box is not None
    for right in (-60, 60):
        chart.click(position={"x": box["width"] / 2 + right, "y": box["height"] / 2})
    expect(page.locator("input[name=place][value=drawn]")).to_be_checked()


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_a_plan_comes_from_an_invited_contractor_to_the_map(
    town: House,
    window: Callable[..., Page],  # noqa: F811
    screenshot: Callable[[Page, str], None],
    tmp_path: Path,
    lang: Language,
) -> None:
    def said(key: str, **values: str) -> str:
        return get_texts().get(lang, key, **values)

    with session_scope(town.engine) as session:
        session.execute(text("UPDATE users SET language = :lang"), {"lang": lang})
    chief = window()
    chief.goto(f"/sign-in?next=/invitations&lang={lang}")
    chief.locator("input[name=email]").fill("chief@example.kz")
    chief.locator("input[name=password]").fill(PASSWORD)
    chief.locator("main form button[type=submit]").click()
    chief.get_by_label(said("field-email")).fill("aigul@example.kz")
    chief.get_by_label(said("field-name")).fill("Айгүл Сәрсенова")
    chief.locator("select[name=language]").select_option(lang)
    chief.locator("select[name=role]").select_option("contractor")
    chief.locator("select[name=organisation]").select_option("7")
    chief.get_by_role("button", name=said("invite-button")).click()
    expect(chief.get_by_role("status")).to_contain_text(said("done-invited"))

    mail = mail_to(town, "aigul@example.kz")
    contractor = window()
    contractor.goto(town.box.link(town.box.received.index(mail)))
    expect(contractor.locator("html")).to_have_attribute("lang", lang)
    contractor.locator("input[autocomplete=new-password]").fill(OWN_PASSWORD)
    contractor.locator("main form button[type=submit]").click()
    expect(contractor.get_by_role("main")).to_contain_text("ТОО «Демо-Жол»")
    contractor.context.clear_cookies()
    sign_in(contractor, lang, "aigul@example.kz", OWN_PASSWORD)

    write_plan(tmp_path / "plan.xlsx", lang, city_today(Settings()) + timedelta(days=3))
    contractor.locator("input[type=file]").set_input_files(tmp_path / "plan.xlsx")
    contractor.get_by_role("button", name=said("imports-send")).click()
    filters = contractor.get_by_role("navigation", name=said("imports-filters"))
    expect(filters).to_contain_text(f"{said('imports-show-bad')} 2")
    table = contractor.locator("#rows")
    expect(table).to_contain_text(WORDS[lang].no_day)
    expect(table).to_contain_text(WORDS[lang].no_type)
    screenshot(contractor, f"plan_checked_{lang}")
    filters.get_by_role("link", name=said("imports-show-warnings")).click()
    row = table.locator("tr", has_text=WORDS[lang].unknown_place)
    expect(row).to_contain_text(said("imports-no-place"))
    row.get_by_role("link", name=said("imports-mend")).click()
    draw_a_line(contractor, lang)
    screenshot(contractor, f"plan_drawn_{lang}")
    contractor.get_by_role("button", name=said("imports-save")).click()
    expect(contractor.get_by_role("status")).to_contain_text(said("imports-saved"))
    contractor.get_by_role("link", name="plan.xlsx").click()
    contractor.get_by_role("button", name=said("imports-submit", rows="2")).click()
    expect(contractor.get_by_role("main")).to_contain_text(said("imports-waits"))

    planner = window()
    sign_in(planner, lang, "asel@example.kz", PASSWORD)
    plan = planner.locator(".plan-item", has_text="plan.xlsx")
    expect(plan).to_contain_text(said("imports-state-submitted"))
    plan.get_by_role("link").click()
    screenshot(planner, f"plan_submitted_{lang}")
    planner.get_by_role("button", name=said("imports-accept", rows="2")).click()
    expect(planner.get_by_role("main")).to_contain_text(said("imports-accepted", rows="2"))

    see_on_the_map(town, window(), lang)


def see_on_the_map(town: House, resident: Page, lang: Language) -> None:
    """Both works stand in the list, and a click on the tile where one was drawn opens its card."""
    works = httpx.get(f"{town.address}/api/works?limit=10&lang={lang}").json()["items"]
    drawn = next(work["id"] for work in works if work["type"]["code"] == "park")
    lon, lat = cast(tuple[float, float], httpx.get(f"{town.address}/api/works/{drawn}").json()["point"])
    wait_for_tiles(town)
    resident.goto(f"/?lang={lang}&z=16&lat={lat}&lon={lon}")
    resident.wait_for_selector("#map[data-ready]")
    expect(resident.locator(f'.work-row a[href^="/works/{drawn}?"]')).to_be_visible()
    resident.mouse.click(*pixel(resident, (lon, lat), (lon, lat), 16))
    card = resident.get_by_test_id("card")
    expect(card.locator(".card-kind")).to_have_text(read_vocabulary().by_code()["park"].title.in_language(lang))
    expect(card).to_contain_text("ТОО «Демо-Жол»")
    assert {work["type"]["code"] for work in works} == {"park", "road_medium_repair"}


def wait_for_tiles(town: House) -> None:
    """Wait until the worker has built what the acceptance touched."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with town.engine.connect() as connection:
            if not connection.execute(text("SELECT EXISTS (SELECT FROM tiles_dirty)")).scalar():
                return
        time.sleep(0.1)
    pytest.fail("the tiles were not built")
