"""Requests for more time over HTTP: the list of each person's own, one with what it moves, photos, guessed ids."""

import io
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from PIL import Image
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.works.extensions.requests import ask, decide
from tests.grid import Grid
from tests.integration.accounts.conftest import Enter
from tests.integration.works.people import add_work, person
from tests.people import BrowserOf

TODAY, WANTED = date(2026, 6, 10), date(2026, 7, 20)
GRID = Grid()


@pytest.fixture
def requests(app: FastAPI, city: Session) -> dict[str, int]:
    """Requests of both organisations, in district 4 and elsewhere: silent, waiting, answered."""
    app.dependency_overrides[dependencies.today] = lambda: TODAY
    planner = person("planner", district_id=4)
    found = {}
    for name, organisation, district, asked_on in (
        ("waiting", 7, 4, date(2026, 6, 9)),
        ("silent", 7, 4, date(2026, 5, 25)),
        ("answered", 7, 4, date(2026, 6, 1)),
        ("theirs", 8, 4, date(2026, 6, 9)),
        ("elsewhere", 8, None, date(2026, 6, 9)),
    ):
        work = add_work(
            city, GRID.line((1, 1), (4, 1)), title_ru=f"Ремонт {name}", state="in_progress",
            contractor_id=organisation, district_id=district,
        )  # fmt: skip
        by = person("contractor", organisation_id=organisation)
        found[name] = ask(
            city, work, end=WANTED, cause="weather", reason=f"ливень {name}", by=by, version=1, today=asked_on,
            country="KZ",
        ).id  # fmt: skip
    decide(city, found["answered"], outcome="refused", reason="нет", by=planner, version=1, today=TODAY)
    return found


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("contractor", ["silent", "waiting", "answered"]),
        ("planner", ["silent", "theirs", "waiting", "answered"]),
        ("inspector", ["silent", "elsewhere", "theirs", "waiting", "answered"]),  # of the whole city, like the next
        ("administrator", ["silent", "elsewhere", "theirs", "waiting", "answered"]),
    ],
)
def test_each_role_sees_its_own_and_no_other_by_guessing(
    enter: Enter, requests: dict[str, int], role: str, seen: list[str]
) -> None:
    browser = enter(role)
    main = browser.get("/extension-requests?lang=ru").text.split("<main", 1)[1]
    links = {name: main.find(f'href="/extension-requests/{id}?') for name, id in requests.items()}
    assert sorted((name for name in links if links[name] >= 0), key=lambda name: links[name]) == seen
    for name, id in requests.items():
        assert browser.get(f"/extension-requests/{id}").status_code == (200 if name in seen else 404), name


@pytest.mark.parametrize("role", ["executor", "operator"])
def test_who_has_no_part_in_it_is_refused(enter: Enter, requests: dict[str, int], role: str) -> None:
    browser = enter(role)
    for path in ("/extension-requests", f"/extension-requests/{requests['waiting']}"):
        assert browser.get(path).status_code == 403


def test_nobody_answers_or_withdraws_what_is_not_theirs(enter: Enter, requests: dict[str, int]) -> None:
    for role, name, path, body, status in (
        ("planner", "elsewhere", "decision", {"outcome": "granted", "version": 1}, 404),
        ("contractor", "waiting", "decision", {"outcome": "granted", "version": 1}, 403),
        ("contractor", "theirs", "withdrawal", {}, 404),
        ("planner", "waiting", "withdrawal", {}, 403),
        ("inspector", "waiting", "decision", {"outcome": "granted", "version": 1}, 403),
    ):
        browser = enter(role)
        headers = {"accept": "application/json", "x-csrf-token": browser.token("/account")}
        sent = browser.request("POST", f"/extension-requests/{requests[name]}/{path}", headers, json=body)
        assert sent.status_code == status, (role, name, path)


@pytest.mark.parametrize("role", ["contractor", "planner", "administrator"])
def test_both_sides_and_the_administrator_read_the_days_of_silence(
    enter: Enter, requests: dict[str, int], role: str
) -> None:
    browser = enter(role)
    for page in ("/extension-requests?lang=ru", f"/extension-requests/{requests['silent']}?lang=ru"):
        assert "Нет ответа 8 дней сверх срока." in browser.get(page).text, page


def test_the_list_is_cut_to_a_district(enter: Enter, requests: dict[str, int]) -> None:
    main = enter("administrator").get("/extension-requests?lang=ru&district=4").text
    assert f"/extension-requests/{requests['waiting']}?" in main
    assert f"/extension-requests/{requests['elsewhere']}?" not in main


