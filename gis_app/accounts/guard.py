"""The one door: a dependency of the whole application that looks the asked route up in the table of access."""

from fastapi import Request

from gis_app.accounts.access import ACCESS, WITHOUT_FORM_TOKEN, may
from gis_app.accounts.csrf import check_csrf
from gis_app.accounts.current import MaybeUser
from gis_app.dependencies import settings_of
from gis_app.errors import ForbiddenError, UnauthorizedError

REFUSED = "your roles do not allow this"


def asked_route(request: Request) -> str:
    """The row's key: method and template of the route that answers this request."""
    route = request.scope.get("fastapi", {}).get("effective_route_context") or request.scope["route"]
    return f"{request.method} {route.path}"


async def guard(request: Request, user: MaybeUser) -> None:
    """Let the request through, or raise UnauthorizedError (nobody signed in) or ForbiddenError (not these roles,
    no row in the table, or another site's form).
    """
    route = asked_route(request)
    row = ACCESS.get(route)
    if row is None:
        raise ForbiddenError("nobody may call this route: it has no row in the table of access")
    if not may(row, user.roles if user else None):
        if user is None:
            raise UnauthorizedError("sign in first")
        raise ForbiddenError(REFUSED)
    if route not in WITHOUT_FORM_TOKEN:
        await check_csrf(request, settings_of(request), signed_in=user is not None)
