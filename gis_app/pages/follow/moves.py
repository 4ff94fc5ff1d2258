"""Following another place instead, or an area drawn anew: from the follower's own page, with all else as it was."""

from dataclasses import replace
from typing import Annotated, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep
from gis_app.errors import ConflictError, InvalidParameterError, NotFoundError
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.appeals.router import PRIVATE
from gis_app.pages.follow.asking import (
    LONGEST_AREA,
    AskedPlace,
    Corners,
    Near,
    PlaceId,
    PlaceWords,
    ask,
    asked_place,
    private_page,
)
from gis_app.pages.follow.given import Chosen, choose, label_of
from gis_app.subscriptions.following import find_following, move
from gis_app.subscriptions.models import Following
from gis_app.subscriptions.watched import Watched, watched_of

router = APIRouter(prefix="/follow", tags=["follow"], include_in_schema=False)


@router.get("/{token}/place", response_class=HTMLResponse)
def other_place_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    token: str,
    place: PlaceId = "",
    area: Corners = "",
    q: PlaceWords = "",
    draw: Near = "",
) -> Response:
    """Which place instead; for one that is named, whether it is to be followed from now on."""
    try:
        following = find_following(session, token)
    except NotFoundError:
        return private_page(request, settings, lang, "follow/unknown.html", status_code=404)
    if following.confirmed_at is None:
        return RedirectResponse(f"/follow/{token}?lang={lang}", 303, headers=PRIVATE)
    asked = AskedPlace(place, area, q, draw)
    found = asked_place(request, session, settings, geocoder, lang, asked, following)
    if isinstance(found, Response):
        found.headers.update(PRIVATE)
        return found
    return private_page(request, settings, lang, "follow/move.html", following=following, chosen=found, problem="")


@router.post("/{token}/place", response_class=HTMLResponse)
def follow_other_place(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    token: str,
    place: Annotated[str, Form(max_length=80)] = "",
    area: Annotated[str, Form(max_length=LONGEST_AREA)] = "",
) -> Response:
    """Follow it; the distance about a point stays."""
    following = find_following(session, token)
    if following.confirmed_at is None:
        raise ConflictError("confirm first")
    former = watched_of(session, following.place_id)
    try:
        chosen = choose(session, geocoder, settings, lang, place=place, area=area)
    except InvalidParameterError:
        return _again(request, settings, lang, following, area)
    if chosen is None:
        return _again(request, settings, lang, following, "")
    watched = _as_far(chosen, former)
    # As the letters call it, whatever the language of the page.
    label = label_of(session, geocoder, watched, cast(Language, following.language), known=chosen.label)
    try:
        move(session, following, watched, label=label)
    except InvalidParameterError:
        return private_page(
            request, settings, lang, "follow/move.html", status_code=400, following=following, chosen=chosen,
            problem="same",
        )  # fmt: skip
    return RedirectResponse(f"/follow/{token}?lang={lang}&done=moved", 303, headers=PRIVATE)


def _as_far(chosen: Chosen, former: Watched) -> Watched:
    both_points = chosen.watched.kind == former.kind == "point"
    return replace(chosen.watched, radius_m=former.radius_m) if both_points else chosen.watched


def _again(request: Request, settings: SettingsDep, lang: LanguageDep, following: Following, area: str) -> HTMLResponse:
    answer = ask(request, settings, lang, problem="area" if area else "unknown", area=area, moving=following)
    answer.headers.update(PRIVATE)
    return answer
