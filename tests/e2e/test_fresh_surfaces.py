"""A fresh surface on the map: its key says what it is, a click opens the work that made it with both its terms."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.dependencies import city_today
from gis_app.jobs.queue import defer
from gis_app.settings import Settings
from gis_app.works.tasks import TILES_TASK
from tests.e2e.test_accounts import House, house, window  # noqa: F401 - fixtures
from tests.grid import Grid
from tests.integration.works.people import add_work

pytestmark = pytest.mark.e2e
grid = Grid()
TODAY = city_today(Settings())
SURFACE = (
    "INSERT INTO surface_protections (work_id, kind, from_day, to_day, rule, guarantor_id, geom) "
    "VALUES (:work, :kind, :first, :last, 'test', 7, ST_Multi(ST_GeomFromText(:shape, 4326)))"
)


def put_surface(house: House) -> int:  # noqa: F811
    """An accepted work whose surface is protected for a year and guaranteed for three; its line is 600 m long."""
    with session_scope(house.engine) as session:
        work = add_work(
            session, grid.line((1, 5), (7, 5)), state="in_warranty", contractor_id=7, district_id=4,
            title_ru="Средний ремонт улицы", title_kk="Көшені орташа жөндеу", title_en="Road repair", is_training=True,
        )  # fmt: skip
        for kind, days in (("protection", 365), ("warranty", 1095)):
            term = {"first": TODAY - timedelta(days=5), "last": TODAY + timedelta(days=days)}
            shape = grid.box(1, 3, 7, 7).wkt
            session.execute(text(SURFACE), {"work": work, "kind": kind, "shape": shape, **term})
        defer(session, TILES_TASK, queue="tiles", once=TILES_TASK)
    house.work()
    return work


WORDS = {
    "ru": ("Новые покрытия", "Вскрывать нельзя", "Гарантия"),
    "kk": ("Жаңа жабындар", "Қазуға болмайды", "Кепілдік"),
}


def test_a_click_on_a_fresh_surface_opens_its_work_and_terms(
    house: House,  # noqa: F811
    window: Callable[..., Page],  # noqa: F811
    screenshot: Callable[[Page, str], None],
) -> None:
    work = put_surface(house)
    # Off the line itself: only the surface lies there.
    aside = grid.point(4, 4)
    for lang, (title, protected, guaranteed) in WORDS.items():
        page = window("desktop")
        page.goto(f"/?lang={lang}&z=16&lat={aside.y}&lon={aside.x}")
        page.wait_for_selector("#map[data-ready]")
        expect(page.get_by_test_id("surface-key")).to_contain_text(title)
        screenshot(page, f"surfaces_{lang}")
        box = page.locator("#map canvas").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        card = page.get_by_test_id("card")
        expect(card).to_contain_text(protected)
        expect(card).to_contain_text(guaranteed)
        assert f"work={work}" in page.url
        screenshot(page, f"surface_card_{lang}")
