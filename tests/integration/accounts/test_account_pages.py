"""One's own account, and the administrators' pages of people and deeds."""

import re
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gis_app.accounts.models import GrantRow, User, UserSession
from gis_app.audit.models import AuditEntry
from gis_app.audit.record import record
from tests.integration.accounts.conftest import Enter
from tests.people import PASSWORD, BrowserOf, add_user

NEW = "another few words"


def test_a_changed_password_ends_the_other_sessions_and_is_told_by_mail(enter: Enter, city: Session) -> None:
    user = add_user(city, "inspector", password=PASSWORD)
    here, elsewhere = enter(user=user), enter(user=user)
    form = {"current": PASSWORD, "password": NEW}
    assert here.post("/account/password", form, page="/account").status_code == 303
    assert (here.get("/account").status_code, elsewhere.get("/account").status_code) == (200, 303)
    assert city.execute(text("SELECT subject FROM outbox")).scalars().all() == ["Пароль изменён"]


@pytest.mark.parametrize(("current", "password"), [("wrong", NEW), (PASSWORD, "short"), ("", "")])
def test_without_the_present_password_it_is_not_changed(
    enter: Enter, city: Session, current: str, password: str
) -> None:
    user = add_user(city, "inspector", password=PASSWORD)
    before = user.password_hash
    form = {"current": current, "password": password}
    assert enter(user=user).post("/account/password", form, page="/account").status_code == 400
    city.refresh(user)
    assert user.password_hash == before


