"""The web application: the only place where the parts meet.

Layers of the ASGI app, outermost first: tiles from memory (nothing may cost more than the answer itself), request id
and metrics, static files, then FastAPI.
"""

import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import BoundedSemaphore
from uuid import uuid4

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse, RedirectResponse
from granian.utils.proxies import wrap_asgi_with_proxy_headers
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gis_app.accounts.guard import guard
from gis_app.accounts.large_bodies import LargeBodies
from gis_app.accounts.next_page import sign_in_page
from gis_app.db.session import make_engine, make_reading_engine
from gis_app.db.unfit import LARGEST_ID, is_unfit
from gis_app.dependencies import language
from gis_app.errors import GisAppError, TooManyRequestsError, UnauthorizedError, UnavailableError, http_status
from gis_app.log import configure_logging, request_id
from gis_app.map.listener import TileListener
from gis_app.map.tile_memory import TileMemory
from gis_app.map.tiles import TileApp
from gis_app.messages.unread import unread_of_page
from gis_app.pages.city.file_memory import FileMemory
from gis_app.pages.errors import error_page
from gis_app.pages.static import StaticApp
from gis_app.planning.figure_memory import MAY_WAIT, FigureMemory
from gis_app.routers import ROUTERS
from gis_app.settings import Settings, get_settings

logger = logging.getLogger(__name__)
REASONS = {
    400: "Bad request",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Changed meanwhile",
    413: "Too large",
    429: "Too many requests",
    503: "Not available now",
}


def is_for_a_person(request: Request) -> bool:
    """Whether a browser asks for a page, and no program for data."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(
        ("/api", "/ogc", "/tiles", "/raster/")
    )


def problem(request: Request, status: int, detail: str, **more: str) -> Response:
    """An error as RFC 9457 problem JSON with members of ours, or as a page for a browser that asks for one."""
    if is_for_a_person(request):
        return error_page(request, status, detail)
    body = {
        "type": "about:blank",
        "title": REASONS.get(status, "Error"),
        "status": status,
        "detail": detail,
        "instance": f"urn:request:{request_id.get()}",
        **more,
    }
    return JSONResponse(body, status, media_type="application/problem+json")


def _said(request: Request, error: GisAppError) -> dict[str, str]:
    """What a page of ours shows to a person: `said` in the language asked for, and the `code` of the error's kind."""
    in_language, code = getattr(error, "in_language", None), getattr(error, "code", None)
    if in_language is None:
        return {}
    lang = language(request, request.app.state.settings, request.query_params.get("lang"))
    return {"said": in_language(lang)} | ({"code": code} if isinstance(code, str) else {})


