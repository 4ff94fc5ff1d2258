"""The account page: what a person may see and change of its own account."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from gis_app.accounts.current import SignedIn
from gis_app.dependencies import LanguageDep, SettingsDep
from gis_app.pages.rendering import render_text_page

router = APIRouter(prefix="/account", tags=["accounts"], include_in_schema=False)


@router.get("")
def account_page(request: Request, settings: SettingsDep, lang: LanguageDep, user: SignedIn) -> Response:
    """Name and roles."""
    return render_text_page(request, settings, lang, "account/account.html")
