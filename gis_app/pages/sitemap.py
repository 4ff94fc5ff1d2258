"""For search engines: what they may read, and the addresses of the pages. Made-up works of the demo are not offered."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Final
from xml.sax.saxutils import escape

from fastapi import APIRouter, Path, Request
from starlette.responses import PlainTextResponse, Response

from gis_app.accounts.access import ACCESS, PUBLIC
from gis_app.dependencies import SessionDep, SettingsDep
from gis_app.pages.head import public_base
from gis_app.works.listed import listed_parts, listed_works

router = APIRouter(tags=["pages"], include_in_schema=False)
# The key to somebody's own matter stands in these addresses; the form itself is for everybody.
_ROBOTS: Final = """User-agent: *
Allow: /appeals/new
Disallow: /appeals/
Disallow: /follow/
Disallow: /messages/
Disallow: /invitations/
Disallow: /account/
Sitemap: {base}/sitemap.xml
"""
# Offered as soon as everybody may open them.
_PAGES: Final = (
    "/", "/place", "/city", "/city/outages", "/city/finished", "/outages", "/guide", "/appeals/new", "/follow"
)  # fmt: skip
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DAY_S: Final = 24 * 3600
PartNumber = Annotated[int, Path(ge=0, lt=2**40)]
Entry = tuple[str, datetime | None]


def _xml(root: str, item: str, entries: Iterable[Entry]) -> Response:
    lines = (
        f"<{item}><loc>{escape(address)}</loc>" + (f"<lastmod>{at.isoformat()}</lastmod>" if at else "") + f"</{item}>"
        for address, at in entries
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SPACE}">\n' + "\n".join(lines) + f"\n</{root}>\n"
    return Response(body, media_type="application/xml", headers={"cache-control": f"public, max-age={_DAY_S // 24}"})


@router.get("/robots.txt")
async def robots(request: Request, settings: SettingsDep) -> PlainTextResponse:
    """What programs that read pages may read."""
    return PlainTextResponse(_ROBOTS.format(base=public_base(request, settings)))


@router.get("/sitemap.xml")
def sitemap(request: Request, session: SessionDep, settings: SettingsDep) -> Response:
    """The parts of the list of pages."""
    base = public_base(request, settings)
    works = ((f"{base}/sitemap-works-{part}.xml", at) for part, at in listed_parts(session))
    return _xml("sitemapindex", "sitemap", [(f"{base}/sitemap-pages.xml", None), *works])


@router.get("/sitemap-pages.xml")
async def sitemap_of_pages(request: Request, settings: SettingsDep) -> Response:
    """The pages that are always there, in each language."""
    base = public_base(request, settings)
    paths = [path for path in _PAGES if ACCESS.get(f"GET {path}") is PUBLIC]
    return _xml("urlset", "url", ((f"{base}{path}?lang={lang}", None) for path in paths for lang in settings.languages))


@router.get("/sitemap-works-{part}.xml")
def sitemap_of_works(request: Request, session: SessionDep, settings: SettingsDep, part: PartNumber) -> Response:
    """The pages of one part of the works, in each language."""
    base = public_base(request, settings)
    works = listed_works(session, part)
    return _xml(
        "urlset", "url", ((f"{base}/works/{id}?lang={lang}", at) for id, at in works for lang in settings.languages)
    )
