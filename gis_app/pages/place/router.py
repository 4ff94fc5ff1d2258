"""The one-answer page: /place?q=… for words, /place/{id} for a link that stays, and its picture for sharing."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from gis_app.accounts.demo import is_demo_only
from gis_app.answers.answer import answer_of
from gis_app.answers.districts import districts_of_street
from gis_app.answers.examples import Example, examples
from gis_app.answers.places import Found, find_by_id, find_by_words, id_of_point
from gis_app.answers.router import LONGEST_WORDS
from gis_app.answers.schemas import AnswerOut, ChoiceOut
from gis_app.dependencies import Language, LanguageDep, ReadingDep, SettingsDep, TodayDep
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.reverse import reverse
from gis_app.geocoding.router import HolderDep
from gis_app.pages.asked import Figures
from gis_app.pages.outage_kinds import kinds_of_page
from gis_app.pages.place.choice_map import ChoiceMap, draw_choices
from gis_app.pages.place.map import NARROW_PX, WIDE_PX, draw_place_map
from gis_app.pages.place.parts import MOST_ON_MAP, is_invented, map_of, parts_of, unprinted
from gis_app.pages.place.picture import picture_of_answer
from gis_app.pages.rendering import environment, render_text_page
from gis_app.pages.shared_caches import kept_by_all
from gis_app.pages.turns import Turns
from gis_app.settings import Settings

router = APIRouter(prefix="/place", tags=["pages"], include_in_schema=False)
# Any pin has a picture, and each is a good part of a second of a processor.
_PICTURES = Turns(at_once=1, may_come=6, longest_wait_s=10)
# A map comes with each answer, and is some statements of the database.
_MAPS = Turns(at_once=2, may_come=12, longest_wait_s=10)
# Numbers of works or shut-offs as they stand in the address of a map.
Numbers = Annotated[str, Query(pattern=rf"^(\d{{1,18}}(,\d{{1,18}}){{0,{MOST_ON_MAP - 1}}})?$")]


@router.get("", response_class=HTMLResponse)
def place_page(
    request: Request,
    session: ReadingDep,
    settings: SettingsDep,
    holder: HolderDep,
    lang: LanguageDep,
    today: TodayDep,
    memory: Figures,
    q: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """The answer for what was typed; without words the question alone, in the demo with questions to try."""
    words = " ".join(q.split())[:LONGEST_WORDS]
    geocoder = holder.current(session)
    answer: AnswerOut | None = None
    to_try: Sequence[Example] = ()
    if words:
        answer = answer_of(session, find_by_words(session, geocoder, words, lang), lang, today)
    elif is_demo_only(session):
        to_try = memory.get(("examples", today), lambda: examples(session, geocoder, lang, today))
    session.commit()  # here, where a thread is at hand
    return _page(request, settings, geocoder, lang, today, words, answer, to_try)


@router.get("/{place_id}", response_class=HTMLResponse)
def place_of_link(
    request: Request,
    session: ReadingDep,
    settings: SettingsDep,
    holder: HolderDep,
    lang: LanguageDep,
    today: TodayDep,
    place_id: str,
) -> HTMLResponse:
    """The answer for a place by its id: "house:12", "street:3", "stretch:3:17:40", "76.94512,43.23841"."""
    geocoder = holder.current(session)
    place = find_by_id(session, geocoder, place_id, lang)
    answer = answer_of(session, Found(place), lang, today)
    session.commit()  # here, where a thread is at hand
    return _page(request, settings, geocoder, lang, today, place.label, answer)


@router.get("/{place_id}/picture.png")
def place_picture(
    request: Request,
    session: ReadingDep,
    settings: SettingsDep,
    holder: HolderDep,
    lang: LanguageDep,
    today: TodayDep,
    place_id: str,
) -> Response:
    """The answer as a picture of 1200 by 630 pixels, for a link that is shared."""
    with _PICTURES.turn():  # before the session takes a connection: who waits holds none
        place = find_by_id(session, holder.current(session), place_id, lang)
        answer = answer_of(session, Found(place), lang, today)
        picture = picture_of_answer(session, settings, place, answer, lang, today)
    headers = {"cache-control": kept_by_all(request, lang, "public, max-age=600")}
    return Response(picture, media_type="image/png", headers=headers)


@router.get("/{place_id}/map.svg")
def place_map(
    request: Request,
    session: ReadingDep,
    holder: HolderDep,
    lang: LanguageDep,
    place_id: str,
    works: Numbers = "",
    outages: Numbers = "",
    about: Annotated[int, Query(ge=100, le=400, description="Metres around the place.")] = 200,
    wide: bool = False,
) -> Response:
    """The place with the works and shut-offs that its page names, as a picture without a script."""
    with _MAPS.turn():  # before the session takes a connection: who waits holds none
        place = find_by_id(session, holder.current(session), place_id, lang)
        of_works, of_outages = ([int(one) for one in given.split(",") if one] for given in (works, outages))
        size = WIDE_PX if wide else NARROW_PX
        drawn = draw_place_map(session, place.shape, of_works, of_outages, about, size, lang)
    picture = environment().get_template("place/map.svg").render(map=drawn)
    headers = {"cache-control": kept_by_all(request, lang, "public, max-age=600")}
    return Response(picture, media_type="image/svg+xml", headers=headers)


def _page(
    request: Request,
    settings: Settings,
    geocoder: Geocoder,
    lang: Language,
    today: date,
    words: str,
    answer: AnswerOut | None,
    to_try: Sequence[Example] = (),
) -> HTMLResponse:
    choices = [] if answer is None else answer.choices
    parts = [] if answer is None else parts_of(answer)
    place = None if answer is None else answer.place
    return render_text_page(
        request, settings, lang, "place/place.html",
        words=words, answer=answer, today=today, to_try=to_try,
        kinds={kind["code"]: kind for kind in kinds_of_page(lang)} if answer and answer.outages else {},
        parts=parts,
        map=None if answer is None else map_of(answer, parts, lang),
        map_sizes=(NARROW_PX, WIDE_PX),
        unprinted=0 if answer is None else unprinted(answer, parts),
        is_training=answer is not None and is_invented(answer),
        follow="" if place is None else place.id or id_of_point(*place.point),
        within=[_district(geocoder, one, lang) for one in choices],
        choice_map=_choice_map(geocoder, answer, lang) if answer and not answer.place and choices else None,
    )  # fmt: skip


def _choice_map(geocoder: Geocoder, answer: AnswerOut, lang: Language) -> ChoiceMap | None:
    """None where there is nothing to choose: of an unknown house the street alone is offered, or one name alike."""
    if len(answer.choices) == 1:
        return None
    return draw_choices(geocoder.register, [one.point for one in answer.choices], lang)


def _district(geocoder: Geocoder, choice: ChoiceOut, lang: Language) -> str:
    """Two places of the same name are told apart by their district; a street may run through several."""
    kind, _, number = choice.id.partition(":")
    register = geocoder.register
    through = districts_of_street(register, int(number)) if kind == "street" else ()
    if through:
        return ", ".join(register.targets[register.district_targets[one]].label(lang) for one, _ in through)
    found = reverse(register, *choice.point, lang).district
    return "" if found is None else found.label
