"""A plan's file as sheets of cells, whatever its format: XLSX, XLSB, XLS, ODS or CSV."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from etl.extract.delimited import read_delimited
from etl.extract.sniff import table_kind
from gis_app.errors import BadFileError

Cell = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; `rows[0]` is row 1 as the spreadsheet shows it. An empty cell is the empty string."""

    name: str
    rows: Sequence[Sequence[Cell]]


def read_sheets(path: Path, content: bytes) -> list[Sheet]:
    """All visible sheets of a file in their order; a CSV file is one sheet named like the file.

    Raises BadFileError when the content is no table, is encrypted, damaged, or holds no rows at all.
    """
    if table_kind(path, content) == "text":
        sheets = [Sheet(path.name, read_delimited(path, content))]
    else:
        sheets = _workbook(path, content)
    if not any(cell != "" for sheet in sheets for row in sheet.rows for cell in row):
        raise BadFileError(path, "the table holds no data")
    return sheets


def _workbook(path: Path, content: bytes) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return [
                Sheet(meta.name, _cells(workbook, meta.name))
                for meta in workbook.sheets_metadata
                if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise BadFileError(path, "the workbook is protected by a password: take the password off") from error
    except (CalamineError, OSError, ValueError) as error:
        raise BadFileError(path, f"the workbook is damaged ({error}): send it again") from error
    except BaseException as error:
        # A panic of the reader's compiled code on a damaged file derives from BaseException and has no public class.
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise BadFileError(path, "the workbook is damaged: send it again") from error


def _cells(workbook: Any, name: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return rows
