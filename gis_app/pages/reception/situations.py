"""The reception's pages of life situations: the rules, their problems, their workbook out and in."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.appeals.guide import PLACES, guide_of
from gis_app.appeals.situations.files import apply_file, preview_file, receive_situations
from gis_app.appeals.situations.problems import appeals_that_stayed, bad_rules
from gis_app.appeals.situations.reading import BadWorkbookError
from gis_app.appeals.situations.register import Entry, current_rows, current_situations
from gis_app.appeals.situations.workbook import heading, write_workbook
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language, LanguageDep, NowDep, SessionDep, SettingsDep, TodayDep
from gis_app.organisations.tasks import read_tasks
from gis_app.pages.files import XLSX, attachment
from gis_app.pages.rendering import render_text_page
from gis_app.texts.fluent import get_texts
from gis_app.works.imports.receiving import read_upload

router = APIRouter(prefix="/reception/situations", tags=["reception"], include_in_schema=False)
# As far back as a problem of a rule is worth mending.
_LOOK_BACK = timedelta(days=365)


@router.get("", response_class=HTMLResponse)
def situations_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    q: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:
    """The rules in the order in which they are asked, or those that words find; above them what is wrong."""
    return _list(request, session, settings, lang, today, user, q)


def _list(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: Language,
    today: TodayDep,
    user: SignedIn,
    words: str,
    problem: str | None = None,
) -> HTMLResponse:
    guide = guide_of(current_situations(session, today))
    found = guide.find(words) if words else list(guide.entries.values())
    stayed = appeals_that_stayed(session, today - _LOOK_BACK, is_training=user.is_demo)
    return render_text_page(
        request, settings, lang, "reception/situations.html", status_code=400 if problem else 200,
        words=words, found=found, places=PLACES, tasks=read_tasks(), topics=read_topics().by_code(), problem=problem,
        stayed=stayed, bad=bad_rules(session, today), versions={row.code: row for row in current_rows(session)},
        is_demo=user.is_demo,
    )  # fmt: skip


@router.get("/export.xlsx")
def export(session: SessionDep, lang: LanguageDep, today: TodayDep, user: SignedIn) -> Response:
    """All rules as a workbook, to be changed and sent back."""
    rows = [Entry(row.position, row.rule) for row in current_rows(session)]
    return attachment(write_workbook(rows, lang), f"situations-{today.isoformat()}.xlsx", XLSX)


@router.post("/files")
def send(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Keep a workbook and show what it would change; nothing counts yet."""
    given = read_upload(file, "", settings.upload_max_mb)
    if given.problem is not None:
        said = get_texts().get(lang, given.problem, most=str(settings.upload_max_mb))
        return _list(request, session, settings, lang, today, user, "", said)
    try:
        made = receive_situations(session, user, given.name, given.content)
    except BadWorkbookError as error:
        said = get_texts().get(lang, f"situations-refused-{error.code}")
        return _list(request, session, settings, lang, today, user, "", said)
    return RedirectResponse(f"/reception/situations/files/{made.id}?lang={lang}", 303)


@router.get("/files/{file_id}", response_class=HTMLResponse)
def preview(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, user: SignedIn, file_id: int
) -> HTMLResponse:
    """What is new, what changes, and each row that is left out with its reason."""
    found = preview_file(session, file_id)
    problems = [(one, heading(one.column, lang)) for one in found.read.problems]
    return render_text_page(request, settings, lang, "reception/situations_file.html", preview=found, problems=problems)


@router.post("/files/{file_id}/apply")
def apply(session: SessionDep, lang: LanguageDep, now: NowDep, user: SignedIn, file_id: int) -> Response:
    """Make the good rows the rules."""
    apply_file(session, user, file_id, now)
    return RedirectResponse(f"/reception/situations/files/{file_id}?lang={lang}", 303)
