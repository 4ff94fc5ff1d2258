"""Every broken file is told what is wrong with it, in three languages; nothing of it is lost and nothing is public."""

from collections.abc import Callable
from dataclasses import dataclass, field
from string import Formatter

import pytest
from shapely.geometry import GeometryCollection, LineString, Point
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.extract.refusals import refusal_texts
from gis_app.works.imports.models import Upload
from gis_app.works.imports.uploads import content_of
from tests.integration.imports.broken_files import geographic as geo
from tests.integration.imports.broken_files import tables as t
from tests.integration.imports.plans import HEADER, LIFT, SEWER, Stage, xlsx

METRES = Point(655000, 4790000)
SWAPPED = Point(43.24, 76.93)
NOISE = {f"a{part}": b"x" * 99 for part in (".shp", ".shx", ".dbf", ".prj")}
NO_CRS = {"properties": {"name": "EPSG:999999"}}
NO_VALUE = {"formula_without_value", "no_location"}
STRANGE = {"unknown_type"}


@dataclass(frozen=True)
class Broken:
    """A broken file: either the words (Russian) that refuse it, or the issues of its rows, one set for each row."""

    name: str
    make: Callable[[], bytes]
    refused: str = ""
    rows: list[set[str]] = field(default_factory=list)


def table(*rows: list[object]) -> Callable[[], bytes]:
    return lambda: xlsx([HEADER, *rows])


def changed(at: int, value: object) -> list[object]:
    return [*SEWER[:at], value, *SEWER[at + 1 :]]


def merged(sheet: t.Worksheet) -> None:
    sheet.merge_cells("C2:C3")


def formula(sheet: t.Worksheet) -> None:
    sheet["B2"] = '=CONCATENATE("ул. ","Абая")'


def second_table(sheet: t.Worksheet) -> None:
    sheet.append([])
    sheet.append(["Подпись", "Фамилия"])
    sheet.append(["директор", "Иванов"])


def repeated_header(sheet: t.Worksheet) -> None:
    sheet.append(HEADER)
    sheet.append(["Озеленение", "парк Горького", "01.07.2026", "02.07.2026", "", "", ""])


