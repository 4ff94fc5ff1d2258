"""The timeline in a real browser: walked and stretched by keys, days moved with a reason, clashes in sight."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.dependencies import city_today
from gis_app.settings import Settings
from gis_app.works.streets import place_on_streets
from tests.e2e.conftest import ROOT
from tests.e2e.test_accounts import House, house, window  # noqa: F401 - fixtures
from tests.e2e.test_life_and_review import enter
from tests.grid import Grid
from tests.integration.geocoding.register_rows import add_street
from tests.integration.works.people import add_work

pytestmark = pytest.mark.e2e
grid = Grid()
TODAY = city_today(Settings())
AXE = (ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
STREETS = {
    "abay": (grid.line((0, 5), (20, 5)), ("проспект Абая", "Абай даңғылы")),
    "lenin": (grid.line((0, 8), (20, 8)), ("улица Толе би", "Төле би көшесі")),
    "side": (grid.line((12, 0), (12, 12)), ("улица Байтурсынова", "Байтұрсынов көшесі")),
}
# street line from and to (east), state, planned from and to, actual from and to, title; days from today
WORKS = [
    ((1, 5), (5, 5), "in_progress", -30, -4, -28, None, "Ремонт дороги", "Жолды жөндеу", "road_medium_repair"),
    ((4, 5), (8, 5), "scheduled", -3, 25, None, None, "Замена теплосети", "Жылу желісі", "heat_network"),
    ((9, 5), (11, 5), "planned", 12, 40, None, None, "Тротуар", "Тротуар", "sidewalk"),
    ((13, 5), (14, 5), "accepted", -60, -20, -58, -26, "Освещение", "Жарықтандыру", "street_lighting"),
    ((15, 5), (16, 5), "paused", -20, 10, -18, None, "Ремонт арыка", "Арықты жөндеу", "aryk"),
    ((1, 8), (6, 8), "planned", -25, -10, None, None, "Ямочный ремонт", "Шұңқырларды жөндеу", "road_pothole_repair"),
    ((7, 8), (11, 8), "cancelled", -5, 15, None, None, "Обрезка деревьев", "Ағаш кесу", "tree_pruning"),
    ((12, 1), (12, 4), "draft", 5, 9, None, None, "Двор", "Аула", "yard"),
]  # fmt: skip


def build(house: House) -> list[int]:  # noqa: F811
    """Three streets with works in every state, two of which clash; one was promised earlier, one street is shut off."""

    def day(number: int | None) -> object:
        return None if number is None else TODAY + timedelta(days=number)

    with session_scope(house.engine) as session:
        for line, (ru, kk) in STREETS.values():
            street = add_street(session, line, "street", (ru, "ru", "official"), (kk, "kk", "official"))
            session.execute(
                text(
                    "INSERT INTO street_pieces (street_id, fclass, source, geom) "
                    "VALUES (:street, 'tertiary', 'test', ST_GeomFromText(:shape, 4326))"
                ),
                {"street": street, "shape": line.wkt},
            )
        made = [
            add_work(
                session, grid.line(first, last), state=state, planned_start=day(start), planned_end=day(end),
                actual_start=day(began), actual_end=day(over), title_ru=ru, title_kk=kk, type_code=code,
                contractor_id=7, district_id=4, match_type="segment", is_training=True,
            )
            for first, last, state, start, end, began, over, ru, kk, code in WORKS
        ]  # fmt: skip
        for number, end in enumerate((-14, -4), start=1):
            session.execute(
                text(
                    "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
                    "VALUES (:id, :version, :start, :end, 'test', 'test')"
                ),
                {"id": made[0], "version": number, "start": day(-30), "end": day(end)},
            )
        session.execute(
            text(
                "INSERT INTO outages (kind, publisher, source, identity_key, first_day, last_day, geom) VALUES "
                "('water', 'Су', 'test', 'one', :first, :last, ST_GeomFromText(:shape, 4326))"
            ),
            {"first": day(2), "last": day(5), "shape": grid.box(2, 4, 6, 6).wkt},
        )
    place_on_streets(house.engine)
    return made


def is_accessible(page: Page) -> None:
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    said = [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found["violations"]]
    assert said == []


def test_a_planner_walks_stretches_and_moves_days_by_keys(
    house: House,  # noqa: F811
    window: Callable[..., Page],  # noqa: F811
    screenshot: Callable[[Page, str], None],
) -> None:
    made = build(house)
    page = window("desktop")
    enter(house, page, "planner")
    for lang in ("ru", "kk", "en"):
        page.goto(f"/planner/timeline?lang={lang}")
        page.wait_for_selector("body[data-ready]")
        is_accessible(page)
        screenshot(page, f"timeline_{lang}")
    page.goto("/planner/timeline?lang=ru&by=street")
    page.wait_for_selector("body[data-ready]")
    rows = page.locator(".gantt-row")
    expect(rows).to_have_count(8)
    expect(rows.filter(has_text="Накладка:")).to_have_count(2)
    page.locator(".gantt-work").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    moved = page.locator(".gantt-row:focus-within")
    expect(moved.locator(".gantt-work")).to_have_text("Замена теплосети")
    page.keyboard.press("+")
    expect(page.locator(".gantt-scroll")).to_have_attribute("data-zoom", "2")
    page.keyboard.press("-")
    page.keyboard.press("Space")
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("Средний ремонт")
    expect(card.locator("[data-when]").first).to_be_visible()
    is_accessible(page)
    screenshot(page, "timeline_card_ru")
    card.get_by_label("Причина").fill("ждём, пока уйдут дорожники")
    card.get_by_label("Начало").fill((TODAY + timedelta(days=30)).isoformat())
    card.get_by_label("Конец").fill((TODAY + timedelta(days=20)).isoformat())
    card.get_by_role("button", name="Перенести").press("Enter")
    expect(card.get_by_role("alert")).to_contain_text("Конец раньше начала")
    card.get_by_label("Конец").fill((TODAY + timedelta(days=35)).isoformat())
    card.get_by_role("button", name="Перенести").press("Enter")
    expect(page.locator(".gantt-work:focus")).to_have_text("Замена теплосети")
    expect(page.locator(".gantt-meets")).to_have_count(0)
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator(".gantt-work:focus")).to_have_text("Замена теплосети")
    page.goto(f"/works/{made[1]}/history?lang=ru")
    expect(page.get_by_role("main")).to_contain_text("ждём, пока уйдут дорожники")
    is_accessible(page)
    screenshot(page, "history_ru")


@pytest.mark.parametrize("script", [False, True])
def test_the_timeline_on_a_phone_with_a_script_and_without(
    house: House,  # noqa: F811
    window: Callable[..., Page],  # noqa: F811
    screenshot: Callable[[Page, str], None],
    script: bool,
) -> None:
    build(house)
    page = window("phone", script=script)
    enter(house, page, "planner")
    page.goto("/planner/timeline?lang=kk&by=contractor&span=year")
    expect(page.locator(".gantt-row")).to_have_count(8)
    expect(page.get_by_role("link", name="Тротуар")).to_have_attribute("href", "/works/4?lang=kk")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth") if script else True
    screenshot(page, f"timeline_phone_{'script' if script else 'plain'}")
    page.get_by_role("link", name="Кейінірек").click()
    expect(page.locator(".gantt-now")).to_have_text(f"{TODAY.year + 1} жыл")
