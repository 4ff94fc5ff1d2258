"""Shut-offs by hand: a notice is pasted, looked at and published; a published one is extended and retracted."""

from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app import dependencies
from tests.integration.accounts.conftest import Enter
from tests.integration.geocoding.register_rows import add_street, grid
from tests.people import BrowserOf

TODAY = date(2026, 6, 10)
FORM = {
    "text": "Отключение горячей воды: улица Ленина", "publisher": "АлТС", "first_day": "2026-06-12",
    "last_day": "2026-06-14", "daily_from": "09:00", "daily_to": "17:00",
}  # fmt: skip


@pytest.fixture
def streets(app: FastAPI, city: Session) -> Session:
    """A street in district 4, and one outside every district."""
    app.dependency_overrides[dependencies.today] = lambda: TODAY
    add_street(city, grid.line((10, 30), (14, 30)), "street", ("улица Ленина", "ru", "official"))
    add_street(city, grid.line((70, 30), (74, 30)), "street", ("улица Дальняя", "ru", "official"))
    return city


def send(browser: BrowserOf, action: str, **fields: str) -> Any:
    return browser.post("/outages/new?lang=ru", FORM | {"action": action} | fields, page="/outages/new?lang=ru")


def published(browser: BrowserOf, **fields: str) -> int:
    answer = send(browser, "publish", **fields)
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].split("/")[2].split("?")[0])


def rows(session: Session, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(text(statement))]


def change(browser: BrowserOf, outage: int, deed: str, version: int = 1, **fields: str) -> Any:
    data = {"deed": deed, "version": str(version), "reason": "порыв"} | fields
    return browser.post(f"/outages/{outage}/changes?lang=ru", data, page=f"/outages/{outage}?lang=ru")


@pytest.mark.parametrize(
    ("lang", "said"), [("ru", "Так это будет"), ("kk", "Картада осылай"), ("en", "So it will be on the map")]
)
def test_a_pasted_notice_is_shown_with_its_area_before_it_is_public(
    enter: Enter, streets: Session, lang: str, said: str
) -> None:
    browser = enter("operator")
    page = f"/outages/new?lang={lang}"
    answer = browser.post(page, FORM | {"action": "find"}, page=page)
    assert answer.status_code == 200
    assert said in answer.text
    assert "<svg" in answer.text
    assert "улица Ленина" in answer.text
    assert rows(streets, "SELECT 1 FROM outages") == []


def test_a_published_notice_is_an_outage_with_its_area_days_and_audit(enter: Enter, streets: Session) -> None:
    outage = published(enter("planner"))
    found = rows(streets, "SELECT kind, publisher, first_day, last_day, geom IS NOT NULL, state FROM outages")
    assert found == [("hot_water", "АлТС", date(2026, 6, 12), date(2026, 6, 14), True, "published")]
    assert rows(streets, "SELECT action, subject_id FROM audit_log WHERE subject = 'outage'") == [
        ("outage.new", str(outage))
    ]
    assert rows(streets, "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'map.drain_tiles'") == [(1,)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "", "place": ""}, "Не сказано, где отключают."),
        ({"publisher": " "}, "Не сказано, кто объявил."),
        ({"first_day": ""}, "Не сказано, с какого дня."),
        ({"last_day": "2026-06-11"}, "Последний день раньше первого."),
        ({"first_day": "скоро"}, "Дата или время записаны непонятно."),
        ({"text": "улица Ленина"}, "Непонятно, что отключают"),
        ({"text": "улица Дальняя", "kind": "gas"}, "не в вашем ведении"),
    ],
)
def test_a_notice_that_cannot_be_published_says_why_and_nothing_is_written(
    enter: Enter, streets: Session, fields: dict[str, str], said: str
) -> None:
    answer = send(enter("planner"), "publish", **fields)
    assert answer.status_code in (400, 403)
    assert said in answer.text
    assert rows(streets, "SELECT 1 FROM outages") == []


def test_the_head_that_tells_the_kind_is_no_part_of_the_place(enter: Enter, streets: Session) -> None:
    published(enter("operator"))
    assert rows(streets, "SELECT place_text, is_partial FROM outage_versions") == [("улица Ленина", False)]


def test_an_operator_publishes_in_every_district(enter: Enter, streets: Session) -> None:
    assert published(enter("operator"), text="улица Дальняя", kind="gas")


def test_a_shut_off_is_extended_then_retracted_as_versions_that_keep_its_area(enter: Enter, streets: Session) -> None:
    browser = enter("planner")
    outage = published(browser)
    area = rows(streets, "SELECT ST_AsText(geom) FROM outages")
    assert change(browser, outage, "extended", last_day="2026-06-20").status_code == 303
    assert rows(streets, "SELECT state, last_day FROM outages") == [("extended", date(2026, 6, 20))]
    assert change(browser, outage, "retracted", version=2).status_code == 303
    assert rows(streets, "SELECT state, version, last_day FROM outages") == [("retracted", 3, date(2026, 6, 20))]
    assert rows(streets, "SELECT ST_AsText(geom) FROM outages") == area
    told = rows(streets, "SELECT version, state, text FROM outage_versions ORDER BY version")
    assert told[1:] == [(2, "extended", "порыв"), (3, "retracted", "порыв")]
    page = enter().get(f"/outages/{outage}?lang=ru").text
    assert "порыв" in page
    assert "Ленина" in page
    assert "changes" not in page, "nobody else gets the forms"
    actions = [row[0] for row in rows(streets, "SELECT action FROM audit_log WHERE subject = 'outage' ORDER BY id")]
    assert actions == ["outage.new", "outage.extended", "outage.retracted"]


@pytest.mark.parametrize(
    ("deed", "version", "fields", "status", "said"),
    [
        ("extended", 1, {"last_day": "2026-06-14"}, 400, "должен быть позже"),
        ("extended", 1, {"last_day": ""}, 400, "должен быть позже"),
        ("retracted", 1, {"reason": " "}, 400, "Укажите причину."),
        ("retracted", 7, {}, 409, "пришло новое объявление"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(
    enter: Enter, streets: Session, deed: str, version: int, fields: dict[str, str], status: int, said: str
) -> None:
    browser = enter("operator")
    outage = published(browser)
    answer = change(browser, outage, deed, version, **fields)
    assert answer.status_code == status
    assert said in answer.text
    assert rows(streets, "SELECT count(*) FROM outage_versions") == [(1,)]


def test_a_retracted_shut_off_stays_retracted(enter: Enter, streets: Session) -> None:
    browser = enter("operator")
    outage = published(browser)
    change(browser, outage, "retracted")
    assert change(browser, outage, "extended", version=2, last_day="2026-06-20").status_code == 400


def test_a_planner_of_another_district_changes_nothing(enter: Enter, streets: Session) -> None:
    outage = published(enter("operator"), text="улица Дальняя", kind="gas")
    stranger = enter("planner")
    assert "/changes" not in stranger.get(f"/outages/{outage}?lang=ru").text
    data = {"deed": "retracted", "version": "1", "reason": "x"}
    assert stranger.post(f"/outages/{outage}/changes?lang=ru", data, page="/outages/new?lang=ru").status_code == 403


def test_demo_people_and_the_city_keep_apart(enter: Enter, streets: Session) -> None:
    outage = published(enter("operator", is_demo=True))
    assert rows(streets, "SELECT is_training FROM outages") == [(True,)]
    data = {"deed": "retracted", "version": "1", "reason": "x"}
    assert (
        enter("operator").post(f"/outages/{outage}/changes?lang=ru", data, page="/outages/new?lang=ru").status_code
        == 403
    )
