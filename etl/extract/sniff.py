"""What kind of table a file is, told by its content and not by its name; anything else is refused with a reason."""

import io
import zipfile
from pathlib import Path
from typing import Literal

from etl.extract.compound import is_whole_compound_file
from etl.extract.refusals import refused

TableKind = Literal["workbook", "text"]

LARGEST_FILE_BYTES = 200_000_000
LARGEST_UNPACKED_BYTES = 1_500_000_000

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"\x89PNG", "a PNG picture", "картинка PNG", "PNG суреті"),
    (b"\xff\xd8\xff", "a JPEG picture", "картинка JPEG", "JPEG суреті"),
    (b"GIF8", "a GIF picture", "картинка GIF", "GIF суреті"),
    (b"BM", "a BMP picture", "картинка BMP", "BMP суреті"),
    (b"%PDF", "a PDF document", "документ PDF", "PDF құжаты"),
    (b"{\\rtf", "an RTF document", "документ RTF", "RTF құжаты"),
    (b"Rar!", "a RAR archive", "архив RAR", "RAR мұрағаты"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "архив 7-Zip", "7-Zip мұрағаты"),
    (b"\x1f\x8b", "a gzip archive", "архив gzip", "gzip мұрағаты"),
    (b"SQLite format 3", "a database file", "файл базы данных", "дерекқор файлы"),
)


def read_file(path: Path) -> bytes:
    """The content of a file. Raises BadFileError when it is missing, no file, empty or larger than 200 MB."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise refused(path, "no_file")
        if size > LARGEST_FILE_BYTES:
            raise refused(path, "too_large", most=LARGEST_FILE_BYTES // 1_000_000)
        content = path.read_bytes()
    except OSError as error:
        raise refused(path, "unreadable", why=error.strerror) from error
    if not content:
        raise refused(path, "empty_file")
    return content


def table_kind(path: Path, content: bytes) -> TableKind:
    """Whether the content is a workbook (XLSX, XLSB, XLS, ODS) or text (CSV).

    Raises BadFileError for other formats, encrypted workbooks and archives that end too early.
    """
    for start, en, ru, kk in _FOREIGN:
        if content.startswith(start) and not (start == b"BM" and _looks_like_text(content)):
            raise refused(path, "foreign", what_en=en, what_ru=ru, what_kk=kk)
    if content.startswith(_ZIP):
        _check_archive(path, content)
        return "workbook"
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refused(path, "password")
        if not is_whole_compound_file(content):
            raise refused(path, "damaged_early")
        return "workbook"
    head = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta")):
        raise refused(path, "web_page")
    if not _looks_like_text(content):
        raise refused(path, "no_table")
    return "text"


def _check_archive(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED_BYTES:
                raise refused(path, "unpacks_too_large")
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            mimetype = archive.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise refused(path, "damaged_early") from error
    if b"encryption-data" in manifest or any(entry.flag_bits & 1 for entry in entries):
        raise refused(path, "password")
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return
    if b"opendocument.spreadsheet" in mimetype:
        return
    if any(name.startswith("word/") for name in names) or b"opendocument.text" in mimetype:
        raise refused(path, "text_document")
    raise refused(path, "archive")


def _looks_like_text(content: bytes) -> bool:
    head = content[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = head.count(0)
    if zeros:
        # UTF-16 without a mark: every other byte of Latin letters and separators is 0, none stands twice in a row.
        return b"\x00\x00" not in head and zeros > len(head) // 10
    control = sum(head.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 26, 27))
    return control == 0
