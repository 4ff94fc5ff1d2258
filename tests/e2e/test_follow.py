"""Following in a real browser: by mail from the page of a place to the confirmed one, and an area drawn on a map."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pydantic import SecretStr

from gis_app.db.session import make_engine
from gis_app.delivery.sending import send_waiting
from gis_app.settings import Settings
from gis_app.subscriptions import tasks
from tests.e2e.conftest import City, OpenPage
from tests.e2e.test_map_page import violations
from tests.mail_server import mail_server

pytestmark = pytest.mark.e2e
assert tasks.WRITERS  # whoever sends knows who writes
MIDDLE = "76.94000,43.24000"


def _letter(city: City) -> str:
    """Send what waits by a real mail server, as the worker does; the path of the link in the letter."""
    with mail_server() as box:
        settings = Settings(database_url=city.database_url, smtp_url=SecretStr(box.url))
        engine = make_engine(settings)
        assert send_waiting(engine, settings) == 1
        engine.dispose()
        return urlsplit(box.link()).path


def test_a_place_is_followed_by_mail_from_its_page_to_the_button_of_the_letter(
    open_page: OpenPage, city: City, screenshot: Callable[[Page, str], None]
) -> None:
    page = open_page(f"/place/{MIDDLE}?lang=ru", width=390, height=844, with_map=False)
    page.locator("a[href^='/follow?']").first.click()
    page.locator("#address").fill("aigul@example.kz")
    page.get_by_label("Раз в неделю").check()
    page.get_by_role("button", name="Следить").click()
    expect(page.locator("h1")).to_have_text("Письмо пока не может уйти")  # this server has no mail
    path = _letter(city)
    page.goto(city.url(f"{path}?lang=ru"))
    screenshot(page, "follow-confirm")
    page.get_by_role("button", name="Подтверждаю").click()
    expect(page.get_by_text("Готово: новости будут приходить.")).to_be_visible()
    expect(page.locator("input[name=rhythm][value=weekly]")).to_be_checked()
    assert violations(page) == []


def _tap(page: Page, *corners: tuple[int, int]) -> None:
    box = page.locator("[data-area-map]").bounding_box()
    assert box
    for x, y in corners:
        page.touchscreen.tap(box["x"] + x, box["y"] + y)


def test_an_area_is_drawn_by_finger_changed_by_numbers_and_followed(
    open_page: OpenPage, screenshot: Callable[[Page, str], None]
) -> None:
    page = open_page(f"/follow?place={MIDDLE}&lang=kk", width=390, height=844, with_map=False)
    page.get_by_role("link", name="Аумақты картада сызу").click()
    page.wait_for_selector("[data-area-map][data-ready]")
    page.locator("[data-area-map]").scroll_into_view_if_needed()
    note, field = page.locator("[data-area-note]"), page.locator("textarea[name=area]")
    expect(note).to_have_text("Картаға кемінде үш бұрыш қойыңыз.")
    _tap(page, (100, 200), (250, 200), (250, 330))
    expect(note).to_have_text(re.compile(r"^Аумағы: \d,\d+ км².$"))
    _tap(page, (170, 150))
    expect(note).to_contain_text("қиылысып")
    screenshot(page, "follow-area")
    # Lines that cross are not sent: what is wrong is said where one looks.
    go = page.get_by_role("button", name="Аумақты бақылау")
    go.click()
    expect(note).to_be_focused()
    page.get_by_role("button", name="Соңғы нүктені алып тастау").click()
    expect(note).to_have_text(re.compile("^Аумағы"))
    assert violations(page) == []
    drawn = field.input_value().split()
    assert len(drawn) == 3
    # The same by numbers: the map follows the field.
    page.get_by_text("Бұрыштарды санмен жазу").click()
    field.fill(" ".join([*drawn, "76.93900,43.23900"]))
    expect(note).to_have_text(re.compile("^Аумағы"))
    go.click()
    expect(page.locator(".follow-label")).to_contain_text("Сызылған аумақ")
    # What was drawn is there again when it is changed.
    page.get_by_role("link", name="Аумақты өзгерту").click()
    page.wait_for_selector("[data-area-map][data-ready]")
    assert len(field.input_value().split()) == 4
