"""Tables of every format are read alike; what is no table is refused with a reason."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from etl.extract.delimited import find_delimiter
from etl.extract.sheets import read_sheets
from etl.extract.sniff import read_file
from gis_app.errors import BadFileError
from tests.unit.etl.plan_files import csv_text, ods, xls, xlsx

HERE = Path("plan.file")
ROWS = [["План на 2026 год", None, None], [None, None, None], ["№", "Вид", "Начало"], [1, "Тротуары", date(2026, 5, 4)]]


def day(cell: object) -> object:
    return cell.date() if isinstance(cell, datetime) else cell


@pytest.mark.parametrize("build", [xlsx, xls, ods])
def test_a_workbook_keeps_the_row_numbers_that_a_person_sees(build: Callable[..., bytes]) -> None:
    (sheet,) = read_sheets(HERE, build(ROWS))
    assert sheet.name == "План"
    assert list(sheet.rows[2][:3]) == ["№", "Вид", "Начало"]
    assert [day(cell) for cell in sheet.rows[3][:3]] == [1, "Тротуары", date(2026, 5, 4)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_encoding_and_the_delimiter_of_a_csv_are_found(encoding: str, delimiter: str) -> None:
    text = csv_text([["id", "Вид работ", "Начало"], [1, "Ремонт тротуара", "2026-05-04"]], delimiter)
    (sheet,) = read_sheets(HERE, text.encode(encoding))
    assert sheet.rows == [["id", "Вид работ", "Начало"], ["1", "Ремонт тротуара", "2026-05-04"]]


def test_kazakh_letters_of_the_old_kazakh_code_page_are_read() -> None:
    (sheet,) = read_sheets(HERE, "№;Атауы\n1;Жолдарды жөндеу, Қабанбай батыр\n".encode("kz1048"))
    assert sheet.rows[1][1] == "Жолдарды жөндеу, Қабанбай батыр"


def test_a_decimal_comma_does_not_pass_for_the_delimiter() -> None:
    assert find_delimiter("id;сумма;адрес\n1;12,5;ул. Абая, 5\n2;3,5;ул. Абая, 7\n") == ";"


def test_cells_with_line_breaks_and_the_hidden_first_line_of_excel_keep_row_numbers() -> None:
    (sheet,) = read_sheets(HERE, 'sep=;\nid;текст\n1;"одна\nстрока"\n2;другая\n'.encode())
    assert sheet.rows == [["id", "текст"], ["1", "одна\nстрока"], ["2", "другая"]]


def test_a_stray_quote_in_a_cell_is_read_as_people_mean_it() -> None:
    (sheet,) = read_sheets(HERE, 'id,name\n1,"ТОО" Демо\n2,b\n'.encode())
    assert sheet.rows[1:] == [["1", "ТОО Демо"], ["2", "b"]]


def test_hidden_sheets_are_passed_over() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["seen"])
    hidden = book.create_sheet("справочник")
    hidden.append(["unseen"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert [sheet.name for sheet in read_sheets(HERE, out.getvalue())] == ["Sheet"]


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def encrypted_ods() -> bytes:
    manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


ENCRYPTED_XLSX = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
BOOK = xlsx([["№", "Вид"], [1, "Тротуары"]])
OLD_BOOK = xls([["№", "Вид"], [1, "Тротуары"]])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a JPEG picture"),
        (b"\x1f\x8b\x08" + bytes(20), "a gzip archive"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "web page or XML"),
        (archive(word__document=b"x"), "text document"),
        (archive(readme=b"x"), "ZIP archive and not a table"),
        (BOOK[: len(BOOK) // 2], "damaged or ends too early"),
        (OLD_BOOK[: len(OLD_BOOK) // 2], "damaged or ends too early"),
        (OLD_BOOK[:700], "damaged or ends too early"),
        (ENCRYPTED_XLSX, "protected by a password"),
        (encrypted_ods(), "protected by a password"),
        (b'id,name\n1,"open', "truncated"),
        (b"\n , \n,\n", "holds no data"),
        (bytes([1, 2, 3, 4]) * 50, "neither a workbook nor text"),
        (b"id,\x98name\n\x98\n", "neither UTF-8 nor Windows-1251"),
        (b"\xff\xfeA\x00\x00", "damaged or ends too early"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(BadFileError, match=reason):
        read_sheets(HERE, content)


@pytest.mark.parametrize("step", range(60, len(OLD_BOOK), 211))
def test_an_old_workbook_cut_anywhere_never_crashes_the_reader(step: int) -> None:
    with pytest.raises(BadFileError):
        read_sheets(HERE, OLD_BOOK[:step])


def test_a_stray_cell_in_the_last_row_and_column_ends_the_reader_and_not_the_program() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    book.worksheets[0]["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(BadFileError, match="too large to open: look for a stray cell"):
        read_sheets(HERE, out.getvalue())


def test_a_merged_cell_is_told_for_the_rows_below_its_first() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["№", "Вид"], [1, "Тротуары"], [2, None], [3, None]])))
    book.worksheets[0].merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    (sheet,) = read_sheets(HERE, out.getvalue())
    assert sheet.covered == {(2, 1): 1}
    assert [list(row) for row in sheet.rows][2:] == [[2.0, ""], [3.0, ""]]


def test_control_characters_that_the_database_refuses_are_taken_out_of_cells() -> None:
    filler = "".join(f"{number},Абая\n" for number in range(1000))
    (sheet,) = read_sheets(HERE, f"id,name\n{filler}1,Жан\x00досова\x07\n".encode())
    assert sheet.rows[-1] == ["1", "Жандосова"]


def test_an_empty_or_missing_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").touch()
    with pytest.raises(BadFileError, match="0 bytes"):
        read_file(tmp_path / "empty.xlsx")
    with pytest.raises(BadFileError, match="cannot be read"):
        read_file(tmp_path / "nowhere.xlsx")
    with pytest.raises(BadFileError, match="not a file"):
        read_file(tmp_path)


def test_letters_that_cannot_be_stored_are_left_out_of_a_geographic_file_too() -> None:
    feature = '{"type":"Feature","properties":{"Место":"ул. \\u0000Абая\\u0001"},"geometry":null}'
    collection = f'{{"type":"FeatureCollection","features":[{feature}]}}'
    (sheet,) = read_sheets(Path("plan.geojson"), collection.encode())
    assert "ул. Абая" in sheet.rows[1]
