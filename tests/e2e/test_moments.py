"""The slider of moments in a real browser: by keys alone, without a new tile; the list says what the server says."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import City, OpenPage

pytestmark = pytest.mark.e2e
WORDS = {"ru": ("По дням", "Пустить"), "kk": ("Күндер бойынша", "Жіберу"), "en": ("Day by day", "Play")}


def counted(city: City, page: Page) -> int:
    """What the server counts for the days and the place that the page shows."""
    asked = page.evaluate(
        "() => performance.getEntriesByType('resource').map((one) => one.name).filter((one) => "
        "one.includes('/api/works?')).at(-1)"
    )
    return int(httpx.get(asked).json()["total"])


def test_the_slider_goes_from_week_to_week_by_keys(
    city: City, open_page: OpenPage, screenshot: Callable[[Page, str], None]
) -> None:
    first, last = city.first - timedelta(days=14), city.last
    page = open_page(f"/?lang=ru&from={first}&to={last}&z=14&lat=43.24&lon=76.92")
    page.get_by_role("button", name="По дням").click()
    slider = page.get_by_label("Время, показанное на карте")
    expect(page.get_by_role("button", name="Пустить")).to_have_count(0)  # who asks for less motion steps by hand
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_test_id("moments")).to_contain_text("0 работ")
    page.wait_for_selector("#map[data-ready]")
    tiles: list[str] = []
    page.on("request", lambda request: tiles.append(request.url) if "/tiles/" in request.url else None)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("moments")).to_contain_text("3 работы")
    assert counted(city, page) == 3
    assert tiles == []
    # One day before the plan begins, and its first day.
    page.get_by_label("Шаг", exact=True).select_option("day")
    assert "step=day" in page.url
    page.goto(city.url(f"/?lang=ru&from={first}&to={last}&at={city.first - timedelta(days=1)}&step=day&z=14"))
    expect(page.get_by_test_id("moments")).to_contain_text("0 работ")
    page.get_by_label("Время, показанное на карте").press("ArrowRight")
    expect(page.get_by_test_id("moments")).to_contain_text("3 работы")
    assert f"at={city.first}" in page.url
    screenshot(page, "moments_ru")


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_the_slider_plays_to_the_end_and_stops(
    city: City, open_page: OpenPage, screenshot: Callable[[Page, str], None], lang: str
) -> None:
    days = f"from={city.first}&to={city.first + timedelta(days=2)}&at={city.first}&step=day"
    page = open_page(f"/?lang={lang}&{days}&z=14&lat=43.24&lon=76.92", width=390, height=844)
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    page.wait_for_selector("#map[data-ready]")
    tiles: list[str] = []
    page.on("request", lambda request: tiles.append(request.url) if "/tiles/" in request.url else None)
    page.get_by_role("button", name=WORDS[lang][1]).click()
    page.wait_for_url(f"**at={city.first + timedelta(days=2)}*")
    expect(page.get_by_role("button", name=WORDS[lang][1])).to_be_visible()
    assert tiles == []
    screenshot(page, f"moments_phone_{lang}")
