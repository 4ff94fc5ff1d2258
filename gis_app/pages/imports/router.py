"""The pages of uploaded plans: the list with its form, one upload with its rows, what is decided about it."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.audit.record import record
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import NotFoundError
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.files import XLSX, attachment
from gis_app.pages.imports.words import page_of_upload, progress_of, render_list
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLAN_PAGE, entry_of
from gis_app.texts.fluent import get_texts
from gis_app.works.broken_plan import FILE_NAME as BROKEN_NAME
from gis_app.works.broken_plan import broken_plan
from gis_app.works.catalog import district_names
from gis_app.works.imports import uploads
from gis_app.works.imports.access import (
    find_visible,
    is_own,
    may_decide,
    may_send_back,
    may_submit,
    may_withdraw,
    organisation_names,
    require,
    sender_of,
    strange_districts,
)
from gis_app.works.imports.listing import Show
from gis_app.works.imports.receiving import read_upload, received_file
from gis_app.works.imports.remarks import remarks_workbook
from gis_app.works.imports.telling import tell_handed_in, tell_sent_back, tell_withdrawn
from gis_app.works.plan_template import template_workbook

router = APIRouter(prefix="/imports", tags=["imports"], include_in_schema=False)

# A pasted table is a field of the form and so held in memory: more than this is kept for files. Beyond it by far, the
# parser gives up (gis_app/main.py says so in words).
MOST_PASTED_BYTES = 50_000_000
Version = Annotated[int, Form()]
# What a planner says to the senders, kept in messages and mails.
LONGEST_REASON = 2000


@router.get("")
def list_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    returned: Annotated[bool, Query()] = False,
) -> HTMLResponse:
    """The uploads that the user may see, and the form for a new one."""
    return render_list(request, session, settings, lang, user, is_returned=returned)


@router.post("", form_limits={"max_part_size": MOST_PASTED_BYTES})
def upload(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    file: Annotated[UploadFile | None, File()] = None,
    pasted: Annotated[str, Form()] = "",
    source: Annotated[str, Form(max_length=100)] = "template",
    organisation: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Store a file, or a table copied from a spreadsheet, as received; the worker checks it."""
    sender = sender_of(user, int(organisation) if organisation.isdecimal() else None)
    given = read_upload(file, pasted, settings.upload_max_mb)
    if given.problem is not None:
        return render_list(request, session, settings, lang, user, problem=given.problem, status_code=400)
    made = received_file(session, user, sender, given, source)
    details = {"file": made.file_name, "source": made.source}
    record(
        session, "plan.uploaded", actor=user.name, actor_id=user.id, subject="upload", subject_id=made.id,
        details=details,
    )  # fmt: skip
    return RedirectResponse(f"/imports/{made.id}?lang={lang}", 303)


@router.get("/template.xlsx")
def template(session: SessionDep, lang: LanguageDep, user: SignedIn) -> Response:
    """A workbook with the columns of a plan, with lists and checked days."""
    names = [name for _, name in district_names(session, lang)]
    return attachment(template_workbook(lang, names), f"{get_texts().get(lang, 'template-file')}.xlsx", XLSX)


@router.get("/example-broken.xlsx")
def broken_example(session: SessionDep, today: TodayDep, user: SignedIn) -> Response:
    """A plan with the faults of many files, for people of the demo to try the check with."""
    if not user.is_demo:
        raise NotFoundError("only the demo has a plan to try")
    name = next(iter(organisation_names(session, user).values()), None)
    return attachment(broken_plan(today, name), BROKEN_NAME, XLSX)


@router.get("/{upload_id}")
def upload_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    user: SignedIn,
    upload_id: int,
    show: Annotated[Show | None, Query()] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """What became of a plan, before anything is public."""
    found = find_visible(session, user, upload_id)
    context = page_of_upload(session, settings, geocoder, lang, user, found, show, page)
    return render(request, settings, lang, "imports/upload.html", entry_of(PLAN_PAGE), **context)


@router.get("/{upload_id}/progress")
def progress(session: SessionDep, lang: LanguageDep, user: SignedIn, upload_id: int) -> dict[str, object]:
    """How far the worker has come: state, words, share (0 to 1, or null)."""
    return progress_of(find_visible(session, user, upload_id), lang)


