"""What every page knows about the person who looks at it: the account, the token of its forms, what it may open."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from gis_app.accounts.access import ACCESS, may
from gis_app.accounts.csrf import FORM_FIELD, page_token
from gis_app.accounts.current import CurrentUser
from gis_app.accounts.next_page import HOME, own_page
from gis_app.settings import Settings


class Visitor:
    """The person behind a request, as templates ask for it."""

    def __init__(self, request: Request, settings: Settings) -> None:
        self._request, self._settings = request, settings
        self.user: CurrentUser | None = getattr(request.state, "user", None)
        # Unread messages, as far as they are counted (gis_app/messages/unread.py).
        self.unread: int = getattr(request.state, "unread", 0)

    def csrf_token(self) -> str:
        """The token of this page's forms and scripts; a visitor needs none."""
        return page_token(self._request, self._settings) if self.user is not None else ""

    def csrf_field(self) -> Markup:
        """The hidden field that every form with an unsafe method carries for who is signed in."""
        if self.user is None:
            return Markup()
        return Markup('<input type="hidden" name="{}" value="{}">').format(FORM_FIELD, self.csrf_token())

    def may_call(self, route: str) -> bool:
        """Whether the person may call a route, written as in the table of access; False when there is none."""
        row = ACCESS.get(route)
        return row is not None and may(row, self.user.roles if self.user else None)

    @property
    def here(self) -> str:
        """This page, to come back to after signing in; of an appeal's page not, its path is a key."""
        url = self._request.url
        if url.path.startswith("/appeals/") and url.path != "/appeals/new":
            return HOME
        return own_page(f"{url.path}?{url.query}" if url.query else url.path)

    def mark(self, response: Response) -> None:
        """What only this person should see is kept by nobody: neither by a proxy nor behind the Back button.

        That is also what a link opens whose token is the whole proof.
        """
        if self.user is not None or "token" in self._request.path_params:
            response.headers["cache-control"] = "private, no-store"
