"""Errors as pages, for a person who followed a link. Programs get problem JSON (gis_app/main.py)."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gis_app.dependencies import language
from gis_app.errors import UnavailableError
from gis_app.log import request_id
from gis_app.pages.assets import get_assets
from gis_app.pages.rendering import render
from gis_app.settings import Settings

# Statuses with words of their own; others borrow those of their class.
WORDED = (400, 401, 403, 404, 409, 413, 429, 500, 503)


def worded_status(status: int) -> int:
    """The status whose words fit: its own, else 400 for the client's errors and 500 for ours."""
    return status if status in WORDED else 400 if status < 500 else 500


def error_page(request: Request, status: int, detail: str) -> Response:
    """A page that says what went wrong in the language of the visitor. `detail` is for programs and is not shown:
    it is English, and may quote what somebody else wrote into a link."""
    settings: Settings = request.app.state.settings
    lang = language(request, settings, request.query_params.get("lang"))
    try:
        entry = get_assets().entry("src/text-page.ts")
    except UnavailableError as missing:
        return PlainTextResponse(f"{detail}\n{missing}\n", status)
    return render(
        request,
        settings,
        lang,
        "errors/error.html",
        entry,
        status_code=status,
        code=worded_status(status),
        is_of_city=request.url.path.startswith("/city"),
        request_number=request_id.get(),
    )
