"""The planner's timeline: the works of a selection as bars over a month, a quarter or a year."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from gis_app.accounts.current import SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.pages.asked import AskedSelection
from gis_app.pages.formats import lone_month_names
from gis_app.pages.outage_kinds import kinds_of_page
from gis_app.pages.planner.timeline_drawing import draw_grid, draw_outages, draw_row
from gis_app.pages.planner.timeline_view import Links, View, map_query, period_name
from gis_app.pages.planner.words import chips, remarks_of
from gis_app.pages.rendering import render
from gis_app.pages.scripts import TIMELINE_PAGE, entry_of
from gis_app.planning.period import SPANS
from gis_app.planning.street_outages import find_outages
from gis_app.planning.timeline import BYS, ORDERS, Group, TimelineRow, read_timeline
from gis_app.texts.fluent import get_texts
from gis_app.works.standing import acting_as, roles_towards
from gis_app.works.status import STATUSES
from gis_app.works.transitions import MAY_RESCHEDULE
from layers.work_types import read_vocabulary

router = APIRouter(prefix="/planner", tags=["planner"], include_in_schema=False)


@router.get("/timeline", response_class=HTMLResponse)
def timeline_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    asked: AskedSelection,
    by: Annotated[str, Query()] = "",
    span: Annotated[str, Query()] = "",
    on: Annotated[str, Query()] = "",
    order: Annotated[str, Query()] = "",
    page: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """A page of the timeline; what of its link cannot be read is as if it were not there."""
    view = View.read(by, span, on, order, today)
    found = read_timeline(
        session, asked, view.period, lang, today, by=view.by, order=view.order, page=_page_number(page)
    )
    streets = [group.id for group in found.groups if group.id is not None] if view.by == "street" else []
    outages = find_outages(session, streets, view.period)
    return render(
        request,
        settings,
        lang,
        "planner/timeline.html",
        entry_of(TIMELINE_PAGE),
        asked=asked,
        remarks=remarks_of(asked, lang),
        chips=chips(session, asked, lang, view.pairs()),
        query=asked.to_query(lang=lang),
        map_query=map_query(asked, lang, view.period),
        view=view,
        spans=SPANS,
        bys=BYS,
        orders=ORDERS,
        links=Links(asked, lang, view),
        period_name=period_name(view.period, lang),
        found=found,
        today=today,
        today_x=view.period.x(today) if view.period.holds(today) else None,
        grid=draw_grid(view.period, view.period.x(today) if view.period.holds(today) else None),
        draw_row=draw_row,
        outages={street: draw_outages((one.bar, one.kind) for one in ones) for street, ones in outages.items()},
        street_outages=outages,
        outage_kinds={kind["code"]: kind["title"] for kind in kinds_of_page(lang)},
        type_titles={kind.code: kind.short.in_language(lang) for kind in read_vocabulary().types},
        status_words={one: get_texts().get(lang, f"status-{one.replace('_', '-')}") for one in STATUSES},
        month_names=lone_month_names(lang),
        clashes_of=_clashes_of,
        may_move=lambda row: _may_move(user, row),
    )


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


def _clashes_of(group: Group) -> int:
    return sum(1 for row in group.rows if row.clashes)


def _may_move(user: CurrentUser, row: TimelineRow) -> bool:
    """Whether the card offers to move the days; the rule itself is asked again when they are sent."""
    having = roles_towards(user, None, row.work.district_id)
    return acting_as(having, MAY_RESCHEDULE.get(row.work.state, frozenset())) is not None
