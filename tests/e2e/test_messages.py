"""Messages in a real browser: seen in the header, read, chosen; without scripts, on a phone, in three languages."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.messages import tell
from tests.e2e.test_accounts import House, house, window
from tests.e2e.test_map_page import violations
from tests.integration.messages.test_telling import WORK
from tests.people import PASSWORD, add_user

__all__ = ["house", "window"]
pytestmark = pytest.mark.e2e


def _furnish(house: House) -> None:
    values: dict[str, Any] = {key: value for key, value in WORK.items() if "days" not in key}
    with session_scope(house.engine) as session:
        boss = add_user(session, "contractor", email="boss@example.kz", password=PASSWORD, organisation_id=7).id
        for number in range(37):
            tell(session, "work_assigned", key=f"a{number}", to=[boss], about="/works/1", values=WORK)
        given = values | {"day": WORK["days_first"], "reason": "Просадка у люка, переделать до дождей"}
        tell(session, "work_returned", key="r", to=[boss], about="/works/1", values=given)
        session.execute(text("UPDATE messages SET read_at = now() WHERE key = 'a0'"))


@pytest.mark.parametrize(("size", "script"), [("phone", False), ("desktop", True)])
def test_a_contractor_reads_messages_and_chooses_mails(
    house: House, window: Callable[..., Page], screenshot: Callable[[Page, str], None], size: str, script: bool
) -> None:
    _furnish(house)
    page = window(size, script=script)
    page.goto("/sign-in?next=/messages&lang=ru")
    page.get_by_label("Электронная почта").fill("boss@example.kz")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    for lang, words in (("kk", "тапсырылды"), ("en", "assigned to you"), ("ru", "Вам назначено 36 работ")):
        for path in ("/messages", "/account/messages"):
            page.goto(f"{path}?lang={lang}")
            if path == "/messages":
                expect(page.get_by_role("main")).to_contain_text(words)
            screenshot(page, f"{path.strip('/').replace('/', '_')}_{size}_{lang}")
            if script:
                assert violations(page) == []
    page.goto("/messages?lang=ru")
    page.get_by_text("Вам назначено 36 работ").click()
    page.get_by_role("link", name="Работа возвращена").click()
    expect(page).to_have_url(f"{house.address}/works/1?lang=ru")
    page.goto("/messages?lang=ru")
    page.get_by_role("button", name="Отметить всё прочитанным").click()
    expect(page.get_by_role("main")).to_contain_text("Новых сообщений нет")
    page.get_by_role("link", name="Что присылать по почте").click()
    page.get_by_label("Назначена работа").select_option("digest")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("status")).to_contain_text("Сохранено")
    page.get_by_role("button", name="Ничего не присылать по почте").click()
    expect(page.get_by_role("main")).to_contain_text("Письма выключены")
