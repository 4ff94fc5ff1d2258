"""Without a network: pages are read, reports are written, and each arrives once when the network is back."""

from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.e2e.building_site import Phone, Site, phone, site, wait_until_kept  # noqa: F401 - fixtures
from tests.people import PASSWORD
from tests.pictures import photo

pytestmark = pytest.mark.e2e
AT_WORK = (76.901, 43.25)


def open_work(page: Page, site: Site, work: str, more: str = "") -> None:  # noqa: F811
    page.goto(f"{site.address}/contractor/works/{site.works[work]}?lang=ru{more}")


def write(page: Page, kind: str, *, note: str = "", picture: Path | None = None, percent: str = "") -> None:
    """Fill the report and send it."""
    page.locator(".report-kind", has_text=kind).click()
    if percent:
        page.get_by_label("Сколько сделано?").fill(percent)
    if picture:
        page.locator(".report-form input[name=photo]").set_input_files(picture)
    page.get_by_label("Несколько слов").fill(note)
    page.get_by_role("button", name="Отправить", exact=True).click()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A large photo that lies on its side, with its place and time."""
    path = tmp_path / "site.jpg"
    path.write_bytes(photo(AT_WORK, "2026:06:10 09:30:00", turned=6, size=(3200, 2400)) + bytes(400_000))
    return path


def test_pages_are_read_without_a_network_and_say_how_old_they_are(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    expect(page.locator(".kept-note")).to_be_hidden()
    wait_until_kept(page, site.works["late"], site.works["first"])
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".kept-note")).to_contain_text("Нет сети")
    expect(page.locator("h1")).to_contain_text("Мои работы")
    # Its style came along: the list is no naked text.
    assert page.locator(".site-work").first.evaluate("element => getComputedStyle(element).borderRadius") == "14px"
    page.get_by_role("link", name="Ямы у школы").first.click()
    expect(page.locator("h1")).to_have_text("Ямы у школы")
    expect(page.locator(".kept-note")).to_be_visible()
    open_work(page, site, "late", "&view=street")
    page.goto(f"{site.address}/contractor/works/999?lang=ru")
    expect(page.locator(".kept-note")).to_contain_text("ещё не открывали")
    page.goto(f"{site.address}/contractor?lang=ru")
    expect(page.locator(".kept-back")).to_be_hidden()
    page.context.set_offline(False)
    expect(page.locator(".kept-gone")).to_be_hidden()
    page.get_by_role("link", name="Обновить страницу").click()
    expect(page.locator(".kept-note")).to_be_hidden()


def test_the_first_page_is_kept_though_the_worker_took_it_over_at_once(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone(begin=False)
    # A slow phone: by the time the page hears that the worker is ready, the worker has claimed the page.
    page.add_init_script(
        """const { ready } = navigator.serviceWorker;
        const late = ready.then(async (found) => {
            while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
            return found;
        });
        Object.defineProperty(navigator.serviceWorker, 'ready', { get: () => late });"""
    )
    page.goto(f"{site.address}/contractor?lang=ru")
    wait_until_kept(page)


def test_start_and_finish_written_offline_arrive_once(site: Site, phone: Phone, picture: Path) -> None:  # noqa: F811
    page = phone()
    wait_until_kept(page, site.works["first"])
    page.context.set_offline(True)
    open_work(page, site, "first", "&do=start")
    write(page, "Начало", note="Вышли на площадку")
    expect(page.locator("#outbox-title")).to_have_text("Ждут отправки: 1")
    # The page was kept before the start: what comes after it can be reported all the same.
    write(page, "Завершение", note="Готово", picture=picture)
    expect(page.locator("#outbox-title")).to_have_text("Ждут отправки: 2")
    expect(page.locator(".outbox-item").nth(1)).to_contain_text("Фото: 1")
    page.reload()
    expect(page.locator("#outbox-title")).to_have_text("Ждут отправки: 2")
    assert site.reports("first") == []
    page.context.set_offline(False)
    expect(page.locator("#outbox-title")).to_have_text("Все отчёты отправлены.")
    assert site.reports("first") == [("start", 0), ("finish", 1)]
    assert site.ask("SELECT state FROM works WHERE id = :id", id=site.works["first"]) == [("finished",)]
    # Made smaller and upright on the phone, with its place and time; the report has those of the phone.
    ((lon, lat, width, height, is_dated),) = site.ask(
        "SELECT taken_lon, taken_lat, width, height, taken_at IS NOT NULL FROM photos ORDER BY id DESC LIMIT 1"
    )
    assert (round(float(str(lon)), 3), round(float(str(lat)), 3)) == AT_WORK
    assert (width, height, is_dated) == (1200, 1600, True)
    assert site.ask("SELECT DISTINCT lon, lat FROM site_reports WHERE work_id = :id", id=site.works["first"]) == [
        (76.901, 43.251)
    ]
    # A long title does not make the page wider than the phone.
    sent = page.locator(".outbox-item.is-sent [data-part=work]").first
    sent.evaluate("link => { link.textContent = 'Ремонт '.repeat(40) }")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    # The address still asks for a start: what can be reported now is chosen instead.
    open_work(page, site, "first", "&do=start")
    expect(page.locator("#outbox-title")).to_have_text("Все отчёты отправлены.")
    expect(page.locator("input[name=kind]:checked:enabled")).to_have_count(1)


def test_a_report_whose_answer_was_lost_is_stored_once(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    lost: list[int] = []

    def stored_but_unheard(route: Route) -> None:
        if lost:
            route.fallback()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.context.route("**/api/works/*/reports*", stored_but_unheard)
    open_work(page, site, "second")
    with page.expect_event("requestfailed", lambda request: "/reports" in request.url):
        write(page, "Начало")
    expect(page.locator("#outbox-title")).to_have_text("Ждут отправки: 1")
    assert (lost, site.reports("second")) == ([201], [("start", 0)])
    page.get_by_role("button", name="Отправить сейчас").click()
    expect(page.locator("#outbox-title")).to_have_text("Все отчёты отправлены.")
    assert site.reports("second") == [("start", 0)]


def test_a_report_waits_while_the_server_is_down(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    wait_until_kept(page, site.works["late"])
    open_work(page, site, "late")
    site.stop()
    try:
        write(page, "Ход работы", percent="40")
        expect(page.locator("#outbox-title")).to_have_text("Ждут отправки: 1")
        page.reload()
        expect(page.locator(".kept-note")).to_be_visible()
        expect(page.locator("#outbox-title")).to_have_text("Ждут отправки: 1")
    finally:
        site.start()
    page.reload()
    expect(page.locator("#outbox-title")).to_have_text("Все отчёты отправлены.")
    assert site.reports("late") == [("progress", 0)]


def test_who_was_signed_out_meanwhile_signs_in_and_the_report_goes(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    open_work(page, site, "third")
    site.ask("UPDATE sessions SET revoked_at = now() WHERE user_id = :id", id=site.people["ours"])
    write(page, "Начало")
    expect(page.locator("[data-outbox-signed-out]")).to_be_visible()
    assert site.reports("third") == []
    page.locator("[data-outbox-signed-out] a").click()
    # Somebody else at the same phone: nothing of it is sent, nothing of it is shown.
    page.get_by_label("Электронная почта").fill("colleague@example.kz")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    expect(page.locator("h1")).to_have_text("Ремонт 3-го участка")
    expect(page.locator("#outbox")).to_be_hidden()
    page.context.clear_cookies()
    page.goto(f"{site.address}/sign-in?lang=ru&next=/contractor%3Flang%3Dru")
    page.get_by_label("Электронная почта").fill("ours@example.kz")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    expect(page.locator("#outbox-title")).to_have_text("Все отчёты отправлены.")
    assert site.reports("third") == [("start", 0)]
    assert site.ask("SELECT author_id FROM site_reports WHERE work_id = :id", id=site.works["third"]) == [
        (site.people["ours"],)
    ]


def test_a_refused_report_says_why_and_is_mended_or_thrown_away(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    open_work(page, site, "fourth")
    page.context.set_offline(True)
    write(page, "Начало", note="Начали")
    expect(page.locator("#outbox-title")).to_have_text("Ждут отправки: 1")
    write(page, "Завершение", note="Кончили")
    site.ask("INSERT INTO work_events (work_id, kind, on_day, author, note) VALUES (:id, 'cancelled', current_date, "
             "'test', 'Нет денег')", id=site.works["fourth"])  # fmt: skip
    page.context.set_offline(False)
    refused = page.locator(".outbox-item.is-refused")
    expect(refused).to_contain_text("Не принят: Эта работа отменена.")
    # What follows it waits: a finish makes no sense before its start.
    expect(page.locator(".outbox-item.is-waiting")).to_contain_text("Завершение")
    refused.get_by_role("link", name="Исправить").click()
    expect(page.get_by_label("Несколько слов")).to_have_value("Начали")
    write(page, "Заметка", note="Приехали, а работа отменена")
    page.wait_for_url("**done=1*")
    expect(page.locator(".outbox-item.is-refused")).to_contain_text("Завершение")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator(".outbox-item.is-refused").get_by_role("button", name="Удалить").click()
    expect(page.locator("#outbox-title")).to_have_text("Все отчёты отправлены.")
    assert site.reports("fourth") == [("note", 0)]


def test_signing_out_takes_the_pages_and_says_that_a_report_waits(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    wait_until_kept(page, site.works["late"])
    page.context.route("**/api/works/*/reports*", lambda route: route.abort())
    open_work(page, site, "fifth")
    write(page, "Начало")
    expect(page.locator("#outbox-title")).to_have_text("Ждут отправки: 1")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if len(asked) == 1:
            dialog.dismiss()
        else:
            dialog.accept()

    page.on("dialog", answer)
    for accept in (False, True):
        page.locator(".account-open").click()
        page.get_by_role("button", name="Выйти").click()
        if not accept:
            page.locator(".account-open").click()
            expect(page.locator("h1")).to_have_text("Ремонт 5-го участка")
    page.wait_for_url(f"{site.address}/")
    assert len(asked) == 2
    assert "неотправленные отчёты" in asked[0]
    assert page.evaluate("() => caches.keys().then((names) => names.filter((name) => name.includes('pages')))") == []
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_"):
        page.goto(f"{site.address}/contractor?lang=ru")


def test_the_worker_sees_no_other_page(site: Site, phone: Phone) -> None:  # noqa: F811
    page = phone()
    wait_until_kept(page)
    for path, is_controlled in (("/desk?lang=ru", False), ("/contractor?lang=ru", True)):
        page.goto(f"{site.address}{path}")
        assert page.evaluate("() => navigator.serviceWorker.controller !== null") is is_controlled


def test_without_a_script_the_plain_form_reports(site: Site, phone: Phone, picture: Path) -> None:  # noqa: F811
    page = phone(script=False)
    open_work(page, site, "sixth", "&do=start")
    expect(page.locator("input[name=kind][value=start]")).to_be_checked()
    page.locator(".report-form input[name=photo]").set_input_files(picture)
    page.get_by_role("button", name="Отправить", exact=True).click()
    expect(page.get_by_text("Сообщение принято.")).to_be_visible()
    assert site.reports("sixth") == [("start", 1)]
