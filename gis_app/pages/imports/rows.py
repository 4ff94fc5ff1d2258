"""One row of a plan: what was understood, what is wrong, and the form in which a person mends it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from shapely.geometry import mapping
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ConflictError
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.given_geometry import BadGeometryError, read_geometry
from gis_app.geocoding.readings import readings
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.drawing_data import drawing_data, geojson
from gis_app.pages.imports.words import view_of
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLAN_PAGE, entry_of
from gis_app.pages.sketch import HEIGHT, WIDTH
from gis_app.settings import Settings
from gis_app.works.catalog import district_names
from gis_app.works.draft import DraftWork
from gis_app.works.imports.access import find_visible, may_mend_row, require
from gis_app.works.imports.drafts import draft_from_json
from gis_app.works.imports.edits import as_written
from gis_app.works.imports.listing import find_row, next_bad_row
from gis_app.works.imports.mending import ChosenPlace, Mending, Rules, mend_row, unreadable_fields
from gis_app.works.imports.models import Upload
from gis_app.works.plan_columns import plan_columns
from gis_app.works.validate import Limits
from layers.work_types import read_vocabulary

router = APIRouter(prefix="/imports", tags=["imports"], include_in_schema=False)


class RowForm(BaseModel):
    """The form of a row; a field that is absent is left as it is. `place` is keep, drawn or candidate-N.

    `empty` names the fields that stay empty though their cell holds something that cannot be read.
    """

    version: int = 0
    action: str = "save"
    place: str = "keep"
    drawn: str = ""
    empty: list[str] = []
    type_code: str | None = None
    location_raw: str | None = None
    district: str | None = None
    planned_start: str | None = None
    planned_end: str | None = None
    actual_start: str | None = None
    actual_end: str | None = None
    contractor: str | None = None
    customer: str | None = None
    quantity: str | None = None
    unit: str | None = None
    budget: str | None = None
    program: str | None = None
    title_ru: str | None = None
    title_kk: str | None = None
    excavates: str | None = None
    closes_road: str | None = None

    def values(self) -> dict[str, str]:
        """The fields that were sent."""
        apart = {"version", "action", "place", "drawn", "empty"}
        return {name: value for name, value in self.model_dump(exclude=apart).items() if value is not None}

    def mending(self, place: ChosenPlace | None) -> Mending:
        """What the pressed button asks for."""
        if self.action != "save":
            return Mending(skip=self.action == "skip")
        return Mending(self.values(), frozenset(self.empty), place)


@router.get("/{upload_id}/rows/{row_id}")
def row_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    user: SignedIn,
    upload_id: int,
    row_id: int,
    saved: Annotated[bool, Query()] = False,
) -> HTMLResponse:
    """The row with its form."""
    upload = find_visible(session, user, upload_id)
    return _page(request, session, settings, geocoder, lang, user, upload, row_id, is_saved=saved)


@router.post("/{upload_id}/rows/{row_id}")
def mend(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    upload_id: int,
    row_id: int,
    form: Annotated[RowForm, Form()],
) -> Response:
    """Take what a person changed and judge the row again at once."""
    upload = find_visible(session, user, upload_id)
    draft = _draft(session, upload, row_id, lang)
    require(may_mend_row(user, upload, draft.district_id))
    try:
        place = chosen_place(form, draft, geocoder, settings)
        mending = form.mending(place)
        rules = Rules.read(session, upload, Limits.of_city(settings, today), geocoder)
        mend_row(session, upload, row_id, form.version, mending, rules)
    except BadGeometryError:
        problem = "imports-problem-drawn"
        return _page(request, session, settings, geocoder, lang, user, upload, row_id, problem=problem, code=400)
    except ConflictError:
        problem = "imports-problem-stale-row"
        return _page(request, session, settings, geocoder, lang, user, upload, row_id, problem=problem, code=409)
    return RedirectResponse(f"/imports/{upload_id}/rows/{row_id}?lang={lang}&saved=true", 303)


def _draft(session: Session, upload: Upload, row_id: int, lang: Language) -> DraftWork:
    shown = find_row(session, upload.id, row_id, lang)
    return draft_from_json(shown.row.draft, shown.geometry)


def chosen_place(form: RowForm, draft: DraftWork, geocoder: Geocoder, settings: Settings) -> ChosenPlace | None:
    """The place that the form names. Raises BadGeometryError for a drawing that is none, or lies outside the city."""
    if form.action != "save" or form.place == "keep":
        return None
    if form.place == "drawn":
        return ChosenPlace(read_geometry(form.drawn, settings.bounds))
    number = form.place.removeprefix("candidate-")
    offered = candidates_of(draft, geocoder)
    if not number.isdecimal() or not 1 <= int(number) <= len(offered):
        raise BadGeometryError("there is no such candidate")
    chosen = offered[int(number) - 1]
    return None if chosen.geom is None else ChosenPlace(chosen.geom, chosen.match_type)


def candidates_of(draft: DraftWork, geocoder: Geocoder) -> list[Any]:
    """What the words of a draft may mean, best first."""
    return readings(geocoder, draft.location_raw, draft.district) if draft.location_raw else []


def _page(
    request: Request,
    session: Session,
    settings: Settings,
    geocoder: Geocoder,
    lang: Language,
    user: CurrentUser,
    upload: Upload,
    row_id: int,
    *,
    problem: str | None = None,
    is_saved: bool = False,
    code: int = 200,
) -> HTMLResponse:
    session.refresh(upload)
    view = view_of(find_row(session, upload.id, row_id, lang), geocoder)
    candidates = candidates_of(view.draft, geocoder)
    geometry = view.shown.geometry
    data = drawing_data(settings, lang, geometry, [geojson(one.geom) for one in candidates])
    return render(
        request,
        settings,
        lang,
        "imports/row.html",
        entry_of(PLAN_PAGE),
        status_code=code,
        upload=upload,
        view=view,
        values=as_written(view.draft),
        unreadable=sorted(unreadable_fields(view.draft)),
        columns=plan_columns(),
        vocabulary=read_vocabulary().by_code(),
        districts=district_names(session, lang),
        candidates=candidates,
        may={"mend": may_mend_row(user, upload, view.draft.district_id)},
        data=data,
        drawn=None if geometry is None else mapping(geometry),
        size=(WIDTH, HEIGHT),
        next_row=next_bad_row(session, upload.id, view.shown.row.position),
        problem=problem,
        is_saved=is_saved,
    )
