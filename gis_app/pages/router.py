"""The pages a person opens: the map page and the page of one work."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from gis_app.accounts.current import MaybeUser
from gis_app.accounts.demo import demo_people
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.geocoding.router import HolderDep
from gis_app.pages.assets import get_assets
from gis_app.pages.map_page import map_page_context
from gis_app.pages.moments import moment_of_link
from gis_app.pages.rendering import render
from gis_app.pages.visitor import Visitor
from gis_app.pages.works.page import render_work
from gis_app.works.filters import LONGEST_TEXT, WorkFilter
from gis_app.works.parameters import read_filter

router = APIRouter(tags=["pages"], include_in_schema=False)


async def filter_of_link(request: Request) -> WorkFilter:
    """The filter of a page's link; a moment that the slider stands on narrows its period.

    What cannot be read is left out: a broken link still opens the map.
    """
    query = request.query_params
    asked = read_filter({name: query.getlist(name) for name in query}, lenient=True)
    moment = moment_of_link(query.get("at"), query.get("step"))
    return asked if moment is None else replace(asked, first_day=moment[0], last_day=moment[1])


@router.get("/", response_class=HTMLResponse)
def map_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    holder: HolderDep,
    lang: LanguageDep,
    today: TodayDep,
    asked: Annotated[WorkFilter, Depends(filter_of_link)],
    q: Annotated[str, Query()] = "",
    place: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """The map page: words, filters and the first works as HTML; the map and its islands wake in the browser.

    It opens at the place that `place` names by its id, else at the one that the words `q` mean.
    """
    entry = get_assets().entry("src/map-page.tsx", f"src/texts/{lang}.ts", "src/map/map.ts")
    words = q.strip()[:LONGEST_TEXT]
    planning = Visitor(request, settings).may_call("GET /planner/rasters")
    context = map_page_context(
        session, settings, holder, lang, today, asked, words, request.query_params, place_id=place, planning=planning
    )
    offered = demo_people(session, request, settings)
    return render(request, settings, lang, "map/map.html", entry, demo_people=offered, **context)


@router.get("/works/{work_id}", response_class=HTMLResponse)
def work_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: MaybeUser,
    work_id: int,
) -> HTMLResponse:
    """The page of one work; who is signed in finds there what it may do."""
    return render_work(request, session, settings, lang, today, work_id, user)
