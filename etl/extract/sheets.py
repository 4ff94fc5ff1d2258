"""A plan's file as sheets of cells, whatever its format: a workbook, CSV, or a geographic file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from etl.extract.delimited import read_delimited
from etl.extract.feature_sheets import feature_kind, read_feature_sheets
from etl.extract.formulas import empty_formulas
from etl.extract.refusals import refused
from etl.extract.sheet import Cell, Sheet
from etl.extract.sniff import table_kind
from etl.extract.workbooks import RawSheet, read_workbook

__all__ = ["Cell", "Sheet", "read_sheets"]

# Control characters other than tab and line breaks. They mean nothing in a table, and the database refuses NUL.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_sheets(path: Path, content: bytes) -> list[Sheet]:
    """All visible sheets of a file in their order; a CSV file is one sheet named like the file.

    Raises BadFileError when the content is no table, is encrypted, damaged, too large, or holds no rows at all.
    """
    features = feature_kind(content)
    if features is not None:
        found = read_feature_sheets(path, content, features)
        sheets = [replace(one, rows=[[_clean(cell) for cell in row] for row in one.rows]) for one in found]
    elif table_kind(path, content) == "text":
        sheets = [Sheet(path.name, [[_clean(cell) for cell in row] for row in read_delimited(path, content)])]
    else:
        formulas = empty_formulas(content) if content.startswith(b"PK") else {}
        sheets = [_sheet(raw, formulas.get(raw[0], frozenset())) for raw in read_workbook(path, content)]
    if not any(cell != "" for sheet in sheets for row in sheet.rows for cell in row):
        raise refused(path, "no_data")
    return sheets


def _sheet(raw: RawSheet, formulas: frozenset[tuple[int, int]]) -> Sheet:
    name, cells, merged = raw
    rows = [[_clean(cell) for cell in row] for row in cells]
    covered = {
        (row, left): top
        for (top, left), (bottom, _) in merged
        if top < len(rows) and left < len(rows[top]) and rows[top][left] != ""
        for row in range(top + 1, min(bottom + 1, len(rows)))
    }
    return Sheet(name, rows, covered, formulas=formulas)


def _clean(cell: Cell) -> Cell:
    if not isinstance(cell, str) or cell.isprintable():
        return cell
    return _CONTROL.sub("", cell)