def test_a_stolen_session_cannot_guess_the_password(enter: Enter, city: Session) -> None:
    browser = enter(user=add_user(city, "inspector", password=PASSWORD))
    form = {"current": "wrong", "password": NEW}
    answers = [browser.post("/account/password", form, page="/account").status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


def test_a_person_ends_own_sessions_and_nobody_else_s(enter: Enter, city: Session) -> None:
    user = add_user(city, "inspector")
    here, elsewhere, stranger = enter(user=user), enter(user=user), enter("operator")
    ids = {row.user_id: row.id for row in city.scalars(select(UserSession).order_by(UserSession.id))}
    assert here.post(f"/account/sessions/{ids[user.id]}/end", page="/account").status_code == 303
    assert elsewhere.get("/account").status_code == 303
    foreign = next(session_id for user_id, session_id in ids.items() if user_id != user.id)
    assert here.post(f"/account/sessions/{foreign}/end", page="/account").status_code == 404
    assert stranger.get("/account").status_code == 200


def test_signing_out_everywhere_ends_all(enter: Enter, city: Session) -> None:
    user = add_user(city, "inspector")
    here, elsewhere = enter(user=user), enter(user=user)
    assert here.post("/account/sign-out-everywhere", page="/account").status_code == 303
    assert (here.get("/account").status_code, elsewhere.get("/account").status_code) == (303, 303)


def test_fields_of_a_role_in_the_own_form_change_nothing(enter: Enter, city: Session) -> None:
    user = add_user(city, "contractor", organisation_id=7)
    more = {"role": "administrator", "roles": "administrator", "is_active": "1", "email": "x@example.kz", "id": "1"}
    form = {"name": "Жаңа Ат", "language": "kk"} | more
    email = user.email
    assert enter(user=user).post("/account", form, page="/account").status_code == 303
    city.refresh(user)
    assert (user.name, user.language, user.email) == ("Жаңа Ат", "kk", email)
    assert city.scalars(select(GrantRow.role).where(GrantRow.user_id == user.id)).all() == ["contractor"]


def test_the_account_s_language_is_that_of_the_pages_unless_another_is_asked_for(enter: Enter) -> None:
    browser = enter("operator", language="kk")
    spoken = {"accept-language": "en"}
    assert browser.get("/account", spoken).headers["content-language"] == "kk"
    assert browser.get("/account?lang=ru", spoken).headers["content-language"] == "ru"


def test_a_role_given_or_taken_holds_at_the_next_request(enter: Enter, city: Session) -> None:
    user = add_user(city, "operator")
    browser, chief = enter(user=user), enter("administrator", name="Тимур")
    page = f"/admin/users/{user.id}"
    assert browser.get("/invitations").status_code == 403
    assert chief.post(f"{page}/grants", {"role": "planner", "district": "4"}, page=page).status_code == 303
    assert browser.get("/invitations").status_code == 200
    grant = city.scalars(select(GrantRow).where(GrantRow.user_id == user.id, GrantRow.role == "planner")).one()
    assert chief.post(f"/admin/grants/{grant.id}/revoke", page=page).status_code == 303
    assert browser.get("/invitations").status_code == 403
    city.refresh(grant)
    assert (grant.granted_by, grant.revoked_by) == (grant.revoked_by, grant.granted_by)
    deeds = city.execute(
        select(AuditEntry.action, AuditEntry.actor, AuditEntry.subject_id).order_by(AuditEntry.id)
    ).all()
    assert deeds == [("role.granted", "Тимур", str(user.id)), ("role.revoked", "Тимур", str(user.id))]
    assert "Бостандыкский район" in chief.get(f"{page}?lang=ru").text  # history stays visible


@pytest.mark.parametrize(
    "form", [{"role": "owner"}, {"role": "planner"}, {"role": "planner", "district": "999"}, {"role": "contractor"},
             {"role": "contractor", "organisation": "999"}, {"role": "executor", "organisation": "9" * 30}],
)  # fmt: skip
def test_a_role_that_cannot_be_given_is_refused_and_nothing_is_written(
    enter: Enter, city: Session, form: dict[str, str]
) -> None:
    user = add_user(city)
    page = f"/admin/users/{user.id}"
    assert enter("administrator").post(f"{page}/grants", form, page=page).status_code == 400
    assert city.scalars(select(GrantRow).where(GrantRow.user_id == user.id)).all() == []


def test_a_deactivated_person_is_out_and_cannot_come_back_by_password(
    app: FastAPI, enter: Enter, city: Session
) -> None:
    user = add_user(city, "operator", password=PASSWORD)
    browser, chief = enter(user=user), enter("administrator")
    page = f"/admin/users/{user.id}"
    assert chief.post(f"{page}/active", {"active": "false"}, page=page).status_code == 303
    assert browser.get("/account").status_code == 303
    assert BrowserOf(app).sign_in(user.email).status_code == 401
    chief.post(f"{page}/active", {"active": "true"}, page=page)
    assert browser.get("/account").status_code == 303  # its session had ended for good
    assert BrowserOf(app).sign_in(user.email).status_code == 303


def test_the_last_administrator_cannot_be_lost(enter: Enter, city: Session) -> None:
    one = add_user(city, "administrator")
    browser, page = enter(user=one), f"/admin/users/{one.id}"
    grant = city.scalars(select(GrantRow).where(GrantRow.user_id == one.id)).one()
    assert browser.post(f"{page}/active", {"active": "false"}, page=page).status_code == 409
    assert browser.post(f"/admin/grants/{grant.id}/revoke", page=page).status_code == 409
    add_user(city, "administrator")
    assert browser.post(f"/admin/grants/{grant.id}/revoke", page=page).status_code == 303


def test_people_are_found_by_a_part_of_name_or_address(enter: Enter, city: Session) -> None:
    browser = enter("administrator", name="Тимур")
    add_user(city, name="Ольга Ли", email="olga@example.kz")
    for words, found in (("ольга", True), ("OLGA@", True), ("%", False), ("тимур", False)):
        assert ("Ольга Ли" in browser.get(f"/admin/users?q={words}").text) is found


def test_the_audit_page_shows_deeds_by_actor_subject_and_day(enter: Enter, city: Session) -> None:
    chief = enter("administrator", name="Тимур")
    record(city, "work.state", actor="Ольга", actor_id=901, subject="work", subject_id=17, details={"to": "paused"})
    record(city, "role.granted", actor="<b>Дана</b>", actor_id=902, subject="user", subject_id=18)
    today = city.execute(text("SELECT current_date")).scalar_one()
    for query, olga, dana in (
        ("", True, True),
        ("actor=901", True, False),
        ("actor=ольга", True, False),
        ("subject=user", False, True),
        ("subject=work:17", True, False),
        ("subject=work:18", False, False),
        (f"day={today}", True, True),
        (f"day={today - timedelta(days=1)}", False, False),
        ("day=never", True, True),
    ):
        html = chief.get(f"/admin/audit?lang=ru&{query}").text
        listed = re.sub(r'name="(actor|subject)" value="[^"]*"', "", html)
        assert ("Ольга" in listed, "&lt;b&gt;Дана" in listed) == (olga, dana), query
    assert "<b>Дана" not in chief.get("/admin/audit").text
    assert "Роль дана" in chief.get("/admin/audit?lang=ru").text


def test_the_audit_page_goes_back_in_time_without_a_gap(enter: Enter, city: Session) -> None:
    chief = enter("administrator")
    for number in range(120):
        record(city, "test", actor="x", actor_id=None, subject="work", subject_id=number)
    seen: list[str] = []
    path = "/admin/audit?lang=ru"
    while path:
        html = chief.get(path).text
        seen += re.findall(r">работа (\d+)</a>", html)
        older = re.search(r'href="(\?[^"]*before=\d+)"', html)
        path = f"/admin/audit{older[1]}".replace("&amp;", "&") if older else ""
    assert seen == [str(number) for number in range(119, -1, -1)]


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("administrator", {"/admin/users", "/admin/audit", "/invitations", "/account"}, set()),
        ("planner", {"/invitations", "/account"}, {"/admin/users", "/admin/audit"}),
        ("contractor", {"/account"}, {"/invitations", "/admin/users"}),
    ],
)
def test_the_menu_offers_what_the_role_may_open(enter: Enter, role: str, shown: set[str], hidden: set[str]) -> None:
    links = set(re.findall(r'class="menu-link" href="([^"?]+)', enter(role).get("/account").text))
    assert shown <= links
    assert not hidden & links


def test_a_session_row_says_browser_and_times(enter: Enter, city: Session) -> None:
    user = add_user(city, "operator")
    browser = enter(user=user)
    city.execute(
        text("UPDATE sessions SET user_agent = :agent"),
        {"agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"},
    )
    assert "Chrome, Android" in browser.get("/account").text
    assert city.scalar(select(func.count()).select_from(UserSession)) == 1
    assert city.get(User, user.id) is user
