"""What makes the pages an app of the phone: the worker that keeps them, the manifest, the page without a network."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from gis_app.dependencies import LanguageDep, SettingsDep
from gis_app.pages.assets import STATIC_PREFIX
from gis_app.pages.rendering import render_text_page
from gis_app.pages.scripts import SITE_WORKER, script_text
from gis_app.texts.fluent import get_texts

router = APIRouter(tags=["pages"], include_in_schema=False)
# Drawn once from web/public/icon.svg; the maskable one keeps its sign inside the circle that every phone shows.
_ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable"))


@router.get("/sw.js")
def site_worker() -> Response:
    """The script that keeps the last places and shows what is pushed. A browser asks for it anew every day."""
    return Response(script_text(SITE_WORKER), media_type="text/javascript", headers={"cache-control": "no-cache"})


@router.get("/offline", response_class=HTMLResponse)
def offline_page(request: Request, settings: SettingsDep, lang: LanguageDep) -> HTMLResponse:
    """The list of kept places. It is kept itself, and shown when another page cannot come."""
    return render_text_page(request, settings, lang, "offline/offline.html")


@router.get("/manifest.webmanifest")
async def manifest(settings: SettingsDep, lang: LanguageDep) -> JSONResponse:
    """The service as an app on the first screen of a phone; it opens with the question."""
    texts, city = get_texts(), settings.city_name(lang)
    described: dict[str, Any] = {
        # The same app in each language.
        "id": "/",
        "lang": lang,
        "name": f"{texts.get(lang, 'service-name')} · {city}",
        "short_name": texts.get(lang, "service-short"),
        "description": texts.get(lang, "page-description", city=city),
        "start_url": f"/place?lang={lang}",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f4f6f8",
        "theme_color": "#ffffff",
        "icons": [
            {"src": f"{STATIC_PREFIX}{name}", "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
            for name, side, purpose in _ICONS
        ],
        "shortcuts": [
            {"name": texts.get(lang, "without-network-open-map"), "url": f"/?lang={lang}"},
            {"name": texts.get(lang, "appeal-new"), "url": f"/appeals/new?lang={lang}"},
        ],
    }
    return JSONResponse(described, media_type="application/manifest+json", headers={"cache-control": "max-age=3600"})
