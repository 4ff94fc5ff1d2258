"""The contractor's pages for everybody: axe in three languages, the keyboard alone, the map, the nearest first."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.building_site import Phone, Site, phone, site  # noqa: F401 - fixtures
from tests.e2e.test_map_page import violations

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("lang", "width"), [("ru", 390), ("kk", 390), ("en", 1280)])
def test_axe_finds_nothing(
    site: Site,  # noqa: F811
    phone: Phone,  # noqa: F811
    screenshot: Callable[[Page, str], None],
    lang: str,
    width: int,
) -> None:
    page = phone(lang=lang, width=width)
    paths = {
        "list": "/contractor?",
        "near": "/contractor?view=near&",
        "street": "/contractor?view=street&",
        "work": f"/contractor/works/{site.works['late']}?do=progress&",
    }
    for name, path in paths.items():
        page.goto(f"{site.address}{path}lang={lang}")
        expect(page.locator("h1")).to_be_visible()
        screenshot(page, f"contractor-{name}-{lang}")
        assert violations(page) == []


def test_a_start_is_reported_with_the_keyboard_alone(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone(width=1280)
    link = page.locator(f"a[href*='/contractor/works/{site.works['second']}?'][href*='do=start']")
    for _ in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("input[name=kind][value=start]")).to_be_checked()
    page.locator("input[name=kind][value=start]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Несколько слов")).to_be_focused()
    page.keyboard.type("Начали")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Отправить", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Сообщение принято.")).to_be_visible()
    assert site.reports("second") == [("start", 0)]


def test_the_phone_puts_the_nearest_first_and_the_map_opens_after_a_tap(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    page.get_by_role("link", name="Рядом").click()
    expect(page).to_have_url(f"{site.address}/contractor?lang=ru&near=76.901,43.251")
    far = [float(words.split()[0].replace(",", ".")) for words in page.locator(".site-far").all_inner_texts()]
    assert far == sorted(far)
    assert page.evaluate("() => document.querySelector('.maplibregl-canvas')") is None
    page.get_by_role("button", name="Карта").click()
    page.wait_for_selector(".site-map-canvas[data-ready]")
    expect(page.locator(".site-pin")).to_have_count(7)
    page.locator(".site-pin").first.dispatch_event("click")
    expect(page.locator(".site-work.is-chosen")).to_have_count(1)
