"""The whole reasoning of the geocoder about a text, as a page: /geocode/explain and /api/geocode?explain=1."""

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from gis_app.dependencies import LanguageDep, SettingsDep
from gis_app.geocoding.router import GeocoderDep
from gis_app.geocoding.trace import Trace, trace
from gis_app.pages.assets import get_assets
from gis_app.pages.rendering import render
from gis_app.pages.sketch import HEIGHT, WIDTH, draw

LONGEST_TEXT = 2000
LONGEST_DISTRICT = 200
EXAMPLES = ("ул. Абая от пр. Достык до ул. Байзакова", "Розыбакиева – Тимирязева", "мкр. Самал-2, 33")

# What the page has words for; whatever the geocoder learns later is shown as it is called there.
ROLES = frozenset(
    {
        "street", "start", "end", "toward", "side", "via", "direction", "sides", "surely", "in_pairs", "names",
        "microdistrict", "numbers", "is_range", "corner", "name", "aside", "area", "streets",
    }
)  # fmt: skip
KINDS = frozenset(
    {
        "street", "avenue", "lane", "boulevard", "highway", "passage", "embankment", "square", "track", "microdistrict",
        "garden_community", "river", "park", "landmark", "district", "city",
    }
)  # fmt: skip
WAYS = frozenset({"exact", "old", "part", "slip"})
LOCATIONS = frozenset({"segment", "contour", "crossing", "address", "whole", "partof"})
MATCH_TYPES = frozenset(
    {
        "rooftop", "corner", "rooftop_base", "interpolated", "multi", "segment", "contour", "intersection", "street",
        "microdistrict", "landmark", "district", "none",
    }
)  # fmt: skip


class AskedToExplain(APIRoute):
    """A route that fits only when the query says `explain=1`; else the next route of the same path answers."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As every route, and the query must ask for the explanation."""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("explain", [""])[-1]
        if asked.lower() not in ("1", "true", "yes"):
            return Match.NONE, {}
        return super().matches(scope)


router = APIRouter(tags=["pages"], include_in_schema=False)


@router.get("/geocode/explain", response_class=HTMLResponse)
def explain(
    request: Request,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    q: Annotated[str, Query(max_length=LONGEST_TEXT)] = "",
    district: Annotated[str, Query(max_length=LONGEST_DISTRICT)] = "",
) -> HTMLResponse:
    """How the geocoder reads a text, what it chose and why; without a text only the form."""
    words, hint = q.strip(), district.strip()
    traced: Trace | None = trace(geocoder, words, hint or None, lang) if words else None
    return render(
        request,
        settings,
        lang,
        "geocode/explain.html",
        get_assets().entry("src/text-page.ts"),
        trace=traced,
        words=words,
        hint=hint,
        sketch=None if traced is None else draw(geocoder.register, traced.answer.geom, traced.sketched),
        picture=(WIDTH, HEIGHT),
        examples=EXAMPLES,
        worded={"roles": ROLES, "kinds": KINDS, "ways": WAYS, "locations": LOCATIONS, "matches": MATCH_TYPES},
    )


router.add_api_route(
    "/api/geocode",
    explain,
    response_class=HTMLResponse,
    include_in_schema=False,
    route_class_override=AskedToExplain,
)
