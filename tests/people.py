"""People for tests: accounts with roles, and a browser that keeps its cookies and fills the forms of our pages."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session
from starlette.types import ASGIApp

from gis_app.accounts.models import GrantRow, User
from gis_app.accounts.passwords import hash_password
from gis_app.accounts.sessions import as_current, open_session
from gis_app.accounts.user import CurrentUser
from gis_app.settings import Settings
from tests.asgi_client import Answer, AsgiClient

PASSWORD = "correct horse battery"
_TOKEN = re.compile(r'name="csrf(?:_token|-token)" (?:value|content)="([0-9a-f]{64})"')


def add_user(
    session: Session,
    *roles: str,
    email: str | None = None,
    name: str = "Айгүл Сәрсенова",
    language: str = "ru",
    password: str | None = None,
    organisation_id: int | None = None,
    district_id: int | None = None,
    is_demo: bool = False,
) -> User:
    """A user with the roles; contractors and executors act for `organisation_id`, planners plan `district_id`."""
    user = User(
        email=email or f"{uuid4().hex[:10]}@example.kz",
        name=name,
        language=language,
        password_hash=hash_password(password) if password else None,
        is_demo=is_demo,
    )
    session.add(user)
    session.flush()
    for role in roles:
        session.add(
            GrantRow(
                user_id=user.id,
                role=role,
                organisation_id=organisation_id if role in ("contractor", "executor") else None,
                district_id=district_id if role == "planner" else None,
            )
        )
    session.flush()
    return user


def current(session: Session, user: User) -> CurrentUser:
    """The user as rules take it."""
    return as_current(session, user)


@dataclass
class BrowserOf:
    """A browser on the application: cookies are kept, forms come from our own pages and carry the session's token."""

    app: ASGIApp
    origin: str = "http://127.0.0.1"
    address: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=lambda: {"accept": "text/html"})
    # Over https and at the machine itself a browser says of a form on our own page that it is ours.
    says_its_site: bool = True

    def request(self, method: str, path: str, headers: dict[str, str] | None = None, **body: Any) -> Answer:
        """One request with the browser's cookies; cookies of the answer are kept."""
        is_form = self.says_its_site and method == "POST"
        ours = {"origin": self.origin, "sec-fetch-site": "same-origin"} if is_form else {}
        given = self.headers | ours | (headers or {})
        if self.cookies:
            given = given | {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        answer = AsgiClient(self.app, self.origin, (self.address, 123)).request(method, path, given, **body)
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.split(";")[0].partition("=")
            if value.strip('"') and "Max-Age=0" not in line:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """GET `path`."""
        return self.request("GET", path, headers)

    def token(self, page: str = "/sign-in") -> str:
        """The CSRF token that a page gives this browser, in which somebody is signed in."""
        found = _TOKEN.search(self.get(page).text)
        assert found, f"{page} has no CSRF token"
        return found[1]

    def post(self, path: str, data: dict[str, Any] | None = None, *, page: str = "/sign-in", **more: Any) -> Answer:
        """Send a form as it stands on `page`: a visitor's carries no token."""
        found = _TOKEN.search(self.get(page).text)
        token = {"csrf_token": found[1]} if found else {}
        return self.request("POST", path, data=token | (data or {}), **more)

    def sign_in(self, email: str, password: str = PASSWORD, **fields: str) -> Answer:
        """Fill the sign-in form."""
        return self.post("/sign-in", {"email": email, "password": password} | fields)


def browser_of(app: ASGIApp, session: Session, settings: Settings, user: User) -> BrowserOf:
    """A browser in which `user` is signed in already."""
    token = open_session(session, settings, user, "test")
    return BrowserOf(app, cookies={"session": token})
