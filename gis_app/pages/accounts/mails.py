"""The page of mails that did not leave, for administrators."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.delivery.failed import count_waiting, stuck_mails, try_again
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep
from gis_app.pages.rendering import render_text_page

router = APIRouter(prefix="/admin/mails", tags=["accounts"], include_in_schema=False)


@router.get("")
def mails_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, user: SignedIn
) -> Response:
    """What was given up, what is tried again, and what to do about it."""
    return render_text_page(
        request, settings, lang, "admin/mails.html", mails=stuck_mails(session), waiting=count_waiting(session),
        has_server=settings.smtp_url is not None,
    )  # fmt: skip


@router.post("/{mail_id}/again")
def again(session: SessionDep, lang: LanguageDep, user: SignedIn, mail_id: int) -> Response:
    """Try a mail that was given up once more."""
    try_again(session, mail_id, actor=user.name, actor_id=user.id)
    return RedirectResponse(f"/admin/mails?lang={lang}", 303)
