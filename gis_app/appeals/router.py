"""Appeals over HTTP for programs: register one, follow one, what a work has to do with them."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from gis_app.accounts.attempts import counted_address, note, refuse_too_many_of_address
from gis_app.accounts.delays import Allowance
from gis_app.appeals.intake import Registered, register
from gis_app.appeals.links import count_appeals_of_work
from gis_app.appeals.models import Appeal
from gis_app.appeals.received import Contact, Received
from gis_app.appeals.schemas import AppealIn, AppealMade, AppealShown, TopicOut
from gis_app.appeals.showing import body_of, find_by_token, links_in_words, read_for_applicant
from gis_app.appeals.situation_register import current_situations
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import LanguageDep, NowDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import NotFoundError
from gis_app.geocoding.router import GeocoderDep
from gis_app.works.filters import is_hidden
from gis_app.works.models import Work

router = APIRouter(prefix="/api", tags=["appeals"])
# Who writes often writes for many: a housing committee. Beyond this it is a machine.
APPEALS_OF_AN_ADDRESS = Allowance(free=30, first_s=30, longest_s=3600, window=timedelta(hours=1))
_KIND = "appeal"

Token = Annotated[str, Path(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class AppealsOfWork(BaseModel):
    """How many appeals a work explains: numbers alone."""

    total: int
    open: int
    by_topic: dict[str, int]


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


@router.post("/appeals", status_code=201)
def register_appeal(
    request: Request,
    response: Response,
    sent: AppealIn,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    now: NowDep,
    today: TodayDep,
) -> AppealMade:
    """Register an appeal and answer at once with what explains it. The same `client_key` again: 200 and no token."""
    address = counted_address(request.client.host if request.client else "")
    refuse_too_many_of_address(session, _KIND, address, APPEALS_OF_AN_ADDRESS)
    received = Received(
        channel="web",
        kind=sent.kind,
        language=sent.lang,
        text=sent.text,
        received_at=now,
        topic=sent.topic,
        point=None if sent.lon is None or sent.lat is None else (sent.lon, sent.lat),
        place_text=sent.place,
        contact=Contact(name=sent.name, phone=sent.phone, email=sent.email),
        client_key=sent.client_key,
    )
    made = register(session, received, settings=settings, locator=geocoder)
    if made.is_new:
        note(session, _KIND, None, address, succeeded=False)
    else:
        response.status_code = 200
    return _made(session, made, received, today)


def _made(session: SessionDep, made: Registered, received: Received, today: TodayDep) -> AppealMade:
    appeal = session.get_one(Appeal, made.id)
    lang = received.language
    situation = next((one for one in current_situations(session, today) if one.code == appeal.situation), None)
    return AppealMade(
        number=made.number,
        token=made.token,
        deadline=appeal.due_on,
        topic=appeal.topic_code,
        status=appeal.status,
        body=body_of(session, appeal, lang),
        situation=appeal.situation,
        advice=None if situation is None else situation.advice.in_language(lang),
        links=links_in_words(session, appeal.id, lang, today),
    )


@router.get("/appeals/{token}")
def follow_appeal(
    session: SessionDep, lang: LanguageDep, today: TodayDep, response: Response, token: Token
) -> AppealShown:
    """What the applicant may see of the appeal. The token is the whole proof."""
    response.headers["cache-control"] = "private, no-store"
    return read_for_applicant(session, find_by_token(session, token), lang, today)


@router.get("/works/{work_id}/appeals")
def appeals_of_a_work(session: SessionDep, work_id: int) -> AppealsOfWork:
    """How many appeals a work explains, how many wait for an answer, and about what."""
    work = session.get(Work, work_id)
    if work is None or is_hidden(session, work):
        raise NotFoundError(f"no work has the id {work_id}")
    counts = count_appeals_of_work(session, work_id)
    return AppealsOfWork(total=counts.total, open=counts.open, by_topic=counts.by_topic)
