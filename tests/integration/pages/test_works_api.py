"""The list of works, its counts and the card, as anybody may ask for them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.works.models import Work
from gis_app.works.status_sql import status_column
from tests.asgi_client import AsgiClient
from tests.grid import Grid
from tests.integration.pages.conftest import TODAY, AddWork

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "data" / "status_cases.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_database_derives_the_same_status(add_work: AddWork, register: Session, case: dict[str, Any]) -> None:
    from datetime import date

    work_id = add_work()
    register.execute(
        text("UPDATE works SET state = :state, planned_start = :first, planned_end = :last WHERE id = :id"),
        {"id": work_id, "state": case["state"], "first": case["planned_start"], "last": case["planned_end"]},
    )
    today = date.fromisoformat(case["today"])
    assert register.scalar(select(status_column(today)).where(Work.id == work_id)) == case["status"]


def ids(answer: dict[str, Any]) -> set[int]:
    return {item["id"] for item in answer["items"]}


def test_a_list_holds_what_touches_the_box(add_work: AddWork, client: AsgiClient) -> None:
    grid = Grid()
    inside = add_work(grid.point(1, 1))
    crossing = add_work(grid.line((-5, 1), (1, 1)), type_code="sidewalk")
    add_work(grid.point(30, 30))
    box = ",".join(str(degrees) for degrees in grid.box(0, 0, 2, 2).bounds)
    answer = client.get(f"/api/works?bbox={box}&lang=ru").json()
    assert ids(answer) == {inside, crossing}
    assert answer["total"] == 2


def test_counts_show_what_another_choice_would_give(add_work: AddWork, client: AsgiClient) -> None:
    add_work(type_code="yard", days=("2026-06-01", "2026-06-30"))
    add_work(type_code="lift", days=("2026-06-01", "2026-06-30"))
    add_work(type_code="lift", days=("2026-09-01", "2026-09-30"))
    answer = client.get("/api/works?type=yard&status=due&lang=ru").json()
    assert answer["total"] == 1
    assert answer["counts"]["by_type"] == {"yard": 1, "lift": 1}
    assert answer["counts"]["by_group"] == {"public_space": 1, "housing": 1}
    assert answer["counts"]["by_status"] == {"due": 1}


def test_a_type_may_be_given_by_its_number(add_work: AddWork, client: AsgiClient) -> None:
    yard = add_work(type_code="yard")
    add_work(type_code="lift")
    assert ids(client.get("/api/works?type=2&lang=ru").json()) == {yard}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("from=2026-06-21", False),
        ("from=2026-06-20", True),
        ("to=2026-05-31", False),
        ("to=2026-06-01", True),
        ("from=2026-01-01&to=2026-12-31", True),
    ],
)
def test_dates_ask_for_works_going_on_between_them(
    add_work: AddWork, client: AsgiClient, query: str, expected: bool
) -> None:
    add_work(days=("2026-06-01", "2026-06-20"))
    add_work()  # no dates: in no period
    assert client.get(f"/api/works?{query}&lang=ru").json()["total"] == int(expected)


def test_a_late_work_goes_on_today(
    add_work: AddWork, report: Callable[[int, str, str], None], client: AsgiClient
) -> None:
    late = add_work(days=("2026-03-01", "2026-04-30"))
    report(late, "started", "2026-03-02")
    answer = client.get(f"/api/works?from={TODAY}&to={TODAY}&lang=ru").json()
    assert [(item["id"], item["status"]) for item in answer["items"]] == [(late, "overdue")]


def test_months_count_works_from_their_first_to_their_last(add_work: AddWork, client: AsgiClient) -> None:
    add_work(days=("2026-01-20", "2026-03-05"))
    add_work(days=("2026-03-01", "2026-03-31"))
    months = client.get("/api/works?from=2030-01-01&lang=ru").json()["counts"]["by_month"]
    assert months == {"2026-01-01": 1, "2026-02-01": 1, "2026-03-01": 2}


def test_words_are_looked_for_in_titles_and_places_and_are_no_pattern(add_work: AddWork, client: AsgiClient) -> None:
    found = add_work(title_ru="Ремонт моста", location_raw="река Есентай")
    add_work(title_ru="Двор 100%", location_raw="ул. Абая")
    assert ids(client.get("/api/works?q=моста есентай&lang=ru").json()) == {found}
    assert client.get("/api/works?q=м_ста&lang=ru").json()["total"] == 0


def test_contractor_and_district_filter(add_work: AddWork, client: AsgiClient) -> None:
    ours = add_work(contractor_id=7, district_id=4)
    add_work(district_id=2)
    assert ids(client.get("/api/works?contractor=7&lang=ru").json()) == {ours}
    assert ids(client.get("/api/works?district=4&contractor=&lang=ru").json()) == {ours}


def test_works_at_a_street_lie_on_it(add_work: AddWork, register: Session, client: AsgiClient) -> None:
    grid = Grid()
    street = register.scalar(
        text(
            "INSERT INTO streets (kind, fclass, length_m, source, geom) VALUES ('street', 'residential', 1000, 'test', "
            "ST_Multi(ST_GeomFromText(:shape, 4326))) RETURNING id"
        ),
        {"shape": grid.line((0, 0), (10, 0)).wkt},
    )
    on_it = add_work(grid.point(5, 0.3))
    add_work(grid.point(5, 0.5))
    assert ids(client.get(f"/api/works?place=street:{street}&lang=ru").json()) == {on_it}
    assert client.get("/api/works?place=street:999999&lang=ru").json()["total"] == 0


def test_what_goes_on_comes_first_and_pages_do_not_overlap(
    add_work: AddWork, report: Callable[[int, str, str], None], client: AsgiClient
) -> None:
    planned = add_work(days=("2026-07-01", "2026-07-31"))
    running = add_work(days=("2026-06-01", "2026-07-31"))
    report(running, "started", "2026-06-01")
    pages = [client.get(f"/api/works?limit=1&offset={offset}&lang=ru").json()["items"][0]["id"] for offset in (0, 1)]
    assert pages == [running, planned]


@pytest.mark.parametrize(
    "query",
    ["bbox=1,2,3", "bbox=77,43,76,44", "bbox=a,b,c,d", "type=unknown", "status=lost", "from=2026-02-30", "district=-1",
     "contractor=1e3", "limit=100000", "place=street", "place=moon:1", "place=street:0"],
)  # fmt: skip
def test_a_parameter_that_cannot_be_is_refused(client: AsgiClient, query: str) -> None:
    answer = client.get(f"/api/works?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("lang", "type_title", "district", "contractor", "customer"),
    [
        ("kk", "Аулаларды абаттандыру", "Алмалы ауданы", "ТОО «Жол»", "Управление"),
        ("ru", "Благоустройство дворов", "Алмалинский район", "ТОО «Жол»", "Управление"),
        ("en", "Yard improvement", "Almaly district", "ТОО «Жол»", "The department"),
    ],
)
def test_a_card_speaks_the_language_asked_for(
    add_work: AddWork, client: AsgiClient, lang: str, type_title: str, district: str, contractor: str, customer: str
) -> None:
    work_id = add_work(contractor_id=7, customer_id=8, district_id=2, title_kk="Аула", title_en="A yard")
    card = client.get(f"/api/works/{work_id}?lang={lang}").json()
    assert card["type"]["title"] == type_title
    assert card["title"] == {"kk": "Аула", "ru": "Двор", "en": "A yard"}[lang]
    assert card["district"] == {"id": 2, "name": district}
    assert card["contractor"] == {"id": 7, "name": contractor}
    assert card["customer"] == {"id": 8, "name": customer}


def test_a_card_has_schedule_events_progress_and_place(
    add_work: AddWork, report: Callable[[int, str, str], None], client: AsgiClient
) -> None:
    grid = Grid()
    work_id = add_work(grid.line((0, 0), (4, 0)), days=("2026-06-01", "2026-06-20"), type_code="sidewalk")
    report(work_id, "started", "2026-06-01")
    card = client.get(f"/api/works/{work_id}?lang=ru").json()
    assert card["status"] == "in_progress"
    assert card["progress"] == pytest.approx(0.5)
    assert card["actual_start"] == "2026-06-01"
    assert [version["planned_end"] for version in card["schedule"]] == ["2026-06-20"]
    assert [event["kind"] for event in card["events"]] == ["started"]
    assert card["geometry"]["type"] == "LineString"
    middle = grid.point(2, 0)
    assert card["point"] == pytest.approx([middle.x, middle.y], abs=1e-6)
    assert card["place_note"] is None


@pytest.mark.parametrize(
    ("match_type", "confidence", "says"),
    [("interpolated", 0.9, "по соседним"), ("street", 0.9, "только улица"), ("rooftop", 0.3, "неуверенно")],
)
def test_a_card_says_when_its_place_is_a_guess(
    add_work: AddWork, client: AsgiClient, match_type: str, confidence: float, says: str
) -> None:
    work_id = add_work(match_type=match_type, confidence=confidence)
    assert says in client.get(f"/api/works/{work_id}?lang=ru").json()["place_note"]


def test_a_work_without_a_title_is_called_by_its_type(add_work: AddWork, client: AsgiClient) -> None:
    work_id = add_work(title_ru=None)
    assert client.get(f"/api/works/{work_id}?lang=en").json()["title"] == "Yard improvement"


def test_a_title_without_a_translation_says_its_language(add_work: AddWork, client: AsgiClient) -> None:
    work_id = add_work(title_ru="Двор", title_kk=None)
    card = client.get(f"/api/works/{work_id}?lang=kk").json()
    assert (card["title"], card["title_lang"]) == ("Двор", "ru")


def test_a_work_that_does_not_exist_is_not_found(client: AsgiClient) -> None:
    assert client.get("/api/works/999999").status_code == 404


def test_the_catalogue_has_all_that_the_page_chooses_from(add_work: AddWork, client: AsgiClient) -> None:
    add_work(contractor_id=7, days=("2024-12-30", "2027-01-05"))
    catalog = client.get("/api/catalog?lang=kk").json()
    assert (len(catalog["types"]), len(catalog["groups"]), len(catalog["statuses"])) == (30, 7, 9)
    assert [district["name"] for district in catalog["districts"]] == ["Алмалы ауданы", "Бостандық ауданы"]
    assert catalog["contractors"] == [{"id": 7, "name": "ТОО «Жол»"}]
    assert catalog["years"] == [2024, 2027]
    assert catalog["today"] == "2026-06-10"
    assert catalog["training"] is False


@pytest.mark.parametrize(
    ("written", "linked"),
    [
        ("https://a.kz/plan", "https://a.kz/plan"),
        ("javascript:alert(1)", None),
        (" data:text/html,x", None),
        ("", None),
    ],
)
def test_only_an_address_of_the_web_is_linked_to(
    client: AsgiClient, add_work: AddWork, written: str, linked: str | None
) -> None:
    work = add_work(source_url=written)
    assert client.get(f"/api/works/{work}").json()["source"]["url"] == linked


@pytest.mark.parametrize(
    ("days", "is_there"),
    [
        (("2026-06-01", "2026-06-07"), False),
        (("2026-06-01", "2026-06-08"), True),
        (("2026-06-12", "2026-06-12"), True),
        (("2026-06-14", "2026-07-30"), True),
        (("2026-06-15", "2026-07-30"), False),
        (("2026-01-01", "2026-12-31"), True),
        (None, False),
    ],
)
def test_the_week_of_a_link_shows_the_works_that_the_list_of_its_days_counts(
    client: AsgiClient, add_work: AddWork, days: tuple[str, str] | None, is_there: bool
) -> None:
    work = add_work(days=days)
    page = client.get("/?lang=ru&at=2026-06-12&step=week&from=2026-01-01&to=2026-12-31").text
    listed = client.get("/api/works?from=2026-06-08&to=2026-06-14").json()
    assert (f'href="/works/{work}?' in page) is is_there
    assert listed["total"] == is_there
