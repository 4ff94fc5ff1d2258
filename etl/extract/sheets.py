"""A plan's file as sheets of cells, whatever its format: XLSX, XLSB, XLS, ODS or CSV."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from etl.extract.delimited import read_delimited
from etl.extract.refusals import refused
from etl.extract.sniff import table_kind
from etl.extract.workbooks import RawSheet, read_workbook

Cell = str | int | float | bool | date | datetime | time | timedelta

# Control characters other than tab and line breaks. They mean nothing in a table, and the database refuses NUL.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; `rows[0]` is row 1 as the spreadsheet shows it. An empty cell is the empty string.

    `covered` tells, for each empty cell below the first of a merged one, the row where that begins. The key is row and
    column; all three count from 0.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    covered: Mapping[tuple[int, int], int] = field(default_factory=dict)


def read_sheets(path: Path, content: bytes) -> list[Sheet]:
    """All visible sheets of a file in their order; a CSV file is one sheet named like the file.

    Raises BadFileError when the content is no table, is encrypted, damaged, too large, or holds no rows at all.
    """
    if table_kind(path, content) == "text":
        sheets = [Sheet(path.name, [[_clean(cell) for cell in row] for row in read_delimited(path, content)])]
    else:
        sheets = [_sheet(raw) for raw in read_workbook(path, content)]
    if not any(cell != "" for sheet in sheets for row in sheet.rows for cell in row):
        raise refused(path, "no_data")
    return sheets


def _sheet(raw: RawSheet) -> Sheet:
    name, cells, merged = raw
    rows = [[_clean(cell) for cell in row] for row in cells]
    covered = {
        (row, left): top
        for (top, left), (bottom, _) in merged
        if top < len(rows) and left < len(rows[top]) and rows[top][left] != ""
        for row in range(top + 1, min(bottom + 1, len(rows)))
    }
    return Sheet(name, rows, covered)


def _clean(cell: Cell) -> Cell:
    return _CONTROL.sub("", cell) if isinstance(cell, str) else cell
