"""The map page by keyboard, on a phone, without a map, without a script; and what an accessibility checker says."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.conftest import City, OpenPage, launch, watch

pytestmark = pytest.mark.e2e

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, as rule and element."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # All rules run; of those that are kept, which are hundreds of elements, nothing is brought here.
    found: list[dict[str, Any]] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(found => found.violations)", tags
    )
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def test_one_sheet_alone_keeps_the_first_paint_waiting_and_the_map_comes_beside_the_words(city: City) -> None:
    head = httpx.get(city.url("/?lang=kk")).text.partition("</head>")[0]
    assert head.count('rel="stylesheet"') == 1
    scripts = re.findall(
        r'<(?:script type="module" src|link rel="modulepreload" href)="(.+?)" fetchpriority="(.+?)"', head
    )
    assert {priority for _, priority in scripts} == {"low"}
    assert any("/maplibre-gl-" in address for address, _ in scripts)


def test_the_search_box_works_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/?lang=ru")
    box = page.get_by_role("combobox", name="Адрес, улица или место")
    box.press_sequentially("байзак")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Байзакова")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(box).not_to_have_value("байзак")
    expect(page).to_have_url(re.compile(r"place=street:\d+"))
    expect(page.locator(".place-sign")).to_be_visible()
    page.reload()
    expect(page.locator(".summary .section-title")).to_contain_text("улица Байзакова: ")
    page.go_back()
    expect(page.locator(".summary .section-title")).to_contain_text("На карте")


def test_a_searched_street_lists_its_own_works(open_page: OpenPage) -> None:
    page = open_page("/?lang=ru&q=проспект Абая")
    summary = page.locator(".summary .section-title")
    expect(summary).to_have_text("проспект Абая: 3 работы")
    page.get_by_role("button", name="Показать все работы на карте").click()
    expect(summary).to_contain_text("На карте")
    page.get_by_role("combobox").fill("улица Розыбакиева")
    page.get_by_role("option").first.click()
    expect(summary).to_have_text("улица Розыбакиева: 0 работ")


def test_escape_closes_the_suggestions(open_page: OpenPage) -> None:
    page = open_page("/?lang=ru")
    box = page.get_by_role("combobox")
    box.press_sequentially("абая")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    expect(box).to_have_value("абая")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_phone_shows_map_sheet_and_card(
    city: City, open_page: OpenPage, screenshot: Callable[[Page, str], None], lang: str
) -> None:
    page = open_page(f"/?lang={lang}", width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    screenshot(page, f"map-phone-{lang}")
    work = city.works()["road_medium_repair"]
    page.goto(city.url(f"/?lang={lang}&work={work}"))
    page.wait_for_selector("#map[data-ready]")
    expect(page.get_by_test_id("card").locator(".card-title")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    screenshot(page, f"card-phone-{lang}")


def test_the_timeline_moves_by_arrow_keys(open_page: OpenPage) -> None:
    page = open_page("/?lang=en")
    thumb = page.get_by_role("slider", name="Start of the period").first
    thumb.focus()
    thumb.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"from="))


def test_the_language_switch_keeps_the_view(open_page: OpenPage) -> None:
    page = open_page("/?lang=ru&group=roads&z=14&lat=43.24&lon=76.91")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("button", name="Roads and transport").first).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(r"lang=en.*z=14\.00"))


def test_without_a_script_the_page_is_a_form_and_a_list(
    open_page: OpenPage, screenshot: Callable[[Page, str], None]
) -> None:
    page = open_page("/?lang=ru", script=False)
    expect(page.locator(".work-row")).to_have_count(3)
    page.get_by_role("searchbox").fill("проспект Абая")
    page.get_by_role("button", name="Найти").click()
    expect(page.get_by_role("heading", name="проспект Абая: 3 работы")).to_be_visible()
    expect(page.locator(".work-row")).to_have_count(3)
    screenshot(page, "no-script")


def test_a_request_that_would_leave_the_machine_is_noted_and_goes_nowhere(browser: Browser, city: City) -> None:
    context = browser.new_context()
    left, errors = watch(context)
    page = context.new_page()
    outside = ["https://tiles.example.org/1.png", "http://192.0.2.1/2.png"]
    page.set_content("".join(f'<img src="{address}">' for address in [*outside, city.url("/static/icon.svg")]))
    page.wait_for_load_state("load")
    assert sorted(left) == sorted(outside)
    assert [error for error in errors if "NAME_NOT_RESOLVED" not in error] == []
    assert len(errors) == len(outside)
    context.close()


def test_without_webgl_the_list_stays(
    city: City, playwright_driver: Playwright, screenshot: Callable[[Page, str], None]
) -> None:
    browser = launch(playwright_driver, "--disable-3d-apis")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(city.url("/?lang=ru"))
    expect(page.locator("#map-note")).to_contain_text("Все работы есть в списке")
    expect(page.locator(".work-row")).to_have_count(3)
    expect(page.locator(".summary .section-title")).to_have_text("В городе 3 работы")
    screenshot(page, "no-webgl")
    browser.close()


@pytest.mark.parametrize(("lang", "width"), [("kk", 360), ("ru", 1280)])
def test_the_map_page_is_accessible(open_page: OpenPage, lang: str, width: int) -> None:
    page = open_page(f"/?lang={lang}", width=width)
    page.locator(".filters-button").click()
    assert violations(page) == []


def test_the_card_and_the_page_of_a_work_are_accessible(city: City, open_page: OpenPage) -> None:
    work = city.works()["road_medium_repair"]
    assert violations(open_page(f"/works/{work}?lang=ru", with_map=False)) == []
    page = open_page(f"/?lang=en&work={work}")
    expect(page.get_by_test_id("card").locator(".card-title")).to_be_visible()
    assert violations(page) == []


def test_the_list_view_is_accessible(open_page: OpenPage) -> None:
    page = open_page("/?lang=kk&view=list", with_map=False)
    expect(page.get_by_test_id("work-list")).to_be_visible()
    assert violations(page) == []
