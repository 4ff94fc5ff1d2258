"""Who may ask for what: every route of the application, one row each. A route without a row is refused to everybody,
and a test says so before that happens.

A row gives the roles that may call the route at all. What they may see and change there (their own district, their
own organisation) is decided by the rules of the domain, which get the `CurrentUser`.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from gis_app.accounts.roles import ADMINISTRATOR, CONTRACTOR, EXECUTOR, INSPECTOR, OPERATOR, PLANNER


class Open(Enum):
    """Rows that name no roles."""

    PUBLIC = "everybody, signed in or not"
    SIGNED_IN = "everybody who is signed in, whatever the roles"


PUBLIC: Final = Open.PUBLIC
SIGNED_IN: Final = Open.SIGNED_IN
Row = frozenset[str] | Open


def only(*roles: str) -> frozenset[str]:
    """The row of a route that these roles may call."""
    return frozenset(roles)


# Who sends plans: contractors those of their organisation, planners those of their districts.
_PLANNING: Final = only(CONTRACTOR, PLANNER)

_BUILDING = only(CONTRACTOR, EXECUTOR)
# Who looks after districts: planners their own, inspectors and administrators those of their grants.
_DISTRICTS: Final = only(PLANNER, INSPECTOR, ADMINISTRATOR)

_PLACING = only(PLANNER, OPERATOR, ADMINISTRATOR)

_TELLING = only(PLANNER, OPERATOR)

# Who adds pictures of planning under the works.
_OVERLAYING = only(PLANNER, ADMINISTRATOR)

# Who keeps the life situations, by which appeals find their body.
_ROUTING = only(OPERATOR, ADMINISTRATOR)

# Who reads the reception's queue; inspectors read the answers and may reopen.
_RECEPTION = only(OPERATOR, ADMINISTRATOR, INSPECTOR)

# Tiles and static files are answered before the application sees them (gis_app/map/tiles.py, gis_app/pages/static.py);
# both are public.
ACCESS: Mapping[str, Row] = {
    # Operations and documents for programs
    "GET /health": PUBLIC,
    "GET /ready": PUBLIC,
    "GET /metrics": PUBLIC,
    "GET /openapi.json": PUBLIC,
    "GET /docs": PUBLIC,
    # For browsers that keep pages, and for search engines
    "GET /sw.js": PUBLIC,
    "GET /offline": PUBLIC,
    "GET /manifest.webmanifest": PUBLIC,
    "GET /robots.txt": PUBLIC,
    "GET /sitemap.xml": PUBLIC,
    "GET /sitemap-pages.xml": PUBLIC,
    "GET /sitemap-works-{part}.xml": PUBLIC,
    # The map, its data and its pages
    "GET /": PUBLIC,
    "GET /works/{work_id}": PUBLIC,
    "GET /works/{work_id}/history": PUBLIC,
    "GET /outages": PUBLIC,
    "GET /organisations/{organisation_id}": PUBLIC,
    "GET /outages/{outage_id}": PUBLIC,
    "GET /style.json": PUBLIC,
    "GET /api/catalog": PUBLIC,
    "GET /api/works": PUBLIC,
    "GET /api/works/{work_id}": PUBLIC,
    "GET /api/works/{work_id}/reports": PUBLIC,
    # Reactions to finished works: whose, and once each, is asked by gis_app/reactions
    "GET /works/{work_id}/reaction": PUBLIC,
    "POST /works/{work_id}/reaction": PUBLIC,
    "GET /api/works/{work_id}/reactions": PUBLIC,
    "POST /api/works/{work_id}/reactions": PUBLIC,
    "GET /api/outages": PUBLIC,
    "GET /api/appeal-topics": PUBLIC,
    "POST /api/appeals": PUBLIC,
    "GET /api/appeals/{token}": PUBLIC,
    "GET /api/appeals/{token}/links": PUBLIC,
    "GET /api/works/{work_id}/appeals": PUBLIC,
    "GET /api/works/{work_id}/appeals/items": PUBLIC,
    "GET /api/similar-appeals": PUBLIC,
    "GET /appeals/new": PUBLIC,
    "POST /appeals/new": PUBLIC,
    # The token in the path is the whole proof
    "GET /appeals/{token}": PUBLIC,
    "POST /appeals/{token}": PUBLIC,
    "GET /appeals/{token}/photos/{key}.jpg": PUBLIC,
    "GET /api/outages/{outage_id}": PUBLIC,
    "GET /ogc/": PUBLIC,
    "GET /ogc/conformance": PUBLIC,
    "GET /ogc/api": PUBLIC,
    "GET /ogc/collections": PUBLIC,
    "GET /ogc/collections/{collection_id}": PUBLIC,
    "GET /ogc/collections/{collection_id}/items": PUBLIC,
    "GET /ogc/collections/{collection_id}/items/{item_id}": PUBLIC,
    "GET /photos/{key}.jpg": PUBLIC,  # whose eyes a photo is for is asked by gis_app/pages/photos.py
    # The guide of life situations
    "GET /guide": PUBLIC,
    "GET /guide/{code}": PUBLIC,
    "GET /api/guide": PUBLIC,
    "GET /api/answer": PUBLIC,
    # The city's plan for everybody
    "GET /city": PUBLIC,
    "GET /city/districts/{district_id}": PUBLIC,
    "GET /city/works": PUBLIC,
    "GET /city/finished": PUBLIC,
    "GET /city/outages": PUBLIC,
    "GET /city/works.{form}": PUBLIC,
    "GET /city/figures.{form}": PUBLIC,
    "GET /city/finished.{form}": PUBLIC,
    "GET /city/outages.{form}": PUBLIC,
    "GET /place": PUBLIC,
    "GET /place/pin": PUBLIC,
    "GET /place/pin.svg": PUBLIC,
    "GET /place/{place_id}": PUBLIC,
    "GET /place/{place_id}/map.svg": PUBLIC,
    "GET /place/{place_id}/picture.png": PUBLIC,
    # Following a place: the token of a letter's link is the whole proof
    "GET /follow": PUBLIC,
    "POST /follow": PUBLIC,
    "GET /follow/by/push": PUBLIC,
    "POST /follow/by/push": PUBLIC,
    "POST /follow/by/push/moved": PUBLIC,  # the keys of the former subscription are the proof
    "POST /follow/by/telegram": PUBLIC,
    "GET /follow/by/telegram/{code}": PUBLIC,
    "GET /follow/{token}": PUBLIC,
    "POST /follow/{token}": PUBLIC,
    "GET /follow/{token}/place": PUBLIC,
    "POST /follow/{token}/place": PUBLIC,
    "GET /follow/{token}/stop": PUBLIC,
    "POST /follow/{token}/stop": PUBLIC,  # its token is all that a mail program has
    "GET /follow/{token}/calendar.ics": PUBLIC,
    "GET /follow/{token}/news.atom": PUBLIC,
    "GET /feeds/place/{place_id}.ics": PUBLIC,
    "GET /feeds/place/{place_id}.atom": PUBLIC,
    # The reception: whose appeals a person sees is asked by gis_app/appeals/scope.py
    "GET /reception": _RECEPTION,
    "GET /reception/map.json": _RECEPTION,
    "GET /reception/export.csv": _RECEPTION,
    "GET /reception/export.xlsx": _RECEPTION,
    "GET /reception/share": _RECEPTION,
    "GET /reception/new": _ROUTING,
    "POST /reception/new": _ROUTING,
    "POST /reception/new/look": _ROUTING,
    "GET /planner/appeals": _DISTRICTS,
    # Messages lead executors and contractors here; they go on to their own page of an appeal that is theirs.
    "GET /reception/appeals/{appeal_id}": only(OPERATOR, ADMINISTRATOR, INSPECTOR, EXECUTOR, CONTRACTOR),
    "POST /reception/appeals/{appeal_id}/applicant": _ROUTING,
    "POST /reception/appeals/{appeal_id}/take": _ROUTING,
    "POST /reception/appeals/{appeal_id}/steps": _RECEPTION,
    "POST /reception/appeals/{appeal_id}/answer": _ROUTING,
    "POST /reception/appeals/{appeal_id}/term": _ROUTING,
    "POST /reception/appeals/{appeal_id}/question": _ROUTING,
    "POST /reception/appeals/{appeal_id}/topic": _ROUTING,
    "POST /reception/appeals/{appeal_id}/body": _ROUTING,
    "POST /reception/appeals/{appeal_id}/links/{link_id}": _ROUTING,
    "POST /reception/appeals/{appeal_id}/merge": _ROUTING,
    "POST /reception/appeals/{appeal_id}/split": _ROUTING,
    "GET /executor": only(EXECUTOR),
    "GET /executor/appeals/{appeal_id}": only(EXECUTOR),
    "POST /executor/appeals/{appeal_id}/take": only(EXECUTOR),
    "POST /executor/appeals/{appeal_id}/steps": only(EXECUTOR),
    "POST /executor/appeals/{appeal_id}/answer": only(EXECUTOR),
    "POST /executor/appeals/{appeal_id}/term": only(EXECUTOR),
    "POST /executor/appeals/{appeal_id}/question": only(EXECUTOR),
    "GET /contractor/appeals": only(CONTRACTOR),
    "GET /contractor/appeals/{appeal_id}": only(CONTRACTOR),
    "POST /contractor/appeals/{appeal_id}/reply": only(CONTRACTOR),
    "POST /contractor/appeals/{appeal_id}/answer": only(CONTRACTOR),
    "POST /contractor/appeals/{appeal_id}/steps": only(CONTRACTOR),
    # The rules of who answers
    "GET /reception/situations": _ROUTING,
    "GET /reception/situations/export.xlsx": _ROUTING,
    "POST /reception/situations/files": _ROUTING,
    "GET /reception/situations/files/{file_id}": _ROUTING,
    "POST /reception/situations/files/{file_id}/apply": _ROUTING,
    "POST /photos/{key}/hiding": only(PLANNER, ADMINISTRATOR),
    # Finding places
    "GET /geocode/explain": PUBLIC,
    "GET /api/geocode": PUBLIC,
    "GET /api/autocomplete": PUBLIC,
    "GET /api/reverse": PUBLIC,
    # Plans on their way to the works
    "GET /imports": _PLANNING,
    "POST /imports": _PLANNING,
    "GET /imports/template.xlsx": _PLANNING,
    "GET /imports/example-broken.xlsx": _PLANNING,
    "GET /imports/{upload_id}": _PLANNING,
    "GET /imports/{upload_id}/remarks.xlsx": _PLANNING,
    "GET /imports/{upload_id}/progress": _PLANNING,
    "GET /imports/{upload_id}/file": _PLANNING,
    "POST /imports/{upload_id}/check": _PLANNING,
    "POST /imports/{upload_id}/submit": _PLANNING,
    "POST /imports/{upload_id}/withdraw": _PLANNING,
    "POST /imports/{upload_id}/return": only(PLANNER),
    "POST /imports/{upload_id}/accept": only(PLANNER),
    "GET /imports/{upload_id}/columns": _PLANNING,
    "POST /imports/{upload_id}/columns": _PLANNING,
    "GET /imports/{upload_id}/rows/{row_id}": _PLANNING,
    "POST /imports/{upload_id}/rows/{row_id}": _PLANNING,
    # Pixels under the works: whose overlay it is, and whether it is public, is asked by gis_app/rasters/standing.py
    "GET /raster/{layer}/{z}/{x}/{y}.png": PUBLIC,
    "GET /raster/{layer}.json": PUBLIC,
    "GET /api/rasters": PUBLIC,
    "GET /planner/rasters": _DISTRICTS,
    "POST /planner/rasters": _OVERLAYING,
    "GET /planner/rasters/{raster_id}": _DISTRICTS,
    "GET /planner/rasters/{raster_id}/picture.png": _DISTRICTS,
    "POST /planner/rasters/{raster_id}/share": _OVERLAYING,
    "POST /planner/rasters/{raster_id}/description": _OVERLAYING,
    "POST /planner/rasters/{raster_id}/delete": _OVERLAYING,
    "GET /planner/density.tif": _DISTRICTS,
    # Accounts
    "GET /sign-in": PUBLIC,
    "POST /sign-in": PUBLIC,
    "POST /sign-out": SIGNED_IN,
    "GET /account": SIGNED_IN,
    "POST /account": SIGNED_IN,
    "POST /account/password": SIGNED_IN,
    "POST /account/sessions/{session_id}/end": SIGNED_IN,
    "POST /account/sign-out-everywhere": SIGNED_IN,
    "GET /account/messages": SIGNED_IN,
    "POST /account/messages": SIGNED_IN,
    "POST /account/messages/mail": SIGNED_IN,
    "GET /messages": SIGNED_IN,
    "POST /messages/read": SIGNED_IN,
    "GET /messages/{message_id}": SIGNED_IN,
    "GET /messages/stop/{token}": PUBLIC,
    "POST /messages/stop/{token}": PUBLIC,  # its token is all that a mail program has
    "GET /account/reset": PUBLIC,
    "POST /account/reset": PUBLIC,
    "GET /account/reset/{token}": PUBLIC,
    "POST /account/reset/{token}": PUBLIC,
    "GET /invitations": only(ADMINISTRATOR, PLANNER),
    "POST /invitations": only(ADMINISTRATOR, PLANNER),
    "POST /invitations/{invitation_id}/revoke": only(ADMINISTRATOR, PLANNER),
    "GET /invitations/{token}": PUBLIC,
    "POST /invitations/{token}": PUBLIC,
    "POST /demo/enter": PUBLIC,  # only at the machine itself and on demo data (accounts/demo.py)
    # Administration
    "GET /admin/users": only(ADMINISTRATOR),
    "GET /admin/users/{user_id}": only(ADMINISTRATOR),
    "POST /admin/users/{user_id}/grants": only(ADMINISTRATOR),
    "POST /admin/users/{user_id}/active": only(ADMINISTRATOR),
    "POST /admin/grants/{grant_id}/revoke": only(ADMINISTRATOR),
    "GET /admin/audit": only(ADMINISTRATOR),
    "GET /admin/mails": only(ADMINISTRATOR),
    "POST /admin/mails/{mail_id}/again": only(ADMINISTRATOR),
    # What waits for a person
    "GET /desk": only(ADMINISTRATOR, INSPECTOR, PLANNER, CONTRACTOR, EXECUTOR),
    # The contractor's pages: which works are a person's own is asked by gis_app/planning/assignments.py
    "GET /contractor": _BUILDING,
    "GET /contractor/works/{work_id}": _BUILDING,
    "GET /contractor/session": SIGNED_IN,
    "GET /contractor/offline.js": PUBLIC,
    # The planner's desk: whose districts, is asked by gis_app/planning/scope.py
    "GET /planner": _DISTRICTS,
    "GET /planner/works": _DISTRICTS,
    "POST /planner/works/preview": _DISTRICTS,
    "POST /planner/works/apply": _DISTRICTS,
    "GET /planner/export.csv": _DISTRICTS,
    "GET /planner/export.gpkg": _DISTRICTS,
    "GET /planner/export.xlsx": _DISTRICTS,
    # Plans on paper and as a file: of whose districts, is asked by gis_app/planning/scope.py
    "GET /planner/print": _DISTRICTS,
    "GET /planner/plan.pdf": _DISTRICTS,
    "GET /planner/plan.html": _DISTRICTS,
    "GET /planner/timeline": _DISTRICTS,
    # The life of a work: whose work it is, and what it allows now, is asked by gis_app/works/transitions.py
    "GET /works/new": _PLANNING,
    "POST /works/new": _PLANNING,
    "GET /works/{work_id}/edit": only(CONTRACTOR, PLANNER, ADMINISTRATOR),
    "POST /works/{work_id}/edit": only(CONTRACTOR, PLANNER, ADMINISTRATOR),
    "POST /works/{work_id}/changes": only(CONTRACTOR, PLANNER, INSPECTOR, ADMINISTRATOR),
    "POST /works/{work_id}/schedule": only(CONTRACTOR, PLANNER, ADMINISTRATOR),
    "POST /works/{work_id}/extension-requests": only(CONTRACTOR),
    # Reports from the building site: whose work it is, is asked by gis_app/site_reports/access.py
    "POST /works/{work_id}/reports": only(CONTRACTOR),
    "POST /api/works/{work_id}/reports": only(CONTRACTOR),
    # Requests for more time: whose they are, works/extensions/requests.py and works/extensions/listing.py ask
    "GET /extension-requests": only(CONTRACTOR, PLANNER, INSPECTOR, ADMINISTRATOR),
    "GET /extension-requests/{request_id}": only(CONTRACTOR, PLANNER, INSPECTOR, ADMINISTRATOR),
    "POST /extension-requests/{request_id}/decision": only(PLANNER, ADMINISTRATOR),
    "POST /extension-requests/{request_id}/withdrawal": only(CONTRACTOR),
    # Shut-offs by hand: whose shut-off it is, is asked by gis_app/outages/standing.py
    "GET /outages/new": _TELLING,
    "POST /outages/new": _TELLING,
    "POST /outages/{outage_id}/changes": _TELLING,
    "POST /outages/files": _TELLING,
    "GET /outages/files/{file_id}": _TELLING,
    "POST /outages/files/{file_id}/publish": _TELLING,
    # Texts that could not be placed for certain
    "GET /review": _PLACING,
    "GET /review/{item_id}": _PLACING,
    "POST /review/{item_id}/decision": _PLACING,
}


# Asked by mail programs, which have no page of ours and no cookie: the secret in the path is the proof.
# Programs of others register appeals, from pages of their own too: there is no session in it that could be misused.
# A reaction is JSON of our own pages alone, signed in or not (pages/works/reactions.py): the card sends no token.
# A browser's worker has no page: the keys of the subscription that it had are the proof.
WITHOUT_FORM_TOKEN = frozenset(
    {
        "POST /messages/stop/{token}",
        "POST /follow/{token}/stop",
        "POST /follow/by/push/moved",
        "POST /api/appeals",
        "POST /api/works/{work_id}/reactions",
    }
)

# What visitors send with photos, so that it may be large.
WITH_PHOTOS_OF_VISITORS = frozenset({"POST /appeals/new", "POST /api/appeals"})


def may(row: Row, roles: frozenset[str] | None) -> bool:
    """Whether somebody with `roles` may call a route with this row; None for a visitor."""
    if row is Open.PUBLIC:
        return True
    if roles is None:
        return False
    return row is Open.SIGNED_IN or bool(roles & row)


# Where a day begins: with the appeals to answer, on a building site with the own works, at a desk with what waits, in
# the reception with its queue.
_FIRST_PAGES: Final = ("/executor", "/contractor", "/desk", "/reception", "/")


def first_page(roles: frozenset[str]) -> str:
    """The page that somebody with `roles` works on, shown to who enters without having asked for another."""
    return next(page for page in _FIRST_PAGES if may(ACCESS[f"GET {page}"], roles))
