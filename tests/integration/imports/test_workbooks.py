"""Workbooks that the pages give: the template, which comes back as a plan, and a plan with its remarks."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from layers.work_types import read_vocabulary
from tests.integration.imports.pages import Desk
from tests.integration.imports.plans import BAD, HEADER, LIFT, SEWER, xlsx
from tests.integration.imports.test_mending import mend

LIFTS = read_vocabulary().by_code()["lift"].title


def cells(content: bytes) -> list[list[Any]]:
    return [list(row) for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)]


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_a_filled_template_of_any_language_is_a_good_plan(desk: Desk, lang: str) -> None:
    kind = LIFTS.in_language(lang)
    book = load_workbook(BytesIO(desk.contractor.get(f"/imports/template.xlsx?lang={lang}").body))
    sheet = book.worksheets[0]
    offered = {cell.value for cell in book["Lists"]["A"]}
    assert kind in offered and len(offered) >= 85, "thirty kinds in three languages, some alike"
    for at, value in enumerate([kind, "ул. Абая, 10", "Запад", "01.07.2026", "31.07.2026"], start=1):
        sheet.cell(2, at, value)
    out = BytesIO()
    book.save(out)
    upload_id = desk.upload(desk.contractor, out.getvalue())
    (row,) = desk.stage.rows(upload_id)
    assert (row.outcome, row.draft["type_code"], row.draft["planned_end"]) == ("new", "lift", "2026-07-31")
    assert row.draft["district_id"] == 1


def test_the_template_checks_lists_days_and_numbers_itself(desk: Desk) -> None:
    book = load_workbook(BytesIO(desk.contractor.get("/imports/template.xlsx?lang=ru").body))
    rules = [(str(one.sqref).split(":")[0], one.type) for one in book.worksheets[0].data_validations.dataValidation]
    heads = {cell.column_letter: cell.value for cell in book.worksheets[0][1]}
    told = {heads[cell[0]]: kind for cell, kind in rules}
    assert told["Вид работ"] == told["Район"] == told["Вскрытие покрытия"] == "list"
    assert told["Начало"] == told["Окончание"] == "date"
    assert told["Объём"] == told["Сумма, тенге"] == "decimal"


def test_a_plan_comes_back_with_its_remarks_and_can_be_sent_again(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER, BAD]))
    content = desk.contractor.get(f"/imports/{upload_id}/remarks.xlsx?lang=ru").body
    head, sewer, bad = cells(content)
    assert head == [*HEADER, "Что будет со строкой", "Замечания"]
    assert sewer[:4] == SEWER[:4] and sewer[7] == "Новая работа"
    assert bad[7] == "Не принимается"
    assert "Вид работ: вид работ не распознан: «прочее»" in bad[8]
    again = desk.upload(desk.contractor, content, "снова.xlsx")
    assert [row.outcome for row in desk.stage.rows(again)] == ["new", "rejected"]


def test_what_was_mended_stands_in_the_remarks(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, BAD]))
    mend(desk, upload_id, 0, {"type_code": "lift", "location_raw": "ул. Абая, 1", "planned_start": "", "program": "П"})
    _, row = cells(desk.contractor.get(f"/imports/{upload_id}/remarks.xlsx?lang=ru").body)
    assert row[:3] == [LIFTS.ru, "ул. Абая, 1", "скоро"]
    assert "исправлено: Программа = П" in row[8]


def test_a_cell_that_begins_like_a_formula_is_never_computed(desk: Desk) -> None:
    evil = '=HYPERLINK("http://evil.example","x")'
    csv = f'Вид работ,Место\nЗамена лифтов,"{evil.replace(chr(34), chr(34) * 2)}"\n'.encode()
    upload_id = desk.upload(desk.contractor, csv, "a.csv")
    book = load_workbook(BytesIO(desk.contractor.get(f"/imports/{upload_id}/remarks.xlsx").body))
    cell = book.worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == (evil, "s")


def test_another_organisations_remarks_do_not_exist(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, LIFT]))
    assert desk.rival.get(f"/imports/{upload_id}/remarks.xlsx").status_code == 404
