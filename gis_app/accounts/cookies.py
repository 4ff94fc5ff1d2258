"""The one cookie: the session's. Who is not signed in gets none.

Over https the names carry `__Host-`: no other host of the same domain can set or replace such a cookie, and one
without the prefix is not read.
"""

from starlette.requests import Request
from starlette.responses import Response

from gis_app.settings import Settings

SESSION_COOKIE = "session"
HOST_PREFIX = "__Host-"


def is_secure(request: Request, settings: Settings) -> bool:
    """Whether cookies of this answer are for https alone. X-Forwarded-Proto counts from trusted proxies only."""
    return settings.secure_cookies == "always" or request.url.scheme == "https"


def cookie_name(name: str, *, secure: bool) -> str:
    """The cookie's name as the browser has it."""
    return HOST_PREFIX + name if secure else name


def read_cookie(request: Request, settings: Settings, name: str) -> str | None:
    """The cookie's value, None when the browser has none (or one longer than ours ever are)."""
    value = request.cookies.get(cookie_name(name, secure=is_secure(request, settings)))
    return value if value and len(value) <= 100 else None


def set_cookie(request: Request, response: Response, settings: Settings, name: str, value: str, age_s: int) -> None:
    """Give the browser a cookie that no script can read and that other sites' forms do not send."""
    secure = is_secure(request, settings)
    response.set_cookie(
        cookie_name(name, secure=secure), value, max_age=age_s, path="/", secure=secure, httponly=True, samesite="lax"
    )


def drop_cookie(request: Request, response: Response, settings: Settings, name: str) -> None:
    """Take a cookie back."""
    secure = is_secure(request, settings)
    response.delete_cookie(cookie_name(name, secure=secure), path="/", secure=secure, httponly=True, samesite="lax")