FILES = [
    # What is no table at all
    Broken("a PNG under the name of a plan", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "картинка PNG"),
    Broken("a JPEG", lambda: b"\xff\xd8\xff\xe0" + bytes(99), "картинка JPEG"),
    Broken("a GIF", lambda: b"GIF89a" + bytes(99), "картинка GIF"),
    Broken("a PDF", lambda: b"%PDF-1.7\n" + bytes(99), "документ PDF"),
    Broken("an RTF", lambda: b"{\\rtf1 hello}", "документ RTF"),
    Broken("a RAR", lambda: b"Rar!\x1a\x07" + bytes(99), "архив RAR"),
    Broken("a 7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), "архив 7-Zip"),
    Broken("a gzip", lambda: b"\x1f\x8b\x08" + bytes(99), "архив gzip"),
    Broken("a saved web page", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "веб-страница"),
    Broken("an XML", lambda: b"<?xml version='1.0'?><Workbook/>", "веб-страница или XML"),
    Broken("a text document", lambda: geo.zip_of({"word/document.xml": b"x"}), "текстовый документ"),
    Broken("a ZIP of something", lambda: geo.zip_of({"readme.txt": b"x"}), "архив ZIP"),
    Broken("a database", lambda: b"SQLite format 3\x00" + bytes(200), "файл базы данных"),
    Broken("noise", lambda: bytes([1, 2, 3, 4]) * 99, "не книга и не текст"),
    Broken("one space", lambda: b" ", "нет данных"),
    # Workbooks
    Broken("an XLSX cut in half", lambda: t.GOOD[: len(t.GOOD) // 2], "повреждена или обрывается"),
    Broken("an XLS cut in half", lambda: t.old_book()[: len(t.old_book()) // 2], "повреждена или обрывается"),
    Broken("an ODS cut in half", lambda: t.open_book()[: len(t.open_book()) // 2], "повреждена или обрывается"),
    Broken("an XLSX under a password", t.encrypted, "защищена паролем"),
    Broken("an ODS under a password", t.encrypted_ods, "защищена паролем"),
    Broken("a bomb", t.bomb, "1,5 ГБ"),
    Broken("a broken sheet", lambda: t.rewritten(t.GOOD, xl__worksheets__sheet1_dot_xml=b"<worksheet><"), "повреждена"),
    Broken("a workbook without a workbook", lambda: geo.zip_of({"xl/styles.xml": b"x"}), "архив ZIP"),
    Broken("a cell far away", lambda: t.book(lambda s: s.cell(1048576, 16384, "x")), "случайную ячейку"),
    Broken("an empty sheet", lambda: xlsx([[]]), "нет данных"),
    Broken("a header alone", table(), "под заголовком нет строк"),
    Broken("no header", lambda: xlsx([SEWER, LIFT]), "неверный заголовок"),
    Broken("another header", lambda: xlsx([["А", "Б"], [1, 2]]), "неверный заголовок"),
    Broken("macros, whose values are read", t.with_macros, rows=[set(), set()]),
    Broken("an XLS that is good", t.old_book, rows=[set(), set()]),
    Broken("an ODS that is good", t.open_book, rows=[set(), set()]),
    Broken("merged cells", lambda: t.book(merged), rows=[set(), set()]),
    Broken("a formula without a value", lambda: t.book(formula), rows=[NO_VALUE, set()]),
    Broken("two tables in a sheet", lambda: t.book(second_table), rows=[set(), set(), STRANGE, STRANGE]),
    Broken("a header that stands again", lambda: t.book(repeated_header), rows=[set(), set(), set()]),
    # Cells
    Broken("a date as text that is none", table(changed(2, "скоро")), rows=[{"unreadable_date"}]),
    Broken("a date as American text", table(changed(2, "07/31/2026")), rows=[{"unreadable_date"}]),
    Broken("a day that does not exist", table(changed(2, "31.02.2026")), rows=[{"unreadable_date"}]),
    Broken("a date of another century", table(changed(2, "01.07.1926")), rows=[{"date_out_of_range"}]),
    Broken("an end before the start", table(changed(3, "01.06.2026")), rows=[{"end_before_start"}]),
    Broken("a number that is none", table(changed(6, "по смете")), rows=[{"unreadable_number"}]),
    Broken("no kind of work", table(changed(0, "")), rows=[{"no_type"}]),
    Broken("an unknown kind of work", table(changed(0, "прочее")), rows=[{"unknown_type"}]),
    Broken("no place", table(changed(1, "—")), rows=[{"no_location"}]),
    Broken("a place nobody knows", table(changed(1, "неведомая")), rows=[{"place_not_found"}]),
    Broken("another's work", table(changed(4, "ТОО «Лифт»")), rows=[{"other_contractor"}]),
    Broken("the same row twice", table(SEWER, SEWER), rows=[set(), {"duplicate"}]),
    Broken("one work, told twice", table(SEWER, changed(3, "30.09.2026")), rows=[{"has_rival"}, {"same_identity"}]),
    # Text
    Broken("a CSV in Windows-1251", lambda: t.CSV.encode("cp1251"), rows=[set()]),
    Broken("a CSV in UTF-16", lambda: t.CSV.encode("utf-16"), rows=[set()]),
    Broken("a CSV in a code page of DOS", lambda: t.CSV.encode("cp866"), "неверный заголовок"),
    Broken("a CSV of no encoding", lambda: b"id,\x98name\n\x98\n", "кодировка текста"),
    Broken("half a UTF-16", lambda: b"\xff\xfeA\x00\x00", "повреждён или обрывается"),
    Broken("a CSV that ends in a quoted cell", lambda: t.CSV.encode() + b'"Ozel', "обрывается внутри кавычек"),
    Broken("200,000 rows", lambda: t.many_rows(200_000), "200000 строк"),
    # Geographic files
    Broken("a GeoPackage that is good", geo.geopackage, rows=[set()]),
    Broken("a GeoPackage in metres of UTM", lambda: geo.geopackage([METRES], "EPSG:32643"), rows=[set()]),
    Broken("a GeoPackage cut in half", lambda: geo.geopackage()[:40000], "географический файл повреждён"),
    Broken("a GeoPackage without a feature", lambda: geo.geopackage([]), "нет ни одного объекта"),
    Broken("a Shapefile that is good", geo.shapefile, rows=[set()]),
    Broken("a Shapefile without .prj", lambda: geo.shapefile(without=[".prj"]), "нет файла .prj"),
    Broken("a Shapefile without .dbf", lambda: geo.shapefile(without=[".dbf"]), "нет части .dbf"),
    Broken("a Shapefile without .shp", lambda: geo.shapefile(without=[".shp"]), "нет части .shp"),
    Broken("two Shapefiles", lambda: geo.shapefile(times=2), "несколько Shapefile (2)"),
    Broken("a ZIP that climbs out", lambda: geo.shapefile(prefix="../../etc/"), "пути за пределы архива"),
    Broken(
        "a Shapefile of noise",
        lambda: geo.zip_of(NOISE),
        "поврежд",
    ),
    Broken("a GeoJSON that is good", geo.geojson, rows=[set()]),
    Broken("a GeoJSON cut in half", lambda: geo.geojson()[:90], "GeoJSON повреждён"),
    Broken("a JSON of something else", lambda: b'{"hello": 1}', "не GeoJSON"),
    Broken("a GeoJSON without a feature", lambda: geo.geojson([]), "нет ни одного объекта"),
    Broken("a GeoJSON of an unknown CRS", lambda: geo.geojson(crs=NO_CRS), "неизвестна"),
    Broken("metres that pass for degrees", lambda: geo.geojson([METRES]), rows=[{"unreadable_geometry"}]),
    Broken("swapped axes", lambda: geo.geojson([SWAPPED]), rows=[{"axes_swapped"}]),
    Broken("another city", lambda: geo.geojson([Point(71.43, 51.13)]), rows=[{"outside_city"}]),
    Broken("a ring that crosses itself", lambda: geo.geojson([geo.BOW_TIE]), rows=[{"geometry_mended"}]),
    Broken("a geometry that is none", lambda: geo.geojson([{"type": "Ring"}]), rows=[{"unreadable_geometry"}]),
    Broken("a feature without a geometry", lambda: geo.geojson([None]), rows=[set()]),
    Broken(
        "points and lines in one geometry",
        lambda: geo.geojson([GeometryCollection([geo.CITY, LineString([(76.9, 43.2), (76.91, 43.2)])])]),
        rows=[{"unreadable_geometry"}],
    ),
    Broken("points, lines and areas", lambda: geo.geojson([geo.CITY, geo.CITY.buffer(0.001)]), rows=[set(), set()]),
]


@pytest.mark.parametrize("broken", FILES, ids=lambda broken: broken.name)
def test_a_broken_file_is_told_what_is_wrong_and_nothing_is_lost(shared_stage: Stage, broken: Broken) -> None:
    content = broken.make()
    upload_id = shared_stage.send(content, name="план.xlsx")
    with Session(shared_stage.engine) as session:
        upload = session.get_one(Upload, upload_id)
        assert content_of(session, upload) == content, "as received, whatever it is"
        assert session.execute(text("SELECT count(*) FROM works")).scalar_one() == 0
        if broken.refused:
            assert upload.state == "failed"
            assert upload.error is not None
            assert broken.refused in upload.error["ru"]
            assert len(set(upload.error.values())) == 3, "each language says it in its own words"
            return
    assert upload.error is None
    rows = shared_stage.rows(upload_id)
    assert [{issue["code"] for issue in row.issues} for row in rows] == broken.rows
    for issue in (issue for row in rows for issue in row.issues):
        assert issue["ru"] and issue["kk"] and issue["en"]


def test_there_are_sixty_of_them_and_each_is_another() -> None:
    assert len({broken.name for broken in FILES}) == len(FILES) >= 60


@pytest.mark.parametrize("code", sorted(refusal_texts()))
def test_every_refusal_says_the_same_values_in_three_languages(code: str) -> None:
    said = refusal_texts()[code]
    values = [{name for _, name, _, _ in Formatter().parse(said[language]) if name} for language in ("en", "ru", "kk")]
    assert values[0] == values[1] == values[2]
    assert len(set(said.values())) == 3
