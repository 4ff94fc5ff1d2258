"""The contractor's pages, made for a phone on a building site: my works, and one of them with its report.

The browser keeps them for the time without a network (web/src/contractor); nothing of them needs a script.
"""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, JSONResponse, Response

from gis_app.accounts.csrf import page_token
from gis_app.accounts.current import SignedIn
from gis_app.accounts.roles import CONTRACTOR
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.geocoding.router import HolderDep
from gis_app.pages.contractor.words import by_street, own_uploads, place_near
from gis_app.pages.rendering import render
from gis_app.pages.scripts import CONTRACTOR_PAGE, OFFLINE_WORKER, entry_of, script_text
from gis_app.pages.works.assignment import now_of, render_assignment
from gis_app.planning.assignments import (
    PAGE_SIZE,
    count_open,
    read_group,
    read_nearest,
    read_open,
    read_piles,
)
from gis_app.planning.next_step import GROUPS
from gis_app.planning.told_works import TOLD, Told, read_taken, read_told

# A message leads to these; ids of the database are 64 bits.
ToldId = Annotated[int | None, Query(ge=1, lt=2**63)]
router = APIRouter(tags=["pages"], include_in_schema=False)
SCOPE = "/contractor"


@router.get("/contractor", response_class=HTMLResponse)
def contractor_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    holder: HolderDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    view: Annotated[str, Query()] = "days",
    near: Annotated[str, Query(max_length=200)] = "",
    show: Annotated[str, Query()] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    plan: ToldId = None,
    taken: ToldId = None,
    mended: ToldId = None,
) -> HTMLResponse:
    """The person's works: by date, by street, or the nearest to `near` (`lon,lat`, or an address) first.

    `plan`, `taken` and `mended` are where messages lead: the works of a plan, those that it gave to others, those whose
    place a decision made certain.
    """
    shown: dict[str, Any] = {"piles": [], "streets": [], "nearest": [], "place": None, "show": None, "page": page}
    shown |= {"told": None, "told_id": None, "lines": []}
    group = next((one for one in GROUPS if one == show), None)
    place = place_near(holder, session, near, lang, settings.bounds) if view == "near" or near else None
    told: tuple[Told, int] | None = next(
        ((of, id) for of, id in zip(TOLD, (plan, taken, mended), strict=True) if id is not None), None
    )
    if told is not None:
        shown |= _told(session, user, told, lang, today, page)
    elif group is not None:
        works = read_group(session, user, group, lang, today, page=page)
        shown |= {"show": group, "nearest": works, "is_more": len(works) == PAGE_SIZE}
    elif place is not None:
        shown |= {"nearest": read_nearest(session, user, place.point, lang, today), "place": place}
    elif view == "street":
        shown |= {"streets": by_street(session, read_open(session, user, lang, today), lang)}
    elif view != "near":
        shown |= {"piles": read_piles(session, user, lang, today)}
    return render(
        request,
        settings,
        lang,
        "contractor/list.html",
        entry_of(CONTRACTOR_PAGE),
        view="near" if view == "near" or near else "street" if view == "street" else "days",
        near=near,
        total=count_open(session, user),
        uploads=own_uploads(session, user),
        only_reads=CONTRACTOR not in user.roles,
        now=now_of(settings),
        **shown,
    )


def _told(
    session: Session, user: CurrentUser, told: tuple[Told, int], lang: Language, today: date, page: int
) -> dict[str, Any]:
    of, id = told
    works = [] if of == "taken" else read_told(session, user, of, id, lang, today, page=page)
    lines = read_taken(session, user, id, lang, today, page=page) if of == "taken" else []
    is_more = len(works) + len(lines) == PAGE_SIZE
    return {"told": of, "told_id": id, "nearest": works, "lines": lines, "is_more": is_more}


@router.get("/contractor/works/{work_id}", response_class=HTMLResponse)
def assignment_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    work_id: int,
) -> HTMLResponse:
    """One of the person's works at a glance, with the report that is due."""
    return render_assignment(request, session, settings, lang, today, user, work_id)


@router.get("/contractor/session")
def contractor_session(request: Request, settings: SettingsDep, user: SignedIn) -> JSONResponse:
    """Who is signed in now, and the token of this session: asked before reports that waited are sent."""
    token = page_token(request, settings)
    return JSONResponse({"user": user.id, "csrf_token": token}, headers={"cache-control": "no-store"})


@router.get("/contractor/offline.js")
def offline_worker() -> Response:
    """The script that keeps these pages readable without a network. It may see requests of these pages alone."""
    return Response(
        script_text(OFFLINE_WORKER),
        media_type="text/javascript",
        headers={"service-worker-allowed": SCOPE, "cache-control": "no-cache"},
    )
