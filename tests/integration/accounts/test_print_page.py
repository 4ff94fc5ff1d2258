"""The page that asks which plan to print, and what leads back to it."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.child import ChildLimits
from gis_app.pages.prints import pdf
from gis_app.pages.prints import router as print_pages
from gis_app.pages.turns import Turns
from tests.grid import Grid
from tests.integration.accounts.conftest import Enter
from tests.integration.planning.printing import add_microdistrict, add_street
from tests.integration.works.people import add_work


@pytest.fixture
def works(city: Session) -> dict[str, int]:
    """Two works of district 4, one of another; a street and a microdistrict."""
    grid = Grid()
    city.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (5, 'Чужой район', 'Бөтен "
            "аудан', 'Other district', 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {"shape": grid.box(60, 0, 90, 50).wkt},
    )
    add_street(city, "улица Абая", "Абай көшесі", grid.line((1, 1), (9, 1)))
    return {
        "orbita": add_microdistrict(city, "Орбита", grid.box(20, 20, 30, 30)),
        "foreign": add_microdistrict(city, "Чужая Орбита", grid.box(70, 20, 80, 30)),
        "road": add_work(city, grid.line((2, 1), (8, 1)), title_ru="Ремонт Абая", district_id=4),
        "yard": add_work(city, grid.point(25, 25), title_ru="Двор", type_code="yard", district_id=4),
        "theirs": add_work(city, grid.point(75, 25), title_ru="Чужой двор", type_code="yard", district_id=5),
    }


def test_the_page_offers_the_own_microdistricts_and_streets_and_counts_the_works(
    enter: Enter, works: dict[str, int]
) -> None:
    page = enter("planner").get("/planner/print?lang=ru").text
    assert f'value="microdistrict:{works["orbita"]}"' in page
    assert f'value="microdistrict:{works["foreign"]}"' not in page
    assert '<option value="улица Абая">' in page
    assert "выбраны 2 работы" in page


@pytest.mark.parametrize("role", ["contractor", "executor", "operator"])
def test_who_plans_nothing_prints_nothing(enter: Enter, role: str) -> None:
    browser = enter(role)
    assert browser.get("/planner/print").status_code == 403
    assert browser.get("/planner/plan.pdf").status_code == 403
    assert browser.get("/planner/plan.html").status_code == 403


def test_a_plan_of_somebody_elses_district_has_no_works(enter: Enter, works: dict[str, int]) -> None:
    browser = enter("planner")
    for asked in ("district=5", f"place=microdistrict:{works['foreign']}"):
        answer = browser.get(f"/planner/plan.pdf?lang=ru&{asked}")
        assert answer.status_code == 303
        assert "Под этот выбор не подходит ни одна работа" in browser.get(answer.headers["location"]).text


def test_more_works_than_fit_lead_back_with_the_question_kept(
    enter: Enter, works: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_pages, "MOST_PRINTED", 1)
    browser = enter("planner")
    answer = browser.get("/planner/plan.pdf?lang=ru&without=contractor")
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "Выбрано 2 работ, а в одном плане помещается не больше 1" in page
    assert '<input type="hidden" name="without" value="contractor">' in page


def test_a_street_that_is_not_there_is_named_as_unknown(enter: Enter, works: dict[str, int]) -> None:
    browser = enter("planner")
    answer = browser.get("/planner/plan.pdf?lang=ru&street=Несуществующая")
    assert "Улицы «Несуществующая» нет в реестре" in browser.get(answer.headers["location"]).text


def test_a_plan_comes_as_pdf(enter: Enter, works: dict[str, int]) -> None:
    answer = enter("planner").get("/planner/plan.pdf?lang=ru")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("limits", "lang", "words"),
    [
        (ChildLimits(1_500_000_000, 60, 0), "ru", "Для одной печати этого слишком много"),
        (ChildLimits(60_000_000, 60, 60), "kk", "Бір басып шығаруға бұл тым көп"),
    ],
)
def test_a_print_that_takes_too_much_is_ended_and_the_page_says_so(
    enter: Enter, works: dict[str, int], monkeypatch: pytest.MonkeyPatch, limits: ChildLimits, lang: str, words: str
) -> None:
    monkeypatch.setattr(pdf, "LIMITS", limits)
    answer = enter("planner").get(f"/planner/plan.pdf?lang={lang}&without=contractor")
    assert answer.status_code == 503
    assert words in answer.text
    assert '<input type="hidden" name="without" value="contractor">' in answer.text


def test_who_would_have_to_wait_too_long_for_others_is_told_so(
    enter: Enter, works: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = Turns(at_once=1, may_come=2, longest_wait_s=0.01)
    monkeypatch.setattr(pdf, "_PRINTS", turns)
    browser = enter("planner")
    with turns.turn():
        answer = browser.get("/planner/plan.pdf?lang=en")
    assert (answer.status_code, "Others are printing just now" in answer.text) == (503, True)
    assert browser.get("/planner/plan.pdf?lang=en").status_code == 200
