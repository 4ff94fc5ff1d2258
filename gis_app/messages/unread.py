"""The number of unread messages for the header of a page: asked only for pages, only for who is signed in."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from gis_app.accounts.current import MaybeUser
from gis_app.dependencies import SessionDep
from gis_app.messages.inbox import count_unread


async def unread_of_page(request: Request, session: SessionDep, user: MaybeUser) -> None:
    """Leave the number in `request.state.unread` for the page's header."""
    is_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api")
    if user is not None and is_page:
        request.state.unread = await run_in_threadpool(count_unread, session, user.id)
