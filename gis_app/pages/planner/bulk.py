"""Changing many works from the table: what would change is shown first, then done, then told row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.csrf import FORM_FIELD
from gis_app.accounts.current import SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import InvalidParameterError
from gis_app.organisations.models import Organisation
from gis_app.pages import formats
from gis_app.pages.given import read_given
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLANNER_PAGE, entry_of
from gis_app.planning.bulk import (
    MOST_AT_ONCE,
    MOST_DAYS,
    Act,
    BadActError,
    ChangeState,
    Outcome,
    SetDays,
    Shift,
    Snapshot,
    change_many,
    contractor_named,
)
from gis_app.planning.scope import scope_of
from gis_app.planning.table import TableRow, read_rows
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.models import Work
from gis_app.works.parameters import LARGEST_ID
from gis_app.works.transitions import Event

router = APIRouter(prefix="/planner/works", tags=["planner"], include_in_schema=False)


class GivenAct(BaseModel):
    """A change as the form sends it; each action reads its own fields."""

    action: str = ""
    shift_days: int | None = None
    start: date | None = None
    end: date | None = None
    event: str = ""
    on: date | None = None
    contractor: int | None = None
    reason: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that were ticked, as (id, version), and the fields of the form."""

    works: list[tuple[int, int]]
    fields: dict[str, str]


async def chosen_rows(request: Request) -> Chosen:
    """The form with its ticks. A tick that is no `id:version` raises InvalidParameterError."""
    form = await request.form()
    works = []
    for tick in form.getlist("work"):
        id, _, version = str(tick).partition(":")
        if not all(one.isascii() and one.isdecimal() and 0 < int(one[:11]) <= LARGEST_ID for one in (id, version)):
            raise InvalidParameterError("work", "id:version is wanted")
        works.append((int(id), int(version)))
    fields = {name: value for name, value in form.items() if isinstance(value, str) and value}
    return Chosen(works, {name: value for name, value in fields.items() if name not in ("work", FORM_FIELD)})


ChosenRows = Annotated[Chosen, Depends(chosen_rows)]


@router.post("/preview", response_class=HTMLResponse)
def preview(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    chosen: ChosenRows,
) -> HTMLResponse:
    """What would become of each chosen row; nothing is changed."""
    return _answer(request, session, settings, lang, today, user, chosen, is_preview=True)


@router.post("/apply", response_class=HTMLResponse)
def apply(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    chosen: ChosenRows,
) -> HTMLResponse:
    """Change the rows and tell of each. Sent twice, the second finds newer versions and changes nothing."""
    return _answer(request, session, settings, lang, today, user, chosen, is_preview=False)


def _answer(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    user: CurrentUser,
    chosen: Chosen,
    *,
    is_preview: bool,
) -> HTMLResponse:
    given = read_given(GivenAct, chosen.fields)
    problem: BadActError | None = None
    outcomes: list[Outcome] = []
    act: Act | None = None
    try:
        act = _act_of(session, given, today)
        outcomes = change_many(
            session, chosen.works, act, by=user, reason=given.reason, today=today, preview=is_preview
        )
    except BadActError as error:
        problem = error
        if error.code == "no-reason" and act is not None:  # asked again, with everything else kept
            is_preview = True
            outcomes = change_many(session, chosen.works, act, by=user, reason="", today=today, preview=True)
    return render(
        request,
        settings,
        lang,
        "planner/bulk.html",
        entry_of(PLANNER_PAGE),
        status_code=200 if problem is None else 400,
        problem=None if problem is None else problem.in_language(lang),
        is_preview=is_preview,
        act=act,
        given=given,
        fields={name: value for name, value in chosen.fields.items() if name not in ("reason", "back")},
        **_told(session, outcomes, user, lang, today),
    )


def _act_of(session: Session, given: GivenAct, today: date) -> Act:
    if given.action == "shift":
        if not given.shift_days or abs(given.shift_days) > MOST_DAYS:
            raise BadActError("no-days")
        return Shift(given.shift_days)
    if given.action == "days":
        if given.start is None and given.end is None:
            raise BadActError("no-dates")
        return SetDays(given.start, given.end)
    if given.action == "contractor":
        return contractor_named(session, given.contractor)
    for event in get_args(Event):
        if given.action == "state" and event == given.event:
            return ChangeState(event, given.on or today)
    raise BadActError("no-act")


def _told(
    session: Session, outcomes: Sequence[Outcome], user: CurrentUser, lang: Language, today: date
) -> dict[str, Any]:
    """The rows with their words. Of works outside the person's scope only the number is told."""
    ids = [one.work_id for one in outcomes]
    seen = select(Work.id).where(Work.id.in_(ids), scope_of(user).condition())
    rows = {row.id: row for row in read_rows(session, list(session.scalars(seen)), lang, today)}
    names = _names(session, outcomes, lang)
    told = [(one, rows.get(one.work_id), _change(one, names, lang), one.why(lang)) for one in outcomes]
    done: list[tuple[Outcome, TableRow | None, tuple[str, str], str]] = [one for one in told if not one[0].problem]
    refused = [one for one in told if one[0].problem]
    return {"done": done, "refused": refused, "total": len(outcomes), "most": MOST_AT_ONCE}


def _names(session: Session, outcomes: Sequence[Outcome], lang: Language) -> dict[int, str]:
    ids = {shot.contractor_id for one in outcomes for shot in (one.before, one.after) if shot}
    rows = session.scalars(select(Organisation).where(Organisation.id.in_(ids - {None})))
    return {one.id: getattr(one, f"name_{lang}") or one.name for one in rows}


def _change(outcome: Outcome, names: dict[int, str], lang: Language) -> tuple[str, str]:
    """What was and what comes, as words of whatever differs."""
    before, after = outcome.before, outcome.after
    if before is None or after is None:
        return "", ""
    texts = get_texts()
    was, comes = [], []
    if before.state != after.state:
        was.append(texts.get(lang, f"state-{before.state.replace('_', '-')}"))
        comes.append(texts.get(lang, f"state-{after.state.replace('_', '-')}"))
    if _days(before) != _days(after):
        was.append(formats.day_span(*_days(before), lang))
        comes.append(formats.day_span(*_days(after), lang))
    if before.contractor_id != after.contractor_id:
        was.append(names.get(before.contractor_id or 0, "—"))
        comes.append(names.get(after.contractor_id or 0, "—"))
    return "; ".join(was), "; ".join(comes)


def _days(shot: Snapshot) -> tuple[date | None, date | None]:
    return shot.planned_start, shot.planned_end
