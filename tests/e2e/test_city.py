"""The city's pages in a real browser: complete without scripts on a phone, and clean for axe in three languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import City, OpenPage
from tests.e2e.test_map_page import violations

pytestmark = pytest.mark.e2e
PAGES = ("/city", "/city/outages", "/city/finished", "/city/districts/{district}")


def district_of(city: City, open_page: OpenPage) -> str:
    page = open_page("/city?lang=en", script=False, with_map=False)
    link = page.locator("a[href^='/city/districts/']").first.get_attribute("href") or ""
    return link.removeprefix("/city/districts/").split("?")[0]


@pytest.mark.parametrize(("lang", "width", "height"), [("kk", 390, 844), ("ru", 1280, 900), ("en", 390, 844)])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    city: City, open_page: OpenPage, screenshot: Callable[[Page, str], None], lang: str, width: int, height: int
) -> None:
    district = district_of(city, open_page)
    page = open_page(f"/city?lang={lang}", width=width, height=height, with_map=False)
    for path in PAGES:
        page.goto(city.url(f"{path.format(district=district)}?lang={lang}"))
        screenshot(page, f"{path.split('{')[0].strip('/').replace('/', '_')}_{lang}_{width}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_resident_goes_from_the_numbers_to_a_work_without_scripts(city: City, open_page: OpenPage) -> None:
    page = open_page("/?lang=ru", width=390, height=844, script=False, with_map=False)
    page.get_by_role("link", name="План города в цифрах").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("План города")
    page.locator("a[href^='/city/districts/']").first.click()
    page.locator(".work-row-title").first.click()
    expect(page.get_by_role("heading", name="Как менялся срок")).to_be_visible()
    # The language is switched without losing the work.
    address = page.url.split("?")[0]
    page.get_by_role("link", name="English").click()
    assert page.url.split("?")[0] == address
    expect(page.get_by_role("heading", name="How the dates changed")).to_be_visible()
