"""Following a place without an account: the form, the letter that confirms, and the page that a letter's link opens."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.demo import is_demo_only
from gis_app.dependencies import Language, LanguageDep, NowDep, SessionDep, SettingsDep, base_url
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.geocoding.geocoder import Geocoder
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
from gis_app.pages.follow.given import Chosen, Filled, choose, corners_of, kinds_of_work, label_of
from gis_app.pages.rendering import render
from gis_app.pages.scripts import FOLLOW_PAGE, entry_of
from gis_app.settings import Settings
from gis_app.subscriptions.channels import offered_ways, way_of
from gis_app.subscriptions.following import change, confirm, find_following, follow, move, read_wish, stop
from gis_app.subscriptions.letters import news_of_following, path_of
from gis_app.subscriptions.limits import count_following
from gis_app.subscriptions.models import RHYTHMS, Following
from gis_app.subscriptions.telegram_chats import bot_name
from gis_app.subscriptions.watched import RADII_M, watched_of
from gis_app.subscriptions.wording import worded

router = APIRouter(prefix="/follow", tags=["follow"], include_in_schema=False)
Short = Annotated[str, Form(max_length=400)]
Types = Annotated[list[str], Form()]


@router.get("", response_class=HTMLResponse)
def follow_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    place: PlaceId = "",
    area: Corners = "",
    q: PlaceWords = "",
    draw: Near = "",
) -> Response:
    """The form for a place; without one, the question which place."""
    found = asked_place(request, session, settings, geocoder, lang, AskedPlace(place, area, q, draw))
    if isinstance(found, Response):
        return found
    return _form(request, session, settings, lang, found, Filled(language=lang))


@router.post("", response_class=HTMLResponse)
def follow_place(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    now: NowDep,
    place: Short = "",
    area: Annotated[str, Form(max_length=LONGEST_AREA)] = "",
    radius: Annotated[int | None, Form()] = None,
    rhythm: Short = "daily",
    outages: Short = "",
    types: Types = [],  # noqa: B006
    channel: Short = "mail",
    address: Short = "",
) -> Response:
    """Follow: for mail the answer says to look into the mailbox, the same whoever follows already."""
    filled = Filled(radius or 0, rhythm, bool(outages), tuple(types), address, lang)
    chosen = choose(session, geocoder, settings, lang, place=place, area=area)
    if chosen is None:
        return ask(request, settings, lang, problem="unknown")
    try:
        chosen = choose(session, geocoder, settings, lang, place=place, area=area, radius_m=radius) or chosen
        count_following(session, request.client.host if request.client else "")
        made = follow(
            session, settings, chosen.watched, read_wish(rhythm, types, bool(outages)), label=chosen.label,
            channel=channel, address=address, language=lang, is_training=is_demo_only(session), now=now,
        )  # fmt: skip
    except InvalidParameterError as error:
        problem = "address" if error.name == "address" else "other"
        return _form(request, session, settings, lang, chosen, filled, problem=problem)
    if not way_of(channel).needs_confirming:
        return RedirectResponse(f"/follow/{made.token}?lang={lang}&done=confirmed", 303, headers=PRIVATE)
    return private_page(
        request, settings, lang, "follow/sent.html", address=address.strip(), label=chosen.label,
        place_id=chosen.place_id, has_server=settings.smtp_url is not None,
    )  # fmt: skip


@router.get("/{token}", response_class=HTMLResponse)
def following_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    token: str,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """What a letter's link opens: it asks to confirm, or shows what is told and lets it be changed."""
    try:
        following = find_following(session, token)
    except NotFoundError:
        return private_page(request, settings, lang, "follow/unknown.html", status_code=404)
    if not following.address:
        return _to_the_chat(token, lang)
    return _manage(request, session, settings, geocoder, lang, following, done=done)


