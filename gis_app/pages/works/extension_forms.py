"""What is sent about a request for more time: asking, withdrawing, answering. Forms and JSON alike."""

from datetime import date
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ConflictError, ForbiddenError, UsageError
from gis_app.pages.given import GivenFields, read_given, wants_json
from gis_app.pages.works.extensions import render_extension
from gis_app.pages.works.life import answer
from gis_app.pages.works.site_reports import GivenPhotos, read_photos
from gis_app.site_reports.photographs import store_photos
from gis_app.works.extensions.requests import ask, decide, find_extension, withdraw

router = APIRouter(tags=["works"])


class GivenRequest(BaseModel):
    """A later end, another start where wanted, and why."""

    end: date
    start: date | None = None
    cause: str = "other"
    reason: str = ""
    version: int


class GivenAnswer(BaseModel):
    """An answer to a request for more time; `end` and `start` when other days are given."""

    outcome: Literal["granted", "changed", "refused"]
    end: date | None = None
    start: date | None = None
    reason: str = ""
    version: int


class GivenWithdrawal(BaseModel):
    """Why a request is taken back, if that is to be said."""

    reason: str = ""


@router.post("/works/{work_id}/extension-requests")
def ask_for_time(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    work_id: int,
    fields: GivenFields,
    photo: GivenPhotos = [],  # noqa: B006
) -> Response:
    """Ask for a later end: `end`, `cause`, `reason`, `version`, before the start `start` too; photos."""
    files = read_photos(photo, settings)

    def change() -> None:
        given = read_given(GivenRequest, fields)
        ask(
            session,
            work_id,
            by=user,
            today=today,
            country=settings.holiday_country,
            photos=store_photos(session, files, user.id, settings),
            **given.model_dump(),
        )

    return answer(request, session, settings, lang, today, user, work_id, change, fields)


@router.post("/extension-requests/{request_id}/decision")
def answer_request(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    request_id: int,
    fields: GivenFields,
) -> Response:
    """Grant a request for more time, give other days or refuse it: `outcome`, `reason`, `version` of the work."""
    find_extension(session, request_id, user)
    try:
        with session.begin_nested():
            given = read_given(GivenAnswer, fields)
            work = decide(session, request_id, by=user, today=today, **given.model_dump())
    except (ConflictError, ForbiddenError, UsageError) as problem:
        if wants_json(request):
            raise
        session.expire_all()
        return render_extension(request, session, settings, lang, today, user, request_id, problem, fields)
    if wants_json(request):
        return JSONResponse({"id": request_id, "outcome": given.outcome, "version": work.version})
    return RedirectResponse(f"/extension-requests/{request_id}?lang={lang}&done=1", 303)


@router.post("/extension-requests/{request_id}/withdrawal")
def withdraw_request(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    request_id: int,
    fields: GivenFields,
) -> Response:
    """Take back a request that nobody has answered."""
    extension, _ = find_extension(session, request_id, user)

    def change() -> None:
        withdraw(session, request_id, by=user, today=today, reason=read_given(GivenWithdrawal, fields).reason)

    return answer(request, session, settings, lang, today, user, extension.request.work_id, change, fields)
