"""People come by invitation: whom each may invite, what the link makes, and when it is worth nothing."""

import re
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from gis_app.accounts.invitations import DAYS, Wanted, invite_by_command, token_of
from gis_app.accounts.models import GrantRow, Invitation, User
from gis_app.accounts.roles import ROLES
from gis_app.accounts.tokens import digest
from gis_app.audit.models import AuditEntry
from gis_app.settings import Settings
from tests.integration.accounts.conftest import Enter
from tests.people import BrowserOf, add_user

PASSWORD = "four plain words here"
FORM = {"email": "new@example.kz", "name": "Жаңа Адам", "language": "kk", "role": "contractor", "organisation": "7"}


def _invite(browser: BrowserOf, **given: str) -> int:
    return browser.post("/invitations", FORM | given, page="/invitations").status_code


def _token(session: Session) -> str:
    """The token as the mail would carry it."""
    row = session.scalars(select(Invitation).order_by(Invitation.id.desc())).first()
    assert row
    token = token_of(session, row.id)
    assert token
    return token


def _accept(browser: BrowserOf, token: str, **given: str) -> tuple[int, str]:
    form = {"name": "Жаңа Адам", "password": PASSWORD} | given
    answer = browser.post(f"/invitations/{token}", form, page=f"/invitations/{token}")
    return answer.status_code, answer.text


def test_an_invited_person_gets_the_role_of_the_invitation_and_is_let_in(
    enter: Enter, visitor: BrowserOf, city: Session
) -> None:
    assert _invite(enter("administrator", name="Тимур")) == 303
    token = _token(city)
    assert "Мердігер" in visitor.get(f"/invitations/{token}?lang=kk").text
    assert _accept(visitor, token)[0] == 303
    page = visitor.get("/account")
    assert (page.headers["content-language"], "ТОО «Жол»" in page.text) == ("kk", True)
    user = city.scalars(select(User).where(User.email == "new@example.kz")).one()
    (grant,) = city.scalars(select(GrantRow).where(GrantRow.user_id == user.id))
    assert (grant.role, grant.organisation_id, grant.district_id) == ("contractor", 7, None)
    deeds = city.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert deeds == ["user.invited", "role.granted", "user.created", "sign_in.succeeded"]


def test_a_planner_of_several_districts_gets_a_grant_for_each(enter: Enter, visitor: BrowserOf, city: Session) -> None:
    city.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) "
            "SELECT 5, 'Ауэзовский', 'Әуезов', 'Auezov', source, geom FROM districts"
        )
    )
    form = FORM | {"role": "planner", "district": ["4", "5"]}
    assert enter("administrator").post("/invitations", form, page="/invitations").status_code == 303
    _accept(visitor, _token(city))
    user = city.scalars(select(User).where(User.email == "new@example.kz")).one()
    grants = city.scalars(select(GrantRow).where(GrantRow.user_id == user.id)).all()
    assert {(grant.role, grant.district_id, grant.organisation_id) for grant in grants} == {
        ("planner", 4, None), ("planner", 5, None)
    }  # fmt: skip


def test_without_a_mail_server_an_administrator_gets_the_link_once_and_a_planner_does_not(
    app: FastAPI, enter: Enter, city: Session, settings: Settings
) -> None:
    app.state.settings = settings
    answer = enter("administrator").post("/invitations", FORM, page="/invitations")
    found = re.search(r"<code>(http://127.0.0.1:8000(/invitations/[^<]+))</code>", answer.text)
    assert found and answer.status_code == 200
    assert BrowserOf(app).get(found[2]).status_code == 200
    assert city.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 0
    by_planner = enter("planner").post("/invitations", FORM | {"email": "b@example.kz"}, page="/invitations")
    assert (by_planner.status_code, "<code>" in by_planner.text) == (303, False)
    assert city.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 1


@pytest.mark.parametrize("role", ROLES)
def test_an_administrator_invites_anybody_and_a_planner_contractors_alone(enter: Enter, role: str) -> None:
    given = {"role": role, "district": "4", "email": f"{role}@example.kz"}
    assert _invite(enter("administrator"), **given) == 303
    given["email"] = f"{role}2@example.kz"
    assert _invite(enter("planner"), **given) == (303 if role == "contractor" else 403)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"email": "no address"}, 400),
        ({"email": "a@example.kz\nBcc: b@example.kz"}, 400),
        ({"name": " "}, 400),
        ({"language": "de"}, 400),
        ({"organisation": ""}, 400),
        ({"organisation": "999"}, 400),
        ({"organisation": "9" * 30}, 400),
        ({"role": "planner"}, 400),
        ({"role": "planner", "district": "999"}, 400),
        ({"role": "planner", "district": "9" * 30}, 400),
        ({"role": "owner"}, 400),
        ({"email": "Known@example.kz"}, 409),
    ],
)
def test_what_cannot_be_invited_is_said_and_nothing_is_stored(
    enter: Enter, city: Session, given: dict[str, str], status: int
) -> None:
    add_user(city, email="known@example.kz")
    assert _invite(enter("administrator"), **given) == status
    assert city.scalars(select(Invitation)).all() == []
    assert city.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 0