def test_the_page_shows_what_another_day_would_move_before_it_is_given(
    enter: Enter, city: Session, requests: dict[str, int]
) -> None:
    add_work(city, GRID.line((1, 1.1), (4, 1.1)), state="planned", title_ru="Тротуар следом",
             planned_start="2026-07-20", planned_end="2026-08-01")  # fmt: skip
    planner, page = enter("planner"), f"/extension-requests/{requests['waiting']}"
    assert "Тротуар следом" in planner.get(f"{page}?lang=ru").text
    tried = planner.get(f"{page}?lang=ru&end=2026-07-05").text
    assert "Тротуар следом" not in tried
    assert 'name="end" value="2026-07-05"' in tried
    fields = {"outcome": "changed", "end": "2026-07-05", "reason": "", "version": 1}
    refused = planner.post(f"{page}/decision?lang=ru", fields, page=page)
    assert (refused.status_code, "Укажите причину" in refused.text) == (400, True)
    planner.post(f"{page}/decision?lang=ru", fields | {"reason": "тротуар"}, page=page)
    again = planner.post(f"{page}/decision?lang=ru", fields | {"reason": "тротуар"}, page=page)
    assert (again.status_code, "уже ответили" in again.text) == (409, True)
    told = enter("contractor").get(f"{page}?lang=ru").text
    assert "Дан другой срок: до 5 июля 2026" in told


@pytest.mark.parametrize("query", ["end=9999-12-31", "end=0001-01-01", "end=2026-07-01&start=9999-12-31"])
def test_a_strange_day_that_is_tried_breaks_nothing(enter: Enter, requests: dict[str, int], query: str) -> None:
    answer = enter("planner").get(f"/extension-requests/{requests['waiting']}?lang=en&{query}")
    assert answer.status_code == 200


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(written, "JPEG")
    return written.getvalue()


def test_photos_are_seen_by_both_sides_and_by_nobody_else(
    app: FastAPI, enter: Enter, city: Session, requests: dict[str, int]
) -> None:
    work = add_work(city, state="scheduled", contractor_id=7, district_id=4)
    contractor = enter("contractor")
    fields: dict[str, Any] = {"end": "2026-07-20", "cause": "network_found", "version": 1}
    files = [("photo", ("a.jpg", picture(), "image/jpeg"))]
    sent = contractor.post(f"/works/{work}/extension-requests", fields, page=f"/works/{work}", files=files)
    assert sent.status_code == 303
    key = city.scalar(text("SELECT key FROM photos JOIN extension_photos ON photo_id = photos.id"))
    request = city.scalar(text("SELECT max(id) FROM extension_requests"))
    planner = enter("planner")
    assert f"/photos/{key}.jpg?size=thumb" in planner.get(f"/extension-requests/{request}").text
    for browser, status in (
        (planner, 200), (contractor, 200), (enter("operator"), 404), (BrowserOf(app), 404),
    ):  # fmt: skip
        assert browser.get(f"/photos/{key}.jpg").status_code == status


def test_what_is_no_photo_is_told_and_nothing_is_asked(enter: Enter, city: Session, requests: dict[str, int]) -> None:
    work = add_work(city, state="scheduled", contractor_id=7, district_id=4)
    contractor, before = enter("contractor"), len(requests)
    fields: dict[str, Any] = {"end": "2026-07-20", "cause": "weather", "version": 1}
    files = [("photo", ("a.jpg", b"no picture", "image/jpeg"))]
    sent = contractor.post(f"/works/{work}/extension-requests", fields, page=f"/works/{work}", files=files)
    assert sent.status_code == 400
    assert city.scalar(text("SELECT count(*) FROM extension_requests")) == before


def test_more_photos_than_a_request_may_have_are_told_and_none_is_left_out_in_silence(
    enter: Enter, city: Session, requests: dict[str, int]
) -> None:
    work = add_work(city, state="scheduled", contractor_id=7, district_id=4)
    fields: dict[str, Any] = {"end": "2026-07-20", "cause": "weather", "version": 1}
    files = [("photo", ("a.jpg", picture(), "image/jpeg"))] * 6
    sent = enter("contractor").post(f"/works/{work}/extension-requests", fields, page=f"/works/{work}", files=files)
    assert sent.status_code == 400
    assert city.scalar(text("SELECT count(*) FROM extension_requests")) == len(requests)
