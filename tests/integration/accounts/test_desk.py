"""The page of what waits: each role finds its own, nobody finds another's, a draft is found again."""

from datetime import date
from itertools import product

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.accounts.user import CurrentUser, Grant
from gis_app.works.desk import works_of
from gis_app.works.extensions.requests import ask
from gis_app.works.models import Work
from gis_app.works.standing import roles_at
from gis_app.works.transitions import Role
from tests.integration.accounts.conftest import Enter
from tests.integration.works.people import add_work, person
from tests.people import BrowserOf

TODAY = date(2026, 6, 10)


@pytest.fixture
def works(app: FastAPI, city: Session) -> dict[str, int]:
    """Works of organisation 7 in district 4 that wait for different people, and one of organisation 8 elsewhere."""
    app.dependency_overrides[dependencies.today] = lambda: TODAY
    ours = {"contractor_id": 7, "district_id": 4}
    return {
        "draft": add_work(city, title_ru="Черновой ремонт", state="draft", **ours),
        "finished": add_work(city, title_ru="Готовый ремонт", state="finished", **ours),
        "silent": add_work(city, title_ru="Молчаливый ремонт", state="scheduled", **ours),
        "theirs": add_work(city, title_ru="Чужой ремонт", state="draft", contractor_id=8),
    }


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("contractor", {"draft", "silent"}),
        ("planner", {"draft"}),
        ("inspector", {"finished"}),
        ("administrator", {"draft", "finished", "theirs"}),
        ("executor", set()),
    ],
)
def test_each_role_finds_what_waits_for_it(enter: Enter, works: dict[str, int], role: str, found: set[str]) -> None:
    page = enter(role).get("/desk?lang=ru").text
    # What a contractor is to report leads to where it is reported.
    addresses = {
        name: (f'href="/works/{id}?lang=ru"', f'href="/contractor/works/{id}?lang=ru') for name, id in works.items()
    }
    assert {name for name, either in addresses.items() if any(one in page for one in either)} == found


def test_a_request_for_time_is_found_by_who_answers_until_it_is_answered(
    enter: Enter, city: Session, works: dict[str, int]
) -> None:
    request = ask(
        city, works["silent"], end=date(2026, 7, 20), reason="ждём асфальт", by=person("contractor", organisation_id=7),
        version=1, today=TODAY, country="KZ",
    )  # fmt: skip
    planner = enter("planner")
    assert "ждём асфальт" in planner.get("/desk?lang=ru").text
    assert "ждём асфальт" not in enter("inspector").get("/desk?lang=ru").text
    fields = {"outcome": "granted", "reason": "", "version": 1}
    planner.post(f"/extension-requests/{request.id}/decision", fields, page=f"/works/{works['silent']}?lang=ru")
    assert "ждём асфальт" not in planner.get("/desk?lang=ru").text


def test_the_page_leads_to_the_works_of_the_organisation_and_the_district(enter: Enter) -> None:
    assert '/?lang=kk&amp;contractor=7"' in enter("contractor").get("/desk?lang=kk").text
    assert '/?lang=kk&amp;district=4"' in enter("planner").get("/desk?lang=kk").text
    assert "/organisations/7?lang=kk" in enter("executor").get("/desk?lang=kk").text


def test_who_has_nothing_to_do_is_told_so(enter: Enter) -> None:
    assert "Сейчас вас ничего не ждёт." in enter("inspector").get("/desk?lang=ru").text


def test_the_page_is_for_people_who_are_signed_in(visitor: BrowserOf) -> None:
    assert "/desk" not in visitor.get("/?lang=ru").text
    assert visitor.get("/desk").headers["location"].startswith("/sign-in?next=/desk")


@pytest.mark.parametrize("scope", [None, 4, 5])
def test_the_condition_finds_the_works_towards_which_a_person_has_the_role(city: Session, scope: int | None) -> None:
    """`works_of` says in SQL what `standing.roles_towards` says in Python."""
    for contractor, district in product((None, 7, 8), (None, 4)):
        add_work(city, contractor_id=contractor, district_id=district)
    roles: tuple[Role, ...] = ("contractor", "planner", "inspector", "administrator")
    for role in roles:
        grant = Grant(role, 7 if role == "contractor" else None, scope if role in ("planner", "inspector") else None)
        by = CurrentUser(1, "A.", "a@example.kz", "ru", frozenset({grant}))
        for wanted in roles:
            found = set(city.scalars(select(Work.id).where(works_of(by, frozenset({wanted})))))
            expected = {work.id for work in city.scalars(select(Work)) if wanted in roles_at(by, work)}
            assert found == expected, (role, wanted)
