"""Tables as people send them, broken in every way that came to mind, made on the spot."""

import io
import struct
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.imports.plans import HEADER, LIFT, SEWER, xlsx
from tests.unit.etl.plan_files import csv_text, ods, xls

GOOD = xlsx([HEADER, SEWER, LIFT])
COMMA = [cell if cell != "1,5 км" else "1.5 км" for cell in SEWER]
CSV = csv_text([HEADER[:4], COMMA[:4]])


def book(change: Any) -> bytes:
    """The good workbook after `change` has had its sheet."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in (HEADER, SEWER, LIFT):
        sheet.append(list(row))
    change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rewritten(content: bytes, **parts: bytes) -> bytes:
    """An archive with parts replaced or added; in their names __ stands for / and _dot_ for a point."""
    named = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in named:
                new.writestr(entry.filename, old.read(entry))
        for name, data in named.items():
            new.writestr(name, data)
    return out.getvalue()


def with_macros() -> bytes:
    """A workbook with a macro project: a person's XLSM."""
    types = zipfile.ZipFile(io.BytesIO(GOOD)).read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = types.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, macros if entry.filename == "[Content_Types].xml" else old.read(entry))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Sub Auto_Open()" * 20)
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of some kilobytes that says it unpacks to gigabytes."""
    content = bytearray(rewritten(GOOD, xl__media__noise_dot_bin=bytes(1000)))
    at = content.rfind(b"xl/media/noise.bin") - 46  # its entry in the central directory
    struct.pack_into("<I", content, at + 24, 4_000_000_000)
    return bytes(content)


def encrypted() -> bytes:
    """What a spreadsheet program writes under a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def encrypted_ods() -> bytes:
    """The same for ODS."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "META-INF/manifest.xml", b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        )
    return out.getvalue()


def many_rows(number: int) -> bytes:
    """A CSV of very many rows."""
    line = "Ремонт тротуара,ул. Абая,2026-07-01,2026-07-02\n"
    return ("Вид работ,Место,Начало,Окончание\n" + line * number).encode()


def old_book() -> bytes:
    """The good plan as XLS."""
    return xls([HEADER, SEWER, LIFT])


def open_book() -> bytes:
    """The good plan as ODS."""
    return ods([HEADER, SEWER, LIFT])
