"""The account page: what a person may see and change of its own account."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts import people, sessions
from gis_app.accounts.cookies import SESSION_COOKIE, drop_cookie
from gis_app.accounts.current import CurrentUser, SignedIn
from gis_app.accounts.listing import grants_of
from gis_app.accounts.passwords import WeakPasswordError
from gis_app.accounts.sign_in import confirm_password
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep
from gis_app.errors import InvalidParameterError, TooManyRequestsError
from gis_app.pages.accounts.sign_in import browser_of
from gis_app.pages.accounts.user_agents import short_user_agent
from gis_app.pages.rendering import render_text_page
from gis_app.settings import Settings

router = APIRouter(prefix="/account", tags=["accounts"], include_in_schema=False)
# What a redirect may say; anything else in the link says nothing.
DONE = ("profile", "password", "session")


def _page(
    request: Request, session: Session, settings: Settings, lang: Language, user: CurrentUser, **said: Any
) -> Response:
    held = [
        {
            "id": one.id,
            "is_this": one.id == user.session_id,
            "browser": short_user_agent(one.user_agent),
            "since": one.created_at,
            "seen": one.last_seen_at,
        }
        for one in sessions.open_sessions(session, settings, user.id)
    ]
    shown = {"status_code": 200, "problem": None, "done": None} | said
    grants = grants_of(session, [user.id], lang)
    return render_text_page(request, settings, lang, "account/account.html", sessions=held, grants=grants, **shown)


@router.get("")
def account_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    done: Annotated[str, Query()] = "",
) -> Response:
    """Name and language, roles, password, sessions."""
    return _page(request, session, settings, lang, user, done=done if done in DONE else None)


@router.post("")
def change_profile(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    name: Annotated[str, Form()] = "",
    language: Annotated[str, Form()] = "",
) -> Response:
    """Change name and language; nothing else of the account can be changed here, whatever the form says."""
    try:
        people.change_profile(session, user, name, language)
    except InvalidParameterError as error:
        return _page(request, session, settings, lang, user, problem=f"form-problem-{error.name}", status_code=400)
    return RedirectResponse(f"/account?done=profile&lang={language}", 303)


@router.post("/password")
def change_password(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    current: Annotated[str, Form(max_length=1000)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Change the password after proving the present one; every other session ends."""
    try:
        if not confirm_password(session, user, current, browser_of(request, settings)):
            return _page(request, session, settings, lang, user, problem="password-problem-current", status_code=400)
        row = people.get_user(session, user.id)
        people.set_password(session, settings, row, password, keep_session=user.session_id, how="account page")
    except WeakPasswordError as error:
        problem = f"password-problem-{error.reason}"
        return _page(request, session, settings, lang, user, problem=problem, status_code=400)
    except TooManyRequestsError:
        return _page(request, session, settings, lang, user, problem="form-problem-wait", status_code=429)
    return RedirectResponse(f"/account?done=password&lang={lang}", 303)


@router.post("/sessions/{session_id}/end")
def end_session(session: SessionDep, lang: LanguageDep, user: SignedIn, session_id: int) -> Response:
    """End one of one's own sessions."""
    sessions.end_session(session, user.id, session_id)
    return RedirectResponse(f"/account?done=session&lang={lang}", 303)


@router.post("/sign-out-everywhere")
def sign_out_everywhere(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, user: SignedIn
) -> Response:
    """End all of one's own sessions, this one too."""
    sessions.end_all(session, user.id)
    response = RedirectResponse(f"/sign-in?lang={lang}", 303)
    drop_cookie(request, response, settings, SESSION_COOKIE)
    return response
