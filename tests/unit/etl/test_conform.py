"""Headers are found among title rows, and rows become drafts."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from etl.extract.sheets import Sheet
from etl.rows import PlanRow
from etl.source import Source, parse_source
from etl.transform.conform import conform_row, received_rows
from etl.transform.header import find_header, headed_sheets
from gis_app.errors import BadFileError

HERE = Path("plan.xlsx")
HEADER = ["№ п/п", "Вид  работ", "Место\nпроведения", "Начало", "Сумма, тыс. тенге", "Закрытие"]


def source(**changes: Any) -> Source:
    document: dict[str, Any] = {
        "id": "one",
        "title": "One source",
        "header": {"find": ["Вид работ", "Место проведения"], "within_rows": 5},
        "columns": {
            "key": "№ п/п",
            "type": "Вид работ",
            "location": ["Адрес", "Место проведения"],
            "planned_start": ["Начало", "Дата начала"],
            "budget": "Сумма, тыс. тенге",
            "closes_road": "Закрытие",
        },
        "required": ["type", "location"],
        "numbers": {"multiply": {"budget": 1000}},
        "constants": {"contractor": "ТОО «Пример»", "language": "ru", "closes_road": False},
        "skip": [{"matches": "^итого"}],
        "period": {"constant": "2026"},
    }
    return parse_source({**document, **changes})


def rows_of(sheet: Sheet, declared: Source) -> list[PlanRow]:
    rows = list(received_rows(headed_sheets(HERE, [sheet], declared), declared))
    for row in rows:
        conform_row(row, declared)
    return rows


def test_the_header_is_found_below_title_rows_whatever_its_spacing_and_case() -> None:
    sheet = Sheet("План", [["План работ"], [""], [cell.upper() for cell in HEADER], ["1"]])
    header = find_header(sheet, source())
    assert header is not None
    assert header.row == 3
    assert header.positions == {
        "key": 0,
        "type": 1,
        "location": 2,
        "planned_start": 3,
        "budget": 4,
        "closes_road": 5,
    }


def test_rows_keep_their_numbers_and_empty_and_total_rows_are_left_out() -> None:
    sheet = Sheet(
        "План", [["План работ"], HEADER, [1.0, "Лифты", "Абая 5"], ["", "", ""], ["Итого:", "", ""], [2.0, "x"]]
    )
    rows = rows_of(sheet, source())
    assert [(row.number, row.as_received()["№ п/п"]) for row in rows] == [(3, "1"), (6, "2")]


def test_a_merged_cell_counts_for_its_rows_but_a_merged_sum_only_once() -> None:
    rows = [
        HEADER,
        ["1", "Озеленение", "ул. Абая", "", "900", ""],
        ["2", "", "ул. Гоголя", "", "", ""],
        ["3", "", "ул. Пушкина", "", "", ""],
    ]
    covered = {(2, 1): 1, (3, 1): 1, (2, 4): 1, (3, 4): 1, (1, 2): 0}
    read = rows_of(Sheet("Лист1", rows, covered), source())
    assert [row.draft.type_texts for row in read] == [("Озеленение",)] * 3
    assert [row.draft.budget for row in read] == [Decimal(900_000), None, None]
    assert read[0].draft.location_raw == "ул. Абая"


def test_a_header_that_stands_again_below_is_no_row() -> None:
    rows = [HEADER, ["1", "Озеленение", "Абая", "", "", ""], HEADER, ["2", "Озеленение", "Гоголя", "", "", ""]]
    assert [row.number for row in rows_of(Sheet("Лист1", rows), source())] == [2, 4]


def test_cells_become_days_numbers_and_flags_and_constants_fill_the_rest() -> None:
    sheet = Sheet("План", [HEADER, ["7", "Лифты", " Абая  5 ", "04.05.2026", "1 250,5", ""]])
    (row,) = rows_of(sheet, source())
    draft = row.draft
    assert (draft.location_raw, draft.planned_start, draft.budget) == ("Абая 5", date(2026, 5, 4), Decimal("1250500.0"))
    assert (draft.contractor, draft.closes_road, draft.type_texts) == ("ТОО «Пример»", False, ("Лифты",))
    assert draft.issues == []


def test_what_cannot_be_read_is_an_issue_under_the_files_own_header() -> None:
    sheet = Sheet("План", [HEADER, ["7", "Лифты", "Абая 5", "скоро", "много", "может быть"]])
    (row,) = rows_of(sheet, source())
    told = [(issue.code, row.column_of(issue)) for issue in row.draft.issues]
    assert told == [
        ("unreadable_date", "Начало"),
        ("unreadable_flag", "Закрытие"),
        ("unreadable_number", "Сумма, тыс. тенге"),
    ]


def test_coordinates_of_the_file_are_taken_and_bad_ones_are_an_issue() -> None:
    declared = source(columns={"type": "Вид", "lon": "x", "lat": "y", "wkt": "wkt"}, required=[], header={"row": 1})
    sheet = Sheet("s", [["Вид", "x", "y", "wkt"], ["lift", "76.9", "43.2", ""], ["lift", "", "", "POINT("]])
    good, bad = rows_of(sheet, declared)
    assert good.draft.geometry is not None
    assert (good.draft.match_type, good.draft.confidence) == ("given", 1.0)
    assert [(issue.code, bad.column_of(issue)) for issue in bad.draft.issues] == [("unreadable_geometry", "wkt")]


def test_a_title_column_is_in_the_rows_own_language() -> None:
    declared = source(
        columns={"type": "Вид", "location": "Место", "title": "Название", "language": "Язык"},
        required=[],
        header={"row": 1},
    )
    sheet = Sheet(
        "s", [["Вид", "Место", "Название", "Язык"], ["lift", "А", "Лифт салу", "kk"], ["lift", "Б", "Лифт", "de"]]
    )
    kazakh, other = rows_of(sheet, declared)
    assert (kazakh.draft.title_kk, kazakh.draft.title_ru) == ("Лифт салу", None)
    assert (other.draft.title_ru, other.draft.language) == ("Лифт", "ru")


def test_two_columns_of_one_name_both_stay_as_received() -> None:
    declared = source(columns={"type": "Вид", "location": "Место"}, required=[], header={"row": 1})
    sheet = Sheet("s", [["Вид", "Место", "Место"], ["lift", "первое", "второе"]])
    (row,) = rows_of(sheet, declared)
    assert row.draft.location_raw == "первое"
    assert row.as_received() == {"Вид": "lift", "Место": "первое", "Место (3)": "второе"}


def test_a_wrong_header_says_what_was_looked_for() -> None:
    with pytest.raises(BadFileError, match=r"wrong header.*“Вид работ”, “Место проведения”"):
        headed_sheets(HERE, [Sheet("План", [["a", "b"], ["1", "2"]])], source())
    with pytest.raises(BadFileError, match="row 9 has none"):
        headed_sheets(HERE, [Sheet("План", [["a"]])], source(header={"row": 9}))


def test_a_required_column_that_is_missing_is_named() -> None:
    declared = source(required=["type", "location", "planned_start"])
    with pytest.raises(BadFileError, match="on sheet “План”: no column “Начало”"):
        headed_sheets(HERE, [Sheet("План", [["Вид работ", "Место проведения"]])], declared)


def test_the_declared_sheet_is_taken_and_a_missing_one_is_named() -> None:
    sheets = [Sheet("Свод", [HEADER]), Sheet("План", [HEADER]), Sheet("Справка", [["x"]])]
    assert [one.sheet.name for one in headed_sheets(HERE, sheets, source())] == ["Свод"]
    assert [one.sheet.name for one in headed_sheets(HERE, sheets, source(sheet="план"))] == ["План"]
    assert [one.sheet.name for one in headed_sheets(HERE, sheets, source(sheet=2))] == ["План"]
    assert [one.sheet.name for one in headed_sheets(HERE, sheets, source(sheet="all"))] == ["Свод", "План"]
    with pytest.raises(BadFileError, match="no sheet “Итоги” among “Свод”"):
        headed_sheets(HERE, sheets, source(sheet="Итоги"))
    with pytest.raises(BadFileError, match="no sheet number 4"):
        headed_sheets(HERE, sheets, source(sheet=4))
