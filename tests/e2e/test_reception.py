"""The reception in a browser: a call is written down by keys alone and answered; two operators take one appeal."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from gis_app.appeals.intake import register
from gis_app.appeals.load_topics import load_topics
from gis_app.appeals.situations.register import load_situations
from gis_app.db.session import session_scope
from gis_app.dependencies import city_today
from gis_app.settings import Settings
from tests.e2e.test_accounts import House, house, window
from tests.e2e.test_life_and_review import enter
from tests.e2e.test_map_page import violations
from tests.grid import Grid
from tests.integration.appeals.ground import NOON, written
from tests.integration.geocoding.register_rows import add_street
from tests.integration.works.people import add_work

__all__ = ["house", "window"]
pytestmark = pytest.mark.e2e
grid = Grid()
TODAY = city_today(Settings())
ATTACK = "<script>document.title = 'x'</script> Глубокая яма"


@pytest.fixture
def city(house: House) -> House:
    """Two streets that cross; one of them is being patched, and somebody has written about it."""
    with session_scope(house.engine) as session:
        load_topics(session)
        load_situations(session)
        session.execute(text("UPDATE organisations SET is_training = false"))
        add_street(session, grid.line((0, 4), (10, 4)), "street", ("улица Толе би", "ru", "official"))
        add_street(session, grid.line((4, 0), (4, 10)), "avenue", ("проспект Абая", "ru", "official"))
        add_work(
            session, grid.line((0, 4), (10, 4)), type_code="road_pothole_repair", state="in_progress",
            contractor_id=7, customer_id=7, district_id=4, title_ru="Заделка ям на Толе би",
            planned_start=TODAY - timedelta(days=5), planned_end=TODAY + timedelta(days=5),
        )  # fmt: skip
        pin = grid.point(4, 4)
        register(session, written(ATTACK, at=None, point=(pin.x, pin.y), received_at=NOON), settings=Settings())
    return house


def test_a_call_is_written_down_by_keys_alone_its_work_confirmed_and_answered(
    city: House, window: Callable[..., Page], screenshot: Callable[[Page, str], None]
) -> None:
    page = window("desktop")
    enter(city, page, "operator")
    page.goto("/reception/new?lang=ru")
    expect(page.locator("input[name=place]")).to_be_focused()
    page.keyboard.type("проспект Абая - улица Толе би")
    beside = page.locator("[data-beside]")
    expect(beside).to_contain_text("Заделка ям на Толе би")
    expect(beside).to_contain_text("1 открытое обращение рядом")
    page.keyboard.press("Tab")
    expect(page.locator("textarea[name=text]")).to_be_focused()
    page.keyboard.type("Яма на дороге, колесо пробил")
    expect(beside.locator("[data-pick=pothole]")).to_be_visible()
    screenshot(page, "reception-new-ru")
    assert page.title() != "x"
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("Обращение зарегистрировано.")
    take = page.get_by_role("button", name="Взять себе")
    take.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Обращение у вас.")
    page.locator("#links button[value=confirmed]").first.press("Enter")
    expect(page.locator("#links")).to_contain_text("подтверждено")
    screenshot(page, "reception-appeal-ru")
    assert violations(page) == []
    answer = page.get_by_label("Текст ответа (Русский)")
    assert "В этом месте ид" in answer.input_value()
    answer.press("Control+End")
    page.keyboard.type(" Спасибо за звонок!")
    page.get_by_role("button", name="Отправить ответ").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Ответ отправлен.")
    expect(page.locator(".answer-sent")).to_contain_text("Спасибо за звонок!")
    with session_scope(city.engine) as session:
        told = session.execute(text("SELECT status, topic_by, channel FROM appeals ORDER BY id DESC LIMIT 1")).one()
    assert tuple(told) == ("answered", "suggested", "phone")


def test_of_two_operators_who_take_one_appeal_the_second_is_told(city: House, window: Callable[..., Page]) -> None:
    first, second = window("desktop"), window("desktop")
    for page in (first, second):
        enter(city, page, "operator")
        page.goto("/reception?lang=ru")
        page.get_by_role("link", name="Яма").first.click()
    first.get_by_role("button", name="Взять себе").click()
    expect(first.get_by_role("status")).to_contain_text("Обращение у вас.")
    second.on("console", lambda _: None)
    second.get_by_role("button", name="Взять себе").click()
    expect(second.get_by_role("alert")).to_contain_text("Вас опередили: operator A.")
    expect(second.get_by_role("button", name="Взять у коллеги")).to_be_visible()


@pytest.mark.parametrize(("size", "script"), [("phone", False), ("desktop", True)])
def test_the_pages_fit_the_screen_and_are_for_everybody(
    city: House, window: Callable[..., Page], screenshot: Callable[[Page, str], None], size: str, script: bool
) -> None:
    page = window(size, script=script)
    with session_scope(city.engine) as session:
        session.execute(text("UPDATE appeals SET body_id = 7, status = 'sent'"))
    for role, lang, paths in (
        ("operator", "kk", ("/reception?view=open", "/reception/new", "/reception/appeals/1", "/reception/share")),
        ("executor", "ru", ("/executor", "/executor/appeals/1")),
        ("contractor", "en", ("/contractor/appeals", "/contractor/appeals/1")),
        ("planner", "ru", ("/planner/appeals",)),
    ):
        enter(city, page, role)
        for path in paths:
            page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
            screenshot(page, f"{path.split('?')[0].strip('/').replace('/', '-')}-{size}-{lang}")
            assert page.locator("html").get_attribute("lang") == lang, path
            assert "Глубокая яма" in page.content() or path.endswith(("new", "share")) or "planner" in path, path
            if script:
                assert violations(page) == [], path
            else:
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    if script:
        enter(city, page, "operator")
        page.goto("/reception?view=all&show=map&lang=ru")
        expect(page.locator("#queue-map[data-shown]")).to_be_visible(timeout=30000)
