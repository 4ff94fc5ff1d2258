"""Forms and scripts of other sites are refused: every unsafe request carries a token that only our pages know.

The token is made from the secret of the browser's cookie: the session's, or for a visitor who is not signed in a
random one of its own. So it ends with the session, and nothing more is stored.
"""

from hashlib import sha256
from hmac import compare_digest

from starlette.requests import Request
from starlette.responses import Response

from gis_app.accounts.cookies import SESSION_COOKIE, VISITOR_COOKIE, read_cookie, set_cookie
from gis_app.accounts.tokens import new_token
from gis_app.errors import ForbiddenError
from gis_app.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_FIELD = "csrf_token"
HEADER = "x-csrf-token"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
VISITOR_AGE_S = 24 * 3600


def csrf_token(secret: str) -> str:
    """The token that belongs to a cookie's secret; the secret cannot be told from it."""
    return sha256(b"csrf:" + secret.encode()).hexdigest()


def secret_of(request: Request, settings: Settings, *, signed_in: bool) -> str | None:
    """The secret that the token of this browser is made from, None when it has no cookie yet."""
    return read_cookie(request, settings, SESSION_COOKIE if signed_in else VISITOR_COOKIE)


def page_token(request: Request, settings: Settings, *, signed_in: bool) -> str:
    """The token to write into a page. A visitor without a cookie gets one; `give_visitor_cookie` sends it."""
    secret = secret_of(request, settings, signed_in=signed_in) or getattr(request.state, "new_visitor", None)
    if secret is None:
        secret = request.state.new_visitor = new_token()
    return csrf_token(secret)


def give_visitor_cookie(request: Request, response: Response, settings: Settings) -> None:
    """Send the cookie that `page_token` made, if it made one."""
    made = getattr(request.state, "new_visitor", None)
    if made is not None:
        set_cookie(request, response, settings, VISITOR_COOKIE, made, VISITOR_AGE_S)


async def check_csrf(request: Request, settings: Settings, *, signed_in: bool) -> None:
    """Raise ForbiddenError unless an unsafe request carries the token of its own cookie, in a header or in the form."""
    if request.method in SAFE_METHODS:
        return
    secret = secret_of(request, settings, signed_in=signed_in)
    given = request.headers.get(HEADER)
    if given is None and request.headers.get("content-type", "").startswith(FORM_TYPES):
        value = (await request.form()).get(FORM_FIELD)
        given = value if isinstance(value, str) else None
    is_foreign = request.headers.get("sec-fetch-site") == "cross-site"
    if secret is None or given is None or is_foreign or not compare_digest(given.encode(), csrf_token(secret).encode()):
        raise ForbiddenError("this form has expired or came from another page: open it anew and send it again")
