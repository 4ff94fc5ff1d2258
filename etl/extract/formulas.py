"""Formulas whose value no spreadsheet has computed: programs write them, and a reader of values finds an empty cell."""

import io
import posixpath
import re
import zipfile
from html import unescape

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

MOST_BYTES = 300_000_000
_SHEET = re.compile(rb'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b(?:r:)?id="([^"]*)"')
_TARGET = re.compile(rb"<Relationship\b[^>]*>")
_EMPTY = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)


def empty_formulas(content: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """The cells (row and column from 0) of each sheet of an XLSX workbook that hold a formula and no value."""
    found: dict[str, frozenset[tuple[int, int]]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return {}
        if sum(archive.getinfo(name).file_size for name in names if name.startswith("xl/worksheets/")) > MOST_BYTES:
            return {}
        parts = dict(filter(None, map(_relation, _TARGET.findall(archive.read("xl/_rels/workbook.xml.rels")))))
        for title, part in _SHEET.findall(archive.read("xl/workbook.xml")):
            path = posixpath.normpath(posixpath.join("xl", parts.get(part, ""))).removeprefix("xl/xl/")
            path = path if path in names else parts.get(part, "").lstrip("/")
            if path in names:
                cells = frozenset(_place(cell.decode()) for cell in _EMPTY.findall(archive.read(path)))
                found[_unescaped(title)] = cells
    return {title: cells for title, cells in found.items() if cells}


def _relation(tag: bytes) -> tuple[bytes, str] | None:
    identifier, target = re.search(rb'\bId="([^"]*)"', tag), re.search(rb'\bTarget="([^"]*)"', tag)
    return (identifier[1], target[1].decode()) if identifier and target else None


def _place(cell: str) -> tuple[int, int]:
    column, row = coordinate_from_string(cell)
    return row - 1, column_index_from_string(column) - 1


def _unescaped(title: bytes) -> str:
    return unescape(title.decode("utf-8", errors="replace"))
