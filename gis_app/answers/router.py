"""HTTP of the one answer: /api/answer."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis_app.answers.answer import answer_of
from gis_app.answers.places import Found, at_point, find_by_id, find_by_words
from gis_app.answers.schemas import AnswerOut
from gis_app.dependencies import LanguageDep, ReadingDep, TodayDep
from gis_app.errors import InvalidParameterError
from gis_app.geocoding.router import HolderDep, Latitude, Longitude

router = APIRouter(prefix="/api", tags=["answers"])
LONGEST_WORDS = 300


@router.get("/answer", response_model=AnswerOut)
def answer(
    session: ReadingDep,
    holder: HolderDep,
    lang: LanguageDep,
    today: TodayDep,
    q: Annotated[str, Query(max_length=LONGEST_WORDS, description="An address, crossing, street, microdistrict")] = "",
    place: Annotated[str, Query(max_length=60, description="kind:id of the register, or lon,lat")] = "",
    lon: Longitude | None = None,
    lat: Latitude | None = None,
) -> Response:
    """Is something going on or planned at a place: give words, a place's id, or a point."""
    geocoder = holder.current(session)
    if lon is not None and lat is not None:
        found = Found(at_point(session, geocoder, lon, lat, lang))
    elif lon is not None or lat is not None:
        raise InvalidParameterError("lon" if lon is None else "lat", "give both lon and lat, or none")
    elif place:
        found = Found(find_by_id(session, geocoder, place, lang))
    elif q.strip():
        found = find_by_words(session, geocoder, q.strip(), lang)
    else:
        raise InvalidParameterError("q", "give words, a place or a point")
    # Written at once: FastAPI would turn it into Python's dictionaries first, which costs more than finding it.
    said = answer_of(session, found, lang, today).model_dump_json()
    session.commit()  # here, where a thread is at hand
    return Response(said, media_type="application/json")
