"""Requests for more time: the list of them, and one with what its grant would move."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse

from gis_app.accounts.current import SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import GisAppError, http_status
from gis_app.organisations.models import Organisation
from gis_app.pages.map_page import json_in_page
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_place
from gis_app.pages.rendering import render, render_text_page
from gis_app.pages.scripts import EXTENSION_PAGE, entry_of
from gis_app.pages.works.page import problem_words
from gis_app.photos.store import photo_url
from gis_app.planning.impact import impact_of
from gis_app.settings import Settings
from gis_app.works.catalog import district_names
from gis_app.works.extensions.causes import told_cause
from gis_app.works.extensions.days import MAY_MOVE_START
from gis_app.works.extensions.listing import list_requests
from gis_app.works.extensions.photos import photos_of
from gis_app.works.extensions.requests import find_extension
from gis_app.works.models import WorkType
from gis_app.works.queries import named, title_of, type_of_work
from gis_app.works.standing import acting_as, roles_at
from gis_app.works.transitions import ASKS_EXTENSION, DECIDES_EXTENSION

router = APIRouter(prefix="/extension-requests", tags=["pages"], include_in_schema=False)
PAGE_SIZE = 50


@router.get("")
def list_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    district: Annotated[int | None, Query()] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """What waits for an answer, by the day it is due, then what was answered."""
    found = list_requests(session, user, lang, today, district=district, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    return render_text_page(
        request,
        settings,
        lang,
        "extension/list.html",
        found=found,
        chosen=district,
        today=today,
        page=page,
        pages=max(1, -(-found.total // PAGE_SIZE)),
    )


@router.get("/{request_id}")
def request_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    request_id: int,
    start: date | None = None,
    end: date | None = None,
) -> HTMLResponse:
    """One request, complete without a script. With `end` (and `start`) it shows what these days would move instead."""
    given = {"start": start, "end": end} if end is not None else {}
    return render_extension(request, session, settings, lang, today, user, request_id, None, given)


def render_extension(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    user: CurrentUser,
    request_id: int,
    problem: GisAppError | None,
    given: Mapping[str, Any],
) -> HTMLResponse:
    """The page; with a `problem` it says why nothing was written. `given` are other days that the planner tries."""
    extension, work = find_extension(session, request_id, user)
    having = roles_at(user, work)
    asked, kind = extension.request, session.get_one(WorkType, work.type_code)
    tried = _tried_days(given)
    impact = impact_of(
        session,
        work,
        start=tried[0] or asked.wanted_start,
        end=tried[1] or asked.wanted_end,
        today=today,
        lang=lang,
    )
    title, title_lang = title_of(work, kind, lang)
    contractor = None if work.contractor_id is None else session.get(Organisation, work.contractor_id)
    data = {"lang": lang, "bounds": settings.bounds, "features": impact.features}
    return render(
        request,
        settings,
        lang,
        "extension/extension.html",
        entry_of(EXTENSION_PAGE),
        status_code=200 if problem is None else http_status(problem),
        extension=extension,
        work=work,
        type=type_of_work(kind, lang),
        title=title,
        title_lang=title_lang,
        contractor=named(contractor, lang),
        district=dict(district_names(session, lang)).get(work.district_id or 0),
        why=told_cause(asked.cause, asked.reason, lang),
        photos=[(photo_url(one), photo_url(one, "thumb")) for one in photos_of(session, request_id)],
        impact=impact,
        picture=draw_place(session, work.id, lang),
        width=WIDTH_PX,
        height=HEIGHT_PX,
        today=today,
        tried=tried,
        given=given,
        may_answer=extension.is_open() and acting_as(having, DECIDES_EXTENSION) is not None,
        may_withdraw=extension.is_open() and acting_as(having, ASKS_EXTENSION) is not None,
        may_move_start=work.state in MAY_MOVE_START,
        problem=None if problem is None else problem_words(problem, lang),
        done=request.query_params.get("done") == "1" and problem is None,
        data=json_in_page(data),
    )


def _tried_days(given: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """Other days that a planner tries or has sent; what is no day is none."""

    def day(value: Any) -> date | None:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return None

    return day(given.get("start")), day(given.get("end"))
