"""Entering the demo without a password: at the machine itself, on demo data alone, and nowhere else."""

import pytest
from fastapi import FastAPI
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.accounts.administrators import make_administrator
from gis_app.accounts.demo import PEOPLE, is_demo_only, make_demo_accounts
from gis_app.accounts.models import GrantRow, User
from gis_app.settings import Settings
from tests.people import PASSWORD, BrowserOf, add_user


@pytest.fixture
def demo(city: Session) -> Session:
    """The sketch's district, an invented work in it, and an account of each role."""
    city.execute(text("UPDATE districts SET is_sketch = true"))
    city.execute(text("UPDATE organisations SET is_training = true"))
    city.execute(
        text(
            "INSERT INTO works (type_code, location_raw, match_type, confidence, source, period, identity_key, "
            "district_id, contractor_id, customer_id, is_training) "
            "VALUES ('park', 'парк', 'none', 0, 'demo_training', '2026', 'one', 4, 7, 8, true)"
        )
    )
    assert make_demo_accounts(city) == len(PEOPLE)
    return city


def _enter(browser: BrowserOf, role: str, **headers: str) -> int:
    # The token is taken from a page that is there for everybody, as somebody who tries would.
    return browser.post("/demo/enter", {"role": role}, headers=headers).status_code


@pytest.mark.parametrize("role", PEOPLE)
def test_at_the_machine_itself_everybody_of_the_demo_can_be_entered_as(app: FastAPI, demo: Session, role: str) -> None:
    browser = BrowserOf(app)
    assert f'value="{role}"' in browser.get("/?lang=ru").text
    assert f'value="{role}"' in browser.get("/sign-in?lang=ru").text
    answer = browser.post("/demo/enter?lang=kk", {"role": role}, page="/")
    first = {"operator": "/reception", "contractor": "/contractor", "executor": "/executor"}.get(role, "/desk")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{first}?lang=kk")
    page = browser.get("/account")
    assert (PEOPLE[role] in page.text, page.headers["content-language"]) == (True, "kk")
    if role != "administrator":
        assert browser.get("/admin/users").status_code == 403


@pytest.mark.parametrize("address", ["203.0.113.9", "192.168.1.5", "::2", "testclient"])
def test_from_another_machine_there_is_no_such_page(app: FastAPI, demo: Session, address: str) -> None:
    browser = BrowserOf(app, address=address)
    assert _enter(browser, "administrator") == 404
    assert "/demo/enter" not in browser.get("/").text
    assert "/demo/enter" not in browser.get("/sign-in").text
    assert _enter(browser, "administrator", **{"x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1"}) == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-for": "127.0.0.1"},
        {"x-forwarded-for": "203.0.113.9"},
        {"x-real-ip": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1"},
        {"via": "1.1 proxy"},
        {"host": "evil.example"},
        {"host": "works.example.kz"},
    ],
)
def test_what_came_through_something_in_between_is_not_at_the_machine(
    app: FastAPI, demo: Session, headers: dict[str, str]
) -> None:
    assert _enter(BrowserOf(app), "administrator", **headers) == 404


def test_behind_a_trusted_proxy_there_is_no_such_page(app: FastAPI, demo: Session, settings: Settings) -> None:
    app.state.settings = settings.model_copy(update={"trusted_proxies": "127.0.0.1"})
    assert _enter(BrowserOf(app), "administrator") == 404


@pytest.mark.parametrize(
    "something_real",
    [
        "UPDATE districts SET is_sketch = false",
        "INSERT INTO users (email, name, language) VALUES ('a@example.kz', 'A', 'kk')",
        "INSERT INTO users (email, name, language, is_active) VALUES ('a@example.kz', 'A', 'kk', false)",
        "INSERT INTO work_plans (source, period, file_name, sha256, content, status) "
        "VALUES ('roads', '2026', 'plan.xlsx', 'x', '', 'loaded')",
    ],
)
def test_with_anything_real_in_the_database_there_is_no_such_page(
    app: FastAPI, demo: Session, something_real: str
) -> None:
    assert is_demo_only(demo)
    demo.execute(text(something_real))
    assert not is_demo_only(demo)
    assert _enter(BrowserOf(app), "administrator") == 404
    assert "/demo/enter" not in BrowserOf(app).get("/").text


def test_a_plan_that_somebody_of_the_demo_uploaded_belongs_to_the_demo(demo: Session) -> None:
    demo.execute(
        text(
            "WITH plan AS (INSERT INTO work_plans (source, period, file_name, sha256, content, status) "
            "VALUES ('roads', '2026', 'plan.xlsx', 'x', '', 'loaded') RETURNING id) "
            "INSERT INTO uploads (uploader_id, uploader_name, file_name, sha256, plan_id, state) "
            "SELECT users.id, name, 'plan.xlsx', 'x', plan.id, 'accepted' "
            "FROM users, plan WHERE email = 'contractor@demo.invalid'"
        )
    )
    assert is_demo_only(demo)
    demo.execute(text("DELETE FROM uploads"))
    assert not is_demo_only(demo)


def test_only_people_of_the_demo_can_be_entered_as(app: FastAPI, demo: Session) -> None:
    for role in ("owner", "", "planner@demo.invalid"):
        assert _enter(BrowserOf(app), role) == 404
    demo.execute(text("UPDATE users SET is_active = false WHERE email = 'planner@demo.invalid'"))
    demo.expire_all()
    assert _enter(BrowserOf(app), "planner") == 404


def test_the_form_of_another_site_does_not_enter(app: FastAPI, demo: Session) -> None:
    assert _enter(BrowserOf(app), "planner", **{"sec-fetch-site": "cross-site"}) == 403


def test_a_demo_account_has_no_password_to_guess(app: FastAPI, demo: Session) -> None:
    assert demo.scalars(select(User.password_hash).distinct()).all() == [None]
    for password in ("", "None", "demo"):
        assert BrowserOf(app).sign_in("planner@demo.invalid", password).status_code == 401


def test_the_first_real_administrator_ends_the_demo_s_accounts_and_sessions(
    app: FastAPI, demo: Session, settings: Settings
) -> None:
    inside = BrowserOf(app)
    assert _enter(inside, "administrator") == 303
    make_administrator(demo, settings, "chief@example.kz", "Бас", "kk", PASSWORD)
    demo.expire_all()
    assert inside.get("/account").status_code == 303
    assert _enter(BrowserOf(app), "administrator") == 404
    assert BrowserOf(app).sign_in("chief@example.kz").status_code == 303


def test_loading_the_demo_again_makes_nobody_twice_and_nobody_beside_real_people(demo: Session) -> None:
    assert make_demo_accounts(demo) == 0
    assert demo.scalars(select(GrantRow.role)).all().count("planner") == 1


def test_beside_real_people_no_demo_account_is_made(city: Session) -> None:
    add_user(city, "administrator")
    assert make_demo_accounts(city) == 0
