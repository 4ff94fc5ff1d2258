"""Large bodies are taken from people who are signed in, and from nobody else.

FastAPI reads a form before any dependency of the route runs, the guard among them: a visitor could fill the disk with
uploads that are refused afterwards. So the session is looked at here, before the first byte is read.
"""

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from gis_app.accounts.cookies import SESSION_COOKIE, read_cookie
from gis_app.accounts.csrf import SAFE_METHODS
from gis_app.accounts.sessions import find_user

# More than any form of ours without a file.
LARGEST_OF_A_VISITOR_BYTES = 300_000
# More than any drawing; files come as multipart, which is kept on the disk and not in memory as these are.
LARGEST_WITHOUT_FILE_BYTES = 8_000_000


class LargeBodies:
    """Answers 401 to a large request, or one of unknown length, that comes without a session; 413 to one that is no
    form with a file and larger than any of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and _is_large(Request(scope)):
            request = Request(scope)
            if not await run_in_threadpool(_is_signed_in, request):
                await _refusal(401, "Sign in first", "sign in first")(scope, receive, send)
                return
            if _is_kept_in_memory(request):
                await _refusal(413, "Too large", "only files may be so large")(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_large(request: Request) -> bool:
    length = request.headers.get("content-length", "")
    if length.isdecimal():
        return int(length) > LARGEST_OF_A_VISITOR_BYTES
    return "transfer-encoding" in request.headers


def _is_kept_in_memory(request: Request) -> bool:
    """Whether a body that is no multipart form is larger than any of ours, or does not say how large it is."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return False
    length = request.headers.get("content-length", "")
    return not length.isdecimal() or int(length) > LARGEST_WITHOUT_FILE_BYTES


def _refusal(status: int, title: str, detail: str) -> JSONResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, {"connection": "close"}, media_type="application/problem+json")


def _is_signed_in(request: Request) -> bool:
    state = request.app.state
    token = read_cookie(request, state.settings, SESSION_COOKIE)
    if token is None:
        return False
    with Session(state.engine) as session:
        return find_user(session, state.settings, token) is not None
