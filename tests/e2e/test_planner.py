"""In a real browser: a planner goes from a number to its works and moves one, by keys alone, in three languages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from gis_app.db.session import session_scope
from tests.e2e.test_accounts import House, house, window  # noqa: F401 - fixtures
from tests.e2e.test_life_and_review import TODAY, enter
from tests.e2e.test_map_page import violations
from tests.grid import Grid
from tests.integration.works.people import add_work

pytestmark = pytest.mark.e2e
grid = Grid()


def furnish(house: House) -> list[int]:  # noqa: F811
    """Five works of the district that end within a week, and one that is past its end."""
    with session_scope(house.engine) as session:
        ids = [
            add_work(
                session, grid.point(number, 1), state="planned", contractor_id=7, district_id=4, budget=2_500_000,
                planned_start=TODAY, planned_end=TODAY + timedelta(days=number + 1), location_raw=f"ул. Абая, {number}",
            )
            for number in range(5)
        ]  # fmt: skip
        add_work(
            session, grid.line((1, 1), (4, 1)), state="in_progress", contractor_id=7, district_id=4,
            planned_start=TODAY - timedelta(days=30), planned_end=TODAY - timedelta(days=3),
        )  # fmt: skip
    return ids


def test_a_planner_finds_what_ends_soon_and_moves_it_by_keys(
    house: House,  # noqa: F811
    window: Callable[..., Page],  # noqa: F811
    screenshot: Callable[[Page, str], None],
) -> None:
    ids = furnish(house)
    page = window("desktop")
    enter(house, page, "planner")
    page.goto("/planner?lang=ru")
    screenshot(page, "planner-dashboard-ru")
    page.locator(".figure.is-ends-soon").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("5 работ")
    all_rows = page.locator("[data-choice-all]")
    all_rows.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-choice-count]")).to_have_text("5")
    page.locator("input[name=work]").first.press("Space")
    expect(page.locator("[data-choice-count]")).to_have_text("4")
    page.locator("input[name=shift_days]").fill("7")
    page.locator("button[value=shift]").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Отмечено 4: изменится 4, не изменится 0.")
    screenshot(page, "planner-preview-ru")
    page.get_by_label("Причина").fill("ждём трубы")
    page.get_by_role("button", name="Изменить 4 работы").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("изменено 4, отказано 0")
    page.get_by_role("link", name="К таблице").press("Enter")
    expect(page.get_by_role("link", name="заканчиваются за 14 дней")).to_be_visible()
    with session_scope(house.engine) as session:
        moved = session.execute(text("SELECT count(*) FROM works WHERE version = 2")).scalar_one()
    assert (moved, len(ids)) == (4, 5)


@pytest.mark.parametrize(("size", "script"), [("phone", False), ("desktop", True)])
def test_the_pages_fit_the_screen_and_are_for_everybody(
    house: House,  # noqa: F811
    window: Callable[..., Page],  # noqa: F811
    screenshot: Callable[[Page, str], None],
    size: str,
    script: bool,
) -> None:
    furnish(house)
    page = window(size, script=script)
    enter(house, page, "planner")
    for lang in ("ru", "kk", "en"):
        for name, path in (("dashboard", "/planner"), ("works", "/planner/works")):
            page.goto(f"{path}?lang={lang}")
            screenshot(page, f"planner-{name}-{size}-{lang}")
            assert page.locator("html").get_attribute("lang") == lang
            if not script:
                box = page.locator("main").bounding_box()
                assert box is not None and box["width"] <= 390
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, (name, lang)
            else:
                assert violations(page) == []
