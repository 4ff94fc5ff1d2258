"""Builders of plan files in every format, for tests."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet

Rows = Sequence[Sequence[Any]]


def xlsx(rows: Rows, sheet: str = "План") -> bytes:
    """An XLSX workbook of one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(rows: Rows, sheet: str = "План") -> bytes:
    """An XLS workbook of one sheet; days are real spreadsheet dates."""
    book = xlwt.Workbook()
    page = book.add_sheet(sheet)
    style = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, date | datetime):
                page.write(y, x, cell, style)
            elif cell is not None:
                page.write(y, x, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: Rows, sheet: str = "План") -> bytes:
    """An ODS spreadsheet of one sheet; numbers stay numbers, days are typed as dates."""
    document = OpenDocumentSpreadsheet()
    page = table.Table(name=sheet)
    for row in rows:
        line = table.TableRow()
        for cell in row:
            if isinstance(cell, date):
                made = table.TableCell(valuetype="date", datevalue=cell.isoformat())
            elif isinstance(cell, int | float):
                made = table.TableCell(valuetype="float", value=str(cell))
            else:
                made = table.TableCell(valuetype="string")
            if cell is not None:
                made.addElement(text.P(text=str(cell)))
            line.addElement(made)
        page.addElement(line)
    document.spreadsheet.addElement(page)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    """The rows as CSV; cells must not need quoting."""
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in row) + "\r\n" for row in rows)


def written(folder: Path, name: str, content: bytes | str) -> Path:
    """The content as a file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
