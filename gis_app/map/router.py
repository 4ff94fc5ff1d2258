"""The map's style over HTTP. Tiles and TileJSON are answered before FastAPI, in `gis_app.map.tiles`."""

import hashlib

import orjson
from fastapi import APIRouter, Request, Response

from gis_app.dependencies import LanguageDep, SettingsDep, TodayDep, base_url
from gis_app.map.tilejson import tile_source
from layers.style import build_style

router = APIRouter(tags=["map"])
START_ZOOM = 11.5


@router.get("/style.json", response_class=Response, responses={200: {"content": {"application/json": {}}}})
def style(request: Request, settings: SettingsDep, lang: LanguageDep, today: TodayDep) -> Response:
    """A complete MapLibre style (version 8) in the language asked for: base map and works, our own tiles alone."""
    west, south, east, north = settings.bounds
    base = base_url(request.scope)
    document = build_style(
        lang,
        settings.city_name(lang),
        center=(round((west + east) / 2, 5), round((south + north) / 2, 5)),
        zoom=START_ZOOM,
        source_of=lambda layer: tile_source(layer, request.app.state.tile_memory, base, lang),
        today=today,
    )
    body = orjson.dumps(document)
    headers = {
        "cache-control": "public, max-age=0, must-revalidate",
        "etag": f'"{hashlib.blake2b(body, digest_size=9).hexdigest()}"',
        "vary": "accept-language",
        "content-language": lang,
        "access-control-allow-origin": "*",
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
