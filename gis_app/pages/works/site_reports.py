"""Reports from the building site over HTTP: for a phone that keeps drafts (JSON), and for a form without a script."""

from typing import Annotated, Any

from fastapi import APIRouter, File, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import MaybeUser, SignedIn
from gis_app.accounts.next_page import HOME, own_page
from gis_app.dependencies import LanguageDep, NowDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import ConflictError, UsageError
from gis_app.pages.given import GivenFields, read_given
from gis_app.pages.works.assignment import render_assignment
from gis_app.photos.opening import BYTES_OF_MB
from gis_app.settings import Settings
from gis_app.site_reports.given import Given
from gis_app.site_reports.reading import entry_of, read_reports
from gis_app.site_reports.reporting import report
from gis_app.site_reports.schemas import ReportEntry, ReportList

router = APIRouter(tags=["reports"])

# Declared, so that FastAPI closes the files after the answer; the other fields are read as forms and JSON alike.
GivenPhotos = Annotated[list[UploadFile], File(description="JPEG, PNG or WebP; the first photos of a report.")]

# What `GivenFields` reads, told to those who program against it.
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["kind", "client_key"],
                    "properties": {
                        "kind": {"type": "string", "enum": ["start", "finish", "progress", "note"]},
                        "client_key": {"type": "string", "format": "uuid"},
                        "on_day": {"type": "string", "format": "date"},
                        "at": {"type": "string", "format": "date-time"},
                        "sent_at": {"type": "string", "format": "date-time"},
                        "lon": {"type": "number"},
                        "lat": {"type": "number"},
                        "accuracy_m": {"type": "number"},
                        "progress_percent": {"type": "integer", "minimum": 0, "maximum": 100},
                        "note": {"type": "string"},
                        "photo": {"type": "array", "items": {"type": "string", "format": "binary"}},
                    },
                }
            }
        },
    }
}


def read_photos(sent: list[UploadFile], settings: Settings) -> list[bytes]:
    """The bytes of the photos; of one that is too large, and of too many, only as much as tells so.

    A body may hold 200 MB. An empty field has no name.
    """
    named = [one for one in sent if one.filename][: settings.report_max_photos + 1]
    return [one.file.read(settings.photo_max_mb * BYTES_OF_MB + 1) for one in named]


@router.post("/api/works/{work_id}/reports", status_code=201, openapi_extra=_BODY)
def report_work(
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    now: NowDep,
    user: SignedIn,
    work_id: int,
    fields: GivenFields,
    photo: GivenPhotos = [],  # noqa: B006
) -> ReportEntry:
    """Report a start, a finish, progress or a note with photos. The same `client_key` gives the same answer.

    What is refused is told in `said`, in the person's language: 400 for what lacks something or is no photo, 409 for
    what the work's state does not allow. Nothing was stored then.
    """
    given = read_given(Given, fields)
    files = read_photos(photo, settings)
    made = report(session, work_id, given, files, by=user, received=now, settings=settings)
    return entry_of(session, made, lang, has_part=True)


@router.get("/api/works/{work_id}/reports")
def reports_of_work(session: SessionDep, lang: LanguageDep, user: MaybeUser, work_id: int) -> ReportList:
    """The reports of a work with their photos. Names, notes and marks are for those who have a part in it."""
    return read_reports(session, work_id, lang, user)


@router.post("/works/{work_id}/reports", include_in_schema=False)
def send_form(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    now: NowDep,
    today: TodayDep,
    user: SignedIn,
    work_id: int,
    fields: GivenFields,
    photo: GivenPhotos = [],  # noqa: B006
) -> Response:
    """The same as a form: back to the page it stood on (`next`), or to the contractor's that says what hindered."""
    files = read_photos(photo, settings)
    try:
        with session.begin_nested():
            report(session, work_id, read_given(Given, fields), files, by=user, received=now, settings=settings)
    except (ConflictError, UsageError) as problem:
        session.expire_all()
        return render_assignment(request, session, settings, lang, today, user, work_id, refused=problem, sent=fields)
    back = own_page(str(fields.get("next", "")))
    return RedirectResponse(f"/contractor/works/{work_id}?lang={lang}&done=1#report" if back == HOME else back, 303)