@router.get("/{upload_id}/file")
def file(session: SessionDep, user: SignedIn, upload_id: int) -> Response:
    """The file as it was received."""
    found = find_visible(session, user, upload_id)
    return attachment(uploads.content_of(session, found), found.file_name)


@router.get("/{upload_id}/remarks.xlsx")
def remarks(session: SessionDep, lang: LanguageDep, user: SignedIn, upload_id: int) -> Response:
    """The file as a workbook with a column of remarks."""
    found = find_visible(session, user, upload_id)
    name = f"{found.file_name.rsplit('.', 1)[0]} — {get_texts().get(lang, 'remarks-file')}.xlsx"
    return attachment(remarks_workbook(session, found, lang), name, XLSX)


@router.post("/{upload_id}/check")
def check_again(session: SessionDep, lang: LanguageDep, user: SignedIn, upload_id: int, version: Version) -> Response:
    """Read a failed upload once more."""
    found = find_visible(session, user, upload_id)
    require(is_own(user, found))
    uploads.check_again(session, found, version)
    return RedirectResponse(f"/imports/{upload_id}?lang={lang}", 303)


@router.post("/{upload_id}/submit")
def submit(session: SessionDep, lang: LanguageDep, user: SignedIn, upload_id: int, version: Version) -> Response:
    """A contractor hands the plan in."""
    found = find_visible(session, user, upload_id)
    require(may_submit(user, found))
    uploads.submit(session, found, version)
    tell_handed_in(session, found, user.id)
    record(session, "plan.submitted", actor=user.name, actor_id=user.id, subject="upload", subject_id=upload_id)
    return RedirectResponse(f"/imports/{upload_id}?lang={lang}", 303)


@router.post("/{upload_id}/withdraw")
def withdraw(session: SessionDep, lang: LanguageDep, user: SignedIn, upload_id: int, version: Version) -> Response:
    """Nothing of the plan becomes public."""
    found = find_visible(session, user, upload_id)
    require(may_withdraw(user, found))
    was = found.state
    uploads.withdraw(session, found, version, user.name)
    tell_withdrawn(session, found, was, user.id)
    record(session, "plan.withdrawn", actor=user.name, actor_id=user.id, subject="upload", subject_id=upload_id)
    return RedirectResponse(f"/imports/{upload_id}?lang={lang}", 303)


@router.post("/{upload_id}/return")
def send_back(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    user: SignedIn,
    upload_id: int,
    version: Version,
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Its senders get the plan back with the reason. Until it is handed in again the planner does not see it."""
    found = find_visible(session, user, upload_id)
    require(may_send_back(user, found))
    why = reason.replace("\x00", "").strip()[:LONGEST_REASON]
    if not why:
        problem = "life-error-needs-note"
        context = page_of_upload(session, settings, geocoder, lang, user, found, None, 1, problem=problem)
        return render(request, settings, lang, "imports/upload.html", entry_of(PLAN_PAGE), status_code=400, **context)
    if found.version != version:
        context = page_of_upload(session, settings, geocoder, lang, user, found, None, 1, is_late=True, reason=why)
        return render(request, settings, lang, "imports/upload.html", entry_of(PLAN_PAGE), status_code=409, **context)
    uploads.send_back(session, found, version, user.name, why)
    tell_sent_back(session, found, why, user.id)
    record(
        session, "plan.sent_back", actor=user.name, actor_id=user.id, subject="upload", subject_id=upload_id,
        details={"reason": why},
    )  # fmt: skip
    return RedirectResponse(f"/imports?lang={lang}&returned=1", 303)


@router.post("/{upload_id}/accept")
def accept(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    user: SignedIn,
    upload_id: int,
    version: Version,
) -> Response:
    """All good rows become works; who comes second is shown who was first."""
    found = find_visible(session, user, upload_id)
    if found.state not in uploads.OPEN_STATES or found.version != version:
        context = page_of_upload(session, settings, geocoder, lang, user, found, None, 1, is_late=True)
        return render(request, settings, lang, "imports/upload.html", entry_of(PLAN_PAGE), status_code=409, **context)
    require(may_decide(user, found) and not strange_districts(session, user, found))
    uploads.accept(session, found, version, user.name)
    record(session, "plan.accepted", actor=user.name, actor_id=user.id, subject="upload", subject_id=upload_id)
    return RedirectResponse(f"/imports/{upload_id}?lang={lang}", 303)