@router.post("/{token}", response_class=HTMLResponse)
def change_following(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    now: NowDep,
    token: str,
    action: Short = "save",
    radius: Annotated[int | None, Form()] = None,
    rhythm: Short = "daily",
    outages: Short = "",
    types: Types = [],  # noqa: B006
    language: Short = "",
) -> Response:
    """Confirm, or change what is told."""
    following = find_following(session, token)
    if not following.address:
        return _to_the_chat(token, lang)
    if action == "confirm":
        confirm(session, following, now)
        return RedirectResponse(f"/follow/{token}?lang={lang}&done=confirmed", 303, headers=PRIVATE)
    try:
        wish = read_wish(rhythm, types, bool(outages))
        watched = watched_of(session, following.place_id)
        if watched.kind == "point" and radius in RADII_M:
            move(session, following, replace(watched, radius_m=radius))
    except InvalidParameterError:
        return _manage(request, session, settings, geocoder, lang, following, problem="other")
    chosen = next((one for one in settings.languages if one == language), lang)
    change(
        session,
        following,
        wish,
        language=chosen,
        label=label_of(session, geocoder, watched, chosen, known=following.label),
    )
    return RedirectResponse(f"/follow/{token}?lang={lang}&done=saved", 303, headers=PRIVATE)


@router.get("/{token}/stop", response_class=HTMLResponse)
def stop_page(request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, token: str) -> Response:
    """For people whose mail program opens the link: asks before it does anything, because mail filters follow links."""
    try:
        following = find_following(session, token)
    except NotFoundError:
        return private_page(request, settings, lang, "follow/unknown.html", status_code=404)
    return private_page(request, settings, lang, "follow/stop.html", token=token, label=following.label, is_done=False)


@router.post("/{token}/stop", response_class=HTMLResponse)
def stop_following(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, token: str
) -> Response:
    """Stop, and forget the address (RFC 8058: a mail program asks without cookies). A second time does no harm."""
    stop(session, token)
    return private_page(request, settings, lang, "follow/stop.html", token=token, label="", is_done=True)


def _to_the_chat(token: str, lang: Language) -> RedirectResponse:
    """Who has not pressed Start yet has nothing to confirm or change: the way leads into the chat."""
    return RedirectResponse(f"/follow/by/telegram/{token}?lang={lang}", 303, headers=PRIVATE)


def _form(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    chosen: Chosen,
    filled: Filled,
    *,
    problem: str = "",
) -> HTMLResponse:
    return render(
        request, settings, lang, "follow/form.html", entry_of(FOLLOW_PAGE), status_code=400 if problem else 200,
        chosen=chosen, filled=filled, problem=problem, radii=RADII_M, rhythms=RHYTHMS, groups=kinds_of_work(lang),
        ways=offered_ways(settings), telegram_bot=bot_name(session, settings), is_training=is_demo_only(session),
        has_server=settings.smtp_url is not None, webcal=_webcal(request),
    )  # fmt: skip


def _webcal(request: Request) -> str:
    """The scheme by which programs subscribe to a calendar instead of reading it once, and our host."""
    return f"webcal:{base_url(request.scope).partition(':')[2]}"


def _manage(
    request: Request,
    session: Session,
    settings: Settings,
    geocoder: Geocoder,
    lang: Language,
    following: Following,
    *,
    done: str = "",
    problem: str = "",
) -> HTMLResponse:
    if following.confirmed_at is None:
        return private_page(request, settings, lang, "follow/confirm.html", following=following)
    watched = watched_of(session, following.place_id)
    filled = Filled(
        watched.radius_m, following.rhythm, following.outages, tuple(following.types), language=following.language
    )
    news = [(one, worded(one.kind, one.values, lang), path_of(one, lang))
            for one in news_of_following(session, following.id)]  # fmt: skip
    area, label = corners_of(watched), label_of(session, geocoder, watched, lang, known=following.label)
    return private_page(
        request, settings, lang, "follow/manage.html", status_code=400 if problem else 200, following=following,
        watched=watched, label=label, filled=filled, radii=RADII_M, rhythms=RHYTHMS, groups=kinds_of_work(lang),
        news=news, problem=problem, webcal=_webcal(request), languages=settings.languages, area=area,
        done=done if done in ("confirmed", "saved", "moved") else None,
    )  # fmt: skip
