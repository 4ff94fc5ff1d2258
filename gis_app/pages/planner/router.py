"""The planner's pages: the district in one look, and the table behind every number."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from gis_app.accounts.access import ACCESS, may
from gis_app.accounts.current import SignedIn
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.pages.asked import AskedSelection, Figures
from gis_app.pages.planner.rows import row_markup
from gis_app.pages.planner.timeline_view import map_query
from gis_app.pages.planner.words import (
    bulk_steps,
    chips,
    filter_choices,
    own_districts,
    remarks_of,
    sort_links,
    total_words,
)
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLANNER_PAGE, entry_of
from gis_app.planning.figures import read_dashboard
from gis_app.planning.scope import Scope
from gis_app.planning.table import PAGE_SIZES, read_page
from layers.work_types import read_vocabulary

router = APIRouter(prefix="/planner", tags=["planner"], include_in_schema=False)


@router.get("", response_class=HTMLResponse)
def dashboard_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    asked: AskedSelection,
    memory: Figures,
) -> HTMLResponse:
    """Works by state and type, budget, and what asks for attention; each number leads to its works."""
    districts = own_districts(session, asked.scope, lang, memory)
    chosen = asked.works.district
    if len(districts) == 1 and asked.scope != Scope(None):
        chosen = None  # it is the scope itself: links stay short
    elif chosen is not None and not asked.scope.holds(chosen):
        chosen = None  # said in a remark
    return render(
        request,
        settings,
        lang,
        "planner/dashboard.html",
        entry_of(PLANNER_PAGE),
        today=today,
        board=memory.get(
            ("dashboard", asked.scope, chosen, today), lambda: read_dashboard(session, asked.scope, chosen, today)
        ),
        districts=districts,
        chosen=chosen,
        whole_city=asked.scope == Scope(None),
        kinds=read_vocabulary().by_code(),
        currency=settings.currency,
        map_query=map_query(asked, lang, None),
        remarks=remarks_of(asked, lang),
    )


@router.get("/works", response_class=HTMLResponse)
def works_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    asked: AskedSelection,
    memory: Figures,
    page: Annotated[str, Query()] = "1",
    rows: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """The table of a selection. All that it shows stands in its link; nothing is remembered."""
    size = int(rows) if rows in map(str, PAGE_SIZES) else PAGE_SIZES[0]
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    found = read_page(session, asked, lang, today, memory, page=number, size=size)
    more: dict[str, str | int] = {} if size == PAGE_SIZES[0] else {"rows": size}
    choices = filter_choices(session, asked, lang, memory)
    row = partial(
        row_markup,
        lang=lang,
        currency=settings.currency,
        may_change=may(ACCESS["POST /planner/works/preview"], user.roles),
        with_district=len(choices.districts) > 1,
    )
    return render(
        request,
        settings,
        lang,
        "planner/works.html",
        entry_of(PLANNER_PAGE),
        today=today,
        asked=asked,
        found=found,
        more=more,
        link=lambda **other: asked.to_query(lang=lang, **(more | other)),
        chips=chips(session, asked, lang, more),
        choices=choices,
        row_markup=row,
        sorts=sort_links(asked, lang, more),
        total_words=total_words(found, lang),
        steps=bulk_steps(user),
        currency=settings.currency,
        map_query=map_query(asked, lang, None),
        remarks=remarks_of(asked, lang),
    )
