"""A selection as files: a workbook for people, CSV for programs, a GeoPackage for a desktop map.

Each writer takes the rows as they come and writes them to a file on disk, so that 200,000 works need no more memory
than a piece of them.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from gis_app.planning.export_rows import ExportRow

# What a spreadsheet takes for a formula when a cell of a CSV begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_PIECE = 5000
_WIDTHS = {"id": 9, "title": 44, "type_title": 36, "location": 44, "contractor": 28, "customer": 28, "source_url": 30}
# The type of each column of a GeoPackage that is no text.
_KINDS: dict[str, str] = {
    "id": "int64", "version": "int64", "planned_start": "datetime64[D]", "planned_end": "datetime64[D]",
    "actual_start": "datetime64[D]", "actual_end": "datetime64[D]", "quantity": "float64", "budget": "float64",
    "lon": "float64", "lat": "float64", "is_training": "bool",
}  # fmt: skip
# Layers by what the shapes are; a shape of several kinds stands apart, and so does a work without a place.
_LAYERS: dict[str, str | None] = {
    "works_points": "MultiPoint",
    "works_lines": "MultiLineString",
    "works_areas": "MultiPolygon",
    "works_mixed": "GeometryCollection",
    "works_without_place": None,
}
COLUMNS: tuple[str, ...] = (
    "id", "type", "type_title", "title", "location", "district", "state", "status", "planned_start", "planned_end",
    "actual_start", "actual_end", "contractor", "customer", "program", "quantity", "unit", "budget", "lon", "lat",
    "source", "source_url", "is_training", "version",
)  # fmt: skip


def write_csv(rows: Iterable[ExportRow], path: Path) -> int:
    """UTF-8 with a byte order mark (Excel takes it for Latin without), commas, ISO days, names for programs.

    A text that a spreadsheet would run as a formula gets an apostrophe before it. Returns the number of works.
    """
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([_csv_cell(value) for value in row.values().values()])
            count += 1
    return count


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def write_xlsx(
    rows: Iterable[ExportRow],
    path: Path,
    *,
    heads: Sequence[str],
    sheet: str,
    about_sheet: str,
    about: Callable[[int], Sequence[tuple[str, str]]],
    words: Callable[[str, Any], Any],
) -> int:
    """A workbook: the works, and a sheet that says what was asked, when and of whom.

    `heads` are the columns' titles; `words` puts codes of a column into words; `about` gets the number of works.
    """
    book = Workbook(write_only=True)
    works = book.create_sheet(sheet)
    works.freeze_panes = "B2"
    for number, name in enumerate(COLUMNS, start=1):
        works.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 15)
    works.append([_bold(works, head) for head in heads])
    count = 0
    for row in rows:
        works.append([_xlsx_cell(works, words(name, value)) for name, value in row.values().items()])
        count += 1
    works.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count + 1}"
    told = book.create_sheet(about_sheet)
    told.column_dimensions["A"].width, told.column_dimensions["B"].width = 24, 90
    for name, value in about(count):
        told.append([_bold(told, name), _xlsx_cell(told, value)])
    book.save(path)
    return count


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _xlsx_cell(sheet: Any, value: Any) -> Any:
    """A text stays a text: what begins with "=" is no formula here."""
    if not isinstance(value, str):
        return float(value) if isinstance(value, Decimal) else value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767]
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def write_gpkg(rows: Iterable[ExportRow], path: Path) -> int:
    """A GeoPackage in EPSG:4326 with a layer for each kind of shape; a layer appears with its first work."""
    count, begun = 0, set[str]()
    for piece in _pieces(rows):
        by_layer: dict[str, list[ExportRow]] = {}
        for row in piece:
            by_layer.setdefault(_layer_of(row), []).append(row)
        for layer, found in by_layer.items():
            _append(path, layer, found, is_first=layer not in begun)
            begun.add(layer)
        count += len(piece)
    if not begun:
        _append(path, "works_without_place", [], is_first=True)
    return count


def _pieces(rows: Iterable[ExportRow]) -> Iterator[list[ExportRow]]:
    source = iter(rows)
    while piece := list(islice(source, _PIECE)):
        yield piece


def _layer_of(row: ExportRow) -> str:
    if row.shape is None or row.dimension is None:
        return "works_without_place"
    return "works_mixed" if row.is_collection else ("works_points", "works_lines", "works_areas")[row.dimension]


def _append(path: Path, layer: str, rows: Sequence[ExportRow], *, is_first: bool) -> None:
    values = [row.values() for row in rows]
    columns = [_column(name, [one[name] for one in values]) for name in COLUMNS]
    kind = _LAYERS[layer]
    pyogrio.raw.write(
        path,
        None if kind is None else np.array([row.shape for row in rows], dtype=object),
        [column for column, _ in columns],
        list(COLUMNS),
        field_mask=[mask for _, mask in columns],
        layer=layer,
        driver="GPKG",
        geometry_type=kind,
        crs=None if kind is None else "EPSG:4326",
        append=not is_first,
    )


def _column(name: str, values: list[Any]) -> tuple[Any, Any]:
    """The values as an array of the column's type, and which of them are missing; None when none is."""
    kind = _KINDS.get(name)
    if kind is None:
        return np.array(values, dtype=object), None
    missing = np.array([value is None for value in values], dtype=bool)
    filled = {"int64": 0, "float64": 0.0, "bool": False, "datetime64[D]": date(1970, 1, 1)}[kind]
    made = np.array([filled if value is None else value for value in values], dtype=kind)
    return made, missing if missing.any() else None
