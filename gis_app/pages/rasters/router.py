"""The pages of rasters: those that may be seen with the form for a new one, one raster, the density as a file."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import BadRasterError, NotFoundError
from gis_app.pages.files import attachment
from gis_app.pages.rasters.words import facts_in_words, months_around, on_map, refusal
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLAN_PAGE, entry_of
from gis_app.rasters.checking import LOCKED
from gis_app.rasters.density import density_of, geotiff, read_month
from gis_app.rasters.files import prepared_path
from gis_app.rasters.models import PREPARING, READY, RECEIVED
from gis_app.rasters.reading import drawn
from gis_app.rasters.receiving import Description, delete, describe, receive, share
from gis_app.rasters.standing import find_raster, may_change, rasters_of
from gis_app.works.catalog import district_names
from layers.raster import read_picture

router = APIRouter(prefix="/planner", tags=["rasters"], include_in_schema=False)
# The largest that the settings allow (raster_max_mb), and the form around it.
LARGEST_FORM_BYTES = 2_010_000_000
# Seconds after which a page that waits for the worker asks again; it needs no script.
_AGAIN_S = "2"
LONGEST_PICTURE_PX = 900
GEOTIFF = "image/tiff; application=geotiff; profile=cloud-optimized"


def _list_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: Language, user: SignedIn, today: date,
    problem: BadRasterError | None = None,
) -> HTMLResponse:  # fmt: skip
    return render(
        request,
        settings,
        lang,
        "raster/list.html",
        entry_of(PLAN_PAGE),
        status_code=200 if problem is None else 400,
        rasters=rasters_of(session, user),
        most_mb=settings.raster_max_mb,
        problem=refusal(problem.code, problem.values, lang) if problem else None,
        months=months_around(today, lang),
        month=f"{today:%Y-%m}",
        districts=district_names(session, lang),
    )


@router.get("/rasters")
def list_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, user: SignedIn, today: TodayDep
) -> HTMLResponse:
    """The rasters that the person may see, and the form for a new one."""
    return _list_page(request, session, settings, lang, user, today)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@router.post("/rasters", max_body_size=LARGEST_FORM_BYTES)
def upload(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    today: TodayDep,
    file: Annotated[UploadFile | None, File()] = None,
    title: Annotated[str, Form(max_length=500)] = "",
    note: Annotated[str, Form(max_length=5000)] = "",
    taken_on: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Keep the file; the worker checks and prepares it."""
    if file is None or not file.filename:
        return _list_page(request, session, settings, lang, user, today, BadRasterError("no-file"))
    told = Description(title, note, _day(taken_on))
    try:
        made = receive(session, settings, user, told, file.filename, file.file)
    except BadRasterError as error:
        return _list_page(request, session, settings, lang, user, today, error)
    return RedirectResponse(f"/planner/rasters/{made.id}?lang={lang}", 303)


@router.get("/rasters/{raster_id}")
def raster_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, user: SignedIn, raster_id: int
) -> HTMLResponse:
    """One raster: what it is, where it lies, how it was made."""
    raster = find_raster(session, user, raster_id)
    answer = render(
        request,
        settings,
        lang,
        "raster/raster.html",
        entry_of(PLAN_PAGE),
        raster=raster,
        facts=facts_in_words(raster, lang),
        refusal=None if raster.reason is None else refusal(raster.reason["code"], raster.reason["values"], lang),
        map_link=on_map(raster, lang) if raster.state == READY else None,
        may_change=may_change(user, raster),
    )
    if raster.state in (RECEIVED, PREPARING):
        answer.headers["refresh"] = _AGAIN_S
    return answer


@router.get("/rasters/{raster_id}/picture.png")
async def picture(session: SessionDep, settings: SettingsDep, user: SignedIn, raster_id: int) -> Response:
    """The whole raster, small."""
    raster = find_raster(session, user, raster_id)
    path = prepared_path(settings, raster.key)
    if raster.state != READY or not path.is_file():
        raise NotFoundError(f"the raster {raster_id} has no picture")
    session.commit()
    content = await drawn(lambda: read_picture(path, LONGEST_PICTURE_PX, LOCKED))
    return Response(content, media_type="image/png", headers={"cache-control": "private, max-age=600"})


@router.post("/rasters/{raster_id}/share")
def share_raster(
    session: SessionDep, lang: LanguageDep, user: SignedIn, raster_id: int, public: Annotated[bool, Form()]
) -> Response:
    """Show it to everybody, or to its planners alone."""
    share(session, user, find_raster(session, user, raster_id), is_public=public)
    return RedirectResponse(f"/planner/rasters/{raster_id}?lang={lang}", 303)


@router.post("/rasters/{raster_id}/description")
def describe_raster(
    session: SessionDep,
    lang: LanguageDep,
    user: SignedIn,
    raster_id: int,
    title: Annotated[str, Form(max_length=500)] = "",
    note: Annotated[str, Form(max_length=5000)] = "",
    taken_on: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Change what is said about it."""
    describe(session, user, find_raster(session, user, raster_id), Description(title, note, _day(taken_on)))
    return RedirectResponse(f"/planner/rasters/{raster_id}?lang={lang}", 303)


@router.post("/rasters/{raster_id}/delete")
def delete_raster(session: SessionDep, lang: LanguageDep, user: SignedIn, raster_id: int) -> Response:
    """Delete it for good."""
    delete(session, user, find_raster(session, user, raster_id))
    return RedirectResponse(f"/planner/rasters?lang={lang}", 303)


@router.get("/density.tif")
def density_file(
    session: SessionDep,
    settings: SettingsDep,
    today: TodayDep,
    user: SignedIn,
    month: Annotated[str, Query()],
    district: Annotated[str, Query(pattern=r"^\d{0,18}$")] = "",
) -> Response:
    """The density of works in a month as Cloud-Optimised GeoTIFF; counted anew, of one district or the whole city."""
    chosen, district_id = read_month(month), int(district) if district else None
    content = geotiff(session, density_of(session, settings, chosen, today), district_id, today)
    where = f"_district_{district_id}" if district_id is not None else ""
    return attachment(content, f"{settings.city_id}_works_density_{month}{where}.tif", GEOTIFF)
