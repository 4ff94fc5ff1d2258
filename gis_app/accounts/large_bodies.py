"""Large bodies are taken from people who are signed in, and of visitors the photos of an appeal.

FastAPI reads a form before any dependency of the route runs, the guard among them: a visitor could fill the disk with
uploads that are refused afterwards. So the session is looked at here, before the first byte is read; photos of
visitors have a limit of size, and few are sent at once.
"""

from collections import Counter

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from gis_app.accounts.access import WITH_PHOTOS_OF_VISITORS
from gis_app.accounts.attempts import counted_address
from gis_app.accounts.cookies import SESSION_COOKIE, read_cookie
from gis_app.accounts.csrf import SAFE_METHODS
from gis_app.accounts.sessions import find_user
from gis_app.photos.opening import BYTES_OF_MB

# More than any form of ours without a file.
LARGEST_OF_A_VISITOR_BYTES = 300_000
# More than any drawing; files come as multipart, which is kept on the disk and not in memory as these are.
LARGEST_WITHOUT_FILE_BYTES = 8_000_000
# An appeal has so many photos (gis_app/appeals/received.py).
PHOTOS_OF_A_VISITOR = 5
# Sendings of photos by visitors at once in a process: each waits on the disk until it is whole. From one address a
# household's; who sends slowly on purpose leaves room for others.
PHOTOS_AT_ONCE = 24
PHOTOS_AT_ONCE_OF_ADDRESS = 4


class LargeBodies:
    """Answers 401 to a large request, or one of unknown length, that comes without a session and is no appeal with
    photos; 413 to one larger than any of ours; 503 while many visitors send photos."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._sending: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS or not _is_large(request := Request(scope)):
            await self._app(scope, receive, send)
        elif await run_in_threadpool(_is_signed_in, request):
            if _is_kept_in_memory(request):
                await _refusal(413, "Too large", "only files may be so large")(scope, receive, send)
            else:
                await self._app(scope, receive, send)
        elif _may_have_photos(request):
            await self._take_photos(request, receive, send)
        else:
            await _refusal(401, "Sign in first", "sign in first")(scope, receive, send)

    async def _take_photos(self, request: Request, receive: Receive, send: Send) -> None:
        most = PHOTOS_OF_A_VISITOR * request.app.state.settings.photo_max_mb * BYTES_OF_MB + LARGEST_OF_A_VISITOR_BYTES
        if int(request.headers["content-length"]) > most:
            await _refusal(413, "Too large", "the photos are too large together")(request.scope, receive, send)
            return
        address = counted_address(request.client.host if request.client else "")
        if self._sending.total() >= PHOTOS_AT_ONCE or self._sending[address] >= PHOTOS_AT_ONCE_OF_ADDRESS:
            await _refusal(503, "Unavailable", "many send photos just now; try again")(request.scope, receive, send)
            return
        self._sending[address] += 1
        try:
            await self._app(request.scope, receive, send)
        finally:
            self._sending[address] -= 1
            if not self._sending[address]:
                del self._sending[address]


def _is_large(request: Request) -> bool:
    length = request.headers.get("content-length", "")
    if length.isdecimal():
        return int(length) > LARGEST_OF_A_VISITOR_BYTES
    return "transfer-encoding" in request.headers


def _may_have_photos(request: Request) -> bool:
    """Whether it is a form of visitors with files, of a length that is known."""
    return (
        f"{request.method} {request.url.path}" in WITH_PHOTOS_OF_VISITORS
        and request.headers.get("content-type", "").startswith("multipart/form-data")
        and request.headers.get("content-length", "").isdecimal()
    )


def _is_kept_in_memory(request: Request) -> bool:
    """Whether a body that is no multipart form is larger than any of ours, or does not say how large it is."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return False
    length = request.headers.get("content-length", "")
    return not length.isdecimal() or int(length) > LARGEST_WITHOUT_FILE_BYTES


def _refusal(status: int, title: str, detail: str) -> JSONResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    headers = {"connection": "close"} | ({"retry-after": "30"} if status == 503 else {})
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def _is_signed_in(request: Request) -> bool:
    state = request.app.state
    token = read_cookie(request, state.settings, SESSION_COOKIE)
    if token is None:
        return False
    with Session(state.engine) as session:
        return find_user(session, state.settings, token) is not None
