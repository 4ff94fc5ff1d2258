"""The life of a work over HTTP: who is signed in presses a button or sends JSON; the public reads what came of it."""

from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app import dependencies
from tests.grid import Grid
from tests.integration.accounts.conftest import Enter
from tests.integration.works.people import add_work
from tests.people import BrowserOf

TODAY = date(2026, 6, 10)
ROAD = Grid().line((1, 1), (4, 1))


@pytest.fixture
def road(app: FastAPI, city: Session) -> int:
    """A repair going on in district 4, by organisation 7."""
    app.dependency_overrides[dependencies.today] = lambda: TODAY
    work = add_work(city, ROAD, state="in_progress", contractor_id=7, district_id=4)
    schedule(city, work, 1, "2026-06-30", "first_plan")
    return work


def schedule(session: Session, work: int, version: int, end: str, reason: str) -> None:
    session.execute(
        text(
            "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
            "VALUES (:work, :version, '2026-06-01', :end, :reason, 'test')"
        ),
        {"work": work, "version": version, "end": end, "reason": reason},
    )


def send(browser: BrowserOf, work: int, path: str, **fields: Any) -> Any:
    """A form of the work's page, with the version that the page shows."""
    return browser.post(path, fields, page=f"/works/{work}?lang=ru")


def ask_json(browser: BrowserOf, work: int, path: str, body: dict[str, Any]) -> Any:
    headers = {"accept": "application/json", "x-csrf-token": browser.token(f"/works/{work}")}
    return browser.request("POST", path, headers, json=body)


def state_of(session: Session, work: int) -> tuple[str, int]:
    row = session.execute(text("SELECT state, version FROM works WHERE id = :id"), {"id": work}).one()
    return row.state, row.version


def test_the_public_sees_no_button(visitor: BrowserOf, road: int) -> None:
    page = visitor.get(f"/works/{road}?lang=ru").text
    assert "<form" not in page.split("<main", 1)[1]


@pytest.mark.parametrize(
    ("role", "offered", "not_offered"),
    [
        (
            "contractor",
            ["Сообщить с площадки", "Приостановить", "Попросить продление"],
            ["Сообщить о завершении", "Принять", "Перенести"],
        ),
        ("planner", ["Перенести сроки", "Отменить работу", "Приостановить"], ["Сообщить о завершении", "Попросить"]),
        ("inspector", ["Приостановить"], ["Отменить", "Перенести", "Попросить"]),
    ],
)
def test_each_role_finds_its_own_buttons(
    enter: Enter, road: int, role: str, offered: list[str], not_offered: list[str]
) -> None:
    main = enter(role).get(f"/works/{road}?lang=ru").text.split("<main", 1)[1]
    assert [words for words in offered if words not in main] == []
    assert [words for words in not_offered if words in main] == []


@pytest.mark.parametrize(
    ("role", "state", "offered"),
    [
        ("contractor", "in_progress", False),
        ("contractor", "draft", True),
        ("planner", "in_progress", True),
        ("planner", "accepted", False),
        ("inspector", "in_progress", False),
        ("administrator", "accepted", True),
    ],
)
def test_only_who_may_edit_a_work_in_its_state_is_offered_to(
    enter: Enter, city: Session, road: int, role: str, state: str, offered: bool
) -> None:
    work = add_work(city, ROAD, state=state, contractor_id=7, district_id=4)
    assert ("Изменить работу" in enter(role).get(f"/works/{work}?lang=ru").text) == offered


def test_a_draft_written_by_hand_says_so_and_is_not_looked_for_on_the_map(
    enter: Enter, city: Session, road: int
) -> None:
    work = add_work(city, ROAD, state="draft", source="by_hand", contractor_id=7, district_id=4)
    main = enter("contractor").get(f"/works/{work}?lang=ru").text.split("<main", 1)[1]
    assert "Внесена вручную" in main
    assert "Показать на карте" not in main, "a draft stands on no public map"


def test_a_form_reports_the_finish_and_comes_back_to_the_page(enter: Enter, city: Session, road: int) -> None:
    browser = enter("contractor", name="Бекзат Омаров")
    answer = send(browser, road, f"/works/{road}/changes", to="finished", version=1, on="2026-06-09")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/works/{road}?lang=ru&done=1#life")
    assert state_of(city, road) == ("finished", 2)
    assert "Записано." in browser.get(f"/works/{road}?lang=ru&done=1").text
    public = BrowserOf(browser.app).get(f"/works/{road}?lang=ru").text
    assert "ТОО «Жол»" in public
    assert "Бекзат" not in public, "the public sees the organisation and not the person"


def test_who_moves_a_work_reads_whether_its_contractor_was_told_and_whom_to_call(
    enter: Enter, city: Session, road: int
) -> None:
    city.execute(
        text(
            "INSERT INTO organisation_contacts (organisation_id, kind, value, source) "
            "VALUES (7, 'phone', '+7 727 000 00 01', 'test')"
        )
    )
    planner = enter("planner")
    moved = {"start": "2026-06-01", "end": "2026-07-10", "reason": "дождь"}
    send(planner, road, f"/works/{road}/schedule", version=1, **moved)
    page = planner.get(f"/works/{road}?lang=ru&done=1").text
    assert "Подрядчику сообщить некому" in page
    assert 'href="tel:+77270000001"' in page
    enter("contractor")
    send(planner, road, f"/works/{road}/schedule", version=2, **(moved | {"end": "2026-07-20"}))
    assert "Подрядчику отправлено сообщение" in planner.get(f"/works/{road}?lang=ru&done=1").text
    assert "сообщ" not in planner.get(f"/works/{road}?lang=ru").text.split('id="life"')[1].split("</p>")[1]


