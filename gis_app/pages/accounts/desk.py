"""The page that answers a signed-in person's first question: what waits for me, and where are my works?"""

from fastapi import APIRouter, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse

from gis_app.accounts.current import SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.organisations.models import Organisation
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLAN_PAGE, entry_of
from gis_app.works.catalog import district_names
from gis_app.works.desk import read_asked, read_piles
from gis_app.works.imports.access import may_decide, may_submit
from gis_app.works.imports.listing import list_uploads

router = APIRouter(tags=["pages"], include_in_schema=False)


@router.get("/desk")
def desk_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, today: TodayDep, user: SignedIn
) -> HTMLResponse:
    """Plans, requests and works that wait for the person, and the way to all works of the organisation or district."""
    waiting = [
        one for one in list_uploads(session, user) if may_decide(user, one.upload) or may_submit(user, one.upload)
    ]
    return render(
        request,
        settings,
        lang,
        "desk.html",
        entry_of(PLAN_PAGE),
        today=today,
        uploads=waiting,
        asked=read_asked(session, user, lang, today),
        piles=read_piles(session, user, lang, today),
        organisations=_organisations(session, user, lang),
        districts=[(id, name) for id, name in district_names(session, lang) if id in user.district_ids],
    )


def _organisations(session: Session, user: CurrentUser, lang: Language) -> list[tuple[int, str, bool]]:
    """The organisations the person acts for: id, name, whether it carries works out for it."""
    rows = session.scalars(
        select(Organisation).where(Organisation.id.in_(user.organisation_ids)).order_by(Organisation.name)
    )
    return [
        (one.id, getattr(one, f"name_{lang}") or one.name, user.has("contractor", organisation_id=one.id))
        for one in rows
    ]
