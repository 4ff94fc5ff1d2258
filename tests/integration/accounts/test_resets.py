"""A new password by mail: nobody learns who has an account, and the link works once."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from gis_app.accounts import passwords
from gis_app.accounts.models import PasswordReset, User
from gis_app.accounts.resets import look_up, token_of
from gis_app.settings import Settings
from tests.integration.accounts.conftest import Enter
from tests.people import PASSWORD, BrowserOf, add_user

EMAIL = "aigul@example.kz"
NEW = "another few words"


@pytest.fixture
def aigul(city: Session) -> User:
    return add_user(city, "inspector", email=EMAIL, password=PASSWORD, language="kk")


def _ask(browser: BrowserOf, email: str = EMAIL) -> tuple[int, str]:
    answer = browser.post("/account/reset?lang=ru", {"email": email}, page="/account/reset")
    return answer.status_code, answer.text


def _link(session: Session, settings: Settings) -> str:
    """The link as the mail carries it: the worker looks the account up, the sender makes the token."""
    reset_id = session.scalar(select(func.max(PasswordReset.id)))
    assert reset_id and look_up(session, settings, reset_id)
    return f"/account/reset/{token_of(session, reset_id)}"


def _without_token(page: str) -> str:
    return "".join(line for line in page.splitlines() if "csrf" not in line)


def test_the_answer_and_the_work_are_the_same_for_every_address(
    app: FastAPI, aigul: User, city: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(passwords, "hash_password", lambda *_: hashed.append("hash"))
    known, unknown = _ask(BrowserOf(app)), _ask(BrowserOf(app), "nobody@example.kz")
    assert _without_token(known[1]) == _without_token(unknown[1])
    jobs = city.execute(text("SELECT task_name, args ? 'reset_id' FROM procrastinate_jobs")).all()
    assert jobs == [("accounts.look_up_reset", True)] * 2
    assert city.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 0
    assert hashed == []


def test_the_worker_writes_to_those_who_have_an_account_and_forgets_the_others(
    visitor: BrowserOf, aigul: User, city: Session, settings: Settings
) -> None:
    for email in ("nobody@example.kz", EMAIL):
        _ask(visitor, email)
    ids = city.scalars(select(PasswordReset.id).order_by(PasswordReset.id)).all()
    assert [look_up(city, settings, one) for one in (*ids, *ids)] == [False, True, False, False]
    assert city.scalars(select(PasswordReset.email)).all() == [None, None]
    (mail,) = city.execute(text("SELECT recipient, language, subject FROM outbox"))
    assert tuple(mail) == (EMAIL, "kk", "Жаңа құпиясөз")


@pytest.mark.parametrize("case", ["inactive", "without password"])
def test_an_account_that_cannot_sign_in_gets_no_link(
    visitor: BrowserOf, aigul: User, city: Session, settings: Settings, case: str
) -> None:
    if case == "inactive":
        aigul.is_active = False
    else:
        aigul.password_hash = None
    _ask(visitor)
    assert look_up(city, settings, city.scalars(select(PasswordReset.id)).one()) is False


def test_the_link_sets_a_password_once_and_ends_every_session(
    app: FastAPI, visitor: BrowserOf, aigul: User, enter: Enter, city: Session, settings: Settings
) -> None:
    elsewhere = enter(user=aigul)
    _ask(visitor)
    link = _link(city, settings)
    answer = visitor.post(link, {"password": NEW}, page=link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?lang=kk&done=password")
    assert visitor.get(link).status_code == 404
    assert elsewhere.get("/account").status_code == 303
    assert BrowserOf(app).sign_in(EMAIL).status_code == 401
    assert BrowserOf(app).sign_in(EMAIL, NEW).status_code == 303


def test_a_new_password_ends_the_lock_out(
    app: FastAPI, visitor: BrowserOf, aigul: User, city: Session, settings: Settings
) -> None:
    for _ in range(5):
        visitor.sign_in(EMAIL, "wrong")
    assert visitor.sign_in(EMAIL).status_code == 429
    _ask(visitor)
    link = _link(city, settings)
    visitor.post(link, {"password": NEW}, page=link)
    assert BrowserOf(app).sign_in(EMAIL, NEW).status_code == 303


def test_an_older_link_dies_with_the_newer_one_s_use(
    visitor: BrowserOf, aigul: User, city: Session, settings: Settings
) -> None:
    _ask(visitor)
    older = _link(city, settings)
    _ask(visitor)
    newer = _link(city, settings)
    visitor.post(newer, {"password": NEW}, page=newer)
    assert visitor.get(older).status_code == 404


def test_a_link_is_valid_for_an_hour(visitor: BrowserOf, aigul: User, city: Session, settings: Settings) -> None:
    _ask(visitor)
    link = _link(city, settings)
    assert visitor.get(link).status_code == 200
    city.execute(update(PasswordReset).values(expires_at=PasswordReset.expires_at - timedelta(minutes=60)))
    assert visitor.get(link).status_code == 404


def test_asking_often_is_refused_for_every_address_alike(visitor: BrowserOf, aigul: User) -> None:
    assert [_ask(visitor)[0] for _ in range(4)] == [200, 200, 200, 429]
    assert [_ask(visitor, "nobody@example.kz")[0] for _ in range(4)] == [200, 200, 200, 429]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1@evil.example"])
def test_a_false_host_does_not_get_into_the_mail(
    visitor: BrowserOf, aigul: User, city: Session, settings: Settings, host: str
) -> None:
    headers = {"host": host, "x-forwarded-host": host, "forwarded": f"host={host}"}
    form = {"email": EMAIL}
    visitor.request("POST", "/account/reset", headers, data=form)
    own = settings.model_copy(update={"public_url": "https://works.example.kz"})
    assert look_up(city, own, city.scalars(select(PasswordReset.id)).one())
    words, html = city.execute(text("SELECT text, html FROM outbox")).one()
    assert "evil" not in words + html
    assert "https://works.example.kz/account/reset/" in words
