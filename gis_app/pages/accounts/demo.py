"""Entering the demo as one of its people, without a password: on this machine and on demo data alone."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from gis_app.accounts import demo
from gis_app.accounts.access import first_page
from gis_app.accounts.sign_in import enter
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep
from gis_app.errors import NotFoundError
from gis_app.pages.accounts.sign_in import browser_of, let_in

router = APIRouter(prefix="/demo", tags=["accounts"], include_in_schema=False)


@router.post("/enter")
def enter_as(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    role: Annotated[str, Form(max_length=30)] = "",
) -> Response:
    """Be let in as the demo's person of a role; anywhere else there is no such page."""
    offered = {person.role for person in demo.demo_people(session, request, settings)}
    user = demo.find_demo_user(session, role) if role in offered else None
    if user is None:
        raise NotFoundError("there is no such page")
    user.language = lang
    first = first_page(frozenset({role}))
    entered = enter(session, settings, user, browser_of(request, settings), "demo")
    return let_in(request, settings, entered, f"{first}?lang={lang}")
