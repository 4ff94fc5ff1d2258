"""The contractor's page of one work: where every report is written, and where what was sent from it comes back to."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.errors import GisAppError, http_status
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_place
from gis_app.pages.rendering import render
from gis_app.pages.scripts import CONTRACTOR_PAGE, entry_of
from gis_app.pages.works.offered_reports import KINDS, actions_beside_reports, kinds_of_reports
from gis_app.pages.works.page import problem_words
from gis_app.planning.assignments import find_assignment, may_report
from gis_app.planning.surroundings import neighbours_of, surfaces_cut
from gis_app.settings import Settings
from gis_app.site_reports.reading import read_reports
from gis_app.works.card import read_card
from gis_app.works.models import Work


def is_from_assignment(sent: Mapping[str, Any], work_id: int) -> bool:
    """Whether a form stood on the contractor's page of the work: its `next` leads back there."""
    page = f"/contractor/works/{work_id}"
    return str(sent.get("next", "")).split("?")[0] == page


def render_assignment(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    user: CurrentUser,
    work_id: int,
    *,
    refused: GisAppError | None = None,
    problem: GisAppError | None = None,
    sent: Mapping[str, Any] | None = None,
) -> HTMLResponse:
    """The page. `refused` is why the report `sent` was not taken, `problem` why another change was not made.

    NotFoundError for a work that is not the person's.
    """
    assignment = find_assignment(session, user, work_id, lang, today)
    work = session.get_one(Work, work_id)
    reports = may_report(user, work.contractor_id)
    hindrance, done = refused or problem, request.query_params.get("done")
    return render(
        request,
        settings,
        lang,
        "contractor/work.html",
        entry_of(CONTRACTOR_PAGE),
        status_code=200 if hindrance is None else http_status(hindrance),
        one=assignment,
        work=read_card(session, work_id, lang, today, settings, user),
        picture=draw_place(session, work_id, lang),
        width=WIDTH_PX,
        height=HEIGHT_PX,
        actions=actions_beside_reports(session, work, user, today) if reports else None,
        kinds=kinds_of_reports(work) if reports else (),
        later_kinds=KINDS if reports else (),
        wanted=(sent or {}).get("kind") or request.query_params.get("do", ""),
        sent=sent or {},
        client_key=uuid4(),
        most_photos=settings.report_max_photos,
        reports=read_reports(session, work_id, lang, user),
        neighbours=neighbours_of(session, work_id, lang, today),
        surfaces=surfaces_cut(session, work_id),
        today=today,
        now=now_of(settings),
        refused=None if refused is None else problem_words(refused, lang),
        problem=None if problem is None else problem_words(problem, lang),
        is_reported=done == "1" and hindrance is None,
        done=done == "change" and hindrance is None,
    )


def now_of(settings: Settings) -> datetime:
    """This moment in the city's time zone: a page that is read later without a network says how old it is."""
    return datetime.now(ZoneInfo(settings.time_zone))
