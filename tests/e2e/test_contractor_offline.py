"""Without a network: pages are read, reports are written, and each arrives once when the network is back."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.building_site import Phone, Site, phone, site, wait_until_kept  # noqa: F401 - fixtures

pytestmark = pytest.mark.e2e


def test_pages_are_read_without_a_network_and_say_how_old_they_are(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    expect(page.locator(".kept-note")).to_be_hidden()
    wait_until_kept(page, site.works["late"], site.works["first"])
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".kept-note")).to_contain_text("Нет сети")
    expect(page.locator("h1")).to_contain_text("Мои работы")
    # Its style came along: the list is no naked text.
    assert page.locator(".site-work").first.evaluate("element => getComputedStyle(element).borderRadius") == "14px"
    page.get_by_role("link", name="Ямы у школы").first.click()
    expect(page.locator("h1")).to_have_text("Ямы у школы")
    expect(page.locator(".kept-note")).to_be_visible()
    page.goto(f"{site.address}/contractor/works/999?lang=ru")
    expect(page.locator(".kept-note")).to_contain_text("ещё не открывали")
    page.context.set_offline(False)
    page.goto(f"{site.address}/contractor?lang=ru")
    expect(page.locator(".kept-note")).to_be_hidden()


def test_the_worker_sees_no_other_page(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    wait_until_kept(page)
    for path, is_controlled in (("/desk?lang=ru", False), ("/contractor?lang=ru", True)):
        page.goto(f"{site.address}{path}")
        assert page.evaluate("() => navigator.serviceWorker.controller !== null") is is_controlled


def test_pages_of_one_person_are_not_read_by_another(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    wait_until_kept(page, site.works["late"])
    page.locator(".account-open").click()
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url(f"{site.address}/")
    assert page.evaluate("() => caches.keys().then((names) => names.filter((name) => name.includes('pages')))") == []
