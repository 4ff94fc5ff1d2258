"""A plan to try the check with: rows as people really send them, each with a fault that is found in many files."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FILE_NAME: Final = "plan-with-mistakes.xlsx"
HEADERS: Final = {
    "№": 6, "Наименование работ": 36, "Адрес": 44, "Начало": 14, "Окончание": 14, "Подрядчик": 26, "Объём": 14,
    "Сумма, тенге": 20,
}  # fmt: skip
HEADER_ROW: Final = 4
CONTRACTOR: Final = "ТОО «Пример-Жол»"


def broken_plan(today: date, contractor: str | None = None) -> bytes:
    """The workbook. Its days lie after `today`, so that it is as good, and as bad, next year.

    `contractor` is the organisation whose plan it is: with another one every row would be refused for that alone.
    """
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = "План"
    _write_top(sheet)
    for at, (name, width) in enumerate(HEADERS.items(), start=1):
        sheet.cell(HEADER_ROW, at, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row, values in enumerate(_rows(today, contractor or CONTRACTOR), start=HEADER_ROW + 1):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value)
    # One kind of work over two rows, as it is printed: only the upper cell keeps the words.
    sheet.merge_cells(start_row=HEADER_ROW + 2, start_column=2, end_row=HEADER_ROW + 3, end_column=2)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_top(sheet: Worksheet) -> None:
    for row, words in ((1, "УТВЕРЖДАЮ ____________"), (2, "План работ на сезон")):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEADERS))
        sheet.cell(row, 1, words).alignment = Alignment(horizontal="center")


def _rows(today: date, contractor: str) -> list[tuple[Any, ...]]:
    first, last = today + timedelta(days=10), today + timedelta(days=40)
    start, end = datetime(first.year, first.month, first.day), datetime(last.year, last.month, last.day)
    repair, whole = "Средний ремонт дорог", "пр. Абая от ул. Байзакова до ул. Манаса"
    return [
        (1, repair, whole, start, end, contractor, 450, 12_500_000),
        (2, "Ремонт тротуара", "пр. Абая уг. ул. Байзакова", start, end, contractor, 300, 4_000_000),
        (3, None, "ул. Сатпаева уг. ул. Байзакова", start, end, contractor, 300, 4_000_000),
        (4, "Озеленение", "Парк Ганди", f"{first:%d.%m.%y}", f"{last:%d.%m.%Y} г.", contractor, 40, 900_000),
        (5, "Автополив", "Парк Южный", end, start, contractor, 40, 900_000),
        (6, "Прочие мероприятия", "Парк Дружбы", start, end, contractor, 1, 100_000),
        (7, "Установка светофора", "г. Астана, пр. Республики, 12", start, end, contractor, 1, 900_000),
        (),
        (8, repair, whole, start, end, contractor, 450, 12_500_000),
        (9, "Наружное освещение", "ул. Жандосова", start, end, contractor, 25, "=G5*1000"),
        (10, "Ремонт арычной сети", "ул. Жарокова", start, end, contractor, "1,2 км", "3,5 млн тенге"),
        (11, "Ремонт моста", "ул. Саина", start, end, None, 1, 8_000_000),
        (12, "Замена лифтов", None, start, end, contractor, 2, 30_000_000),
        (13, "Велодорожки", "пр. Достык", "после паводка", end, contractor, "много", 7_000_000),
    ]
