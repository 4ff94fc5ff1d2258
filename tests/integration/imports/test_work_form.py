"""A single work is written and changed by hand, with its place drawn or found from an address."""

import json

import pytest
from shapely.geometry import mapping

from tests.grid import Grid
from tests.integration.imports.pages import Desk

WEST = json.dumps(mapping(Grid((76.93, 43.24)).line((-3, 0), (-2, 0))))
EAST = json.dumps(mapping(Grid((76.93, 43.24)).point(5, 0)))
FORM = {
    "action": "save",
    "type_code": "sidewalk",
    "location_raw": "вдоль школы",
    "planned_start": "2026-07-01",
    "planned_end": "2026-07-20",
    "place": "drawn",
    "drawn": WEST,
}
SAME = {"type_code": "sidewalk", "location_raw": "вдоль школы"}
STORED = (
    "SELECT type_code, location_raw, state, contractor_id, district_id, ST_GeometryType(geom), planned_end::text,"
    " version FROM works ORDER BY id"
)


def stored(desk: Desk) -> list[tuple[object, ...]]:
    with desk.stage.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(STORED)]


def test_a_contractor_writes_a_work_of_its_own_as_a_draft(desk: Desk) -> None:
    answer = desk.contractor.post("/works/new?lang=ru", FORM, page="/imports")
    assert answer.status_code == 303, answer.text
    own = desk.stage.organisation
    (work,) = stored(desk)
    assert work[:-1] == ("sidewalk", "вдоль школы", "draft", own, 1, "ST_LineString", "2026-07-20")
    assert desk.contractor.get(answer.headers["location"]).status_code == 200
    assert desk.rival.get(answer.headers["location"]).status_code == 404, "a draft is nobody else's"


def test_a_contractor_makes_no_organisation_by_naming_one(desk: Desk) -> None:
    assert desk.contractor.post("/works/new", FORM | {"contractor": "ТОО «Нет»"}, page="/imports").status_code == 303
    with desk.stage.engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM organisations").scalars().all()
    assert "ТОО «Нет»" not in names


def test_a_planner_writes_works_in_his_districts_only(desk: Desk) -> None:
    refused = desk.neighbour.post("/works/new?lang=ru", FORM, page="/imports")
    assert refused.status_code == 403 and stored(desk) == []
    taken = desk.neighbour.post("/works/new?lang=ru", FORM | {"drawn": EAST}, page="/imports")
    assert taken.status_code == 303 and stored(desk)[0][4] == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"type_code": ""}, "не указан вид работ"),
        ({"planned_end": "2026-06-01"}, "раньше начала"),
        ({"location_raw": "", "place": "keep"}, "не указано местоположение"),
        ({"drawn": "{}"}, "Рисунок не читается"),
    ],
    ids=["no kind", "an end before the start", "no place", "no drawing"],
)
def test_a_form_with_a_fault_is_shown_again_with_what_to_mend(desk: Desk, change: dict[str, str], words: str) -> None:
    answer = desk.contractor.post("/works/new?lang=ru", FORM | change, page="/imports")
    assert (answer.status_code, words in answer.text, stored(desk)) == (400, True, [])
    assert "2026-07-01" in answer.text, "what was written is kept"


def test_finding_a_place_writes_nothing(desk: Desk) -> None:
    answer = desk.contractor.post("/works/new?lang=ru", FORM | {"action": "find"}, page="/imports")
    assert (answer.status_code, stored(desk)) == (200, [])


def test_a_work_is_changed_and_who_comes_second_is_told(desk: Desk) -> None:
    place = desk.contractor.post("/works/new", FORM, page="/imports").headers["location"].split("?")[0]
    page = desk.contractor.get(f"{place}/edit?lang=ru").text
    assert "вдоль школы" in page and '<option value="sidewalk" selected>' in page
    seen = stored(desk)[0][-1]
    change = {"action": "save", "version": str(seen), "quantity": "120"} | SAME
    assert desk.planner.post(f"{place}/edit?lang=ru", change, page="/imports").status_code == 303
    assert stored(desk)[0][5] == "ST_LineString", "the place stays"
    assert stored(desk)[0][-1] != seen
    late = desk.contractor.post(f"{place}/edit?lang=ru", change | {"quantity": "7"}, page="/imports")
    assert late.status_code == 409 and "120" in late.text


def test_a_work_of_others_cannot_be_opened_for_change(desk: Desk) -> None:
    place = desk.contractor.post("/works/new", FORM, page="/imports").headers["location"].split("?")[0]
    before = stored(desk)
    assert desk.rival.get(f"{place}/edit").status_code in (403, 404)
    assert desk.rival.post(f"{place}/edit", FORM | {"version": "1"}, page="/imports").status_code in (403, 404)
    assert stored(desk) == before
