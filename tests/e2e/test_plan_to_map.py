"""A contractor's spreadsheet goes in by the command line; a resident finds the work on the map, in each language."""

import math
import re
from collections.abc import Callable
from datetime import date

import httpx
import pytest
from playwright.sync_api import Page, expect

from gis_app.dependencies import Language
from gis_app.pages.formats import day_span
from tests.e2e.conftest import CONTRACTOR, City, OpenPage

pytestmark = pytest.mark.e2e

STRETCH = "пр. Абая от ул. Байзакова до ул. Манаса"
TYPES = {"kk": "Жолдарды орташа жөндеу", "ru": "Средний ремонт дорог", "en": "Road resurfacing (medium repair)"}
TERMS = {"kk": "Мердігер", "ru": "Подрядчик", "en": "Contractor"}
ZOOM = 16


def point_of(city: City, work_id: int) -> tuple[float, float]:
    """Longitude and latitude where the work's sign stands."""
    lon, lat = httpx.get(city.url(f"/api/works/{work_id}")).json()["point"]
    return lon, lat


def pixel(page: Page, center: tuple[float, float], point: tuple[float, float], zoom: float) -> tuple[float, float]:
    """Where a point lies on the screen, by the web-mercator arithmetic and not by the map's own word."""

    def world(lon: float, lat: float) -> tuple[float, float]:
        size = 512 * 2**zoom
        y = 0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)
        return (lon / 360 + 0.5) * size, y * size

    box = page.locator("#map").bounding_box()
    assert box is not None
    (cx, cy), (px, py) = world(*center), world(*point)
    return box["x"] + box["width"] / 2 + px - cx, box["y"] + box["height"] / 2 + py - cy


def plain(text: str) -> str:
    """Every kind of space as a plain one."""
    return " ".join(text.split())


def days(city: City, lang: Language) -> str:
    """The planned days as the server's pages write them."""
    return plain(day_span(city.first, city.last, lang))


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_click_on_the_map_opens_the_card_of_the_work(
    city: City, open_page: OpenPage, screenshot: Callable[[Page, str], None], lang: Language
) -> None:
    work = city.works()["road_medium_repair"]
    lon, lat = point_of(city, work)
    page = open_page(f"/?lang={lang}&z={ZOOM}&lat={lat}&lon={lon}")
    screenshot(page, f"map-desktop-{lang}")
    page.mouse.click(*pixel(page, (lon, lat), (lon, lat), ZOOM))
    card = page.get_by_test_id("card")
    expect(card.locator(".card-kind")).to_have_text(TYPES[lang])
    facts = plain(card.locator(".facts").inner_text())
    assert STRETCH in facts
    assert f"{TERMS[lang]} {CONTRACTOR}" in facts
    assert days(city, lang) in facts
    expect(page).to_have_url(re.compile(rf"work={work}\b"))
    screenshot(page, f"card-desktop-{lang}")


def test_the_list_says_what_the_map_shows(city: City, open_page: OpenPage) -> None:
    work = city.works()["road_medium_repair"]
    lon, lat = point_of(city, work)
    page = open_page(f"/?lang=ru&z=15&lat={lat}&lon={lon}&view=list", with_map=False)
    row = page.locator(f'.work-row:has(a[href^="/works/{work}?"])')
    expect(row).to_be_visible()
    words = plain(row.inner_text())
    assert days(city, "ru") in words
    assert CONTRACTOR in words
    assert STRETCH in words
    expect(page.locator(".summary .section-title")).to_have_text("На карте 3 работы")


def test_works_at_one_place_are_listed_to_choose_from(city: City, open_page: OpenPage) -> None:
    works = city.works()
    lon, lat = point_of(city, works["traffic_light"])
    page = open_page(f"/?lang=en&z=17&lat={lat}&lon={lon}")
    page.mouse.click(*pixel(page, (lon, lat), (lon, lat), 17))
    picked = page.get_by_test_id("picked")
    expect(picked.locator(".work-row")).to_have_count(3)  # the stretch begins at the crossing
    picked.locator(f'a[href^="/works/{works["traffic_light"]}?"]').click()
    expect(page.get_by_test_id("card").locator(".card-kind")).to_have_text("Traffic lights")
    page.get_by_role("button", name="To the works here").click()
    expect(picked).to_be_visible()


def test_a_filter_hides_works_on_the_map_and_in_the_list_alike(city: City, open_page: OpenPage) -> None:
    work = city.works()["road_medium_repair"]
    lon, lat = point_of(city, work)
    page = open_page(f"/?lang=ru&z={ZOOM}&lat={lat}&lon={lon}&type=traffic_light")
    expect(page.locator(".summary .section-title")).to_have_text("На карте 1 работа")
    page.mouse.click(*pixel(page, (lon, lat), (lon, lat), ZOOM))
    page.wait_for_timeout(400)
    expect(page.get_by_test_id("card")).to_have_count(0)


def test_a_period_without_works_says_so(city: City, open_page: OpenPage) -> None:
    year = date.today().year
    page = open_page(f"/?lang=en&from={year - 3}-01-01&to={year - 3}-12-31")
    expect(page.get_by_text("There are no such works here.")).to_be_visible()


def test_a_link_to_a_work_opens_it_and_the_back_button_closes_it(city: City, open_page: OpenPage) -> None:
    work = city.works()["road_medium_repair"]
    page = open_page("/?lang=ru")
    page.locator(f'.work-row-title[href^="/works/{work}?"]').first.click()
    expect(page.get_by_test_id("card").locator(".card-title")).to_be_visible()
    page.go_back()
    expect(page.get_by_test_id("card")).to_have_count(0)
    page.go_forward()
    expect(page.get_by_test_id("card").locator(".card-title")).to_be_visible()


def test_far_away_works_are_counted_and_a_click_comes_closer(city: City, open_page: OpenPage) -> None:
    lon, lat = point_of(city, city.works()["road_medium_repair"])
    page = open_page(f"/?lang=ru&z=10&lat={lat}&lon={lon}")
    page.mouse.click(*pixel(page, (lon, lat), (lon, lat), 10))
    expect(page).to_have_url(re.compile(r"z=12\.00"))


def test_the_page_of_a_work_leads_to_the_map(city: City, open_page: OpenPage) -> None:
    work = city.works()["road_medium_repair"]
    page = open_page(f"/works/{work}?lang=kk", with_map=False)
    assert days(city, "kk") in plain(page.locator(".facts").inner_text())
    page.get_by_role("link", name="Картада көрсету").click()
    page.wait_for_selector("#map[data-ready]")
    expect(page.get_by_test_id("card").locator(".card-kind")).to_have_text(TYPES["kk"])
