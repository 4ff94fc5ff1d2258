"""Changing a work over HTTP: its state, its days. Forms and JSON alike.

A form comes back to the page it stood on, which says what hindered; a program gets the work's new state, or a problem.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ConflictError, ForbiddenError, UsageError
from gis_app.pages.given import GivenFields, read_given, wants_json
from gis_app.pages.works.assignment import is_from_assignment, render_assignment
from gis_app.pages.works.page import render_work
from gis_app.settings import Settings
from gis_app.works.lifecycle import change_state, reschedule
from gis_app.works.models import Work
from gis_app.works.status import State
from gis_app.works.taking import ImpossibleChangeError

router = APIRouter(tags=["works"])


class GivenChange(BaseModel):
    """A change of state; `version` is the one that the person saw, `on` today unless said."""

    to: State
    version: int
    on: date | None = None
    note: str | None = None


class GivenDays(BaseModel):
    """Other planned days, and why."""

    start: date | None = None
    end: date | None = None
    reason: str = ""
    version: int


def answer(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    user: CurrentUser,
    work_id: int,
    change: Callable[[], object],
    fields: Mapping[str, Any],
) -> Response:
    """Make a change in a savepoint and answer as the asker wants it. What is refused leaves nothing behind.

    A form comes back to the page it stood on: the work's, or the contractor's (`next` in `fields`).
    """
    is_contractors = is_from_assignment(fields, work_id)
    try:
        with session.begin_nested():
            change()
    except (ConflictError, ForbiddenError, UsageError) as problem:
        if wants_json(request):
            raise
        session.expire_all()
        if is_contractors:
            return render_assignment(request, session, settings, lang, today, user, work_id, problem=problem)
        return render_work(request, session, settings, lang, today, work_id, user, problem)
    if not wants_json(request):
        page = f"/contractor/works/{work_id}" if is_contractors else f"/works/{work_id}"
        done = "change" if is_contractors else "1"
        return RedirectResponse(f"{page}?lang={lang}&done={done}#life", 303)
    work = session.get_one(Work, work_id, populate_existing=True)
    days = {"planned_start": work.planned_start, "planned_end": work.planned_end}
    told = {name: None if day is None else day.isoformat() for name, day in days.items()}
    return JSONResponse({"id": work.id, "state": work.state, "version": work.version, **told})


@router.post("/works/{work_id}/changes")
def change_work(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    work_id: int,
    fields: GivenFields,
) -> Response:
    """Bring a work to another state: `to`, `version`, and where wanted `on` and `note`."""

    def change() -> None:
        given = read_given(GivenChange, fields)
        on = given.on or today
        if on > today:
            raise ImpossibleChangeError("day-ahead")
        change_state(session, work_id, given.to, by=user, version=given.version, on=on, note=given.note)

    return answer(request, session, settings, lang, today, user, work_id, change, fields)


@router.post("/works/{work_id}/schedule")
def reschedule_work(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    work_id: int,
    fields: GivenFields,
) -> Response:
    """Promise other days: `start`, `end`, `reason`, `version`."""

    def change() -> None:
        given = read_given(GivenDays, fields)
        reschedule(
            session,
            work_id,
            start=given.start,
            end=given.end,
            reason=given.reason,
            by=user,
            version=given.version,
            today=today,
        )

    return answer(request, session, settings, lang, today, user, work_id, change, fields)
