"""The pages of shut-offs: what is in force and announced, and one of them with all its notices."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from gis_app.accounts.current import MaybeUser
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.outages.by_hand import may_change
from gis_app.outages.queries import read_outage, upcoming
from gis_app.pages.assets import get_assets
from gis_app.pages.outage_kinds import kinds_by_code
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_outage
from gis_app.pages.rendering import render
from gis_app.settings import Settings

router = APIRouter(tags=["pages"], include_in_schema=False)
MOST_LISTED = 200


@router.get("/outages", response_class=HTMLResponse)
def outages_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, today: TodayDep
) -> HTMLResponse:
    """What is shut off now and will be."""
    found = upcoming(session, lang, today, limit=MOST_LISTED)
    entry = get_assets().entry("src/text-page.ts")
    return render(request, settings, lang, "outage/list.html", entry, found=found, kinds=kinds_by_code(lang))


@router.get("/outages/{outage_id}", response_class=HTMLResponse)
def outage_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: MaybeUser,
    outage_id: int,
) -> HTMLResponse:
    """One shut-off, complete without a script; retracted ones too."""
    return render_outage(request, session, settings, lang, today, outage_id, user)


def render_outage(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    outage_id: int,
    user: CurrentUser | None,
    problem: str | None = None,
    status_code: int = 200,
) -> HTMLResponse:
    """The page; for whom may change the shut-off with the forms, and with `problem` why nothing was changed."""
    outage = read_outage(session, outage_id, lang, today)
    return render(
        request,
        settings,
        lang,
        "outage/outage.html",
        get_assets().entry("src/text-page.ts"),
        status_code=status_code,
        outage=outage,
        kind=kinds_by_code(lang)[outage.kind],
        picture=draw_outage(session, outage_id, lang),
        missing="; ".join(part.missing for part in outage.parts if part.missing),
        width=WIDTH_PX,
        height=HEIGHT_PX,
        may_change=user is not None and outage.state != "retracted" and may_change(session, user, outage_id),
        problem=problem,
        done=request.query_params.get("done") == "1" and problem is None,
    )
