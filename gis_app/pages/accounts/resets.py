"""A new password by mail: asking for it, and the page behind the link."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from gis_app.accounts import resets
from gis_app.accounts.passwords import WeakPasswordError
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep
from gis_app.errors import TooManyRequestsError
from gis_app.pages.accounts.sign_in import browser_of
from gis_app.pages.rendering import render_text_page

router = APIRouter(prefix="/account/reset", tags=["accounts"], include_in_schema=False)
ASK, LINK = "account/reset.html", "account/new_password.html"


@router.get("")
def ask_page(request: Request, settings: SettingsDep, lang: LanguageDep) -> Response:
    """The form that asks for the address."""
    return render_text_page(request, settings, lang, ASK, sent=False, wait=False)


@router.post("")
def ask(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    email: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """The same answer for every address."""
    try:
        resets.ask_for_reset(session, email, browser_of(request, settings).address)
    except TooManyRequestsError as error:
        page = render_text_page(request, settings, lang, ASK, sent=False, wait=True, status_code=429)
        page.headers["retry-after"] = str(error.retry_after_s)
        return page
    return render_text_page(request, settings, lang, ASK, sent=True, wait=False)


@router.get("/{token}")
def link_page(request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, token: str) -> Response:
    """The form for the new password, or that the link is not valid."""
    found = resets.find_reset(session, token, browser_of(request, settings).address)
    email = found[1].email if found else None
    return render_text_page(request, settings, lang, LINK, email=email, problem=None, status_code=200 if found else 404)


@router.post("/{token}")
def set_new_password(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    token: str,
    password: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Set it; then the person signs in with it."""
    address = browser_of(request, settings).address
    found = resets.find_reset(session, token, address)
    if found is None:
        return render_text_page(request, settings, lang, LINK, email=None, problem=None, status_code=404)
    row, user = found
    try:
        resets.finish_reset(session, settings, row, user, password, address)
    except WeakPasswordError as error:
        problem = f"password-problem-{error.reason}"
        return render_text_page(request, settings, lang, LINK, email=user.email, problem=problem, status_code=400)
    return RedirectResponse(f"/sign-in?lang={lang}&done=password", 303)
