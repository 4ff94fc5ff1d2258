"""Writing an appeal: what happened and where, then what is known there, then it is sent. Two steps of one form."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import shapely
from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.demo import is_demo_only
from gis_app.appeals.received import KINDS, MOST_PHOTOS, MOST_TEXT
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language, LanguageDep, NowDep, SessionDep, SettingsDep, TodayDep
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.appeals.form import (
    LONGEST_PLACE,
    AppealForm,
    empty_form,
    judge_contact,
    judge_words,
    read_form,
    settle_place,
    words_at,
)
from gis_app.pages.appeals.known import known_at
from gis_app.pages.appeals.look import look, work_of_form
from gis_app.pages.appeals.sending import Sender, follow_instead, keep_photos, picture_in_page, send
from gis_app.pages.given import GivenFields
from gis_app.pages.map_page import json_in_page
from gis_app.pages.outage_kinds import kinds_of_page
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_shape
from gis_app.pages.rendering import render
from gis_app.pages.scripts import APPEAL_PAGE, entry_of
from gis_app.photos.models import Photo
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.schemas import WorkLine

router = APIRouter(prefix="/appeals", tags=["appeals"], include_in_schema=False)
GivenPhotos = Annotated[list[UploadFile], File()]
# What stands in the form is somebody's own: nobody keeps it, and no other page learns where it was written.
# `no-referrer` would hide the origin of the page's own forms too (accounts/csrf.py).
PRIVATE = {"cache-control": "private, no-store", "referrer-policy": "same-origin", "x-robots-tag": "noindex"}


@router.get("/new", response_class=HTMLResponse)
def new_appeal(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    today: TodayDep,
) -> HTMLResponse:
    """An empty form; a link to it may name a place (`lon` and `lat`, or `place`), a topic or a work."""
    form = empty_form(request.query_params)
    work = work_of_form(session, form, lang, today)
    if work is not None and form.point is None:
        form.point, form.pinned = work.point, work.point is not None
        form.place = form.place or work.location[:LONGEST_PLACE]
    if form.point is not None:
        form.place = form.placed = form.place or words_at(geocoder, form.point, lang)
    return _write(request, session, settings, geocoder, lang, today, form, [], work=work)


@router.post("/new", response_class=HTMLResponse)
def write_appeal(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    today: TodayDep,
    now: NowDep,
    fields: GivenFields,
    photo: GivenPhotos = [],  # noqa: B006
) -> Response:
    """One step of the form, by its `action`: look, change or send; or `follow` another's appeal, or `drop` a photo."""
    form, action, is_training = read_form(fields), str(fields.get("action", "look")), is_demo_only(session)
    client = request.client.host if request.client else ""
    dropped = str(fields.get("drop", ""))
    form.photo_keys = tuple(key for key in form.photo_keys if key != dropped)
    photos = keep_photos(session, form, photo, settings, lang, client)
    work = work_of_form(session, form, lang, today)
    if dropped or action == "change":
        return _write(request, session, settings, geocoder, lang, today, form, photos, work=work)
    judge_words(form)
    settle_place(form, geocoder, settings, lang)
    if form.problems:
        return _write(request, session, settings, geocoder, lang, today, form, photos, work=work)
    judge_contact(form)
    if "follow" in fields or action == "send":
        sender = Sender(lang, client, is_training)
        if "follow" in fields:
            follow_instead(session, form, str(fields["follow"]), sender, settings)
        elif not form.problems:
            send(session, form, photos, sender, settings=settings, geocoder=geocoder, now=now)
        if not form.problems:
            return RedirectResponse(f"/appeals/{form.key}?lang={lang}&new=1", 303, headers=PRIVATE)
    seen = look(session, form, settings, lang, today=today, now=now, is_training=is_training)
    picture = None if form.point is None else draw_shape(session, shapely.Point(form.point), lang)
    return _render(
        request, settings, lang, "appeal/check.html", form, photos,
        seen=seen, picture=picture, width=WIDTH_PX, height=HEIGHT_PX, work=work, topics=read_topics(),
        topics_in_use=read_topics().in_use(today), is_training=is_training,
    )  # fmt: skip


def _write(
    request: Request,
    session: Session,
    settings: Settings,
    geocoder: Geocoder,
    lang: Language,
    today: date,
    form: AppealForm,
    photos: Sequence[Photo],
    *,
    work: WorkLine | None,
) -> HTMLResponse:
    data, is_training, known = {"lang": lang, "bounds": settings.bounds}, is_demo_only(session), None
    if form.point is not None:
        but = None if work is None else work.id
        known = known_at(session, geocoder, form.point, lang, today, is_training=is_training, but=but)
    return _render(
        request, settings, lang, "appeal/new.html", form, photos,
        work=work, known=known, outage_kinds={kind["code"]: kind for kind in kinds_of_page(lang)},
        kinds=KINDS, most_text=MOST_TEXT, most_photos=MOST_PHOTOS, longest_place=LONGEST_PLACE,
        data=json_in_page(data), is_training=is_training,
    )  # fmt: skip


def _render(
    request: Request,
    settings: Settings,
    lang: Language,
    template: str,
    form: AppealForm,
    photos: Sequence[Photo],
    **context: Any,
) -> HTMLResponse:
    answer = render(
        request, settings, lang, template, entry_of(APPEAL_PAGE), status_code=400 if form.problems else 200,
        form=form, photos=[(photo.key, picture_in_page(photo)) for photo in photos],
        problems={name: _words(said, lang) for name, said in form.problems.items()}, **context,
    )  # fmt: skip
    answer.headers.update(PRIVATE)
    return answer


def _words(said: str, lang: Language) -> str:
    # A message by its name; what is no name is words already.
    return get_texts().get(lang, said) if said.startswith("appeal-error-") else said
