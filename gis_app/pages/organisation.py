"""The page of an organisation: its names, what it was and became, what it answers for, its works in numbers."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from gis_app.accounts.current import MaybeUser
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import NotFoundError
from gis_app.geocoding.models import District
from gis_app.organisations.profile import read_profile
from gis_app.pages.assets import get_assets
from gis_app.pages.rendering import render
from gis_app.works.of_organisation import count_by_status
from gis_app.works.status import STATUSES

router = APIRouter(tags=["pages"], include_in_schema=False)


@router.get("/organisations/{organisation_id}", response_class=HTMLResponse)
def organisation_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: MaybeUser,
    organisation_id: int,
) -> HTMLResponse:
    """One organisation, complete without a script. What is named in drafts alone does not exist for a visitor."""
    profile = read_profile(session, organisation_id, lang, today)
    counts = count_by_status(session, organisation_id, today)
    if user is None and not profile.is_registered and not any(counts.values()):
        raise NotFoundError(f"no organisation has the id {organisation_id}")
    ids = {service.district_id for service in profile.services if service.district_id is not None}
    found = [district for district_id in ids if (district := session.get(District, district_id)) is not None]
    return render(
        request,
        settings,
        lang,
        "organisation/organisation.html",
        get_assets().entry("src/text-page.ts"),
        organisation=profile,
        districts={district.id: str(getattr(district, f"name_{lang}")) for district in found},
        counts=counts,
        statuses=STATUSES,
    )
