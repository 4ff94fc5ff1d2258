"""The rows of a file of appeals: a table (XLSX, XLS, ODS, CSV), also packed with gzip."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

from etl.appeal_row import AppealRow
from etl.appeal_source import AppealSource
from etl.extract.refusals import refused
from etl.extract.sheets import read_sheets
from etl.extract.sniff import LARGEST_UNPACKED_BYTES, read_file
from etl.transform.header import headed_sheets

_GZIP = b"\x1f\x8b"


def appeal_rows(path: Path, source: AppealSource) -> list[AppealRow]:
    """The filled rows of a file in their order. Raises BadFileError for a file that cannot be taken as a whole."""
    content = _unpacked(path, read_file(path))
    rows: list[AppealRow] = []
    for one in headed_sheets(path, read_sheets(path, content), source):
        names = one.header.names
        headers = {target: names[position] for target, position in one.header.positions.items()}
        for number, cells in enumerate(one.sheet.rows[one.header.row :], start=one.header.row + 1):
            received = {name: cells[at] for at, name in names.items() if at < len(cells)}
            if any(cell != "" for cell in received.values()):
                rows.append(AppealRow(one.sheet.name, number, received, headers))
    if not rows:
        raise refused(path, "no_rows")
    return rows


def _unpacked(path: Path, content: bytes) -> bytes:
    if not content.startswith(_GZIP):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            unpacked = packed.read(LARGEST_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise refused(path, "damaged_early") from error
    if len(unpacked) > LARGEST_UNPACKED_BYTES:
        raise refused(path, "unpacks_too_large")
    return unpacked
