"""CSV files: encoding and delimiter are found, rows keep the number that a spreadsheet shows."""

import csv
import io
from pathlib import Path

from etl.extract.refusals import refused

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 10_000_000
_LOOKED_AT_ROWS = 60
# Letters of cp1251 that no Russian or Kazakh text holds; in the Kazakh code page their bytes are Kazakh letters.
_FOREIGN_CYRILLIC = frozenset("ЂЃѓђЉЊЌЋЏљњќћџЎўЈҐЄєЅѕЇї")
_KAZAKH = frozenset("ӘәҒғҚқҢңӨөҰұҮүҺһ")


def read_delimited(path: Path, content: bytes) -> list[list[str]]:
    """All rows of a CSV file, cells trimmed; a record with line breaks in it is one row.

    A first line `sep=;`, which Excel hides, names the delimiter and is no row. Raises BadFileError when the text
    has an unknown encoding or ends inside a quoted cell.
    """
    text = decode(path, content)
    first, _, rest = text.partition("\n")
    declared = first.strip().lower()
    if declared.startswith("sep=") and len(declared) == 5:
        text, delimiter = rest, first.strip()[4]
    else:
        delimiter = find_delimiter(text)
    csv.field_size_limit(LONGEST_CELL)
    try:
        return _rows(text, delimiter, strict=True)
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise refused(path, "csv_cut") from error
    try:
        return _rows(text, delimiter, strict=False)  # a stray quote in a cell is read as people mean it
    except csv.Error as error:
        raise refused(path, "csv_damaged", why=error) from error


def _rows(text: str, delimiter: str, *, strict: bool) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    return [[cell.strip() for cell in row] for row in reader]


def decode(path: Path, content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, Windows-1251 or its Kazakh variant. Raises BadFileError for others."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_as(path, content, "utf-16")
    if b"\x00" in content[:4096]:
        even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
        return _decode_as(path, content, "utf-16-le" if odd >= even else "utf-16-be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    kazakh = content.decode("kz1048", errors="replace")
    try:
        russian = content.decode("cp1251")
    except UnicodeDecodeError:
        russian = ""
    if russian and not (_FOREIGN_CYRILLIC & set(russian) and _KAZAKH & set(kazakh)):
        return russian
    if "�" in kazakh:
        raise refused(path, "encoding")
    return kazakh


def _decode_as(path: Path, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused(path, "text_damaged", encoding=encoding) from error


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the first rows into the most columns, most evenly; a comma for a single column."""
    lines = "\n".join(text.splitlines()[:_LOOKED_AT_ROWS])

    def evenness(delimiter: str) -> tuple[float, int]:
        rows = [row for row in csv.reader(io.StringIO(lines), delimiter=delimiter) if row]
        widths = [len(row) for row in rows]
        if not widths:
            return 0.0, 0
        common = max(set(widths), key=lambda width: (widths.count(width), width))
        share = widths.count(common) / len(widths)
        return (share * (common - 1) if common > 1 else 0.0), common

    return max(DELIMITERS, key=evenness)
