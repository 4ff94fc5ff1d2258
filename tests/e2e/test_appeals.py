"""An applicant in a real browser: writes on a phone in Kazakh, is answered, sees the work move, opens it again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.appeals.answering import send_answer
from gis_app.appeals.facts import Author
from gis_app.appeals.links import decide_link, links_of
from gis_app.appeals.load_topics import load_topics
from gis_app.appeals.models import Appeal
from gis_app.appeals.situations.register import load_situations
from gis_app.appeals.steps import take
from gis_app.appeals.talking import ask_back
from gis_app.db.session import session_scope
from gis_app.dependencies import city_today
from gis_app.jobs.queue import defer
from gis_app.settings import Settings
from gis_app.works.facts import RELINK_TASK
from tests.e2e.test_accounts import House, house, window
from tests.e2e.test_map_page import violations
from tests.grid import Grid
from tests.integration.geocoding.register_rows import add_street
from tests.integration.works.people import add_work
from tests.pictures import photo

__all__ = ["house", "window"]
pytestmark = pytest.mark.e2e
grid = Grid()
TODAY = city_today(Settings())
OPERATOR = Author("Дана", "operator", 7)
WORDS = "<script>alert(1)</script> Жолда терең шұңқыр бар"
ANSWER = "Жөндеу осы айда жүреді."


@pytest.fixture
def city(house: House) -> House:
    """Two streets that cross; one of them is being patched."""
    with session_scope(house.engine) as session:
        load_topics(session)
        load_situations(session)
        session.execute(text("UPDATE organisations SET is_training = false"))
        add_street(
            session, grid.line((0, 4), (10, 4)), "street",
            ("улица Толе би", "ru", "official"), ("Төле би көшесі", "kk", "official"),
        )  # fmt: skip
        add_street(session, grid.line((4, 0), (4, 10)), "avenue", ("проспект Абая", "ru", "official"))
        add_work(
            session, grid.line((0, 4), (10, 4)), type_code="road_pothole_repair", state="in_progress",
            contractor_id=7, customer_id=7, district_id=4, title_kk="Төле би көшесін жамау",
            planned_start=TODAY - timedelta(days=5), planned_end=TODAY + timedelta(days=5),
        )  # fmt: skip
    return house


def act(city: House, deed: Callable[[Session, Appeal], Any]) -> None:
    """What somebody of the reception does with the one appeal."""
    with session_scope(city.engine) as session:
        deed(session, session.scalars(select(Appeal)).one())


def confirm_and_answer(session: Session, appeal: Appeal) -> None:
    now = datetime.now(UTC)
    [link] = links_of(session, appeal.id, "kk", TODAY)
    decide_link(session, link.id, "confirmed", author=OPERATOR, at=now)
    take(session, appeal.id, author=OPERATOR, at=now)
    send_answer(session, appeal.id, ANSWER, author=OPERATOR, at=now, settings=Settings())


def move_work(city: House, last: date) -> None:
    with session_scope(city.engine) as session:
        session.execute(
            text("UPDATE works SET planned_end = :last, version = version + 1 WHERE title_kk IS NOT NULL"),
            {"last": last},
        )
        # As the job of each minute, or a page that moves the work.
        defer(session, RELINK_TASK, once=RELINK_TASK)
    city.work()


def here(lang: str) -> str:
    at = grid.point(2, 4)
    return f"/appeals/new?lang={lang}&lon={at.x}&lat={at.y}"


def test_the_whole_story_on_a_phone_in_kazakh(
    city: House, window: Callable[..., Page], screenshot: Callable[[Page, str], None]
) -> None:
    page = window("phone")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(here("kk"))
    expect(page.get_by_label("Бұл қай жерде?")).to_have_value("Төле би көшесі")
    page.get_by_label("Не болды?").fill(WORDS)
    page.get_by_label("Фото қосу").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo((76.9, 43.25), "2026:06:10 09:30:00")}
    )
    expect(page.locator("[data-chosen] img")).to_have_count(1)
    page.get_by_role("button", name="Әрі қарай").click()
    expect(page.get_by_role("radio", name="Жолдағы шұңқыр")).to_be_checked()
    expect(page.locator("#known")).to_contain_text("Төле би көшесін жамау")
    expect(page.locator("#known")).to_contain_text("ТОО «Демо-Жол»")
    assert violations(page) == []
    screenshot(page, "appeal_check_phone_kk")
    page.get_by_label("Электрондық пошта").fill("aigul@example.kz")
    page.get_by_role("button", name="Өтінішті жіберу").click()
    expect(page.get_by_role("status").first).to_contain_text("Тіркелді. Нөмірі")
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
    expect(page.locator(".photo-chosen img")).to_have_count(1)
    screenshot(page, "appeal_made_phone_kk")
    city.work()
    link = city.box.link()
    act(city, confirm_and_answer)
    page.goto(link)
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_role("button", name="Иә, шешілді")).to_be_visible()
    assert violations(page) == []
    move_work(city, TODAY + timedelta(days=40))
    assert any("aigul@example.kz" in str(mail["to"]) for mail in city.box.received[1:])
    page.reload()
    expect(page.locator(".story")).to_contain_text("Жұмыс туралы хабар")
    screenshot(page, "appeal_answered_phone_kk")
    page.get_by_text("Жоқ, шешілмеді").click()
    page.get_by_label("Не шешілмей қалды?").fill("Шұңқыр әлі бар")
    page.get_by_role("button", name="Қайта ашу").click()
    expect(page.get_by_role("status").first).to_contain_text("Өтініш қайта ашылды")
    expect(page.locator(".story")).to_contain_text("Шұңқыр әлі бар")
    assert dialogs == []


def test_by_keyboard_alone_without_a_script_and_answered_when_asked_back(
    city: House, window: Callable[..., Page]
) -> None:
    page = window("desktop", script=False)
    page.goto("/appeals/new?lang=ru")
    page.get_by_label("Что случилось?").focus()
    page.keyboard.type("Яма на дороге")
    page.get_by_label("Где это?").focus()
    page.keyboard.type("угол Абая и Толе би")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Проверьте и отправьте")).to_be_visible()
    page.get_by_label("Электронная почта").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Зарегистрировано")
    act(city, lambda session, one: take(session, one.id, author=OPERATOR, at=datetime.now(UTC)))
    act(
        city,
        lambda session, one: ask_back(
            session, one.id, "Какой дом?", author=OPERATOR, at=datetime.now(UTC), settings=Settings()
        ),
    )
    page.reload()
    expect(page.get_by_text("Какой дом?").first).to_be_visible()
    page.get_by_label("Ваш ответ").focus()
    page.keyboard.type("Дом 10")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Ваш ответ передан")
    expect(page.locator(".story")).to_contain_text("Дом 10")


def test_what_is_known_follows_the_pin(city: House, window: Callable[..., Page]) -> None:
    page = window("phone")
    far, near = grid.point(90, 90), grid.point(2, 4)
    works = page.locator("[data-known] .work-row-title")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": near.x, "latitude": near.y})
    page.goto(f"/appeals/new?lang=ru&lon={far.x}&lat={far.y}")
    expect(works).to_have_count(0)
    page.locator("[data-here]").click()
    expect(works).to_have_count(1)
    expect(page.locator("[data-place-note]")).to_contain_text("Что известно об этом месте — в начале страницы.")
    assert violations(page) == []


def test_axe_finds_nothing_and_the_map_takes_a_pin(
    city: House, window: Callable[..., Page], screenshot: Callable[[Page, str], None]
) -> None:
    for lang, size in (("kk", "phone"), ("ru", "desktop"), ("en", "phone")):
        page = window(size)
        page.goto(here(lang))
        page.locator("[data-map]").click()
        page.wait_for_selector(".appeal-map-canvas[data-ready]")
        page.locator(".appeal-map-canvas canvas").focus()
        page.keyboard.press("Enter")
        expect(page.locator("input[name=pinned]")).to_have_value("1")
        assert violations(page) == []
        screenshot(page, f"appeal_new_{size}_{lang}")
        page.locator("#text").fill("Люк открыт, ашық люк, яма")
        page.locator("button[value=look]").last.click()
        expect(page.locator("#known")).to_be_visible()
        page.get_by_role("radio").last.check()
        page.get_by_role("combobox").select_option("pothole")
        expect(page.locator("#known .cause")).to_have_count(1)
        assert violations(page) == []
        screenshot(page, f"appeal_check_{size}_{lang}")
        page.locator("button[value=send]").last.click()
        expect(page.locator(".appeal-made")).to_be_visible()
        page.locator("[data-open-map]").click()
        page.wait_for_selector("[data-appeal-map][data-ready]")
        assert violations(page) == []
        screenshot(page, f"appeal_made_{size}_{lang}")
