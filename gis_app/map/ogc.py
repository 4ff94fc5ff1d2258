"""OGC API - Features (Core, OpenAPI 3.0, GeoJSON) over the catalogue's collections, under ``/ogc``."""

from fastapi import APIRouter, Request, Response
from sqlalchemy import text

from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep, base_url
from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.map import ogc_documents as documents
from gis_app.map.collections import LARGEST_ID, Context, collection_layers, find_collection, read_question
from gis_app.map.ogc_openapi import openapi
from gis_app.settings import Settings
from layers.catalog import Layer
from layers.features import count_items, read_item, read_items

router = APIRouter(prefix="/ogc", tags=["OGC API - Features"], default_response_class=Response)

PLANNED_DAYS = text(
    "SELECT min(planned_start), max(coalesce(planned_end, planned_start)) FROM works "
    "WHERE geom IS NOT NULL AND state <> 'draft' AND (state <> 'cancelled' OR NOT is_given_up_draft(id))"
)


def _answer(document: documents.Document, media_type: str = "application/json") -> Response:
    """JSON that every site may read, with the document's links as Link headers too."""
    links = ", ".join(f'<{one["href"]}>; rel="{one["rel"]}"; type="{one["type"]}"' for one in document.get("links", ()))
    headers = {"access-control-allow-origin": "*", "cache-control": "public, max-age=0, must-revalidate"}
    if links:
        headers["link"] = links
    return Response(documents.dump(document), media_type=media_type, headers=headers)


def _base(request: Request) -> str:
    return f"{base_url(request.scope)}/ogc"


def _refuse_unknown(request: Request) -> None:
    for name in request.query_params:
        if name not in ("f", "lang"):
            raise InvalidParameterError(name, "unknown parameter")


def _describe(request: Request, session: SessionDep, settings: Settings, lang: str, layer: Layer) -> documents.Document:
    days = tuple(session.execute(PLANNED_DAYS).one()) if layer.collection and layer.collection.datetime else ()
    return documents.collection(layer, _base(request), settings, lang, days)


@router.get("/")
def landing_page(request: Request, settings: SettingsDep, lang: LanguageDep) -> Response:
    """Where everything is."""
    _refuse_unknown(request)
    return _answer(documents.landing_page(_base(request), settings, lang))


@router.get("/conformance")
def conformance(request: Request) -> Response:
    """The classes of the standard that are kept."""
    _refuse_unknown(request)
    return _answer(documents.conformance())


@router.get("/api")
def api(request: Request) -> Response:
    """This part of the interface as OpenAPI 3.0."""
    _refuse_unknown(request)
    return _answer(openapi(_base(request)), documents.OPENAPI)


@router.get("/collections")
def collections(request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep) -> Response:
    """Every collection."""
    _refuse_unknown(request)
    described = [_describe(request, session, settings, lang, layer) for layer in collection_layers()]
    return _answer(documents.collections(described, _base(request)))


@router.get("/collections/{collection_id}")
def collection(
    collection_id: str, request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep
) -> Response:
    """One collection: its title, extent and links."""
    _refuse_unknown(request)
    layer, _ = find_collection(collection_id)
    return _answer(_describe(request, session, settings, lang, layer))


@router.get("/collections/{collection_id}/items")
def items(
    collection_id: str, request: Request, session: SessionDep, settings: SettingsDep, today: TodayDep
) -> Response:
    """A page of items as GeoJSON: by id, or by distance with ``near``. Every filter is in the OpenAPI document."""
    layer, declared = find_collection(collection_id)
    query = request.query_params
    asked = {name: query.getlist(name) for name in query}
    question = read_question(asked, declared, Context(today, settings.time_zone, settings.metric_srid))
    connection = session.connection()
    found = read_items(connection, layer, question)
    matched = count_items(connection, layer, question)
    page = documents.items_page(layer, _base(request), query.multi_items(), question, found, matched)
    return _answer(page, documents.GEOJSON)


@router.get("/collections/{collection_id}/items/{item_id}")
def item(
    collection_id: str, item_id: str, request: Request, session: SessionDep, settings: SettingsDep, today: TodayDep
) -> Response:
    """One item with all it has: for a work every version of its days, its events and its row in the plan."""
    _refuse_unknown(request)
    layer, _ = find_collection(collection_id)
    number = int(item_id) if item_id.isascii() and item_id.isdigit() and len(item_id) < 20 else LARGEST_ID + 1
    context = Context(today, settings.time_zone, settings.metric_srid)
    found = read_item(session.connection(), layer, number, context.values) if number <= LARGEST_ID else None
    if found is None:
        raise NotFoundError(f"there is no item {item_id!r} in {collection_id}")
    here = f"{_base(request)}/collections/{collection_id}"
    document = documents.feature(found, layer) | {
        "links": [
            documents.link(f"{here}/items/{item_id}", "self", "This item", documents.GEOJSON),
            documents.link(here, "collection", layer.title["en"]),
        ]
    }
    return _answer(document, documents.GEOJSON)
