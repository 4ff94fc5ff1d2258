"""The form without a script, and what the work's page shows of reports."""

import re
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.asgi_client import Answer
from tests.integration.accounts.conftest import Enter
from tests.integration.site_reports.conftest import ROAD
from tests.integration.site_reports.sending import place, send, state_of
from tests.integration.works.people import add_work
from tests.people import BrowserOf
from tests.pictures import draw, photo

PICTURE = photo(place(2, 1), "2026:06:10 11:50:00")
AFTER = photo(place(2, 1), "2026:06:10 11:55:00", image=draw(320, 240))
KEY = re.compile(r'name="client_key" value="([0-9a-f-]{36})"')


def form_of(browser: BrowserOf, work: int) -> str:
    """The form on the contractor's page of the work, its one place."""
    page = browser.get(f"/contractor/works/{work}?lang=ru").text
    found = re.search(r'<form class="form report-form".*?</form>', page, re.DOTALL)
    return found[0] if found else ""


def fill(browser: BrowserOf, work: int, *photos: bytes, **fields: Any) -> Answer:
    """Send the form as it stands on the contractor's page of the work."""
    key = KEY.search(form_of(browser, work))
    assert key
    data = {
        "client_key": key[1],
        "csrf_token": browser.token(f"/contractor/works/{work}"),
        "on_day": "2026-06-10",
    } | fields
    return browser.request("POST", f"/works/{work}/reports?lang=ru", **as_browser_sends(data, photos))


def as_browser_sends(fields: dict[str, Any], photos: tuple[bytes, ...]) -> dict[str, Any]:
    """A multipart form as a browser writes it: a file field that was left empty is a file without a name."""
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    for name, data in [("", b""), *(("a.jpg", one) for one in photos)]:
        parts.append(f'name="photo"; filename="{name}"\r\nContent-Type: image/jpeg\r\n\r\n'.encode() + data)
    body = b"".join(b"--line\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
    headers = {"content-type": "multipart/form-data; boundary=line"}
    return {"headers": headers, "content": body + b"--line--\r\n"}


def test_the_form_is_a_report_and_leads_back_to_the_contractors_page(city: Session, enter: Enter, road: int) -> None:
    browser = enter("contractor")
    answer = fill(browser, road, PICTURE, kind="start", note="Начали с утра")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/contractor/works/{road}?lang=ru&done=1#report")
    assert state_of(city, road) == "in_progress"
    assert "Сообщение принято" in browser.get(answer.headers["location"].split("#")[0]).text
    page = browser.get(f"/works/{road}?lang=ru").text
    assert "Начали с утра" in page
    assert "Где сделано сообщение" not in page, "the photo knows the place"


@pytest.mark.parametrize(
    ("asked", "location"),
    [("/contractor?lang=kk", "/contractor?lang=kk"), ("//elsewhere.kz", None), ("https://elsewhere.kz", None)],
)
def test_the_form_leads_back_to_a_page_of_ours_alone(enter: Enter, road: int, asked: str, location: str | None) -> None:
    answer = fill(enter("contractor"), road, kind="note", note="so", next=asked)
    assert answer.headers["location"] == (location or f"/contractor/works/{road}?lang=ru&done=1#report")


def test_the_same_form_pressed_twice_is_one_report(city: Session, enter: Enter, road: int) -> None:
    browser = enter("contractor")
    key = KEY.search(form_of(browser, road))
    assert key
    for _ in range(2):
        assert fill(browser, road, kind="note", note="so", client_key=key[1]).status_code == 303
    assert city.scalar(text("SELECT count(*) FROM site_reports")) == 1


def test_what_is_refused_is_told_on_the_page_and_the_words_stay(city: Session, enter: Enter, road: int) -> None:
    answer = fill(enter("contractor"), road, b"no photo at all", kind="note", note="long typed words")
    assert answer.status_code == 400
    assert "Это не фотография" in answer.text
    assert "long typed words" in answer.text
    assert f'action="/works/{road}/reports' in answer.text, "the contractor's page again, with its form"
    assert 'value="note" checked' in answer.text
    assert city.scalar(text("SELECT count(*) FROM site_reports")) == 0


@pytest.mark.parametrize(
    ("state", "kinds", "likeliest"),
    [
        ("planned", ["start", "note"], "start"),
        ("scheduled", ["start", "note"], "start"),
        ("in_progress", ["finish", "progress", "note"], "progress"),
        ("paused", ["start", "progress", "note"], "start"),
        ("finished", ["note"], "note"),
        ("cancelled", ["note"], "note"),
    ],
)
def test_the_form_offers_what_counts_in_the_works_state(
    city: Session, enter: Enter, road: int, state: str, kinds: list[str], likeliest: str
) -> None:
    work = add_work(city, ROAD, state=state, contractor_id=7, district_id=4)
    form = form_of(enter("contractor"), work)
    offered = re.findall(r'name="kind" value="(\w+)"( checked)?( disabled)?>', form)
    assert [kind for kind, _, hidden in offered if not hidden] == kinds
    assert [kind for kind, checked, _ in offered if checked] == [likeliest]
    assert ("Работа продолжается" in form) == (state == "paused")


@pytest.mark.parametrize("role", ["planner", "inspector", "administrator", "executor", "operator"])
def test_nobody_but_the_contractor_finds_the_form(enter: Enter, road: int, role: str) -> None:
    assert form_of(enter(role), road) == ""


def test_the_page_shows_progress_before_and_after(enter: Enter, visitor: BrowserOf, road: int) -> None:
    contractor = enter("contractor")
    before = send(contractor, road, "start", PICTURE).json()["photos"][0]
    assert "before-after" not in visitor.get(f"/works/{road}?lang=ru").text
    send(contractor, road, "progress", percent=60)
    assert "сделано 60 %" in visitor.get(f"/works/{road}?lang=ru").text.replace("\xa0", " ")
    after = send(contractor, road, "finish", AFTER).json()["photos"][0]
    page = visitor.get(f"/works/{road}?lang=ru").text
    pair = page.split('class="before-after"')[1].split('<ol class="events"')[0]
    assert re.findall(r'href="(/photos/[^"]+)"', pair) == [before["url"], after["url"]]
    for lang in ("kk", "en"):
        assert visitor.get(f"/works/{road}?lang={lang}").status_code == 200


def test_a_planner_reads_the_marks_in_plain_words(enter: Enter, road: int) -> None:
    far = photo(place(40, 1), "2026:05:10 11:50:00")
    send(enter("contractor"), road, "start", far)
    planner = enter("planner").get(f"/works/{road}?lang=ru").text
    assert re.search(r"Снимок 1 сделан в 36\d\d м от места работы", planner)
    assert "Снимок 1 сделан не в тот день: разница 31 дн." in planner


def test_a_work_without_reports_has_no_heading_for_them(visitor: BrowserOf, road: int) -> None:
    assert 'id="reports"' not in visitor.get(f"/works/{road}?lang=ru").text
