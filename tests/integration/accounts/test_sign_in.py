"""Signing in and out: sessions, cookies, the way back, and what a guesser learns."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from gis_app import main
from gis_app.accounts import passwords, sign_in
from gis_app.accounts.models import User, UserSession
from gis_app.accounts.tokens import digest
from gis_app.audit.models import AuditEntry
from gis_app.settings import Settings
from tests.integration.accounts.conftest import Enter
from tests.people import PASSWORD, BrowserOf, add_user

EMAIL = "aigul@example.kz"


@pytest.fixture
def aigul(city: Session) -> User:
    return add_user(city, "inspector", email=EMAIL, password=PASSWORD)


def test_the_right_password_opens_a_session_and_leads_back(visitor: BrowserOf, aigul: User) -> None:
    answer = visitor.sign_in(" Aigul@Example.KZ ", next="/works/5?lang=kk")
    assert (answer.status_code, answer.headers["location"]) == (303, "/works/5?lang=kk")
    assert aigul.name in visitor.get("/geocode/explain").text


def test_of_the_token_the_database_has_the_digest_alone(visitor: BrowserOf, aigul: User, city: Session) -> None:
    visitor.sign_in(EMAIL)
    token = visitor.cookies["session"]
    row = city.scalars(select(UserSession)).one()
    assert row.token_sha256 == digest(token)
    assert token not in str(city.execute(text("SELECT sessions::text FROM sessions")).scalar_one())


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: BrowserOf, aigul: User) -> None:
    cookie = _session_cookie(visitor.sign_in(EMAIL).headers.get_list("set-cookie"))
    assert cookie.startswith("session=")
    for flag in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=604800"):
        assert flag in cookie
    assert "Secure" not in cookie
    assert "Domain" not in cookie


def test_over_https_the_cookie_is_bound_to_the_host_and_to_https(app: FastAPI, aigul: User) -> None:
    browser = BrowserOf(app, origin="https://works.example.kz")
    cookie = _session_cookie(browser.sign_in(EMAIL).headers.get_list("set-cookie"))
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert aigul.name in browser.get("/geocode/explain").text
    # A neighbour on the same domain can set a cookie without the prefix: it is not read.
    browser.cookies = {"session": browser.cookies["__Host-session"]}
    assert aigul.name not in browser.get("/geocode/explain").text


def _session_cookie(lines: list[str]) -> str:
    return next(line for line in lines if "session=" in line)


def test_a_deployment_may_ask_for_secure_cookies_always(app: FastAPI, aigul: User, settings: Settings) -> None:
    app.state.settings = settings.model_copy(update={"secure_cookies": "always"})
    lines = BrowserOf(app).sign_in(EMAIL).headers.get_list("set-cookie")
    assert _session_cookie(lines).startswith("__Host-session=")


@pytest.mark.parametrize(("trusted", "cookie"), [("127.0.0.1", "__Host-session"), (None, "session")])
def test_a_proxy_s_word_that_the_request_was_https_counts_when_the_proxy_is_trusted(
    settings: Settings, app: FastAPI, aigul: User, monkeypatch: pytest.MonkeyPatch, trusted: str | None, cookie: str
) -> None:
    monkeypatch.setattr(main, "build_api", lambda _: app)
    whole = main.create_app(settings.model_copy(update={"trusted_proxies": trusted}))
    browser = BrowserOf(whole, headers={"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"})
    assert browser.sign_in(EMAIL).headers["set-cookie"].startswith(f"{cookie}=")


@pytest.mark.parametrize(("email", "password"), [(EMAIL, "wrong password"), ("nobody@example.kz", PASSWORD), ("", "")])
def test_whatever_does_not_fit_gives_the_same_answer(
    visitor: BrowserOf, aigul: User, email: str, password: str
) -> None:
    answer = visitor.sign_in(email, password)
    assert answer.status_code == 401
    again = visitor.request("POST", "/sign-in?lang=ru", data={"email": email, "password": password})
    assert "не подходят друг к другу" in again.text
    assert "session" not in visitor.cookies


@pytest.mark.parametrize("case", ["right", "wrong", "nobody", "inactive", "without password"])
def test_every_try_costs_one_comparison(
    visitor: BrowserOf, aigul: User, city: Session, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    if case == "inactive":
        aigul.is_active = False
    if case == "without password":
        aigul.password_hash = None
    city.flush()
    passwords._nobodys_hash()
    counted: list[str] = []
    monkeypatch.setattr(passwords, "_hasher", _Counting(passwords._hasher, counted))
    answer = visitor.sign_in("nobody@example.kz" if case == "nobody" else EMAIL, "x" if case == "wrong" else PASSWORD)
    assert answer.status_code == (303 if case == "right" else 401)
    assert counted == ["verify"]


class _Counting:
    def __init__(self, inner: object, counted: list[str]) -> None:
        self._inner, self._counted = inner, counted

    def __getattr__(self, name: str) -> object:
        self._counted.append(name)
        return getattr(self._inner, name)


def test_a_session_given_before_signing_in_is_worth_nothing_afterwards(
    app: FastAPI, enter: Enter, aigul: User, city: Session
) -> None:
    planted = enter("inspector", name="Другой")
    token = planted.cookies["session"]
    victim = BrowserOf(app, cookies={"session": token, **BrowserOf(app).cookies})
    victim.request(
        "POST", "/sign-in", data={"csrf_token": victim.token("/geocode/explain"), "email": EMAIL, "password": PASSWORD}
    )
    assert victim.cookies["session"] != token
    assert BrowserOf(app, cookies={"session": token}).get("/account").status_code != 200
    made_up = BrowserOf(app, cookies={"session": "chosen-by-somebody"})
    made_up.sign_in(EMAIL)
    assert made_up.cookies["session"] != "chosen-by-somebody"


def test_signing_out_ends_the_session_on_the_server(app: FastAPI, enter: Enter) -> None:
    browser = enter("operator")
    token = browser.cookies["session"]
    assert browser.post("/sign-out", page="/geocode/explain").status_code == 303
    assert "session" not in browser.cookies
    assert _is_signed_in(BrowserOf(app, cookies={"session": token})) is False


def _is_signed_in(browser: BrowserOf) -> bool:
    return 'name="csrf-token"' in browser.get("/geocode/explain").text


@pytest.mark.parametrize(
    ("column", "age", "holds"),
    [
        ("last_seen_at", timedelta(hours=11, minutes=59), True),
        ("last_seen_at", timedelta(hours=12, minutes=1), False),
        ("expires_at", timedelta(minutes=-1), True),
        ("expires_at", timedelta(minutes=1), False),
        ("revoked_at", timedelta(0), False),
    ],
)
def test_a_session_ends_unused_or_old_or_revoked(
    city: Session, enter: Enter, column: str, age: timedelta, holds: bool
) -> None:
    browser = enter("operator")
    city.execute(update(UserSession).values({column: func.now() - age}))
    assert _is_signed_in(browser) is holds


def test_a_page_puts_off_the_idle_end_once_a_minute(city: Session, enter: Enter) -> None:
    browser = enter("operator")
    city.execute(update(UserSession).values(last_seen_at=func.now() - timedelta(hours=5)))
    browser.get("/geocode/explain")
    assert city.scalar(select(func.now() - UserSession.last_seen_at)) == timedelta(0)


def test_a_deactivated_user_is_out_at_once(city: Session, enter: Enter, aigul: User) -> None:
    browser = enter(user=aigul)
    assert _is_signed_in(browser)
    aigul.is_active = False
    city.flush()
    assert not _is_signed_in(browser)


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil", "/sign-out", ""]
)
def test_the_way_back_never_leads_to_another_site(visitor: BrowserOf, aigul: User, target: str) -> None:
    assert visitor.sign_in(EMAIL, next=target).headers["location"] == "/"
    form = BrowserOf(visitor.app).get(f"/sign-in?next={quote(target)}").text
    assert re.search(r'name="next" value="/"', form)


def test_a_guarded_page_leads_a_browser_to_the_form_and_back(visitor: BrowserOf) -> None:
    answer = visitor.request("GET", "/account?lang=kk")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/account%3Flang%3Dkk&lang=kk")


def test_an_error_is_told_in_the_account_s_language(enter: Enter) -> None:
    refused = enter("operator", language="kk").get("/admin/users", {"accept-language": "en"})
    assert (refused.status_code, refused.headers["content-language"]) == (403, "kk")


def test_another_site_signs_nobody_in(visitor: BrowserOf, aigul: User, enter: Enter) -> None:
    form = {"email": EMAIL, "password": PASSWORD}
    for site in ("cross-site", "same-site"):
        assert visitor.post("/sign-in", form, headers={"sec-fetch-site": site}).status_code == 403
    assert "session" not in visitor.cookies
    # Nor is who is signed in already made somebody else.
    browser = enter("operator")
    session = browser.cookies["session"]
    assert browser.request("POST", "/sign-in", {"sec-fetch-site": "cross-site"}, data=form).status_code == 403
    assert browser.cookies["session"] == session and _is_signed_in(browser)


def test_without_the_token_of_the_session_nothing_is_taken(aigul: User, enter: Enter) -> None:
    # The token of another session does not fit this one.
    browser, other = enter("operator"), enter("operator")
    for token in (other.token("/geocode/explain"), "0" * 64, "", "x"):
        assert browser.request("POST", "/sign-out", data={"csrf_token": token}).status_code == 403
        assert browser.request("POST", "/sign-out", headers={"x-csrf-token": token}).status_code == 403
    assert browser.request("POST", "/sign-out").status_code == 403
    assert browser.request("POST", "/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 403
    assert _is_signed_in(browser)


def test_a_script_may_send_the_token_as_a_header(enter: Enter) -> None:
    browser = enter("operator")
    token = browser.token("/geocode/explain")
    assert browser.request("POST", "/sign-out", {"x-csrf-token": token}).status_code == 303


def test_guessing_takes_longer_and_longer(visitor: BrowserOf, aigul: User, city: Session) -> None:
    for _ in range(5):
        assert visitor.sign_in(EMAIL, "wrong").status_code == 401
    locked = visitor.sign_in(EMAIL)
    assert (locked.status_code, 1 <= int(locked.headers["retry-after"]) <= 31) == (429, True)
    _let_pass(city, 31)
    assert visitor.sign_in(EMAIL, "wrong").status_code == 401
    assert int(visitor.sign_in(EMAIL).headers["retry-after"]) > 31
    _let_pass(city, 61)
    assert visitor.sign_in(EMAIL).status_code == 303
    assert BrowserOf(visitor.app).sign_in(EMAIL, "wrong").status_code == 401  # counted anew


def test_an_account_that_does_not_exist_is_locked_the_same_way(visitor: BrowserOf) -> None:
    for _ in range(5):
        visitor.sign_in("nobody@example.kz", "wrong")
    assert visitor.sign_in("nobody@example.kz").status_code == 429


def test_one_address_may_not_try_many_accounts(app: FastAPI, aigul: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "is_password", lambda *_: False)
    guesser = BrowserOf(app, address="203.0.113.9")
    for number in range(30):
        assert guesser.sign_in(f"user{number}@example.kz", "x").status_code == 401
    assert guesser.sign_in("user31@example.kz", "x").status_code == 429
    assert BrowserOf(app, address="203.0.113.10").sign_in(EMAIL, "x").status_code == 401


def _let_pass(session: Session, seconds: int) -> None:
    session.execute(text("UPDATE sign_in_attempts SET at = at - make_interval(secs => :seconds)"), {"seconds": seconds})


def test_every_sign_in_is_in_the_audit_log_without_the_address_that_was_typed(
    visitor: BrowserOf, aigul: User, city: Session
) -> None:
    visitor.sign_in(EMAIL, "wrong")
    visitor.sign_in("nobody@example.kz", "wrong")
    visitor.sign_in(EMAIL)
    entries = city.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(entry.action, entry.actor_id, entry.subject_id) for entry in entries] == [
        ("sign_in.failed", None, str(aigul.id)),
        ("sign_in.failed", None, None),
        ("sign_in.succeeded", aigul.id, str(aigul.id)),
    ]
    assert "@" not in str([entry.details for entry in entries])


def test_pages_of_a_signed_in_person_are_kept_by_nobody(enter: Enter, visitor: BrowserOf) -> None:
    assert enter("operator").get("/geocode/explain").headers["cache-control"] == "private, no-store"
    assert visitor.get("/geocode/explain").headers["cache-control"] == "no-cache"
    assert "set-cookie" not in BrowserOf(visitor.app).get("/geocode/explain").headers
