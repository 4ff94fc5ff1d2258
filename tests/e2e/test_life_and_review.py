"""In a real browser: a contractor reports and asks, a planner answers; an operator places texts by keys alone."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from gis_app.accounts.sessions import open_session
from gis_app.db.session import session_scope
from gis_app.dependencies import city_today
from gis_app.geocoding.decisions import question_key
from gis_app.geocoding.review import Doubt, put_in_queue
from gis_app.settings import Settings
from tests.e2e.test_accounts import House, house, window  # noqa: F401 - fixtures
from tests.e2e.test_map_page import violations
from tests.grid import Grid
from tests.integration.geocoding.register_rows import add_street
from tests.integration.works.people import add_work
from tests.people import add_user

pytestmark = pytest.mark.e2e
grid = Grid()
TODAY = city_today(Settings())


def enter(house: House, page: Page, role: str) -> None:  # noqa: F811
    """Give a window the session of a new user with one role."""
    with session_scope(house.engine) as session:
        user = add_user(session, role, organisation_id=7, district_id=4, name=f"{role} A.")
        token = open_session(session, Settings(), user, "test")
    page.context.add_cookies([{"name": "session", "value": token, "url": house.address}])


@pytest.mark.parametrize(("size", "script"), [("phone", False), ("desktop", True)])
def test_a_contractor_asks_for_time_and_the_planner_sees_what_it_moves_and_gives_another_day(
    house: House,  # noqa: F811
    window: Callable[..., Page],  # noqa: F811
    screenshot: Callable[[Page, str], None],
    size: str,
    script: bool,
) -> None:
    end = TODAY + timedelta(days=20)
    with session_scope(house.engine) as session:
        work = add_work(
            session, grid.line((1, 1), (4, 1)), state="scheduled", contractor_id=7, district_id=4,
            planned_start=TODAY, planned_end=end, is_training=True,
        )  # fmt: skip
        # Beside it, begins between the day that is asked for and the one that will be given.
        add_work(
            session, grid.line((1, 1.1), (4, 1.1)), state="scheduled", district_id=4, title_ru="Тротуар следом",
            planned_start=end + timedelta(days=30), planned_end=end + timedelta(days=50), is_training=True,
        )  # fmt: skip
        session.execute(
            text(
                "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
                "VALUES (:id, 1, :start, :end, 'first_plan', 'test')"
            ),
            {"id": work, "start": TODAY, "end": end},
        )
        session.execute(
            text(
                "INSERT INTO work_events (work_id, kind, on_day, author) VALUES "
                "(:id, 'scheduled', :start, 'test'), (:id, 'started', :start, 'test')"
            ),
            {"id": work, "start": TODAY},
        )
    contractor, planner, public = (window(size, script=script) for _ in range(3))
    enter(house, contractor, "contractor")
    enter(house, planner, "planner")
    contractor.goto(f"/works/{work}?lang=ru")
    contractor.locator("summary", has_text="Попросить продление").click()
    form = contractor.locator("form[action*='extension-requests']")
    form.get_by_label("Новый конец").fill((end + timedelta(days=41)).isoformat())
    form.get_by_label("Не поставлен материал").check()
    form.get_by_label("Подробнее").fill("нет трубы")
    form.get_by_role("button", name="Попросить продление").click()
    expect(contractor.get_by_role("main")).to_contain_text("Молчание — не согласие")

    planner.goto("/extension-requests?lang=ru")
    planner.get_by_role("link", name="Средний ремонт").first.click()
    moved = planner.get_by_role("region", name="Идут следом")
    expect(moved).to_contain_text("Тротуар следом")
    expect(moved).to_contain_text("Совпадают на 12 дней")
    if script:
        planner.wait_for_selector("#extension-map[data-ready]")
    screenshot(planner, f"extension_{size}")
    planner.locator("summary", has_text="Дать другой срок").click()
    planner.locator("#change").get_by_label("Конец").fill((end + timedelta(days=20)).isoformat())
    planner.get_by_role("button", name="Показать, что сдвинет этот срок").click()
    expect(planner.get_by_role("main")).not_to_contain_text("Тротуар следом")
    if script:
        planner.wait_for_selector("#extension-map[data-ready]")
        assert violations(planner) == []
    planner.locator("#change").get_by_label("Причина").fill("дальше тротуар")
    planner.get_by_role("button", name="Дать срок до").click()
    expect(planner.get_by_role("status")).to_contain_text("Записано")

    for lang, told in (("en", "Another day was given"), ("kk", "Басқа мерзім берілді"), ("ru", "Дан другой срок")):
        contractor.goto(f"/extension-requests?lang={lang}")
        expect(contractor.get_by_role("main")).to_contain_text(told)
        if script:
            assert violations(contractor) == []
    expect(contractor.get_by_role("main")).to_contain_text("дальше тротуар")
    public.goto(f"/works/{work}?lang=ru")
    expect(public.get_by_role("main")).to_contain_text("Сроки переносили один раз, на 20 дней позже")
    expect(public.get_by_role("main")).not_to_contain_text("planner A.")
    screenshot(public, f"moved_{size}")


def test_texts_are_placed_by_keys_alone(
    house: House,  # noqa: F811
    window: Callable[..., Page],  # noqa: F811
    screenshot: Callable[[Page, str], None],
) -> None:
    with session_scope(house.engine) as session:
        for west in (0, 20):
            add_street(session, grid.line((west, 30), (west + 4, 30)), "street", ("улица Ленина", "ru", "official"))
        for place in ("ул. Ленина", "двор у дуба", "г. Астана, офис"):
            key = str(question_key(place, None))
            add_work(session, None, location_raw=place, place_text=place, place_key=key, confidence=0.0)
            put_in_queue(session, [Doubt(place, None, "none", 0.0, False)])
    page = window()
    enter(house, page, "operator")
    page.goto("/review?lang=ru")
    page.get_by_role("link", name="Начать с первого").click()
    page.wait_for_selector("#review-map[data-ready]")
    page.keyboard.press("2")
    expect(page.locator("input[value=candidate-2]")).to_be_checked()
    screenshot(page, "review_candidates")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("двор у дуба")
    page.wait_for_selector("#review-map[data-ready]")
    page.keyboard.press("d")
    expect(page.get_by_role("toolbar")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("#review-geometry")).to_have_value(re.compile(r"^{.type.:.Point."))
    screenshot(page, "review_drawn")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("г. Астана, офис")
    page.wait_for_selector("#review-map[data-ready]")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text("двор у дуба")
    page.wait_for_selector("#review-map[data-ready]")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("г. Астана, офис")
    page.wait_for_selector("#review-map[data-ready]")
    page.keyboard.press("o")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*decided=*")
    with house.engine.connect() as connection:
        rows = connection.execute(text("SELECT text, kind, author FROM review_decisions ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [
        ("ул. Ленина", "candidate", "operator A."),
        ("двор у дуба", "geometry", "operator A."),
        ("двор у дуба", "withdrawn", "operator A."),
        ("г. Астана, офис", "other_city", "operator A."),
    ]
