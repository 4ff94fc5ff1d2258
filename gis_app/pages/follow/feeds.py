"""The calendar and the news feed of a place: for anybody by the place's id, for a follower by the own link."""

from hashlib import blake2b
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.responses import Response

from gis_app.accounts.demo import is_demo_only
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep, base_url
from gis_app.errors import InvalidParameterError
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.follow.given import choose
from gis_app.pages.shared_caches import kept_by_all
from gis_app.subscriptions.calendar import Asked, write_calendar
from gis_app.subscriptions.feed import write_feed
from gis_app.subscriptions.following import Wish, find_following
from gis_app.subscriptions.watched import watched_of

router = APIRouter(tags=["feeds"])
ICS = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
Radius = Annotated[int | None, Query(description="Metres about a house or a pin: 100, 300, 500 or 1000")]
Tag = Annotated[str, Header(alias="if-none-match")]
_SHARED = "public, max-age=900"
# Of an own link: kept by the asking program alone.
_OWN = "private, max-age=900"


def asked_of_place(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    today: TodayDep,
    place_id: str,
    radius: Radius = None,
) -> Asked:
    """All that happens at a place, for anybody."""
    chosen = choose(session, geocoder, settings, lang, place=place_id, area="", radius_m=radius)
    if chosen is None:
        raise InvalidParameterError("place_id", "names no place")
    return Asked(
        chosen.watched, Wish(), chosen.label, lang, today, base_url(request.scope), is_demo_only(session)
    )  # fmt: skip


def asked_of_follower(request: Request, session: SessionDep, today: TodayDep, token: str) -> Asked:
    """What somebody follows, drawn areas too, with the kinds of work that were chosen."""
    following = find_following(session, token)
    wish = Wish(types=tuple(following.types), outages=following.outages)
    return Asked(
        watched_of(session, following.place_id), wish, following.label, following.language, today,  # type: ignore[arg-type]
        base_url(request.scope), following.is_training,
    )  # fmt: skip


OfPlace = Annotated[Asked, Depends(asked_of_place)]
OfFollower = Annotated[Asked, Depends(asked_of_follower)]


@router.get("/feeds/place/{place_id}.ics", response_class=Response)
def calendar_of_place(
    request: Request, session: SessionDep, settings: SettingsDep, asked: OfPlace, tag: Tag = ""
) -> Response:
    """The works and shut-offs of a place as a calendar that programs subscribe to."""
    keeping = kept_by_all(request, asked.lang, _SHARED)
    return _answer(write_calendar(session, settings, asked), ICS, tag, keeping, "place.ics")


@router.get("/feeds/place/{place_id}.atom", response_class=Response)
def feed_of_place(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    asked: OfPlace,
    place_id: str,
    radius: Radius = None,
    tag: Tag = "",
) -> Response:
    """The news of a place: new plans, moved days, starts, ends, shut-offs."""
    own = f"/feeds/place/{place_id}.atom?lang={asked.lang}" + (f"&radius={radius}" if radius else "")
    return _answer(write_feed(session, settings, asked, own), ATOM, tag, kept_by_all(request, asked.lang, _SHARED))


@router.get("/follow/{token}/calendar.ics", response_class=Response, include_in_schema=False)
def calendar_of_follower(session: SessionDep, settings: SettingsDep, asked: OfFollower, tag: Tag = "") -> Response:
    """The calendar of what somebody follows."""
    return _found_by_nobody(_answer(write_calendar(session, settings, asked), ICS, tag, _OWN, "place.ics"))


@router.get("/follow/{token}/news.atom", response_class=Response, include_in_schema=False)
def feed_of_follower(
    session: SessionDep, settings: SettingsDep, asked: OfFollower, token: str, tag: Tag = ""
) -> Response:
    """The feed of what somebody follows."""
    own = f"/follow/{token}/news.atom"
    return _found_by_nobody(_answer(write_feed(session, settings, asked, own), ATOM, tag, _OWN))


def _answer(body: bytes, kind: str, tag: str, keeping: str, name: str = "") -> Response:
    """The bytes, or that they are those that the program has already."""
    own = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"etag": own, "cache-control": keeping, "content-type": kind, "vary": "Accept-Language"}
    if own in tag:
        return Response(status_code=304, headers=headers)
    if name:
        headers["content-disposition"] = f'inline; filename="{name}"'
    return Response(body, headers=headers)


def _found_by_nobody(answer: Response) -> Response:
    """What an own link opens is found by no search."""
    answer.headers["x-robots-tag"] = "noindex"
    return answer
