"""Inviting people, and the page behind the link of an invitation."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts import invitations, listing
from gis_app.accounts.current import CurrentUser, SignedIn
from gis_app.accounts.invitations import Wanted
from gis_app.accounts.passwords import WeakPasswordError
from gis_app.accounts.roles import ADMINISTRATOR, OF_A_DISTRICT, OF_AN_ORGANISATION, ROLES
from gis_app.accounts.sign_in import enter
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep
from gis_app.errors import ConflictError, InvalidParameterError, TooManyRequestsError
from gis_app.pages.accounts.people import chosen_id
from gis_app.pages.accounts.sign_in import browser_of, let_in
from gis_app.pages.rendering import render_text_page
from gis_app.settings import Settings

router = APIRouter(prefix="/invitations", tags=["accounts"], include_in_schema=False)
ACCEPT = "account/invitation.html"
DONE = ("invited", "revoked")


def _page(
    request: Request, session: Session, settings: Settings, lang: Language, user: CurrentUser, **said: Any
) -> Response:
    shown = {"status_code": 200, "problem": None, "done": None, "given": None, "link": None} | said
    return render_text_page(
        request, settings, lang, "account/invite.html",
        roles=[role for role in reversed(ROLES) if invitations.may_invite(user, role)],
        districts=listing.districts(session, lang),
        organisations=listing.organisations(session, lang, training=user.is_demo),
        waiting=listing.open_invitations(session, None if user.has(ADMINISTRATOR) else user.id),
        mail_is_set=settings.smtp_url is not None,
        **shown,
    )  # fmt: skip


@router.get("")
def invite_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    done: Annotated[str, Query()] = "",
) -> Response:
    """The form, and the invitations that wait."""
    return _page(request, session, settings, lang, user, done=done if done in DONE else None)


@router.post("")
def invite(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    email: Annotated[str, Form(max_length=300)] = "",
    name: Annotated[str, Form(max_length=300)] = "",
    language: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
    organisation: Annotated[str, Form()] = "",
    district: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Send an invitation. What a role is not tied to is left out of it."""
    wanted = Wanted(
        email, name, language, role,
        chosen_id(organisation) if role in OF_AN_ORGANISATION else None,
        tuple(filter(None, map(chosen_id, district or ()))) if role in OF_A_DISTRICT else (),
    )  # fmt: skip
    problem, status, token = "", 400, None
    try:
        with session.begin_nested():
            token = invitations.invite(session, settings, user, wanted)
    except InvalidParameterError as error:
        problem = f"form-problem-{error.name}"
    except ConflictError:
        problem, status = "form-problem-known", 409
    except TooManyRequestsError:
        problem, status = "form-problem-wait", 429
    if problem:
        return _page(request, session, settings, lang, user, problem=problem, status_code=status, given=wanted)
    if token:
        link = settings.link(f"/invitations/{token}?lang={wanted.language}")
        return _page(request, session, settings, lang, user, link=link)
    return RedirectResponse(f"/invitations?done=invited&lang={lang}", 303)


@router.post("/{invitation_id}/revoke")
def revoke(session: SessionDep, lang: LanguageDep, user: SignedIn, invitation_id: int) -> Response:
    """Take an invitation back."""
    invitations.revoke_invitation(session, user, invitation_id)
    return RedirectResponse(f"/invitations?done=revoked&lang={lang}", 303)


@router.get("/{token}")
def accept_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, token: str
) -> Response:
    """What the invitation offers and the form to take it, or that the link is not valid."""
    row = invitations.find_invitation(session, token, browser_of(request, settings).address)
    status = 200 if row else 404
    return render_text_page(request, settings, lang, ACCEPT, invitation=row, problem=None, status_code=status)


@router.post("/{token}")
def accept(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    token: str,
    name: Annotated[str, Form(max_length=300)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Make the account with the roles of the invitation, and let the person in."""
    browser = browser_of(request, settings)
    row = invitations.find_invitation(session, token, browser.address)
    problem, status = "", 400
    if row is None:
        return render_text_page(request, settings, lang, ACCEPT, invitation=None, problem=None, status_code=404)
    try:
        with session.begin_nested():
            user = invitations.accept(session, row, name, password)
    except WeakPasswordError as error:
        problem = f"password-problem-{error.reason}"
    except InvalidParameterError as error:
        problem = f"form-problem-{error.name}"
    except ConflictError:
        problem, status = "form-problem-known", 409
    if problem:
        return render_text_page(request, settings, lang, ACCEPT, invitation=row, problem=problem, status_code=status)
    return let_in(request, settings, enter(session, settings, user, browser, "invitation"), f"/account?lang={lang}")
