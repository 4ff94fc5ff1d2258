"""Who is asking: the user behind the session cookie, with the grants in force."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from gis_app.accounts.cookies import SESSION_COOKIE, read_cookie
from gis_app.accounts.sessions import find_user
from gis_app.accounts.user import CurrentUser, Grant
from gis_app.dependencies import SessionDep, settings_of
from gis_app.errors import UnauthorizedError

__all__ = ["CurrentUser", "Grant", "MaybeUser", "SignedIn", "maybe_user", "signed_in"]


async def maybe_user(request: Request, session: SessionDep) -> CurrentUser | None:
    """The user who is signed in, None for a visitor. Without a cookie the database is not asked."""
    settings = settings_of(request)
    token = read_cookie(request, settings, SESSION_COOKIE)
    user = await run_in_threadpool(find_user, session, settings, token) if token else None
    request.state.user = user
    request.state.account_language = user.language if user else None
    return user


MaybeUser = Annotated[CurrentUser | None, Depends(maybe_user)]


async def signed_in(user: MaybeUser) -> CurrentUser:
    """The user who is signed in; UnauthorizedError for a visitor."""
    if user is None:
        raise UnauthorizedError("sign in first")
    return user


SignedIn = Annotated[CurrentUser, Depends(signed_in)]
