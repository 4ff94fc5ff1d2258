"""The page on which the columns of a new source are told, once."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import SignedIn
from gis_app.audit.record import record
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep
from gis_app.errors import NotFoundError
from gis_app.pages.rendering import render
from gis_app.pages.scripts import PLAN_PAGE, entry_of
from gis_app.settings import Settings
from gis_app.works.imports.access import find_visible, is_own, require
from gis_app.works.imports.mapping import MULTIPLIERS, BadMappingError, Table, Told, declare, table_of
from gis_app.works.imports.models import Upload
from gis_app.works.plan_columns import plan_columns
from layers.work_types import read_vocabulary

router = APIRouter(prefix="/imports", tags=["imports"], include_in_schema=False)


class ColumnsForm(BaseModel):
    """The form: `column` holds our names in the order of the file's columns, empty for one that is not read."""

    version: int
    sheet: int
    row: int
    title: str = ""
    type_code: str = ""
    budget_times: int = 1
    column: list[str] = []

    def told(self) -> Told:
        """The answer as the rules take it."""
        columns = {at: name for at, name in enumerate(self.column) if name}
        return Told(columns, self.title, self.sheet, self.row, self.type_code, self.budget_times)


@router.get("/{upload_id}/columns")
def columns_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    upload_id: int,
    sheet: Annotated[int | None, Query(ge=1)] = None,
    row: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """The first rows of the file with what each column seems to be."""
    upload = find_visible(session, user, upload_id)
    require(is_own(user, upload))
    table = table_of(_preview(session, upload), sheet, row)
    return _page(request, session, settings, lang, upload, table, dict(table.suggested))


@router.post("/{upload_id}/columns")
def tell_columns(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    user: SignedIn,
    upload_id: int,
    form: Annotated[ColumnsForm, Form()],
) -> Response:
    """Keep the answer as a declaration and read the file by it."""
    upload = find_visible(session, user, upload_id)
    require(is_own(user, upload))
    preview, told = _preview(session, upload), form.told()
    try:
        source = declare(session, user, upload, told, form.version)
    except BadMappingError as error:
        table = table_of(preview, told.sheet, told.header_row)
        return _page(
            request, session, settings, lang, upload, table, dict(told.columns), told=told, problem=error.key, code=400
        )
    details = {"source": source.id, "title": source.title}
    record(
        session, "plan.columns_told", actor=user.name, actor_id=user.id, subject="upload", subject_id=upload.id,
        details=details,
    )  # fmt: skip
    return RedirectResponse(f"/imports/{upload_id}?lang={lang}", 303)


def _preview(session: Session, upload: Upload) -> dict[str, object]:
    preview = upload.preview or {}
    if not preview.get("sheets"):
        raise NotFoundError("the columns of this upload need not be told")
    return preview


def _page(
    request: Request,
    session: Session,
    settings: Settings,
    lang: Language,
    upload: Upload,
    table: Table,
    chosen: dict[int, str],
    *,
    told: Told | None = None,
    problem: str | None = None,
    code: int = 200,
) -> HTMLResponse:
    return render(
        request,
        settings,
        lang,
        "imports/columns.html",
        entry_of(PLAN_PAGE),
        status_code=code,
        upload=upload,
        table=table,
        sheets=[one["name"] for one in (upload.preview or {})["sheets"]],
        chosen=chosen,
        told=told or Told({}, upload.file_name.rsplit(".", 1)[0]),
        columns=plan_columns(),
        vocabulary=read_vocabulary().by_code(),
        multipliers=MULTIPLIERS,
        problem=problem,
    )
