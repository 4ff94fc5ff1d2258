"""A notice by hand: pasted, located, looked at, published; and a published shut-off retracted or extended."""

from datetime import date, time
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ConflictError, ForbiddenError, GisAppError, http_status
from gis_app.geocoding.router import GeocoderDep
from gis_app.outages.by_hand import BadNoticeError, Deed, Pasted, change, locate, notice_of, publish
from gis_app.outages.locating import LocatedArea
from gis_app.outages.notice import Notice
from gis_app.pages.outage_kinds import kinds_of_page
from gis_app.pages.outages.router import render_outage
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_shape
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLAN_PAGE, entry_of
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts

router = APIRouter(prefix="/outages", tags=["outages"], include_in_schema=False)
_LONG = 20_000


class NoticeForm(BaseModel):
    """The form of a notice, as sent; what is empty is absent."""

    text: str = ""
    kind: str = ""
    publisher: str = ""
    place: str = ""
    reason: str = ""
    first_day: str = ""
    last_day: str = ""
    daily_from: str = ""
    daily_to: str = ""
    action: Literal["find", "publish"] = "find"

    def pasted(self) -> Pasted:
        """What was filled in. Raises BadNoticeError for a day or an hour that is none."""
        try:
            first, last = (date.fromisoformat(one) if one else None for one in (self.first_day, self.last_day))
            begins, ends = (time.fromisoformat(one) if one else None for one in (self.daily_from, self.daily_to))
        except ValueError as error:
            raise BadNoticeError("unreadable") from error
        return Pasted(
            self.text[:_LONG], self.publisher[:200], self.kind, self.place[:_LONG], self.reason[:2000], first, last,
            begins, ends,
        )  # fmt: skip


def words_of(problem: GisAppError | None, lang: Language) -> str | None:
    """Why nothing was written, in the language of the person."""
    if problem is None:
        return None
    if isinstance(problem, BadNoticeError):
        return problem.in_language(lang)
    if isinstance(problem, ConflictError):
        return get_texts().get(lang, "outage-error-newer")
    return get_texts().get(lang, "outage-error-forbidden")


@router.get("/new", response_class=HTMLResponse)
def new_outage_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, user: SignedIn
) -> HTMLResponse:
    """An empty form."""
    return _page(request, session, settings, lang, NoticeForm(), None, None)


@router.post("/new", response_class=HTMLResponse)
def new_outage(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    user: SignedIn,
    form: Annotated[NoticeForm, Form()],
) -> Response:
    """Show where the notice would lie and how sure that is; with the action `publish` make it public."""
    area: LocatedArea | None = None
    notice: Notice | None = None
    try:
        notice = notice_of(form.pasted(), is_training=user.is_demo)
        area = locate(session, notice, geocoder, settings.metric_srid)
        if form.action == "publish":
            with session.begin_nested():
                outage_id = publish(session, notice, geocoder, settings.metric_srid, user)
            return RedirectResponse(f"/outages/{outage_id}?lang={lang}&done=1", 303)
    except (BadNoticeError, ForbiddenError) as problem:
        return _page(request, session, settings, lang, form, area, problem, notice)
    return _page(request, session, settings, lang, form, area, None, notice)


@router.post("/{outage_id}/changes", response_class=HTMLResponse)
def change_outage(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    outage_id: int,
    deed: Annotated[Deed, Form()],
    version: Annotated[int, Form()],
    reason: Annotated[str, Form(max_length=_LONG)] = "",
    last_day: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Retract or extend; who comes after a newer notice is told so and sees it."""
    try:
        until = _day(last_day)
        with session.begin_nested():
            change(session, outage_id, deed, last_day=until, reason=reason, version=version, by=user)
    except (BadNoticeError, ForbiddenError, ConflictError) as problem:
        session.expire_all()
        words = words_of(problem, lang)
        return render_outage(request, session, settings, lang, today, outage_id, user, words, http_status(problem))
    return RedirectResponse(f"/outages/{outage_id}?lang={lang}&done=1", 303)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise BadNoticeError("unreadable") from error


def _page(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    form: NoticeForm,
    area: LocatedArea | None,
    problem: GisAppError | None,
    notice: Notice | None = None,
) -> HTMLResponse:
    geom = None if area is None else area.geom
    kinds = kinds_of_page(lang)
    return render(
        request,
        settings,
        lang,
        "outage/new.html",
        entry_of(PLAN_PAGE),
        status_code=200 if problem is None else http_status(problem),
        form=form,
        kinds=kinds,
        shown=next((one for one in kinds if notice is not None and one["code"] == notice.kind), kinds[0]),
        place="" if notice is None else notice.place_text,
        area=area,
        picture=None if geom is None else draw_shape(session, geom, lang),
        problem=words_of(problem, lang),
        width=WIDTH_PX,
        height=HEIGHT_PX,
    )
