"""Which place is to be followed: by its id, by words, or drawn. Asked of a new follower and of one who moves."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.answers.places import Found, find_by_words, id_of_point
from gis_app.dependencies import Language
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.geocoding.geocoder import Geocoder
from gis_app.pages.appeals.router import PRIVATE
from gis_app.pages.follow.given import Chosen, choose, read_near
from gis_app.pages.rendering import render
from gis_app.pages.scripts import FOLLOW_PAGE, entry_of
from gis_app.settings import Settings
from gis_app.subscriptions.models import Following
from gis_app.subscriptions.watched import LARGEST_DRAWN_KM2, MOST_CORNERS

LONGEST_AREA = 4000
PlaceId = Annotated[str, Query(max_length=80)]
PlaceWords = Annotated[str, Query(max_length=300)]
Corners = Annotated[str, Query(max_length=LONGEST_AREA)]
Near = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """What a link names. `draw` opens the map to draw an area, about a point ("lon,lat") or on the area given."""

    place: str = ""
    area: str = ""
    words: str = ""
    draw: str = ""


def asked_place(
    request: Request,
    session: Session,
    settings: Settings,
    geocoder: Geocoder,
    lang: Language,
    asked: AskedPlace,
    moving: Following | None = None,
) -> Chosen | Response:
    """The place, or the page that asks for it. `moving` is who follows already and wants another place."""
    words = " ".join(asked.words.split())
    if words and not asked.place:
        found = find_by_words(session, geocoder, words, lang)
        if found.place is not None:
            return RedirectResponse(f"{_way(moving)}?place={_id_of(found)}&lang={lang}", 303)
        choices = [(id_of_point(*one.point), one.label) for one in found.choices]
        problem = "" if choices else "unknown"
        return ask(request, settings, lang, words=words, choices=choices, problem=problem, moving=moving)
    try:
        chosen = choose(session, geocoder, settings, lang, place=asked.place, area=asked.area)
    except InvalidParameterError:
        return ask(request, settings, lang, problem="area", area=asked.area, moving=moving)
    if chosen is None or asked.draw:
        return ask(request, settings, lang, area=asked.area, draw=asked.draw, moving=moving)
    return chosen


def _way(moving: Following | None) -> str:
    return f"/follow/{moving.token}/place" if moving else "/follow"


def _id_of(found: Found) -> str:
    # What only words describe has no id: its middle is followed.
    place = found.place
    if place is None:
        raise NotFoundError("no place was found")
    return place.id or id_of_point(*place.point)


def ask(
    request: Request,
    settings: Settings,
    lang: Language,
    *,
    words: str = "",
    choices: list[tuple[str, str]] | None = None,
    problem: str = "",
    area: str = "",
    draw: str = "",
    moving: Following | None = None,
) -> HTMLResponse:
    """The page that asks which place; `problem` says what is wrong with the one that was named."""
    status_code = 400 if problem == "area" else 200
    return render(
        request, settings, lang, "follow/ask.html", entry_of(FOLLOW_PAGE), status_code=status_code,
        words=words, choices=choices or [], problem=problem, area=area, longest_area=LONGEST_AREA,
        draws=bool(draw) or problem == "area", near=read_near(draw, settings), moving=moving, way=_way(moving),
        bounds=",".join(map(str, settings.bounds)), most_corners=MOST_CORNERS, largest_km2=LARGEST_DRAWN_KM2,
    )  # fmt: skip


def private_page(
    request: Request, settings: Settings, lang: Language, template: str, *, status_code: int = 200, **context: Any
) -> HTMLResponse:
    """A page that a secret link opens: nobody else keeps or finds it."""
    answer = render(request, settings, lang, template, entry_of(FOLLOW_PAGE), status_code=status_code, **context)
    answer.headers.update(PRIVATE)
    return answer