def test_json_is_answered_with_the_new_version(enter: Enter, road: int) -> None:
    days = {"start": "2026-06-01", "end": "2026-07-20", "reason": "дождь", "version": 1}
    answer = ask_json(enter("planner"), road, f"/works/{road}/schedule", days)
    assert (answer.status_code, answer.json()) == (
        200,
        {"id": road, "state": "in_progress", "version": 2, "planned_start": "2026-06-01", "planned_end": "2026-07-20"},
    )


def test_the_second_of_two_is_told_what_the_first_changed(enter: Enter, city: Session, road: int) -> None:
    first, second = enter("planner", name="Аскарова А."), enter("planner")
    send(first, road, f"/works/{road}/schedule", start="2026-06-01", end="2026-08-10", reason="дождь", version=1)
    answer = send(second, road, f"/works/{road}/changes?lang=ru", to="cancelled", version=1, note="нет денег")
    assert answer.status_code == 409
    assert "Изменение внёс(ла) Аскарова А.: конец по плану: 2026-06-30 → 2026-08-10." in answer.text
    assert state_of(city, road) == ("in_progress", 2)
    told = ask_json(second, road, f"/works/{road}/changes", {"to": "cancelled", "version": 1, "note": "x"})
    assert told.status_code == 409
    assert "Changed by Аскарова А.: planned end" in told.json()["detail"]


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"to": "paused", "version": 1}, 400, "Укажите причину"),
        ({"to": "accepted", "version": 1}, 400, "не может перейти"),
        ({"to": "finished", "version": 1, "on": "2026-06-11"}, 400, "ещё не наступил"),
        ({"to": "finished", "version": 1, "on": "вчера"}, 400, "Форма заполнена"),
        ({"to": "cancelled", "version": 1, "note": "x"}, 403, "не в ваших правах"),
    ],
)
def test_what_cannot_be_is_told_on_the_page(
    enter: Enter, city: Session, road: int, fields: dict[str, Any], status: int, words: str
) -> None:
    answer = send(enter("contractor"), road, f"/works/{road}/changes?lang=ru", **fields)
    assert answer.status_code == status
    assert words in answer.text
    assert state_of(city, road) == ("in_progress", 1)


def test_another_contractor_gets_nowhere_by_guessing_ids(enter: Enter, city: Session, road: int) -> None:
    city.execute(text("UPDATE works SET contractor_id = 8, version = version WHERE id = :id"), {"id": road})
    draft = add_work(city, ROAD, state="draft", contractor_id=8, district_id=4)
    stranger = enter("contractor")
    headers = {"accept": "application/json", "x-csrf-token": stranger.token("/account")}
    for path, body, status in (
        (f"/works/{road}/changes", {"to": "finished", "version": 1}, 403),
        (f"/works/{road}/extension-requests", {"end": "2026-09-01", "reason": "x", "version": 1}, 403),
        (f"/works/{draft}/changes", {"to": "cancelled", "version": 1, "note": "x"}, 404),
        ("/works/999999/changes", {"to": "cancelled", "version": 1, "note": "x"}, 404),
    ):
        assert stranger.request("POST", path, headers, json=body).status_code == status, path
    assert stranger.get(f"/works/{draft}").status_code == 404


def test_more_time_is_asked_for_and_granted(enter: Enter, city: Session, road: int) -> None:
    contractor, planner = enter("contractor", name="Бекзат Омаров"), enter("planner")
    answer = send(
        contractor, road, f"/works/{road}/extension-requests", end="2026-08-10", reason="нет трубы", version=1
    )
    assert answer.status_code == 303
    page = planner.get(f"/works/{road}?lang=ru").text
    assert "Просят продлить до 10 августа 2026" in page
    assert "Ответ ждут до 17 июня 2026" in page
    request = city.scalar(text("SELECT id FROM extension_requests"))
    answer = send(planner, road, f"/extension-requests/{request}/decision", outcome="granted", version=1)
    assert answer.status_code == 303
    public = BrowserOf(planner.app).get(f"/works/{road}?lang=ru").text
    assert "Сроки переносили один раз, на 41 день позже" in public
    assert "нет трубы" in public


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ru", "Сроки переносили дважды, на 41 день позже"),
        ("kk", "Мерзімі 2 рет ауыстырылды, 41 күнге кейінге шегерілді"),
        ("en", "Moved twice, 41 days later"),
    ],
)
def test_the_public_reads_how_often_and_how_far_days_were_moved(
    visitor: BrowserOf, city: Session, road: int, lang: str, words: str
) -> None:
    schedule(city, road, 2, "2026-07-10", "newer_plan")
    schedule(city, road, 3, "2026-08-10", "нет трубы")
    assert words in visitor.get(f"/works/{road}?lang={lang}").text
    assert visitor.get(f"/api/works/{road}?lang={lang}").json()["moved"] == {"times": 2, "days": 41, "words": words}


def test_an_accepted_repair_says_until_when_it_is_guaranteed_and_by_whom(
    enter: Enter, city: Session, road: int
) -> None:
    send(enter("contractor"), road, f"/works/{road}/changes", to="finished", version=1)
    send(enter("inspector"), road, f"/works/{road}/changes", to="accepted", version=2)
    page = BrowserOf(enter("operator").app).get(f"/works/{road}?lang=ru").text
    assert "Гарантия" in page
    assert "до 10 июня 2029" in page
    assert "отвечает ТОО «Жол»" in page
    assert "Вскрывать нельзя" in page
