"""The reception's queue: what must be answered first, found by filters that a link carries, as a list, map and file."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from gis_app.accounts.current import SignedIn
from gis_app.appeals.queue import count_views, read_dots, read_page
from gis_app.appeals.queue_filter import QueueFilter, read_filter
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.pages.appeals.queue_words import asker_of, chips, choices, tabs, total_words
from gis_app.pages.rendering import render
from gis_app.pages.scripts import RECEPTION_PAGE, entry_of

router = APIRouter(prefix="/reception", tags=["reception"], include_in_schema=False)


async def filter_of_link(request: Request) -> QueueFilter:
    """The filter of a link."""
    return read_filter({name: request.query_params.getlist(name) for name in request.query_params})


Asked = Annotated[QueueFilter, Depends(filter_of_link)]


@router.get("", response_class=HTMLResponse)
def queue_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    asked: Asked,
    after: Annotated[str, Query(max_length=60)] = "",
    shown: Annotated[str, Query(alias="show")] = "",
) -> HTMLResponse:
    """The queue: urgent ones first, then by the day by which they are to be answered."""
    asker = asker_of(user, settings, lang, today)
    offered = choices(session, user, lang, today)
    page = read_page(session, asked, asker, after=after)
    return render(
        request, settings, lang, "reception/queue.html", entry_of(RECEPTION_PAGE),
        asked=asked, found=page, after=after, today=today, tabs=tabs(asked, count_views(session, asker), lang),
        offered=offered, chips=chips(asked, offered, lang), total_words=total_words(page.total, lang),
        topics=read_topics().by_code(), with_map=shown == "map", bounds=settings.bounds,
    )  # fmt: skip


@router.get("/map.json")
def map_points(
    session: SessionDep, settings: SettingsDep, lang: LanguageDep, today: TodayDep, user: SignedIn, asked: Asked
) -> JSONResponse:
    """The appeals of the same question that have a place, as GeoJSON without a word of text."""
    topics = read_topics().by_code()
    features = [
        {
            "type": "Feature",
            "id": dot.id,
            "geometry": {"type": "Point", "coordinates": [dot.lon, dot.lat]},
            "properties": {
                "number": dot.number, "topic": topics[dot.topic].title.in_language(lang), "standing": dot.standing,
                "urgent": dot.is_urgent,
            },
        }
        for dot in read_dots(session, asked, asker_of(user, settings, lang, today))
    ]  # fmt: skip
    body = {"type": "FeatureCollection", "features": features}
    return JSONResponse(body, headers={"cache-control": "private, no-store"})
