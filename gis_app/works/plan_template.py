"""The template of a plan: a workbook whose columns, lists and days are checked by the spreadsheet itself."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gis_app.texts.fluent import get_texts
from gis_app.works.plan_columns import PlanColumn, plan_columns
from layers.work_types import read_vocabulary

ROWS = 2000
LANGUAGES = ("kk", "ru", "en")
_WIDTHS = {"location": 42, "type": 34, "title_ru": 34, "title_kk": 34, "contractor": 26, "customer": 26, "district": 22}
_DAY_FORMAT = "DD.MM.YYYY"
_HEAD = PatternFill("solid", fgColor="0A6377")
_LISTS = "Lists"


def template_workbook(lang: str, districts: list[str]) -> bytes:
    """The template as XLSX, its headers in `lang`; kinds of work are offered in three languages."""
    texts = get_texts()
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = texts.get(lang, "template-sheet")
    columns = [column for column in plan_columns().values() if column.in_template]
    lists = _write_lists(book, districts)
    for at, column in enumerate(columns, start=1):
        _write_head(sheet, at, column, lang)
        _validate(sheet, at, column, lists, lang)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 32
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_lists(book: Workbook, districts: list[str]) -> dict[str, str]:
    """The sheet that the lists come from; the range of each kind of list."""
    sheet = book.create_sheet(_LISTS)
    types = [work_type for work_type in read_vocabulary().types if work_type.retired_on is None]
    kinds = [work_type.title.in_language(language) for language in LANGUAGES for work_type in types]
    flags = [get_texts().get(language, f"imports-flag-{answer}") for language in LANGUAGES for answer in ("yes", "no")]
    ranges = {}
    for at, (name, values) in enumerate((("type", kinds), ("district", districts), ("flag", flags)), start=1):
        for row, value in enumerate(values, start=1):
            sheet.cell(row, at, value)
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 40
        if values:
            ranges[name] = f"{_LISTS}!${letter}$1:${letter}${len(values)}"
    sheet.sheet_state = "hidden"
    return ranges


def _write_head(sheet: Worksheet, at: int, column: PlanColumn, lang: str) -> None:
    cell = sheet.cell(1, at, column.title[lang])
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    hint = get_texts().get(lang, f"template-hint-{column.name.replace('_', '-')}")
    cell.comment = Comment(hint, "gis_app", width=320, height=110)
    sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(column.name, 16)


def _validate(sheet: Worksheet, at: int, column: PlanColumn, lists: dict[str, str], lang: str) -> None:
    letter = get_column_letter(at)
    cells = f"{letter}2:{letter}{ROWS}"
    rule = _rule(column, lists)
    if column.kind == "day":
        for row in range(2, ROWS + 1):
            sheet[f"{letter}{row}"].number_format = _DAY_FORMAT
    if rule is None:
        return
    rule.error = get_texts().get(lang, f"template-error-{column.kind}")
    rule.errorTitle = column.title[lang]
    # Another kind of work or district may be known to the check all the same; a day must be a day.
    rule.errorStyle = "warning" if column.kind in ("type", "district") else "stop"
    rule.add(cells)
    sheet.add_data_validation(rule)


def _rule(column: PlanColumn, lists: dict[str, str]) -> DataValidation | None:
    if column.kind == "day":
        return DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    if column.kind == "number":
        return DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    if column.kind in lists:
        return DataValidation(type="list", formula1=lists[column.kind], allow_blank=True)
    return None
