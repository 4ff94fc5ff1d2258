"""The page of an appeal for who wrote it, and a shorter one for who follows it. The token is the whole proof.

Nothing on it is kept by anybody, found by a search engine or told to another site.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

import shapely
from fastapi import APIRouter, Form, Header, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.appeals.appeal_photos import find_photo_of_appeal, photos_of_appeal
from gis_app.appeals.deadlines import read_deadlines
from gis_app.appeals.following import count_followers, find_follower, unfollow
from gis_app.appeals.models import Appeal, AppealDeadline, AppealEvent
from gis_app.appeals.router import Token
from gis_app.appeals.schemas import AppealShown
from gis_app.appeals.showing import find_by_token, read_for_applicant
from gis_app.appeals.solved import confirm_solved, reopen
from gis_app.appeals.status import ImpossibleStepError
from gis_app.appeals.steps import withdraw
from gis_app.appeals.talking import reply
from gis_app.appeals.transitions import OPEN, changes_from
from gis_app.dependencies import Language, LanguageDep, NowDep, SessionDep, SettingsDep, TodayDep, base_url
from gis_app.errors import NotFoundError
from gis_app.pages.appeals.router import PRIVATE
from gis_app.pages.map_page import json_in_page
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_shape
from gis_app.pages.rendering import render, render_text_page
from gis_app.pages.scripts import APPEAL_PAGE, entry_of
from gis_app.photos.store import Size
from gis_app.settings import Settings

router = APIRouter(prefix="/appeals", tags=["appeals"], include_in_schema=False)
LONGEST_WORDS = 5000


@dataclass(frozen=True, slots=True)
class _Opened:
    # What a token opens; `follows`: it is somebody else's appeal.
    appeal: Appeal
    follows: bool


def _open(session: Session, token: str) -> _Opened:
    follower = find_follower(session, token)
    if follower is None:
        return _Opened(find_by_token(session, token), follows=False)
    appeal = session.get_one(Appeal, follower.appeal_id)
    return _Opened(appeal if appeal.parent_id is None else session.get_one(Appeal, appeal.parent_id), follows=True)


@router.get("/{token}", response_class=HTMLResponse)
def appeal_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, today: TodayDep, token: str
) -> HTMLResponse:
    """What its applicant may see. An unknown link, cut ones too, is told as one and says no more."""
    try:
        opened = _open(session, token)
    except NotFoundError:
        return render_text_page(request, settings, lang, "appeal/unknown.html", status_code=404)
    return _page(request, session, settings, lang, today, token, opened)


@router.get("/{token}/photos/{key}.jpg", response_class=Response)
def appeal_photo(
    session: SessionDep,
    token: Token,
    key: str,
    size: Size = "full",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """A photo for who sent it."""
    opened = _open(session, token)
    if opened.follows:
        raise NotFoundError("there is no such photo")
    found = find_photo_of_appeal(session, opened.appeal.id, key)
    return Response(found.thumb if size == "thumb" else found.jpeg, media_type="image/jpeg", headers=PRIVATE)


@router.post("/{token}", response_class=HTMLResponse)
def step(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    now: NowDep,
    token: Token,
    do: Annotated[str, Form(max_length=20)],
    words: Annotated[str, Form(max_length=LONGEST_WORDS)] = "",
) -> Response:
    """The applicant says that it is solved or not, answers a question, or takes the appeal back."""
    opened = _open(session, token)
    if opened.follows:
        unfollow(session, token)
        return RedirectResponse(f"/?lang={lang}", 303, headers=PRIVATE)
    try:
        with session.begin_nested():
            _take(session, opened.appeal, do, words.replace("\0", "").strip(), now, settings)
    except ImpossibleStepError as problem:
        session.expire_all()
        said = problem.in_language(lang)
        return _page(request, session, settings, lang, today, token, _open(session, token), problem=said, words=words)
    return RedirectResponse(f"/appeals/{token}?lang={lang}&done={do}", 303, headers=PRIVATE)


def _take(session: Session, appeal: Appeal, do: str, words: str, now: datetime, settings: Settings) -> None:
    if do == "solved":
        confirm_solved(session, appeal.id, at=now)
    elif do == "not_solved":
        reopen(session, appeal.id, words, at=now, settings=settings)
    elif do == "reply":
        reply(session, appeal.id, words, at=now)
    elif do == "withdraw":
        withdraw(session, appeal.id, at=now)
    else:
        raise ImpossibleStepError("no-such-step")


def _page(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    today: date,
    token: str,
    opened: _Opened,
    *,
    problem: str | None = None,
    words: str = "",
) -> HTMLResponse:
    appeal = opened.appeal
    shown = read_for_applicant(session, appeal, lang, today)
    picture = None if shown.point is None or opened.follows else draw_shape(session, shapely.Point(shown.point), lang)
    query = request.query_params
    answer = render(
        request, settings, lang, "appeal/follow.html" if opened.follows else "appeal/appeal.html",
        entry_of(APPEAL_PAGE), status_code=400 if problem else 200,
        appeal=shown, token=token, is_new=query.get("new") == "1", done=None if problem else query.get("done"),
        link=f"{settings.public_url or base_url(request.scope)}/appeals/{token}?lang={lang}",
        steps={change.after for change in changes_from(appeal.status) if "applicant" in change.who},
        is_open=appeal.status in OPEN, is_urgent=appeal.is_urgent,
        standing=read_deadlines().standing(appeal.due_on, today, settings.holiday_country),
        law=_law(session, appeal, lang), question=_question(session, appeal.id),
        followers=count_followers(session, appeal.id),
        photos=[] if opened.follows else photos_of_appeal(session, appeal.id),
        picture=picture, width=WIDTH_PX, height=HEIGHT_PX, data=_map_data(shown, settings, lang),
        problem=problem, words=words, today=today,
    )  # fmt: skip
    answer.headers.update(PRIVATE)
    return answer


def _law(session: Session, appeal: Appeal, lang: Language) -> str | None:
    """What the term rests on, in words."""
    statement = select(AppealDeadline.rule).where(
        AppealDeadline.appeal_id == appeal.id, AppealDeadline.purpose == "answer"
    )
    code = session.scalars(statement.order_by(AppealDeadline.id.desc()).limit(1)).first()
    rule = read_deadlines().by_code().get(code or "")
    return None if rule is None else rule.legal_basis.in_language(lang)


def _question(session: Session, appeal_id: int) -> str | None:
    """The question that waits for the applicant's reply."""
    asked = select(AppealEvent.kind, AppealEvent.note).where(
        AppealEvent.appeal_id == appeal_id, AppealEvent.kind.in_(["question", "reply"]), AppealEvent.is_public
    )
    last = session.execute(asked.order_by(AppealEvent.id.desc()).limit(1)).first()
    return last.note if last is not None and last.kind == "question" else None


def _map_data(shown: AppealShown, settings: Settings, lang: Language) -> Any:
    works = [link.work for link in shown.links if link.work is not None and link.work.point is not None]
    pins = [
        {"id": one.id, "title": one.title, "point": one.point, "color": one.type.color, "icon": one.type.icon}
        for one in works
    ]
    return json_in_page({"lang": lang, "bounds": settings.bounds, "point": shown.point, "works": pins})
