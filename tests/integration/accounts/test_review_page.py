"""The review queue as a page: same texts once, a decision for all their works, undone again; in the person's name."""

from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.geocoding.decisions import question_key
from gis_app.geocoding.review import Doubt, put_in_queue
from tests.integration.accounts.conftest import Enter
from tests.integration.geocoding.register_rows import add_street, grid
from tests.integration.works.people import add_work
from tests.people import BrowserOf

TODAY = date(2026, 6, 10)
LENIN, OAK, OFFICE = "ул. Ленина", "двор у дуба", "г. Астана, офис"


@pytest.fixture
def queue(app: FastAPI, city: Session) -> dict[str, int]:
    """Three texts that wait, the first for two works, and two streets that it may mean."""
    app.dependency_overrides[dependencies.today] = lambda: TODAY
    for west in (0, 60):
        add_street(city, grid.line((west, 30), (west + 4, 30)), "street", ("улица Ленина", "ru", "official"))
    for place in (LENIN, "улица ЛЕНИНА", OAK, OFFICE):
        key = str(question_key(place, None))
        add_work(city, None, location_raw=place, place_text=place, place_key=key, confidence=0.0)
        put_in_queue(city, [Doubt(place, None, "none", 0.0, False, {"ru": "не найдено"})])
    rows = city.execute(text("SELECT text, id FROM review_items"))
    return {row.text: row.id for row in rows}


def decide(browser: BrowserOf, item: int, choice: str, **fields: Any) -> Any:
    return browser.post(f"/review/{item}/decision?lang=ru", {"choice": choice} | fields, page=f"/review/{item}?lang=ru")


def kinds(session: Session, item: int) -> list[tuple[str, str]]:
    rows = session.execute(
        text("SELECT kind, author FROM review_decisions WHERE item_id = :id ORDER BY id"), {"id": item}
    )
    return [(row.kind, row.author) for row in rows]


def test_the_list_has_each_text_once_those_of_most_works_first(enter: Enter, queue: dict[str, int]) -> None:
    page = enter("operator").get("/review?lang=ru").text
    assert "Ждут 3 текста, работ: 4" in page
    assert page.index(LENIN) < page.index(OAK) < page.index(OFFICE)
    assert "2 работы" in page
    assert "ЛЕНИНА" not in page


def test_a_text_shows_its_candidates_and_works_without_a_script(enter: Enter, queue: dict[str, int]) -> None:
    page = enter("planner").get(f"/review/{queue[LENIN]}?lang=ru").text
    assert page.count('name="choice"') == 5, "two streets, a drawing, no place, another city"
    assert "Решить для 2 работ" in page
    assert f'href="/review/{queue[OAK]}?lang=ru"' in page, "the next text"
    assert '"candidates":[{"type":"Feature"' in page


def test_one_decision_settles_the_text_in_the_name_of_the_person(
    enter: Enter, city: Session, queue: dict[str, int]
) -> None:
    browser = enter("operator", name="Дана Омарова")
    answer = decide(browser, queue[LENIN], "candidate-2")
    assert answer.headers["location"] == f"/review/{queue[OAK]}?lang=ru&decided={queue[LENIN]}"
    assert kinds(city, queue[LENIN]) == [("candidate", "Дана Омарова")]
    jobs = city.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'works.relocate'"))
    assert jobs == 1
    logged = city.execute(text("SELECT actor, details FROM audit_log WHERE action = 'place.decided'")).one()
    assert (logged.actor, logged.details["text"]) == ("Дана Омарова", LENIN)
    page = browser.get(answer.headers["location"]).text
    assert f"Решено: «{LENIN}»" in page
    assert "Ждут 2 текста" in browser.get("/review?lang=ru").text


def test_a_decision_is_undone_and_the_text_waits_again(enter: Enter, city: Session, queue: dict[str, int]) -> None:
    browser = enter("planner")
    decide(browser, queue[OAK], "not_a_place")
    answer = decide(browser, queue[OAK], "withdrawn")
    assert answer.headers["location"] == f"/review/{queue[OAK]}?lang=ru"
    assert [kind for kind, _ in kinds(city, queue[OAK])] == ["not_a_place", "withdrawn"]
    assert "Ждут 3 текста" in browser.get("/review?lang=ru").text


