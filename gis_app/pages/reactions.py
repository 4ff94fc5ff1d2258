"""Saying whether one is satisfied with a finished work: the form for everybody, the same as JSON for the map's card.

The page of a work gives nobody a cookie: the form has a page of its own, and JSON is taken from our own pages alone.
"""

from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from gis_app.accounts.cookies import read_cookie, set_cookie
from gis_app.accounts.current import MaybeUser
from gis_app.accounts.tokens import new_token
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ForbiddenError, http_status
from gis_app.pages.given import GivenFields, read_given
from gis_app.pages.rendering import render_text_page
from gis_app.reactions.reacting import react
from gis_app.reactions.reading import has_part, public_work, read_reactions
from gis_app.reactions.refusal import ReactionRefusedError
from gis_app.reactions.schemas import GivenReaction, ReactionsOut
from gis_app.reactions.voters import VOTER_AGE_S, VOTER_COOKIE, voter_of
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.queries import read_lines

router = APIRouter(tags=["works"])
_TICK: Final = "aspect-"
_PRIVATE = {"cache-control": "private, no-store"}


def _voter(request: Request, settings: Settings, work_id: int) -> bytes | None:
    secret = read_cookie(request, settings, VOTER_COOKIE)
    return None if secret is None else voter_of(secret, work_id)


@router.get("/api/works/{work_id}/reactions")
def reactions_of_work(
    request: Request,
    response: Response,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    work_id: int,
) -> ReactionsOut:
    """Whether residents are satisfied with a finished work, in numbers from five on; and what this browser said."""
    response.headers.update(_PRIVATE)
    return read_reactions(session, work_id, lang, today, _voter(request, settings, work_id))


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
    """Say whether one is satisfied with a finished work, and with what. Once a browser: the latest word counts.

    409 while the work is not finished, and for those whose own work it is.
    """
    # Another site can neither send this type of content unasked nor hide that it is another.
    is_json = request.headers.get("content-type", "").startswith("application/json")
    if not is_json or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise ForbiddenError("reactions are taken as JSON from the pages of this service")
    secret = read_cookie(request, settings, VOTER_COOKIE) or new_token()
    voter = voter_of(secret, work_id)
    react(session, work_id, given, voter=voter, client=_client(request), by=user, today=today)
    told = read_reactions(session, work_id, lang, today, voter)
    answer = JSONResponse(told.model_dump(mode="json"), headers=_PRIVATE)
    set_cookie(request, answer, settings, VOTER_COOKIE, secret, VOTER_AGE_S)
    return answer


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
    """The form, with what the browser said before; `satisfied` (yes or no) is chosen already by the link."""
    told = read_reactions(session, work_id, lang, today, _voter(request, settings, work_id))
    chosen = satisfied if satisfied in ("yes", "no") else ""
    if not chosen and told.own is not None:
        chosen = "yes" if told.own.satisfied else "no"
    problem = ""
    if not told.is_open:
        problem = ReactionRefusedError("not-finished").in_language(lang)
    elif has_part(user, public_work(session, work_id)):
        problem = ReactionRefusedError("own-work").in_language(lang)
    ticked = told.own.aspects if told.own is not None else []
    return _form(request, session, settings, lang, today, told, chosen=chosen, ticked=ticked, problem=problem)


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
    """The form as sent: `satisfied` is yes or no, each tick a field `aspect-<code>`. The work's page says thanks."""
    chosen = str(fields.get("satisfied", ""))
    ticked = [name.removeprefix(_TICK) for name in fields if name.startswith(_TICK)]
    secret = read_cookie(request, settings, VOTER_COOKIE) or new_token()
    voter = voter_of(secret, work_id)
    problem, status = "", 400
    if chosen not in ("yes", "no"):
        problem = get_texts().get(lang, "reaction-choose")
    else:
        given = read_given(GivenReaction, {"satisfied": chosen == "yes", "aspects": ticked})
        try:
            with session.begin_nested():
                react(session, work_id, given, voter=voter, client=_client(request), by=user, today=today)
        except ReactionRefusedError as refused:
            problem, status = refused.in_language(lang), http_status(refused)
    if problem:
        told = read_reactions(session, work_id, lang, today, voter)
        return _form(
            request, session, settings, lang, today, told,
            status_code=status, chosen=chosen, ticked=ticked, problem=problem,
        )  # fmt: skip
    answer = RedirectResponse(f"/works/{work_id}?lang={lang}&reacted=1#reactions", 303, headers=_PRIVATE)
    set_cookie(request, answer, settings, VOTER_COOKIE, secret, VOTER_AGE_S)
    return answer


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
    answer = render_text_page(
        request, settings, lang, "work/reaction.html", status_code=status_code, work=work, reactions=told, **context
    )
    answer.headers.update(_PRIVATE)
    return answer
