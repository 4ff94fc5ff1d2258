"""Forms and scripts of other sites are refused.

Who is signed in has a session that another site could ride on: every unsafe request carries a token that only our
pages know, made from the secret of the session's cookie, so it ends with the session and nothing more is stored.

A visitor has no cookie and needs none: the browser itself says which site asks. So nobody is signed in by another
site's form either.
"""

from hashlib import sha256
from hmac import compare_digest
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request

from gis_app.accounts.cookies import SESSION_COOKIE, read_cookie
from gis_app.dependencies import base_url
from gis_app.errors import ForbiddenError
from gis_app.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_FIELD = "csrf_token"
HEADER = "x-csrf-token"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
# A page of ours asks, or the person without any page.
OWN_SITE: Final = ("same-origin", "none")
_PORTS: Final = {"http": 80, "https": 443}


def csrf_token(secret: str) -> str:
    """The token that belongs to a cookie's secret; the secret cannot be told from it."""
    return sha256(b"csrf:" + secret.encode()).hexdigest()


def page_token(request: Request, settings: Settings) -> str:
    """The token to write into a page of somebody who is signed in; empty without a session."""
    secret = read_cookie(request, settings, SESSION_COOKIE)
    return "" if secret is None else csrf_token(secret)


async def check_csrf(request: Request, settings: Settings, *, signed_in: bool) -> None:
    """Raise ForbiddenError unless an unsafe request comes from our own pages, or of a visitor from no browser."""
    if request.method in SAFE_METHODS:
        return
    if signed_in:
        is_ours = request.headers.get("sec-fetch-site") != "cross-site" and await _has_token(request, settings)
    else:
        is_ours = is_from_here(request, settings)
    if not is_ours:
        raise ForbiddenError("this form has expired or came from another page: open it anew and send it again")


async def _has_token(request: Request, settings: Settings) -> bool:
    """Whether the token of the session stands in a header or in the form."""
    given = request.headers.get(HEADER)
    if given is None and request.headers.get("content-type", "").startswith(FORM_TYPES):
        value = (await request.form()).get(FORM_FIELD)
        given = value if isinstance(value, str) else None
    own = page_token(request, settings)
    return bool(own) and given is not None and compare_digest(given.encode(), own.encode())


def is_from_here(request: Request, settings: Settings) -> bool:
    """Whether no page of another site asks, as the browser says.

    Browsers name the site over https (`Sec-Fetch-Site`), and with every POST the origin; who names neither is none.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITE
    origin = request.headers.get("origin")
    if origin is None:
        return True
    own = {_origin(base_url(request.scope)), _origin(settings.public_url or "")} - {None}
    return _origin(origin) in own


def _origin(address: str) -> tuple[str, str, int] | None:
    """Scheme, host and port, None where they are not told: `null` is the origin of pages that hide theirs."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname and port else None
