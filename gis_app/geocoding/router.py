"""HTTP of the geocoder: /api/geocode, /api/autocomplete, /api/reverse."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from gis_app.dependencies import LanguageDep, SessionDep, settings_of
from gis_app.errors import InvalidParameterError
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.holder import GeocoderHolder
from gis_app.geocoding.reverse import reverse
from gis_app.geocoding.schemas import GeocodeOut, ReverseOut, SuggestionsOut

router = APIRouter(prefix="/api", tags=["geocoding"])


async def holder_of(request: Request) -> GeocoderHolder:
    """The process's holder, made at the first request that needs it."""
    holder: GeocoderHolder | None = getattr(request.app.state, "geocoder_holder", None)
    if holder is None:
        holder = request.app.state.geocoder_holder = GeocoderHolder(settings_of(request))
    return holder


HolderDep = Annotated[GeocoderHolder, Depends(holder_of)]


def current_geocoder(holder: HolderDep, session: SessionDep) -> Geocoder:
    """The geocoder of the newest register that is ready."""
    return holder.current(session)


GeocoderDep = Annotated[Geocoder, Depends(current_geocoder)]
Longitude = Annotated[float, Query(ge=-180, le=180)]
Latitude = Annotated[float, Query(ge=-90, le=90)]


@router.get("/geocode")
def geocode(
    geocoder: GeocoderDep,
    language: LanguageDep,
    q: Annotated[str, Query(max_length=2000)],
    district: Annotated[str | None, Query(max_length=200)] = None,
) -> GeocodeOut:
    """Locate a text: an address, a crossing, a stretch of a street, a contour, a microdistrict, a landmark."""
    return GeocodeOut.model_validate(geocoder.geocode(q, district, language).as_json("", language))


@router.get("/autocomplete")
def autocomplete(
    holder: HolderDep,
    session: SessionDep,
    language: LanguageDep,
    q: Annotated[str, Query(max_length=200)],
    lon: Longitude | None = None,
    lat: Latitude | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
) -> SuggestionsOut:
    """Suggestions for the text typed so far, nearest first when a position is given."""
    if (lon is None) != (lat is None):
        raise InvalidParameterError("lon" if lon is None else "lat", "give both lon and lat, or none")
    near = None if lon is None or lat is None else (lon, lat)
    items = holder.autocomplete(session).suggest(q, language, near, limit)
    return SuggestionsOut.model_validate({"items": [item._asdict() for item in items]})


@router.get("/reverse")
def reverse_geocode(geocoder: GeocoderDep, language: LanguageDep, lon: Longitude, lat: Latitude) -> ReverseOut:
    """What is at a point: address, street, microdistrict, district."""
    found = reverse(geocoder.register, lon, lat, language)
    return ReverseOut.model_validate({name: place and place._asdict() for name, place in found._asdict().items()})
