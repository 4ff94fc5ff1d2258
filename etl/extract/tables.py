"""Small CSV tables: encoding and delimiter found, header checked, rows as dictionaries with their number."""

import codecs
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.extract.delimited import decode
from etl.extract.geo import read_bytes, refuse_other_formats
from gis_app.errors import BadFileError


@dataclass(frozen=True)
class TableRow:
    """One row; `row` is its line number in the file as a spreadsheet shows it (the header is 1).

    `overlong` says that it has more cells than the header: a comma inside a cell was not quoted.
    """

    row: int
    cells: Mapping[str, str]
    overlong: bool = False


def read_table(path: Path, required: Sequence[str]) -> list[TableRow]:
    """All rows of a CSV file whose header has the columns `required`. Cells are trimmed.

    Raises BadFileError when the file is empty, is no text, or lacks a column.
    """
    content = read_bytes(path)
    refuse_other_formats(path, content, "CSV")
    if b"\x00" in content[:4096] and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadFileError(path, "this is a binary file, not CSV")
    text = decode(path, content)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [name.strip().lower() for name in next(reader, [])]
    missing = [name for name in required if name not in columns]
    if missing:
        raise BadFileError(path, f"wrong header: no column {', '.join(missing)} among {', '.join(columns)[:200]}")
    rows = []
    try:
        for number, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells):
                named = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
                overlong = any(cell.strip() for cell in cells[len(columns) :])
                rows.append(TableRow(number, named, overlong))
    except csv.Error as error:
        raise BadFileError(path, f"damaged CSV near line {reader.line_num}: {error}") from error
    if not rows:
        raise BadFileError(path, "the table has a header and no rows")
    return rows


def coordinates(row: TableRow, lon: str = "lon", lat: str = "lat") -> tuple[float, float]:
    """Longitude and latitude of a row in degrees; a decimal comma is understood.

    Raises ValueError with a sentence for the person when they are missing or impossible.
    """
    if row.overlong:
        raise ValueError("the row has more cells than the header: a comma inside a cell must be quoted")
    values = []
    for column, limit in ((lon, 180.0), (lat, 90.0)):
        written = row.cells.get(column, "").replace(",", ".")
        try:
            value = float(written)
        except ValueError:
            raise ValueError(f"{column} is not a number: {written!r}") from None
        if not abs(value) <= limit:
            raise ValueError(f"{column} is out of range: {written}")
        values.append(value)
    return values[0], values[1]
