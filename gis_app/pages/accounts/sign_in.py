"""Signing in and out."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from gis_app.accounts import sign_in as signing_in
from gis_app.accounts.attempts import counted_address
from gis_app.accounts.cookies import SESSION_COOKIE, drop_cookie, read_cookie, set_cookie
from gis_app.accounts.current import MaybeUser, SignedIn
from gis_app.accounts.demo import demo_people
from gis_app.accounts.next_page import own_page
from gis_app.accounts.sessions import end_session
from gis_app.accounts.sign_in import Browser
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep
from gis_app.errors import TooManyRequestsError
from gis_app.pages.rendering import render_text_page
from gis_app.settings import Settings

router = APIRouter(tags=["accounts"], include_in_schema=False)
TEMPLATE = "account/sign_in.html"


def browser_of(request: Request, settings: Settings) -> Browser:
    """Where a request comes from, as the rules count it."""
    client = request.client.host if request.client else "unknown"
    return Browser(
        counted_address(client),
        request.headers.get("user-agent", ""),
        read_cookie(request, settings, SESSION_COOKIE),
    )


def let_in(request: Request, settings: Settings, token: str, target: str) -> Response:
    """Send the browser to `target` with its session's cookie."""
    response = RedirectResponse(target, 303)
    set_cookie(request, response, settings, SESSION_COOKIE, token, settings.session_days * 24 * 3600)
    return response


@router.get("/sign-in")
def sign_in_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: MaybeUser,
    target: Annotated[str, Query(alias="next")] = "/",
    done: Annotated[str, Query()] = "",
) -> Response:
    """The form, on the demo with its people beneath; who is signed in already goes on."""
    if user is not None:
        return RedirectResponse(own_page(target), 303)
    shown: dict[str, Any] = {
        "target": own_page(target),
        "email": "",
        "problem": None,
        "wait_s": 0,
        "done": done == "password",
        "demo_people": demo_people(session, request, settings),
    }
    return render_text_page(request, settings, lang, TEMPLATE, **shown)


@router.post("/sign-in")
def sign_in(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    email: Annotated[str, Form(max_length=300)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    target: Annotated[str, Form(alias="next", max_length=3000)] = "/",
) -> Response:
    """Open a session, or show the form again with one and the same sentence for whatever did not fit."""
    shown = {
        "target": own_page(target), "email": email, "done": False,
        "demo_people": demo_people(session, request, settings),
    }  # fmt: skip
    try:
        token = signing_in.sign_in(session, settings, email, password, browser_of(request, settings))
    except TooManyRequestsError as error:
        page = render_text_page(
            request, settings, lang, TEMPLATE, status_code=429, problem="wait", wait_s=error.retry_after_s, **shown
        )
        page.headers["retry-after"] = str(error.retry_after_s)
        return page
    if token is None:
        return render_text_page(
            request, settings, lang, TEMPLATE, status_code=401, problem="mismatch", wait_s=0, **shown
        )
    return let_in(request, settings, token, own_page(target))


@router.post("/sign-out")
def sign_out(request: Request, session: SessionDep, settings: SettingsDep, user: SignedIn) -> Response:
    """End this session at once, on the server too."""
    if user.session_id is not None:
        end_session(session, user.id, user.session_id)
    response = RedirectResponse("/", 303)
    drop_cookie(request, response, settings, SESSION_COOKIE)
    return response
