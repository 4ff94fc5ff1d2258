"""The one-answer page: /place?q=… for words, /place/{id} for a link that stays."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from gis_app.answers.answer import answer_of
from gis_app.answers.places import Found, find_by_id, find_by_words
from gis_app.answers.router import LONGEST_WORDS
from gis_app.answers.schemas import AnswerOut
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.outages import kinds_of_page
from gis_app.pages.rendering import render_text_page
from gis_app.settings import Settings

router = APIRouter(prefix="/place", tags=["pages"], include_in_schema=False)


@router.get("", response_class=HTMLResponse)
def place_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    today: TodayDep,
    q: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """The answer for what was typed; without words the question alone."""
    words = " ".join(q.split())[:LONGEST_WORDS]
    answer = None
    if words:
        answer = answer_of(session, find_by_words(session, geocoder, words, lang), lang, today)
    return _page(request, settings, lang, today, words, answer)


@router.get("/{place_id}", response_class=HTMLResponse)
def place_of_link(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    today: TodayDep,
    place_id: str,
) -> HTMLResponse:
    """The answer for a place by its id: "house:12", "street:3", "76.94512,43.23841"."""
    place = find_by_id(session, geocoder, place_id, lang)
    return _page(request, settings, lang, today, place.label, answer_of(session, Found(place), lang, today))


def _page(
    request: Request, settings: Settings, lang: Language, today: date, words: str, answer: AnswerOut | None
) -> HTMLResponse:
    kinds = {kind["code"]: kind for kind in kinds_of_page(lang)}
    return render_text_page(
        request, settings, lang, "place/place.html", words=words, answer=answer, kinds=kinds, today=today
    )
