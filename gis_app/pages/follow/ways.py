"""Following by push or by Telegram, from the same form as by mail: no address is typed, and none is confirmed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, RedirectResponse, Response

from gis_app.accounts.demo import is_demo_only
from gis_app.delivery.push_keys import push_keys
from gis_app.delivery.web_push import read_browser
from gis_app.dependencies import LanguageDep, NowDep, SessionDep, SettingsDep
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.appeals.router import PRIVATE
from gis_app.pages.follow.asking import LONGEST_AREA
from gis_app.pages.follow.given import Chosen, choose
from gis_app.pages.follow.router import Short, Types
from gis_app.pages.rendering import render
from gis_app.pages.scripts import FOLLOW_PAGE, entry_of
from gis_app.subscriptions import push_channel, telegram_channel
from gis_app.subscriptions.channels import offered_ways
from gis_app.subscriptions.following import Wish, find_following, follow, read_wish
from gis_app.subscriptions.limits import count_following
from gis_app.subscriptions.push_moves import move_browser
from gis_app.subscriptions.telegram_chats import bot_name, wait_for_chat

router = APIRouter(prefix="/follow/by", tags=["follow"], include_in_schema=False)
Area = Annotated[str, Form(max_length=LONGEST_AREA)]
Browser = Annotated[str, Form(max_length=4000)]
Radius = Annotated[int | None, Form()]


class Keys(BaseModel):
    """The keys of a push subscription, as browsers write them."""

    p256dh: str = Field(max_length=200)
    auth: str = Field(max_length=200)


class Subscription(BaseModel):
    """A push subscription, as browsers write it."""

    endpoint: str = Field(max_length=2000)
    keys: Keys


class Moved(BaseModel):
    """The subscription that a browser had, and the one that it has now."""

    former: Subscription
    now: Subscription


@router.get("/push")
def push_key(session: SessionDep, settings: SettingsDep) -> JSONResponse:
    """The key that a browser is to follow by; 404 where nothing is pushed."""
    if push_channel.NAME not in offered_ways(settings):
        raise NotFoundError("nothing is pushed here")
    return JSONResponse({"key": push_keys(session).public}, headers={"cache-control": "no-cache"})


def given_in_form(
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    place: Short = "",
    area: Area = "",
    radius: Radius = None,
    rhythm: Short = "daily",
    outages: Short = "",
    types: Types = [],  # noqa: B006
) -> tuple[Chosen, Wish]:
    """The place that the form names, and what is wanted of it."""
    chosen = choose(session, geocoder, settings, lang, place=place, area=area, radius_m=radius)
    if chosen is None:
        raise InvalidParameterError("place", "which place is to be followed?")
    return chosen, read_wish(rhythm, types, bool(outages))


Given = Annotated[tuple[Chosen, Wish], Depends(given_in_form)]


@router.post("/push")
def follow_by_push(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    now: NowDep,
    given: Given,
    browser: Browser,
) -> Response:
    """Follow in this browser, whose subscription the page's script sends."""
    chosen, wish = given
    count_following(session, request.client.host if request.client else "")
    made = follow(
        session, settings, chosen.watched, wish, label=chosen.label, channel=push_channel.NAME, address=browser,
        language=lang, is_training=is_demo_only(session), now=now,
    )  # fmt: skip
    return RedirectResponse(f"/follow/{made.token}?lang={lang}&done=confirmed", 303, headers=PRIVATE)


@router.post("/push/moved", status_code=204)
def push_moved(request: Request, session: SessionDep, settings: SettingsDep, given: Moved) -> Response:
    """A browser's worker says that its maker gave it another subscription; the keys of the former one are the proof.

    Whoever asks hears the same, so nobody learns who follows.
    """
    count_following(session, request.client.host if request.client else "")
    former, new = (read_browser(one.model_dump_json(), settings) for one in (given.former, given.now))
    move_browser(session, former, new)
    return Response(status_code=204, headers=PRIVATE)


@router.post("/telegram")
def follow_by_telegram(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, given: Given
) -> Response:
    """Keep what is wanted, and lead to the chat where its owner presses Start."""
    chosen, wish = given
    if bot_name(session, settings) is None:
        raise NotFoundError("there is no bot here")
    count_following(session, request.client.host if request.client else "")
    code = wait_for_chat(
        session, chosen.watched, wish, label=chosen.label, language=lang, is_training=is_demo_only(session)
    )  # fmt: skip
    return RedirectResponse(f"/follow/by/telegram/{code}?lang={lang}", 303, headers=PRIVATE)


@router.get("/telegram/{code}")
def telegram_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, code: str
) -> Response:
    """The button that opens the chat; after Start, the follower's own page."""
    following = find_following(session, code)
    if following.channel != telegram_channel.NAME:
        raise NotFoundError("this is followed in another way")
    if following.address:
        return RedirectResponse(f"/follow/{code}?lang={lang}&done=confirmed", 303, headers=PRIVATE)
    answer = render(
        request, settings, lang, "follow/telegram.html", entry_of(FOLLOW_PAGE), following=following,
        bot=bot_name(session, settings), code=code,
    )  # fmt: skip
    answer.headers.update(PRIVATE)
    return answer