def _install_error_handlers(app: FastAPI) -> None:
    @app.exception_handler(GisAppError)
    def ours(request: Request, error: GisAppError) -> Response:
        if isinstance(error, UnauthorizedError) and request.method == "GET" and is_for_a_person(request):
            lang = language(request, request.app.state.settings, request.query_params.get("lang"))
            return RedirectResponse(sign_in_page(request.url.path, request.url.query, lang), 303)
        status = http_status(error)
        if status >= 500:
            logger.error("%s", error)
            answer = problem(request, status, FIXED_SENTENCE.format(request_id.get()))
            if status == 503:
                answer.headers["retry-after"] = str(SOON_S)
            return answer
        answer = problem(request, status, str(error), **_said(request, error))
        if isinstance(error, TooManyRequestsError):
            answer.headers["retry-after"] = str(error.retry_after_s)
        return answer

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        said = "; ".join(f"{'.'.join(str(part) for part in item['loc'][1:])}: {item['msg']}" for item in error.errors())
        return problem(request, 400, said)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        # The parser of forms tells of a field that is too large like of any other fault.
        is_large = error.status_code == 400 and "exceeded maximum size" in str(error.detail)
        answer = problem(request, 413 if is_large else error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(DataError)
    def unfit(request: Request, error: DataError) -> Response:
        if not is_unfit(error):
            return unexpected(request, error)
        if any(part.isdigit() and int(part) > LARGEST_ID for part in map(str, request.path_params.values())):
            return problem(request, 404, "nothing has such a number")
        return problem(request, 400, "a number that is too large, or letters that no text has")

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> Response:
        logger.exception("request failed", exc_info=error)
        return problem(request, 500, FIXED_SENTENCE.format(request_id.get()))


# A plan's file (etl/extract/sniff.py takes 200 MB) and the form around it.
# Pages of some ten kB, in the memory of each server.
MOST_CITY_PAGES = 500
LARGEST_BODY_BYTES = 210_000_000
# What is not there now, or has too many who wait, is worth another try.
SOON_S = 30
FIXED_SENTENCE = "Something went wrong on our side. Quote this number when you write to us: {}"


class Observed:
    """Gives each request an id, counts it and times it; headers that every answer carries are set here."""

    def __init__(self, inner: ASGIApp, registry: CollectorRegistry) -> None:
        self.inner = inner
        self.requests = Counter("http_requests", "Requests answered", ["method", "status"], registry=registry)
        self.seconds = Histogram("http_request_seconds", "Time to answer", registry=registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        token = request_id.set(uuid4().hex[:16])
        began = time.perf_counter()

        async def observed_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.requests.labels(scope["method"], str(message["status"])).inc()
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", request_id.get().encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"same-origin"),
                ]
            await send(message)

        try:
            await self.inner(scope, receive, observed_send)
        finally:
            self.seconds.observe(time.perf_counter() - began)
            request_id.reset(token)


def build_api(settings: Settings) -> FastAPI:
    """The FastAPI part: pages, JSON, OGC API. `create_app` puts the fast paths in front of it."""
    engine = make_engine(settings, pool_size=20)
    reading = make_reading_engine(settings)
    memory = TileMemory()
    waiting = BoundedSemaphore(MAY_WAIT)
    figures = FigureMemory(may_wait=waiting)
    # The public's numbers may be a minute old, whatever changes meanwhile: a thousand readers cost what one does.
    city_pages, city_files = FigureMemory(most_kept=MOST_CITY_PAGES, may_wait=waiting), FileMemory()
    city_pages.follow()
    listener = TileListener(engine, memory, settings, figures)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        listener.start()
        try:
            yield
        finally:
            listener.stop()
            engine.dispose()
            reading.dispose()

    api = FastAPI(
        title="gis_app",
        summary="The city's map of repair and improvement works.",
        version="0.1.0",
        lifespan=lifespan,
        dependencies=[Depends(guard), Depends(unread_of_page)],
        max_body_size=LARGEST_BODY_BYTES,
        # FastAPI's pages fetch their scripts from elsewhere; gis_app/pages/interface.py is ours.
        docs_url=None,
        redoc_url=None,
    )
    api.state.engine, api.state.settings, api.state.tile_memory = engine, settings, memory
    api.state.reading_engine = reading
    api.state.city_pages, api.state.city_files = city_pages, city_files
    api.state.figures, api.state.listener, api.state.registry = figures, listener, CollectorRegistry()
    api.add_middleware(LargeBodies)
    # Two hundredths larger than at level 6, in half the time.
    api.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=4)
    _install_error_handlers(api)
    for router in ROUTERS:
        api.include_router(router)
    api.include_router(operations)
    return api


# FastAPI remembers every endpoint it has ever looked at: one that held the application would keep it alive for ever.
operations = APIRouter(tags=["operations"])


@operations.get("/health")
def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@operations.get("/ready")
def ready(request: Request) -> dict[str, str]:
    """The database answers and the tiles are in memory."""
    listener: TileListener = request.app.state.listener
    if not listener.is_loaded:
        raise UnavailableError("the tiles are still being read")
    with request.app.state.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return {"status": "ready"}


@operations.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """Counters in Prometheus' text format."""
    return Response(generate_latest(request.app.state.registry), media_type=CONTENT_TYPE_LATEST)


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The whole ASGI application. The database's URL must be in the settings."""
    chosen = settings or get_settings()
    configure_logging(chosen.log_level)
    api = build_api(chosen)
    app = TileApp(Observed(StaticApp(api), api.state.registry), api.state.tile_memory)
    if chosen.trusted_proxies is None:
        return app
    believing: ASGIApp = wrap_asgi_with_proxy_headers(app, trusted_hosts=chosen.trusted_proxies.split(","))
    return believing
