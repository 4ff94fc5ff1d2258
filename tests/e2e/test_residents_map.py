"""The map as residents use it: their place, one press for yards or networks, a card that asks."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.dependencies import city_today
from gis_app.settings import Settings
from tests.e2e.test_accounts import House, house, window  # noqa: F401 - fixtures
from tests.e2e.test_map_page import violations
from tests.grid import Grid
from tests.integration.geocoding.register_rows import add_street
from tests.integration.works.people import add_work

pytestmark = pytest.mark.e2e
grid = Grid()
TODAY = city_today(Settings())
Window = Callable[..., Page]


@pytest.fixture
def ground(house: House) -> dict[str, int]:  # noqa: F811
    """A finished road, a yard that goes on, a pipe far off; a street with its name."""
    days = {"planned_start": TODAY - timedelta(days=40), "planned_end": TODAY - timedelta(days=4)}
    with session_scope(house.engine) as session:
        add_street(session, grid.line((0, 1), (30, 1)), "street", ("улица Абая", "ru", "official"))
        road = grid.line((1, 1), (4, 1))
        return {
            "road": add_work(
                session, road, state="finished", title_ru="Ремонт дороги", actual_end=TODAY - timedelta(days=4), **days
            ),
            "yard": add_work(session, grid.point(2, 3), type_code="yard", state="in_progress", title_ru="Двор", **days),
            "pipe": add_work(session, grid.point(49, 49), type_code="sewer", title_ru="Коллектор", **days),
        }


def opened(page: Page, path: str) -> Page:
    page.goto(path)
    page.wait_for_selector("#map[data-ready]", state="attached")
    return page


def small_targets(page: Page) -> list[str]:
    """Buttons and links outside running text that are smaller than 24 px."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('button, a, input:not([type=checkbox]), select, summary')]"
        ".filter(e => e.checkVisibility()"
        " && !e.closest('p, dd, .visually-hidden, .maplibregl-ctrl-attrib, .skip-link'))"
        ".map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])"
        ".filter(([, r]) => r.width > 0 && (r.width < 24 || r.height < 24)).map(([h]) => h)"
    )
    return found


def test_on_a_phone_a_resident_says_on_the_card_that_the_work_is_not_good(
    house: House,  # noqa: F811
    ground: dict[str, int],
    window: Window,  # noqa: F811
    screenshot: Callable[[Page, str], None],
) -> None:
    page = opened(window("phone"), f"/?lang=kk&work={ground['road']}")
    asked = page.get_by_test_id("reactions")
    asked.get_by_role("button", name="Жоқ").click()
    asked.get_by_role("checkbox", name="Мерзімнің сақталуы").check()
    assert violations(page) == []
    screenshot(page, "reaction-phone-kk")
    asked.get_by_role("button", name="Бағаны жіберу").click()
    expect(asked.get_by_role("status")).to_have_text("Рақмет, бағаңыз есепке алынды.")
    page.reload()
    expect(asked.get_by_role("status")).to_have_text("Сіздің жауабыңыз: жоқ.")
    expect(asked.get_by_role("button", name="Жоқ")).to_have_attribute("aria-pressed", "true")
    # A window of 1280 px at 200 % shows 640 px.
    page.set_viewport_size({"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert small_targets(page) == []


def test_a_person_s_word_counts_once_and_leaves_no_cookie(
    house: House,  # noqa: F811
    ground: dict[str, int],
    window: Window,  # noqa: F811
) -> None:
    def kept() -> list[tuple[bool, list[str]]]:
        with session_scope(house.engine) as session:
            rows = session.execute(text("SELECT is_satisfied, aspects FROM work_reactions ORDER BY created_at"))
            return [(row[0], row[1]) for row in rows]

    def says(page: Page, word: str) -> None:
        page.get_by_role("radio", name=word).check()
        page.get_by_role("button", name="Отправить оценку").click()
        expect(page.get_by_text("Спасибо, ваша оценка учтена.")).to_be_visible()
        assert page.context.cookies() == []

    form = f"/works/{ground['road']}/reaction?lang=ru"
    page = opened(window(), f"/?lang=ru&work={ground['road']}")
    asked = page.get_by_test_id("reactions")
    asked.get_by_role("button", name="Нет").click()
    asked.get_by_role("checkbox", name="Соблюдение сроков").check()
    asked.get_by_role("button", name="Отправить оценку").click()
    expect(asked.get_by_role("status")).to_have_text("Спасибо, ваша оценка учтена.")
    page.goto(form)
    expect(page.get_by_role("radio", name="Нет")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Соблюдение сроков")).to_be_checked()
    says(page, "Да")
    assert kept() == [(True, ["days"])]

    # Without a script, and where nothing may be kept, the address counts: both are one.
    plain = window(script=False)
    plain.goto(form)
    says(plain, "Да")
    private = window("phone")
    private.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() {throw new DOMException('no', 'SecurityError');}})"
    )
    private.goto(form)
    says(private, "Нет")
    assert kept() == [(True, ["days"]), (False, [])]


def test_one_press_shows_the_networks_alone_or_the_works_near_me(
    house: House,  # noqa: F811
    ground: dict[str, int],
    window: Window,  # noqa: F811
) -> None:
    page, at = window(), grid.point(2, 1)
    rows = page.get_by_test_id("work-list").locator(".work-row")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": 71.43, "latitude": 51.13})
    opened(page, "/?lang=ru&view=list")
    networks = page.get_by_role("button", name="Сети", exact=True)
    near_me = page.get_by_role("button", name="Работы рядом со мной")
    networks.click()
    expect(page).to_have_url(re.compile(r"type=water_supply,sewer"))
    expect(rows).to_have_count(1)
    expect(page.get_by_test_id("chosen")).to_have_count(0)
    networks.click()
    near_me.click()
    expect(page.locator(".near-me-note")).to_have_text("Вы не в этом городе: здесь работ нет.")
    page.context.set_geolocation({"longitude": at.x, "latitude": at.y})
    near_me.click()
    expect(page).to_have_url(re.compile(rf"place={at.x:.5f},{at.y:.5f}"))
    expect(page.get_by_role("combobox")).to_have_value("улица Абая")
    expect(rows.filter(has_text="Коллектор")).to_have_count(0)
    expect(rows.filter(has_text="Ремонт дороги")).to_have_count(1)
    report = page.get_by_role("link", name="Сообщить о проблеме здесь")
    expect(report).to_have_attribute("href", re.compile(rf"lon={at.x:.5f}"))
    assert violations(page) == []
    # The card on paper.
    rows.filter(has_text="Ремонт дороги").get_by_role("link").click()
    card = page.get_by_test_id("card")
    expect(card.get_by_role("button", name="Печать")).to_be_visible()
    page.emulate_media(media="print")
    expect(card.locator(".card-title")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    expect(card.get_by_role("button", name="Печать")).to_be_hidden()
