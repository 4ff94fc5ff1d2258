"""A file of notices: sent, looked at row by row, published."""

from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep
from gis_app.errors import UsageError
from gis_app.outages.files import find_file, good_rows, publish_file, receive_file
from gis_app.pages.outage_kinds import kinds_of_page
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLAN_PAGE, entry_of
from gis_app.texts.fluent import get_texts
from gis_app.works.imports.receiving import read_upload

router = APIRouter(prefix="/outages/files", tags=["outages"], include_in_schema=False)
_WAITING = frozenset({"received", "publishing"})
# Seconds after which a page that waits for the worker asks again; it needs no script.
_AGAIN_S = "2"


@router.post("")
def send(
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Keep the file as received; the worker checks it."""
    given = read_upload(file, "", settings.upload_max_mb)
    if given.problem is not None:
        raise UsageError(get_texts().get(lang, given.problem, most=str(settings.upload_max_mb)))
    made = receive_file(session, user, given.name, given.content)
    return RedirectResponse(f"/outages/files/{made.id}?lang={lang}", 303)


@router.get("/{file_id}", response_class=HTMLResponse)
def page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, user: SignedIn, file_id: int
) -> HTMLResponse:
    """What was understood of each notice, before anything is public."""
    file = find_file(session, user, file_id)
    answer = render(
        request,
        settings,
        lang,
        "outage/file.html",
        entry_of(PLAN_PAGE),
        file=file,
        good=good_rows(file),
        kinds={kind["code"]: kind for kind in kinds_of_page(lang)},
        problem=None,
    )
    if file.state in _WAITING:
        answer.headers["refresh"] = _AGAIN_S
    return answer


@router.post("/{file_id}/publish")
def publish(session: SessionDep, lang: LanguageDep, user: SignedIn, file_id: int) -> Response:
    """Have the good rows published by the worker."""
    publish_file(session, user, file_id)
    return RedirectResponse(f"/outages/files/{file_id}?lang={lang}", 303)
