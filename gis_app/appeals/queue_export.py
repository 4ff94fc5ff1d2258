"""A question of the reception as a file: a workbook for people, CSV for programs. Nothing of applicants is in it.

Contacts that somebody wrote into the own words are taken out (queue.py).
"""

import csv
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from gis_app.appeals.queue import Line

# More than this is no list that somebody reads; the first of the question's order are in the file.
MOST_ROWS: Final = 50_000
COLUMNS: Final = (
    "number", "received", "due", "standing", "status", "topic", "kind", "channel", "urgent", "place", "district",
    "body", "text", "links", "followers",
)  # fmt: skip
_WIDTHS = {"place": 40, "body": 34, "text": 70, "topic": 34, "status": 24, "number": 15, "received": 17, "due": 12}
# What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def row_of(line: Line, zone: str) -> dict[str, Any]:
    """A line by column; codes stay codes, instants are the city's time."""
    received: datetime = line.received_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
    return {
        "number": line.number, "received": received, "due": line.due_on, "standing": line.standing,
        "status": line.status, "topic": line.topic, "kind": line.kind, "channel": line.channel,
        "urgent": line.is_urgent, "place": line.place, "district": line.district, "body": line.body, "text": line.text,
        "links": line.links, "followers": line.followers,
    }  # fmt: skip


def write_csv(lines: Sequence[Line], path: Path, *, zone: str) -> None:
    """UTF-8 with a byte order mark, ISO days, codes. A text that would run as a formula gets an apostrophe."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for line in lines:
            writer.writerow([_csv_cell(value) for value in row_of(line, zone).values()])


def write_xlsx(
    lines: Sequence[Line],
    path: Path,
    *,
    zone: str,
    heads: Sequence[str],
    sheet: str,
    words: Callable[[str, Any], Any],
) -> None:
    """A workbook with a frozen head; `words` says a column's code in the reader's language."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet[:31])
    page.freeze_panes = "B2"
    for at, name in enumerate(COLUMNS, start=1):
        page.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, 14)
    bold = []
    for head in heads:
        cell = WriteOnlyCell(page, value=head)
        cell.font = Font(bold=True)
        bold.append(cell)
    page.append(bold)
    for line in lines:
        page.append([_xlsx_cell(page, words(name, value)) for name, value in row_of(line, zone).items()])
    page.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(lines) + 1}"
    book.save(path)


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value.isoformat() if hasattr(value, "isoformat") else value


def _xlsx_cell(page: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # never a formula
    return cell
