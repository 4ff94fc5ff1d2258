"""Saying whether one is satisfied with a finished work: the form for everybody, the same as JSON for scripts of our
pages. The numbers are the same for everybody; one's own word the browser remembers itself.
"""

from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from gis_app.accounts.csrf import is_from_here
from gis_app.accounts.current import MaybeUser
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ForbiddenError, http_status
from gis_app.pages.given import GivenFields, read_given
from gis_app.pages.rendering import render_text_page
from gis_app.pages.shared_caches import kept_by_all
from gis_app.reactions.reacting import react
from gis_app.reactions.reading import has_part, public_work, read_reactions
from gis_app.reactions.refusal import ReactionRefusedError
from gis_app.reactions.schemas import GivenReaction, ReactionsOut
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.queries import read_lines

router = APIRouter(tags=["works"])
_TICK: Final = "aspect-"
_PRIVATE = {"cache-control": "private, no-store"}
# A proxy may answer a crowd for a minute; a browser asks anew, since its own word may have changed the numbers.
_SHARED = "public, max-age=0, s-maxage=60"


@router.get("/api/works/{work_id}/reactions")
def reactions_of_work(
    request: Request, response: Response, session: SessionDep, lang: LanguageDep, today: TodayDep, work_id: int
) -> ReactionsOut:
    """Whether residents are satisfied with a finished work, in numbers from five on."""
    response.headers["cache-control"] = kept_by_all(request, lang, _SHARED)
    return read_reactions(session, work_id, lang, today)


@router.post("/api/works/{work_id}/reactions", response_model=ReactionsOut)
def react_to_work(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: MaybeUser,
    work_id: int,
    given: GivenReaction,
) -> Response:
    """Say whether one is satisfied with a finished work, and with what. Once a `device`: the latest word counts;
    without `device` once an address.

    409 while the work is not finished, and for those whose own work it is.
    """
    # Another site can neither send this type of content unasked nor hide that it is another.
    is_json = request.headers.get("content-type", "").startswith("application/json")
    if not is_json or not is_from_here(request, settings):
        raise ForbiddenError("reactions are taken as JSON from the pages of this service")
    react(session, work_id, given, client=_client(request), by=user, today=today)
    told = read_reactions(session, work_id, lang, today)
    return JSONResponse(told.model_dump(mode="json"), headers=_PRIVATE)


@router.get("/works/{work_id}/reaction", response_class=HTMLResponse, include_in_schema=False)
def reaction_form(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: MaybeUser,
    work_id: int,
    satisfied: str = "",
) -> HTMLResponse:
    """The form; `satisfied` (yes or no) is chosen already by the link."""
    told = read_reactions(session, work_id, lang, today)
    chosen = satisfied if satisfied in ("yes", "no") else ""
    problem = ""
    if not told.is_open:
        problem = ReactionRefusedError("not-finished").in_language(lang)
    elif has_part(user, public_work(session, work_id)):
        problem = ReactionRefusedError("own-work").in_language(lang)
    return _form(request, session, settings, lang, today, told, chosen=chosen, ticked=[], problem=problem)


@router.post("/works/{work_id}/reaction", response_class=HTMLResponse, include_in_schema=False)
def send_reaction(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: MaybeUser,
    work_id: int,
    fields: GivenFields,
) -> Response:
    """The form as sent: `satisfied` is yes or no, each tick a field `aspect-<code>`; `device` a script has filled in.
    The work's page says thanks."""
    chosen = str(fields.get("satisfied", ""))
    ticked = [name.removeprefix(_TICK) for name in fields if name.startswith(_TICK)]
    problem, status = "", 400
    if chosen not in ("yes", "no"):
        problem = get_texts().get(lang, "reaction-choose")
    else:
        said = {"satisfied": chosen == "yes", "aspects": ticked, "device": fields.get("device")}
        given = read_given(GivenReaction, said)
        try:
            with session.begin_nested():
                react(session, work_id, given, client=_client(request), by=user, today=today)
        except ReactionRefusedError as refused:
            problem, status = refused.in_language(lang), http_status(refused)
    if problem:
        told = read_reactions(session, work_id, lang, today)
        return _form(
            request, session, settings, lang, today, told,
            status_code=status, chosen=chosen, ticked=ticked, problem=problem,
        )  # fmt: skip
    return RedirectResponse(f"/works/{work_id}?lang={lang}&reacted=1#reactions", 303, headers=_PRIVATE)


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _form(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    told: ReactionsOut,
    *,
    status_code: int = 200,
    **context: Any,
) -> HTMLResponse:
    work = read_lines(session, [told.work_id], lang, today)[told.work_id]
    return render_text_page(
        request, settings, lang, "work/reaction.html", status_code=status_code, work=work, reactions=told, **context
    )
