"""A file of notices is checked by the worker, looked at row by row, and published when a person says so."""

from typing import Any

import pytest
from sqlalchemy import text

from etl.imports.outage_file import take_file
from gis_app.db.session import session_scope
from tests.integration.imports.pages import Desk
from tests.people import BrowserOf

NOTICES = 'Вид,Адрес,Начало,Окончание\nГорячая вода,"ул. Абая, 1",12.06.2026,14.06.2026\nГаз,,12.06.2026,\n'


def rows(desk: Desk, statement: str) -> list[tuple[Any, ...]]:
    with session_scope(desk.stage.engine) as session:
        return [tuple(row) for row in session.execute(text(statement))]


def send(browser: BrowserOf, content: str, name: str = "отключения.csv") -> int:
    answer = browser.post("/outages/files", {}, page="/outages/new", files={"file": (name, content.encode())})
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].split("/")[-1].split("?")[0])


def work(desk: Desk, file_id: int) -> str:
    return take_file(desk.stage.engine, desk.stage.settings, file_id, desk.stage.places)


def publish(browser: BrowserOf, file_id: int) -> int:
    return browser.post(f"/outages/files/{file_id}/publish", {}, page="/outages/new").status_code


def test_a_file_is_checked_shown_and_published(desk: Desk) -> None:
    file_id = send(desk.planner, NOTICES)
    assert desk.planner.get(f"/outages/files/{file_id}").headers["refresh"] == "2", "the page waits for the worker"
    assert rows(desk, "SELECT task_name FROM procrastinate_jobs") == [("outages.check_file",)]
    assert work(desk, file_id) == "checked"
    assert rows(desk, "SELECT 1 FROM outages") == [], "nothing is public before the person has looked"
    page = desk.planner.get(f"/outages/files/{file_id}?lang=ru").text
    assert "Объявлений к публикации: 1" in page
    assert "90 %" in page
    assert "не будет опубликовано" in page
    assert publish(desk.planner, file_id) == 303
    assert work(desk, file_id) == "published"
    assert rows(desk, "SELECT kind, geom IS NOT NULL FROM outages") == [("hot_water", True)]
    actions = rows(desk, "SELECT action FROM audit_log WHERE subject = 'outage_file' ORDER BY id")
    assert actions == [("outage.uploaded",), ("outage.file_published",)]
    assert work(desk, file_id) == "left", "a job that is run again finds nothing to do"
    assert publish(desk.planner, file_id) == 409


def test_a_planner_publishes_nothing_outside_the_districts(desk: Desk) -> None:
    # The first place lies in the west (district 1); the neighbour plans the east alone.
    file_id = send(desk.neighbour, NOTICES)
    work(desk, file_id)
    assert "отключение не в ваших районах" in desk.neighbour.get(f"/outages/files/{file_id}?lang=ru").text
    assert publish(desk.neighbour, file_id) == 409
    assert rows(desk, "SELECT 1 FROM outages") == []


def test_a_file_of_somebody_else_does_not_exist(desk: Desk) -> None:
    file_id = send(desk.planner, NOTICES)
    work(desk, file_id)
    assert desk.neighbour.get(f"/outages/files/{file_id}").status_code == 404
    assert publish(desk.neighbour, file_id) == 404


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", "нечто,другое\n1,2\n"), ("a.geojson", '{"type": "FeatureColl'), ("a.xlsx", "PK")]
)
def test_a_file_that_cannot_be_read_says_why_in_three_languages(desk: Desk, name: str, content: str) -> None:
    file_id = send(desk.planner, content, name)
    assert work(desk, file_id) == "failed"
    found = rows(desk, "SELECT error FROM outage_files")[0][0]
    assert set(found) == {"ru", "kk", "en"}
    assert len(set(found.values())) == 3
    assert 'role="alert"' in desk.planner.get(f"/outages/files/{file_id}?lang=kk").text
