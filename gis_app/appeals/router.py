"""Appeals over HTTP for programs: register one, follow one, what a work has to do with them."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from gis_app.accounts.current import MaybeUser
from gis_app.accounts.demo import is_demo_only
from gis_app.appeals.features import GEOJSON, appeals_as_features, links_as_features
from gis_app.appeals.few import counts_for
from gis_app.appeals.intake import BadAppealError
from gis_app.appeals.received import MOST_TEXT, Contact, Received
from gis_app.appeals.registering import RegisteringDep, Sent
from gis_app.appeals.schemas import AppealMade, AppealShown, TopicOut
from gis_app.appeals.sent_appeal import BODY, SentAppealDep
from gis_app.appeals.showing import find_by_token, links_in_words, read_for_applicant
from gis_app.appeals.similar import similar_appeals
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import LanguageDep, NowDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.geocoding.router import Latitude, Longitude
from gis_app.organisations.models import Organisation
from gis_app.texts.fluent import get_texts
from gis_app.works.filters import is_hidden
from gis_app.works.models import Work
from gis_app.works.queries import named
from gis_app.works.schemas import Named

router = APIRouter(prefix="/api", tags=["appeals"])

Token = Annotated[str, Path(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class AppealsOfWork(BaseModel):
    """How many appeals a work explains: numbers alone. Null is one to four, which could tell of a neighbour."""

    total: int | None
    open: int | None
    by_topic: dict[str, int] = Field(description="Topics with at least five appeals.")


@router.get("/appeal-topics")
def topics(lang: LanguageDep, today: TodayDep) -> list[TopicOut]:
    """What an appeal may be about, in the order of the reception's groups."""
    known = read_topics()
    groups = {group.code: group.title.in_language(lang) for group in known.groups}
    return [
        TopicOut(
            code=topic.code,
            group=topic.group,
            group_title=groups[topic.group],
            title=topic.title.in_language(lang),
            urgent=topic.urgent,
        )
        for topic in known.in_use(today)
    ]


@router.post("/appeals", status_code=201, response_model=AppealMade, openapi_extra=BODY)
def register_appeal(
    request: Request,
    given: SentAppealDep,
    settings: SettingsDep,
    registering: RegisteringDep,
    now: NowDep,
    today: TodayDep,
) -> Response:
    """Register an appeal and answer at once with what explains it. The same `client_key` again: 200 and no token.

    Photos, up to five, come with it as `multipart/form-data`. One that is none, or too large, refuses the whole.
    """
    sent, client = given.said, request.client.host if request.client else ""
    point = None if sent.lon is None or sent.lat is None else (sent.lon, sent.lat)
    west, south, east, north = settings.bounds
    if point is not None and not (west <= point[0] <= east and south <= point[1] <= north):
        raise BadAppealError("outside")
    received = Received(
        channel="web",
        kind=sent.kind,
        language=sent.lang,
        text=sent.text,
        received_at=now,
        topic=sent.topic,
        point=point,
        place_text=sent.place,
        contact=Contact(name=sent.name, phone=sent.phone, email=sent.email),
        client_key=sent.client_key,
    )
    if given.photos:
        kept = registering.keep_photos(received, [one.file for one in given.photos], client)
        received = replace(received, photo_ids=kept)
    taken = registering.register(Sent(received, client, today))
    return Response(taken.made.model_dump_json(), 201 if taken.is_new else 200, media_type="application/json")


@router.get("/appeals/{token}")
def follow_appeal(
    session: SessionDep, lang: LanguageDep, today: TodayDep, response: Response, token: Token
) -> AppealShown:
    """What the applicant may see of the appeal. The token is the whole proof."""
    response.headers["cache-control"] = "private, no-store"
    return read_for_applicant(session, find_by_token(session, token), lang, today)


@router.get("/appeals/{token}/links", response_class=Response)
def links_of_appeal(session: SessionDep, lang: LanguageDep, today: TodayDep, token: Token) -> Response:
    """The works and shut-offs that explain the appeal, as a GeoJSON FeatureCollection (CRS84)."""
    appeal = find_by_token(session, token)
    return _geojson(links_as_features(session, links_in_words(session, appeal.id, lang, today)), "private, no-store")


def _geojson(found: dict[str, Any], cache_control: str) -> Response:
    return Response(orjson.dumps(found), media_type=GEOJSON, headers={"cache-control": cache_control})


class SimilarOut(BaseModel):
    """An open appeal that may tell the same. The distance is rounded up; `number` is what one follows it by.

    No score: how like two texts are would tell, word by word, what somebody else has written.
    """

    number: str
    topic: str
    topic_title: str
    status: str
    status_title: str
    received_on: date
    distance_m: int
    body: Named | None
    followers: int


@router.get("/similar-appeals")
def similar(
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    now: NowDep,
    lon: Longitude,
    lat: Latitude,
    topic: Annotated[str, Query(max_length=60)],
    text: Annotated[str, Query(max_length=MOST_TEXT)] = "",
) -> list[SimilarOut]:
    """Open appeals about a point that tell the same most likely: without their words and without their places."""
    topics = read_topics().by_code()
    if topic not in topics:
        raise InvalidParameterError("topic", "there is no such topic")
    found = similar_appeals(
        session, topic_code=topic, lon=lon, lat=lat, text=text, now=now, is_training=is_demo_only(session)
    )
    return [
        SimilarOut(
            number=one.number,
            topic=one.topic_code,
            topic_title=topics[one.topic_code].title.in_language(lang),
            status=one.status,
            status_title=get_texts().get(lang, f"appeal-status-{one.status.replace('_', '-')}"),
            received_on=one.received_at.astimezone(ZoneInfo(settings.time_zone)).date(),
            distance_m=one.distance_m,
            body=named(session.get(Organisation, one.body_id) if one.body_id is not None else None, lang),
            followers=one.followers,
        )
        for one in found
    ]


@router.get("/works/{work_id}/appeals")
def appeals_of_a_work(session: SessionDep, work_id: int, user: MaybeUser, response: Response) -> AppealsOfWork:
    """How many appeals a work explains, how many wait for an answer, and about what: from five on, and without that
    bound for the reception and the work's own contractor.
    """
    work = session.get(Work, work_id)
    if work is None or is_hidden(session, work):
        raise NotFoundError(f"no work has the id {work_id}")
    response.headers["cache-control"] = "private, no-store" if user else "no-cache"
    counts = counts_for(session, work, user)
    return AppealsOfWork(total=counts.total, open=counts.open, by_topic=counts.by_topic)


@router.get("/works/{work_id}/appeals/items", response_class=Response)
def appeal_items_of_a_work(session: SessionDep, work_id: int, lang: LanguageDep, user: MaybeUser) -> Response:
    """The work's appeals as a GeoJSON FeatureCollection (CRS84): single ones for those who work with them, else how
    many there are about each topic, from five on.
    """
    work = session.get(Work, work_id)
    if work is None or is_hidden(session, work):
        raise NotFoundError(f"no work has the id {work_id}")
    return _geojson(appeals_as_features(session, work_id, user, lang), "private, no-store" if user else "no-cache")