def test_a_link_works_once_and_for_a_week(enter: Enter, app: FastAPI, city: Session) -> None:
    _invite(enter("administrator"))
    token = _token(city)
    row = city.scalars(select(Invitation)).one()
    assert row.expires_at - row.created_at == timedelta(days=DAYS)
    city.execute(update(Invitation).values(expires_at=func.now() - timedelta(seconds=1)))
    assert BrowserOf(app).get(f"/invitations/{token}").status_code == 404
    city.execute(update(Invitation).values(expires_at=func.now() + timedelta(seconds=1)))
    city.expire_all()
    assert _accept(BrowserOf(app), token)[0] == 303
    assert BrowserOf(app).get(f"/invitations/{token}").status_code == 404


@pytest.mark.parametrize("deed", ["revoked", "invited again", "inviter off", "inviter without role"])
def test_an_invitation_does_not_outlive_its_reason(enter: Enter, app: FastAPI, city: Session, deed: str) -> None:
    inviter = add_user(city, "administrator")
    browser = enter(user=inviter)
    _invite(browser)
    token = _token(city)
    row = city.scalars(select(Invitation)).one()
    if deed == "revoked":
        browser.post(f"/invitations/{row.id}/revoke", page="/invitations")
    elif deed == "invited again":
        _invite(browser)
    elif deed == "inviter off":
        inviter.is_active = False
    else:
        city.execute(update(GrantRow).values(revoked_at=func.now()))
    city.flush()
    assert BrowserOf(app).get(f"/invitations/{token}").status_code == 404


def test_fields_of_a_role_in_the_form_of_the_invited_change_nothing(
    enter: Enter, visitor: BrowserOf, city: Session
) -> None:
    _invite(enter("administrator"))
    more = {"role": "administrator", "organisation": "8", "district": "4", "email": "other@example.kz", "is_demo": "1"}
    assert _accept(visitor, _token(city), **more)[0] == 303
    user = city.scalars(select(User).where(User.email == "new@example.kz")).one()
    grants = city.scalars(select(GrantRow).where(GrantRow.user_id == user.id)).all()
    assert [(grant.role, grant.organisation_id) for grant in grants] == [("contractor", 7)]
    assert user.is_demo is False


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaa", "new@example.kz", "x" * 201])
def test_a_password_that_would_be_guessed_is_not_taken(
    enter: Enter, visitor: BrowserOf, city: Session, password: str
) -> None:
    _invite(enter("administrator"))
    token = _token(city)
    status, words = _accept(visitor, token, password=password)
    assert (status, "form-problem" in words) == (400, True)
    assert _accept(visitor, token)[0] == 303  # the link still works


def test_guessing_links_takes_longer_and_longer(visitor: BrowserOf) -> None:
    answers = [visitor.get(f"/invitations/guess{number}").status_code for number in range(22)]
    assert answers == [404] * 20 + [429] * 2


def test_a_planner_takes_back_only_what_it_sent(enter: Enter, city: Session) -> None:
    _invite(enter("administrator"))
    row = city.scalars(select(Invitation)).one()
    planner = enter("planner")
    assert planner.post(f"/invitations/{row.id}/revoke", page="/invitations").status_code == 404
    assert "new@example.kz" not in planner.get("/invitations").text


def test_whom_somebody_of_the_demo_invites_belongs_to_the_demo(enter: Enter, visitor: BrowserOf, city: Session) -> None:
    _invite(enter("administrator", is_demo=True))
    _accept(visitor, _token(city))
    assert city.scalars(select(User).where(User.email == "new@example.kz")).one().is_demo


def test_of_a_link_from_the_command_line_only_the_digest_is_stored(city: Session) -> None:
    row, token = invite_by_command(city, Wanted("chief@example.kz", "Бас", "kk", "administrator"))
    assert row.token_sha256 == digest(token)
    stored = city.execute(text("SELECT invitations::text FROM invitations")).scalar_one()
    assert not re.search(re.escape(token), stored)
    assert city.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 0
