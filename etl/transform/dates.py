"""Days as plans write them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from etl.extract.sheets import Cell

# Day 0 of spreadsheets; right for every day after February 1900.
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_SERIAL_DAYS = range(20_000, 80_000)  # 1954 to 2119: a number in a column of days
_TAILS = (" г.", " г", " ж.", " ж", " года", " жыл", " жылы")


def read_day(cell: Cell, formats: Sequence[str]) -> date | None:
    """The day of a cell; None when it is empty. A cell that is no day raises ValueError.

    A spreadsheet's own dates and its day numbers need no format. Text is read with `formats` (of strptime) in their
    order; a time of day, «г.» and «ж.» behind the date are left out.
    """
    if cell == "":
        return None
    if isinstance(cell, str):
        return _read_text(cell, formats)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        raise ValueError("a truth value is no day")
    if isinstance(cell, int | float):
        if int(cell) not in _SERIAL_DAYS:
            raise ValueError(f"{cell} is no day")
        return _SPREADSHEET_EPOCH + timedelta(days=int(cell))
    raise ValueError("a time of day is no day")


def _read_text(cell: str, formats: Sequence[str]) -> date | None:
    text = " ".join(cell.split())
    if not text[-1:].isdigit():
        for tail in _TAILS:
            text = text.removesuffix(tail)
    if text in ("", "-", "–", "—"):
        return None
    if len(text) == 10 and text[4] == "-" and "%Y-%m-%d" in formats:
        return date.fromisoformat(text)
    for candidate in (text, text.split(" ")[0].split("T")[0]):
        for form in formats:
            try:
                return datetime.strptime(candidate, form).date()
            except ValueError:
                continue
    raise ValueError(f"{text} is no day")
