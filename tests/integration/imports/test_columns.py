"""The columns of a new source are told once, and later files are read by themselves."""

import pytest

from etl.load.plan import load_plan
from tests.integration.imports.pages import Desk
from tests.integration.imports.plans import TODAY, xlsx

STRANGE = ["п/п", "Что делаем", "Где делаем", "Когда начнём", "Дата окончания", "Сумма, тыс.", "Прочее"]
ROWS = [
    [1, "Ремонт тротуара", "ул. Абая, 10", "01.07.2026", "05.07.2026", 120, "x"],
    [2, "Замена лифтов", "ул. Навои, 7", "02.07.2026", "06.07.2026", 80, ""],
]
FILE = xlsx([["План на июль"], [], STRANGE, *ROWS])
GOOD = ["", "type", "location", "planned_start", "planned_end", "budget", ""]


def tell(desk: Desk, upload_id: int, columns: list[str], **more: str) -> tuple[int, str]:
    """Send the form; the status and the page."""
    version = str(desk.stage.upload(upload_id).version)
    form = {"version": version, "sheet": "1", "row": "3", "title": "Файл треста", "column": columns} | more
    answer = desk.contractor.post(f"/imports/{upload_id}/columns?lang=ru", form, page="/imports")
    return answer.status_code, answer.text


def test_a_new_table_waits_for_its_columns_and_shows_its_first_rows(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, FILE, source="new")
    assert desk.stage.upload(upload_id).state == "unmapped"
    page = desk.contractor.get(f"/imports/{upload_id}/columns?lang=ru").text
    assert "Что делаем" in page and "ул. Навои, 7" in page
    assert '<option value="planned_end" selected>' in page, "what is known by its header is suggested"
    assert "Указать столбцы" in desk.contractor.get(f"/imports/{upload_id}?lang=ru").text


def test_told_columns_are_kept_and_read_the_next_file_too(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, FILE, source="new")
    assert tell(desk, upload_id, GOOD, budget_times="1000")[0] == 303
    assert desk.stage.check(upload_id) == "checked"
    first, second = desk.stage.rows(upload_id)
    assert (first.outcome, first.draft["type_code"], float(first.draft["budget"])) == ("new", "sidewalk", 120_000)
    assert second.draft["planned_start"] == "2026-07-02"
    source = desk.stage.upload(upload_id).source
    assert source and "Файл треста" in desk.contractor.get("/imports").text
    assert "Файл треста" not in desk.rival.get("/imports").text, "nobody else's"
    again = desk.upload(desk.contractor, xlsx([STRANGE, ROWS[1]]), source=source)
    assert [row.outcome for row in desk.stage.rows(again)] == ["new"]


def test_a_told_source_is_known_to_the_command_line(desk: Desk, tmp_path: object) -> None:
    upload_id = desk.upload(desk.contractor, FILE, source="new")
    tell(desk, upload_id, GOOD)
    path = tmp_path / "next.xlsx"  # type: ignore[operator]
    path.write_bytes(FILE)
    stage = desk.stage
    report = load_plan(
        stage.engine, path, f"told_{upload_id}", today=TODAY, geocoder=stage.places, settings=stage.settings
    )
    assert report.works == {"new": 2}


def test_a_file_whose_headers_are_not_the_templates_can_be_told_after_it_failed(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, FILE)
    assert desk.stage.upload(upload_id).state == "failed"
    assert tell(desk, upload_id, GOOD)[0] == 303
    assert desk.stage.check(upload_id) == "checked"


@pytest.mark.parametrize(
    ("columns", "more", "words"),
    [
        (["", "", "location"], {}, "Укажите столбец с видом работ"),
        (["", "type", ""], {}, "Укажите столбец с местом"),
        (["", "type", "location", "location"], {}, "для двух столбцов"),
        (["", "type", "lon"], {}, "Долгота и широта нужны вместе"),
        (GOOD, {"title": " "}, "Назовите этот вид файлов"),
        (GOOD, {"row": "2"}, "нет заголовка"),
    ],
    ids=["no type", "no place", "twice", "half a point", "no title", "no header"],
)
def test_columns_that_make_no_plan_are_refused(
    desk: Desk, columns: list[str], more: dict[str, str], words: str
) -> None:
    upload_id = desk.upload(desk.contractor, FILE, source="new")
    status, page = tell(desk, upload_id, columns, **more)
    assert (status, words in page) == (400, True)
    assert desk.stage.upload(upload_id).state == "unmapped"


def test_one_kind_may_be_told_for_the_whole_file(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, FILE, source="new")
    tell(desk, upload_id, ["", "", "location", "planned_start"], type_code="sewer")
    desk.stage.check(upload_id)
    assert {row.draft["type_code"] for row in desk.stage.rows(upload_id)} == {"sewer"}


def test_the_columns_of_another_organisations_file_cannot_be_told(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, FILE, source="new")
    assert desk.rival.get(f"/imports/{upload_id}/columns").status_code == 404
    form = {"version": "1", "sheet": "1", "row": "3", "title": "Чужой", "column": GOOD}
    assert desk.rival.post(f"/imports/{upload_id}/columns", form, page="/imports").status_code == 404
