"""The file given back as a workbook: its rows as they were, what was mended, and a column of remarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.texts.fluent import get_texts
from gis_app.works.imports.models import ImportRow, Upload
from gis_app.works.issue_texts import issue_texts
from gis_app.works.plan_columns import plan_columns
from layers.work_types import read_vocabulary

_FILLS = {"error": PatternFill("solid", fgColor="FBE3E1"), "warning": PatternFill("solid", fgColor="FDF0D9")}
_MAPPED = {"type_code": "type", "location_raw": "location"}
_WIDTH, _REMARKS_WIDTH = 20, 70


def remarks_workbook(session: Session, upload: Upload, lang: str) -> bytes:
    """The workbook, a sheet for each sheet of the file; the remarks are in `lang`.

    It can be sent again as it is: the headers are those of the file, and the columns of remarks are passed over.
    """
    session.refresh(upload, ["preview"])
    columns: Mapping[str, Sequence[str]] = (upload.preview or {}).get("columns", {})
    book = Workbook(write_only=True)
    names = columns or {"": []}
    for number, sheet_name in enumerate(names, start=1):
        sheet = book.create_sheet(_sheet_title(sheet_name, number))
        for at in range(1, len(names[sheet_name]) + 1):
            sheet.column_dimensions[get_column_letter(at)].width = _WIDTH
        sheet.column_dimensions[get_column_letter(len(names[sheet_name]) + 2)].width = _REMARKS_WIDTH
        sheet.append([_text(sheet, name, Font(bold=True)) for name in (*names[sheet_name], *_heads(lang))])
        for row in _rows(session, upload.id, sheet_name):
            headers = upload.headers.get(sheet_name, {})
            values = _values(row, headers, lang)
            fill = _FILLS.get(row.severity)
            cells = [*(values.get(name, "") for name in names[sheet_name]), *_verdict(row, headers, lang)]
            sheet.append([_text(sheet, value, None, fill) for value in cells])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_title(name: str, number: int) -> str:
    kept = "".join(letter for letter in name if letter not in "[]:*?/\\'")[:28]
    return kept or f"Sheet{number}"


def _heads(lang: str) -> tuple[str, str]:
    texts = get_texts()
    return texts.get(lang, "remarks-outcome"), texts.get(lang, "remarks-remarks")


def _rows(session: Session, upload_id: int, sheet: str) -> Iterator[ImportRow]:
    statement = select(ImportRow).where(ImportRow.upload_id == upload_id, ImportRow.sheet == sheet)
    yield from session.scalars(statement.order_by(ImportRow.position).execution_options(yield_per=1000))


def _values(row: ImportRow, headers: Mapping[str, str], lang: str) -> dict[str, str]:
    """The cells by header; what a person mended stands in the place of what was received."""
    values = dict(row.data)
    for field, value in row.edits.items():
        header = headers.get(_MAPPED.get(field, field))
        if header is not None:
            values[header] = _worded(field, value, lang)
    return values


def _worded(field: str, value: str, lang: str) -> str:
    if field == "type_code" and value:
        return read_vocabulary().by_code()[value].title.in_language(lang)
    if field in ("excavates", "closes_road") and value:
        return get_texts().get(lang, f"imports-flag-{value}")
    return value


def _verdict(row: ImportRow, headers: Mapping[str, str], lang: str) -> tuple[str, str]:
    texts = get_texts()
    remarks = []
    for issue in row.issues:
        column = f"{issue['column']}: " if issue["column"] else ""
        remarks.append(f"{column}{issue[lang]} — {issue_texts()[issue['code']].mending[lang]}")
    for field, value in row.edits.items():
        name = _MAPPED.get(field, field)
        if name not in headers and name in plan_columns():
            title = plan_columns()[name].title[lang]
            remarks.append(texts.get(lang, "remarks-mended", field=title, value=_worded(field, value, lang)))
    for work in row.near:
        near = texts.get(lang, "imports-near", distance=str(work["distance_m"]))
        remarks.append(f"{near} {work['title'] or ''}".strip())
    for cut in row.cuts:
        remarks.append(f"{texts.get(lang, 'imports-cut')} {cut['title'] or cut['work_id']}")
    return texts.get(lang, f"imports-outcome-{row.outcome}"), "\n".join(remarks)


def _text(sheet: Any, value: str, font: Font | None = None, fill: PatternFill | None = None) -> Any:
    """A cell of plain text: what begins with = came from a stranger and must not be computed."""
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font is not None:
        cell.font = font
    if fill is not None:
        cell.fill = fill
    return cell
