"""The administrators' pages of people: list, one person's roles, switching an account off."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from gis_app.accounts import grants, listing, people
from gis_app.accounts.current import SignedIn
from gis_app.accounts.roles import OF_A_DISTRICT, OF_AN_ORGANISATION, ROLES
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep
from gis_app.pages.rendering import render_text_page

router = APIRouter(prefix="/admin", tags=["accounts"], include_in_schema=False)
DONE = ("granted", "revoked", "activated", "deactivated")


def chosen_id(written: str) -> int | None:
    """The id that a choice of a form stands for; None for no choice, or what no form of ours sends."""
    return int(written) if written.isdecimal() and len(written) < 10 else None


@router.get("/users")
def people_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    q: Annotated[str, Query(max_length=100)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Everybody, or those whose name or address holds `q`."""
    found, more = listing.find_people(session, q, page)
    held = listing.grants_of(session, [one.id for one in found], lang)
    return render_text_page(
        request, settings, lang, "admin/users.html", people=found, words=q, page=page, more=more,
        held={one.id: [grant for grant in held if grant.user_id == one.id] for one in found},
    )  # fmt: skip


@router.get("/users/{user_id}")
def person_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    user_id: int,
    done: Annotated[str, Query()] = "",
) -> Response:
    """One person: roles in force and past, the form to give one."""
    return render_text_page(
        request, settings, lang, "admin/user.html",
        person=people.get_user(session, user_id),
        held=listing.grants_of(session, [user_id], lang, with_past=True),
        roles=ROLES,
        districts=listing.districts(session, lang),
        organisations=listing.organisations(session, lang, training=user.is_demo),
        done=done if done in DONE else None,
    )  # fmt: skip


@router.post("/users/{user_id}/grants")
def grant_role(
    session: SessionDep,
    lang: LanguageDep,
    user: SignedIn,
    user_id: int,
    role: Annotated[str, Form()] = "",
    organisation: Annotated[str, Form()] = "",
    district: Annotated[str, Form()] = "",
) -> Response:
    """Give a role. What a role is not tied to is left out of it."""
    organisation_id = chosen_id(organisation) if role in OF_AN_ORGANISATION else None
    district_id = chosen_id(district) if role in OF_A_DISTRICT else None
    grants.grant_role(session, user, user_id, role, organisation_id, district_id)
    return RedirectResponse(f"/admin/users/{user_id}?done=granted&lang={lang}", 303)


@router.post("/grants/{grant_id}/revoke")
def revoke_grant(session: SessionDep, lang: LanguageDep, user: SignedIn, grant_id: int) -> Response:
    """Take a role back."""
    user_id = grants.revoke_grant(session, user, grant_id)
    return RedirectResponse(f"/admin/users/{user_id}?done=revoked&lang={lang}", 303)


@router.post("/users/{user_id}/active")
def set_active(
    session: SessionDep, lang: LanguageDep, user: SignedIn, user_id: int, active: Annotated[bool, Form()]
) -> Response:
    """Switch an account off or on."""
    people.set_active(session, user, user_id, active=active)
    done = "activated" if active else "deactivated"
    return RedirectResponse(f"/admin/users/{user_id}?done={done}&lang={lang}", 303)
