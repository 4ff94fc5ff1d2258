"""The pages a person opens: the map page and the page of one work."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import InvalidParameterError
from gis_app.pages.assets import get_assets
from gis_app.pages.map_page import map_page_context
from gis_app.pages.rendering import render
from gis_app.works.card import read_card
from gis_app.works.filters import LONGEST_TEXT, WorkFilter
from gis_app.works.router import asked_works

router = APIRouter(tags=["pages"], include_in_schema=False)


def lenient_filter(request: Request) -> WorkFilter:
    """The filter of a page's link. What cannot be read is left out: a broken link still opens the map."""
    query = request.query_params
    kept: dict[str, object] = {}
    readers = {
        "type": ("type_", query.getlist("type")),
        "group": ("group", query.getlist("group")),
        "status": ("status", query.getlist("status")),
        "from": ("from_", query.get("from")),
        "to": ("to", query.get("to")),
        "contractor": ("contractor", query.get("contractor")),
        "district": ("district", query.get("district")),
    }
    for argument, value in readers.values():
        try:
            asked_works(**{"type_": [], "group": [], "status": [], argument: value})
        except InvalidParameterError:
            continue
        kept[argument] = value
    return asked_works(**{"type_": [], "group": [], "status": [], **kept})  # type: ignore[arg-type]


@router.get("/", response_class=HTMLResponse)
def map_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    asked: Annotated[WorkFilter, Depends(lenient_filter)],
    q: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """The map page: words, filters and the first works as HTML; the map and its islands wake in the browser."""
    entry = get_assets().entry("src/map-page.tsx", f"src/texts/{lang}.ts")
    words = q.strip()[:LONGEST_TEXT]
    context = map_page_context(session, settings, lang, today, asked, words, request.query_params)
    return render(request, settings, lang, "map/map.html", entry, **context)


@router.get("/works/{work_id}", response_class=HTMLResponse)
def work_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, today: TodayDep, work_id: int
) -> HTMLResponse:
    """The page of one work, complete without a script."""
    work = read_card(session, work_id, lang, today, settings)
    entry = get_assets().entry("src/text-page.ts")
    return render(request, settings, lang, "work/work.html", entry, work=work)
