"""A single work by hand: written anew, or changed; its place drawn, or chosen among what its words may mean."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.accounts.roles import PLANNER
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ConflictError, ForbiddenError, GisAppError, http_status
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.given_geometry import BadGeometryError
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.drawing_data import drawing_data, geojson
from gis_app.pages.imports.rows import RowForm, candidates_of, chosen_place
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLAN_PAGE, entry_of
from gis_app.pages.works.page import problem_words
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.catalog import district_names
from gis_app.works.districts import DistrictIndex
from gis_app.works.draft import DraftWork
from gis_app.works.handwritten import Written, change_work, draft_of, draft_of_work, is_good, write_work
from gis_app.works.imports.edits import as_written
from gis_app.works.issue_texts import issue_texts, sentence
from gis_app.works.models import Work
from gis_app.works.plan_columns import plan_columns
from gis_app.works.taking import ImpossibleChangeError, take
from gis_app.works.validate import Limits
from layers.work_types import read_vocabulary

router = APIRouter(tags=["works"], include_in_schema=False)
GivenForm = Annotated[RowForm, Form()]


@router.get("/works/new")
def new_work_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    user: SignedIn,
) -> HTMLResponse:
    """An empty form."""
    return _page(request, session, settings, geocoder, lang, user, DraftWork(), None)


@router.post("/works/new")
def new_work(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    form: GivenForm,
) -> Response:
    """Write the work; with the action `find` only show what its place may be."""
    draft, problem = _judged(session, settings, geocoder, lang, form, Limits.of_city(settings, today))
    if problem is None and form.action != "find" and is_good(draft):
        try:
            with session.begin_nested():
                made = write_work(session, draft, user, today)
            return RedirectResponse(f"/works/{made.id}?lang={lang}&done=1", 303)
        except (ForbiddenError, ImpossibleChangeError) as error:
            problem = error
    return _page(request, session, settings, geocoder, lang, user, draft, None, problem=problem, form=form)


@router.get("/works/{work_id}/edit")
def edit_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    user: SignedIn,
    work_id: int,
) -> HTMLResponse:
    """The form as the work is. A work that is not the user's does not exist."""
    work, _ = take(session, work_id, user)
    return _page(request, session, settings, geocoder, lang, user, draft_of_work(session, work), work)


@router.post("/works/{work_id}/edit")
def edit_work(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    work_id: int,
    form: GivenForm,
) -> Response:
    """Change the work; who comes second is told what the first one changed."""
    work, _ = take(session, work_id, user)
    before = draft_of_work(session, work)
    draft, problem = _judged(session, settings, geocoder, lang, form, Limits.of_city(settings, today), before)
    if problem is None and form.action != "find" and is_good(draft):
        try:
            with session.begin_nested():
                change_work(session, work_id, draft, user, form.version)
            return RedirectResponse(f"/works/{work_id}?lang={lang}&done=1", 303)
        except (ForbiddenError, ImpossibleChangeError, ConflictError) as error:
            session.expire_all()
            problem = error
    return _page(request, session, settings, geocoder, lang, user, draft, work, problem=problem, form=form)


def _judged(
    session: Session,
    settings: Settings,
    geocoder: Geocoder,
    lang: Language,
    form: RowForm,
    limits: Limits,
    before: DraftWork | None = None,
) -> tuple[DraftWork, GisAppError | None]:
    """The form's draft. Of a stored work what was not sent stays, and the place while its words stay the same."""
    values = {**(as_written(before) if before is not None else {}), **form.values()}
    problem: GisAppError | None = None
    place = None
    try:
        asked = DraftWork(location_raw=values.get("location_raw", ""), district=values.get("district") or None)
        chosen = chosen_place(form, asked, geocoder, settings)
        place = None if chosen is None else chosen.geometry
    except BadGeometryError as error:
        problem = error
    if place is None and before is not None and values.get("location_raw") == before.location_raw:
        place = before.geometry
    return draft_of(Written(values, place), limits, geocoder, DistrictIndex.read(session)), problem


def _page(
    request: Request,
    session: Session,
    settings: Settings,
    geocoder: Geocoder,
    lang: Language,
    user: CurrentUser,
    draft: DraftWork,
    work: Work | None,
    *,
    problem: GisAppError | None = None,
    form: RowForm | None = None,
) -> HTMLResponse:
    candidates = candidates_of(draft, geocoder)
    issues = [
        {"words": sentence(issue, lang), "advice": issue_texts()[issue.code].mending[lang], "severity": "error"}
        for issue in draft.issues
    ]
    status = 200 if problem is None else http_status(problem)
    if problem is None and form is not None and form.action != "find" and issues:
        status = 400
    return render(
        request,
        settings,
        lang,
        "work/form.html",
        entry_of(PLAN_PAGE),
        status_code=status,
        work=work,
        version=0 if work is None else work.version if form is None else form.version,
        values={**as_written(draft), **(form.values() if form is not None else {})},
        draft=draft,
        issues=issues if form is not None else [],
        problem=_words(problem, lang),
        columns=plan_columns(),
        vocabulary=read_vocabulary().by_code(),
        districts=district_names(session, lang),
        candidates=candidates,
        is_planner=user.has(PLANNER),
        data=drawing_data(settings, lang, draft.geometry, [geojson(one.geom) for one in candidates]),
    )


def _words(problem: GisAppError | None, lang: Language) -> str | None:
    if problem is None:
        return None
    if isinstance(problem, BadGeometryError):
        return get_texts().get(lang, "imports-problem-drawn")
    return problem_words(problem, lang)