def test_a_place_of_another_city_is_said_to_be_one(enter: Enter, city: Session, queue: dict[str, int]) -> None:
    browser = enter("administrator", name="Тимур Ахметов")
    decide(browser, queue[OFFICE], "other_city")
    assert kinds(city, queue[OFFICE]) == [("other_city", "Тимур Ахметов")]
    answer = browser.get(f"/api/geocode?q={OFFICE}", {"accept": "application/json"}).json()
    assert answer["match_type"] == "none"


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("POINT", grid.point(1, 1)),
        ("LINESTRING", grid.line((1, 1), (2, 2))),
        ("POLYGON", grid.box(1, 1, 2, 2)),
    ],
)
def test_what_is_missing_is_drawn(enter: Enter, city: Session, queue: dict[str, int], kind: str, shape: Any) -> None:
    assert decide(enter("planner"), queue[OAK], "geometry", geometry=shape.wkt).status_code == 303
    stored = city.scalar(text("SELECT GeometryType(geom) FROM review_decisions"))
    assert stored == kind


@pytest.mark.parametrize(
    ("choice", "geometry"),
    [
        ("", ""),
        ("candidate-99", ""),
        ("candidate-x", ""),
        ("geometry", ""),
        ("geometry", "POINT (10 10)"),
        ("geometry", "POLYGON ((76.9 43.2, 76.91 43.21, 76.91 43.2, 76.9 43.21, 76.9 43.2))"),
        ("elsewhere", ""),
    ],
)
def test_an_unclear_decision_decides_nothing(
    enter: Enter, city: Session, queue: dict[str, int], choice: str, geometry: str
) -> None:
    answer = decide(enter("planner"), queue[OAK], choice, geometry=geometry)
    assert answer.status_code == 400
    assert "Выберите место или нарисуйте его" in answer.text
    assert kinds(city, queue[OAK]) == []


def test_an_unknown_text_is_not_found(enter: Enter, queue: dict[str, int]) -> None:
    assert enter("planner").get("/review/999999").status_code == 404


def test_after_the_last_text_the_list_says_that_all_is_decided(enter: Enter, queue: dict[str, int]) -> None:
    browser = enter("planner")
    answers = [decide(browser, item, "not_a_place") for item in queue.values()]
    assert answers[-1].headers["location"].startswith("/review?lang=ru&decided=")
    assert "Всё решено, работ: 0" in browser.get("/review?lang=ru").text


def test_a_shape_that_was_refused_stays_in_the_form(enter: Enter, queue: dict[str, int]) -> None:
    answer = decide(enter("planner"), queue[OAK], "geometry", geometry="POINT (10 10)")
    assert ">POINT (10 10)</textarea>" in answer.text
    assert 'value="geometry" required checked' in answer.text


def test_a_planner_begins_with_the_own_districts_and_may_open_the_city(
    enter: Enter, city: Session, queue: dict[str, int]
) -> None:
    """Texts of no known district are everybody's; those of the neighbours are a link away."""
    city.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (5, 'Соседи', 'Көршілер', "
            "'Neighbours', 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {"shape": grid.box(50, 0, 90, 50).wkt},
    )
    own, theirs = "UPDATE works SET district_id = 4 WHERE location_raw = :place", "UPDATE works SET district_id = 5"
    city.execute(text(own), {"place": LENIN})
    city.execute(text(f"{theirs} WHERE location_raw = :place"), {"place": OAK})
    planner = enter("planner")
    page = planner.get("/review?lang=ru").text
    assert LENIN in page and OFFICE in page and OAK not in page
    everything = planner.get("/review?lang=ru&all=true").text
    assert OAK in everything and f'/review/{queue[LENIN]}?lang=ru&amp;all=true"' in everything
    following = f'href="/review/{queue[OFFICE]}?lang=ru"'
    assert following in planner.get(f"/review/{queue[LENIN]}?lang=ru").text
    for role in ("operator", "administrator"):
        assert OAK in enter(role).get("/review?lang=ru").text
    answer = decide(planner, queue[LENIN], "not_a_place")
    assert answer.headers["location"].startswith(f"/review/{queue[OFFICE]}?")
