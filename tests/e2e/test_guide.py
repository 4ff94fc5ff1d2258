"""The guide in a real browser: on a phone without scripts; for axe on a desktop; and the rules an operator keeps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from gis_app.appeals.situations.register import load_situations
from gis_app.db.session import session_scope
from tests.e2e.test_accounts import House, house, window
from tests.e2e.test_life_and_review import enter
from tests.e2e.test_map_page import violations

__all__ = ["house", "window"]
pytestmark = pytest.mark.e2e


def test_a_resident_finds_what_to_do_on_a_phone_without_scripts(
    house: House, window: Callable[..., Page], screenshot: Callable[[Page, str], None]
) -> None:
    page = window("phone", script=False)
    page.goto("/guide?lang=kk")
    page.get_by_label("Не болды").fill("ашық люктер")
    page.get_by_role("button", name="Іздеу").click()
    screenshot(page, "guide_phone_kk")
    page.get_by_role("link", name="Жолдағы ашық люк").click()
    expect(page.get_by_role("main")).to_contain_text("1 жұмыс күні")
    screenshot(page, "guide_situation_phone_kk")


def test_axe_finds_nothing_in_the_guide_and_in_the_rules(
    house: House, window: Callable[..., Page], screenshot: Callable[[Page, str], None]
) -> None:
    with session_scope(house.engine) as session:
        load_situations(session)
    page = window("desktop", script=True)
    enter(house, page, "operator")
    for lang, path in (("ru", "/guide"), ("en", "/guide/lift"), ("kk", "/reception/situations")):
        page.goto(f"{path}?lang={lang}")
        screenshot(page, f"{path.strip('/').replace('/', '_')}_desktop_{lang}")
        assert violations(page) == []
