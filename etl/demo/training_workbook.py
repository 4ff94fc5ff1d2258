"""The invented plan as a spreadsheet that looks like a contractor's: title rows, a bordered table, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:
    from etl.demo.training_plan import TrainingWork

SHEET = "План работ"
HEADERS = {
    "№ п/п": 7,
    "Вид работ": 30,
    "Наименование объекта": 52,
    "Местоположение": 46,
    "Район": 22,
    "Заказчик": 34,
    "Подрядчик": 24,
    "Дата начала": 13,
    "Дата окончания": 13,
    "Фактическое начало": 13,
    "Фактическое окончание": 13,
    "Объём": 10,
    "Ед. изм.": 10,
    "Сумма, тенге": 16,
    "Программа": 22,
    "Вскрытие покрытия": 12,
    "Перекрытие движения": 13,
    "Атауы (қазақша)": 52,
    "Title (English)": 52,
    "Примечание": 16,
}
"""Header and width of each column in characters."""

TITLE = "СВОДНЫЙ ПЛАН РАБОТ ПО РЕМОНТУ И БЛАГОУСТРОЙСТВУ"
WARNING = "УЧЕБНЫЕ ДАННЫЕ: работы и подрядчики вымышлены · ОҚУ ДЕРЕКТЕРІ: жұмыстар мен мердігерлер ойдан алынған"
NOTE = "учебная запись"
HEADER_ROW = 5


def write_workbook(path: Path, works: Sequence[TrainingWork], today: date) -> None:
    """Write the rows to ``path``; its bytes depend on nothing but the rows and the day."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a worksheet")
    sheet.title = SHEET
    _write_top(sheet, today)
    for row, work in enumerate(works, start=HEADER_ROW + 1):
        _write_row(sheet, row, work)
    last = HEADER_ROW + len(works)
    sheet.cell(last + 1, 2, "Итого по плану:").font = Font(bold=True)
    total = sheet.cell(last + 1, 14, sum(work.budget for work in works))
    total.font = Font(bold=True)
    total.number_format = "#,##0"
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(HEADERS))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _save(book, path, datetime.combine(today, time()))


def _write_top(sheet: Worksheet, today: date) -> None:
    columns = len(HEADERS)
    lines = (
        (1, TITLE, Font(bold=True, size=14)),
        (2, f"на {today.year - 1}–{today.year + 1} годы, по состоянию на {today:%d.%m.%Y}", Font(size=11)),
        (3, WARNING, Font(bold=True, color="B00020")),
    )
    for row, text, font in lines:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        cell = sheet.cell(row, 1, text)
        cell.font, cell.alignment = font, Alignment(horizontal="center")
    for column, (header, width) in enumerate(HEADERS.items(), start=1):
        cell = sheet.cell(HEADER_ROW, column, header)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE7F0")
        cell.border = _frame()
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[HEADER_ROW].height = 32


def _write_row(sheet: Worksheet, row: int, work: TrainingWork) -> None:
    title_ru, title_kk, title_en = work.place.titles
    days = work.schedule
    values = (
        work.number, work.kind, title_ru, work.place.location, work.place.district, work.customer, work.contractor,
        days.planned_start, days.planned_end, days.actual_start, days.actual_end, work.quantity, work.unit, work.budget,
        work.program, _yes(work.excavates), _yes(work.closes_road), title_kk, title_en, NOTE,
    )  # fmt: skip
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column, value)
        cell.border = _frame()
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(value, date):
            cell.number_format = "dd.mm.yyyy"
        elif column == 14:
            cell.number_format = "#,##0"


def _yes(value: bool) -> str:
    return "да" if value else "нет"


def _frame() -> Border:
    thin = Side(style="thin", color="9AA5B1")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def _save(book: Workbook, path: Path, moment: datetime) -> None:
    """Save with one fixed moment everywhere: the library writes the present one into the file and its folder."""
    book.properties.creator = "Demo"
    book.properties.created = moment
    raw = BytesIO()
    book.save(raw)
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    with ZipFile(raw) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "docProps/core.xml":
                data = re.sub(rb"(<\w+:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            entry = ZipInfo(item.filename, (moment.year, moment.month, moment.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, data)
