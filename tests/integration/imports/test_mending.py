"""A row is mended in the page and judged again at once; nobody's change is lost."""

import json

import pytest
from shapely.geometry import mapping
from sqlalchemy.orm import Session

from gis_app.errors import ConflictError
from gis_app.works.imports.mending import Mending, Rules, mend_row
from gis_app.works.imports.models import ImportRow, Upload
from gis_app.works.validate import Limits
from tests.grid import Grid
from tests.integration.imports.pages import Desk
from tests.integration.imports.plans import BAD, HEADER, LIFT, SEWER, TODAY, xlsx

YARD = json.dumps(mapping(Grid((76.94, 43.24)).box(0, 0, 1, 1)))
GOOD = {"type_code": "sidewalk", "location_raw": "ул. Навои, 1", "planned_start": "2026-07-01"}


def mend(desk: Desk, upload_id: int, at: int, form: dict[str, str], version: int | None = None) -> tuple[int, str]:
    """Send the form of a row; the status and, behind a redirect, the page that follows."""
    row = desk.stage.rows(upload_id)[at]
    path = f"/imports/{upload_id}/rows/{row.id}"
    sent = {"version": str(row.version if version is None else version), "action": "save"} | form
    answer = desk.contractor.post(f"{path}?lang=ru", sent, page="/imports")
    if answer.status_code == 303:
        return 303, desk.contractor.get(answer.headers["location"]).text
    return answer.status_code, answer.text


def row_of(desk: Desk, upload_id: int, at: int) -> ImportRow:
    return desk.stage.rows(upload_id)[at]


def test_a_bad_row_is_mended_by_filling_its_fields_and_drawing_its_place(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER, BAD]))
    status, page = mend(desk, upload_id, 1, GOOD | {"place": "drawn", "drawn": YARD})
    assert (status, "Сохранено, строка годна." in page) == (303, True)
    row = row_of(desk, upload_id, 1)
    assert (row.outcome, row.severity, row.issues) == ("new", "", [])
    assert (row.draft["match_type"], row.draft["confidence"], row.draft["place_text"]) == ("given", 1.0, None)
    assert row.draft["title_ru"] == "Тротуар: ул. Навои, 1", "the title follows"
    assert row.district_id == 2
    assert desk.stage.accept(upload_id) == "accepted"
    with desk.stage.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT type_code, ST_GeometryType(geom) FROM works ORDER BY id").all()
    assert [tuple(one) for one in found] == [("sewer", "ST_Point"), ("sidewalk", "ST_Polygon")]


def test_what_is_still_wrong_is_told_and_what_is_mended_is_not(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, BAD]))
    status, page = mend(desk, upload_id, 0, {"planned_start": "2026-07-01", "planned_end": "2026-06-01"})
    assert (status, "в строке ещё есть ошибки" in page) == (303, True)
    codes = {issue["code"] for issue in row_of(desk, upload_id, 0).issues}
    assert codes == {"unknown_type", "no_location", "end_before_start"}


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [("planned_start", "скоро", "unreadable_date"), ("budget", "много", "unreadable_number")],
)
def test_a_field_that_cannot_be_read_is_told_like_a_cell(desk: Desk, field: str, written: str, code: str) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    mend(desk, upload_id, 0, {field: written})
    assert code in {issue["code"] for issue in row_of(desk, upload_id, 0).issues}


def test_a_day_that_cannot_be_read_may_be_left_empty(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, [*SEWER[:2], "скоро", *SEWER[3:]]]))
    page = desk.contractor.get(f"/imports/{upload_id}/rows/{row_of(desk, upload_id, 0).id}?lang=ru").text
    assert 'name="empty" value="planned_start"' in page and "Начало: оставить пустым" in page
    mend(desk, upload_id, 0, {"planned_start": ""})
    assert row_of(desk, upload_id, 0).outcome == "rejected", "an empty field alone says nothing"
    status, page = mend(desk, upload_id, 0, {"planned_start": "", "empty": "planned_start"})
    assert (status, "Сохранено, строка годна." in page, 'name="empty"' in page) == (303, True, False)
    row = row_of(desk, upload_id, 0)
    assert (row.outcome, row.draft["planned_start"], row.edits) == ("new", None, {"planned_start": ""})


@pytest.mark.parametrize(
    ("form", "day"),
    [({"planned_start": "2026-07-02"}, "2026-07-02"), ({"planned_start": "скоро"}, None)],
)
def test_a_day_given_counts_more_than_the_mark_for_empty(desk: Desk, form: dict[str, str], day: str | None) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, [*SEWER[:2], "скоро", *SEWER[3:]]]))
    mend(desk, upload_id, 0, form | {"empty": "planned_start"})
    row = row_of(desk, upload_id, 0)
    assert (row.draft["planned_start"], row.outcome) == (day, "new" if day else "rejected")


def test_a_field_that_was_read_is_not_emptied_by_a_mark(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    mend(desk, upload_id, 0, {"empty": "planned_start"})
    assert row_of(desk, upload_id, 0).draft["planned_start"] == "2026-07-01"


def test_other_words_are_asked_of_the_geocoder(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    mend(desk, upload_id, 0, {"location_raw": "Неизвестная улица 1"})
    row = row_of(desk, upload_id, 0)
    assert row.draft["place_text"] == "Неизвестная улица 1"
    assert [issue["code"] for issue in row.issues] == ["place_not_found"], "the application's register is empty"


def test_a_form_that_changes_nothing_changes_nothing(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    before = row_of(desk, upload_id, 0)
    mend(desk, upload_id, 0, {"location_raw": SEWER[1], "type_code": "sewer", "planned_start": "2026-07-01"})
    after = row_of(desk, upload_id, 0)
    assert (after.draft, after.edits, after.outcome) == (before.draft, {}, "new")


def test_a_row_that_is_no_work_is_skipped_and_taken_back(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER, LIFT]))
    mend(desk, upload_id, 1, {"action": "skip"})
    assert row_of(desk, upload_id, 1).outcome == "skipped"
    mend(desk, upload_id, 1, {"action": "unskip"})
    assert row_of(desk, upload_id, 1).outcome == "new"
    mend(desk, upload_id, 1, {"action": "skip"})
    assert desk.stage.accept(upload_id) == "accepted"
    with desk.stage.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT outcome FROM plan_rows ORDER BY row_number").scalars().all()
        said = connection.exec_driver_sql("SELECT code FROM plan_row_issues").scalars().all()
    assert (found, said) == (["new", "rejected"], ["not_a_work"])


def test_of_two_rows_of_one_work_the_second_is_free_once_the_first_is_another(desk: Desk) -> None:
    other = [*SEWER[:3], "30.09.2026", *SEWER[4:]]
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER, other]))
    assert [row.outcome for row in desk.stage.rows(upload_id)] == ["new", "rejected"]
    mend(desk, upload_id, 0, {"program": "Другая программа"})
    rows = desk.stage.rows(upload_id)
    assert [row.outcome for row in rows] == ["new", "new"]
    assert [row.issues for row in rows] == [[], []]


def test_a_row_mended_into_another_row_is_refused(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER, LIFT]))
    mend(desk, upload_id, 1, {"type_code": "sewer", "location_raw": SEWER[1]})
    row = row_of(desk, upload_id, 1)
    assert (row.outcome, [issue["code"] for issue in row.issues]) == ("rejected", ["place_not_found", "same_identity"])


def test_a_gone_work_comes_back_when_its_row_is_mended(desk: Desk) -> None:
    desk.stage.accept(desk.upload(desk.contractor, xlsx([HEADER, SEWER])))
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, ["прочее", *SEWER[1:]]]))
    assert 'id="gone"' in desk.contractor.get(f"/imports/{upload_id}").text
    mend(desk, upload_id, 0, {"type_code": "sewer"})
    assert row_of(desk, upload_id, 0).outcome == "unchanged"
    assert 'id="gone"' not in desk.contractor.get(f"/imports/{upload_id}").text


def test_two_people_who_mend_one_row_never_lose_a_change(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, BAD]))
    seen = row_of(desk, upload_id, 0).version
    assert mend(desk, upload_id, 0, GOOD, seen)[0] == 303
    status, page = mend(desk, upload_id, 0, {"type_code": "lift"}, seen)
    assert status == 409 and "изменил кто-то другой" in page
    assert row_of(desk, upload_id, 0).draft["type_code"] == "sidewalk"


def test_a_planner_who_looked_before_a_row_was_mended_looks_again(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    seen = desk.stage.upload(upload_id).version
    mend(desk, upload_id, 0, {"budget": "5"})
    assert desk.stage.upload(upload_id).version == seen + 1


@pytest.mark.parametrize(
    "drawn",
    ["", "{}", '{"type":"Point","coordinates":[43.24,76.94]}', '{"type":"LineString","coordinates":[[76.9,43.2]]}'],
    ids=["nothing", "no geometry", "exchanged axes", "a line of one point"],
)
def test_a_drawing_that_is_none_is_refused(desk: Desk, drawn: str) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, BAD]))
    status, page = mend(desk, upload_id, 0, {"place": "drawn", "drawn": drawn})
    assert status == 400 and "Рисунок не читается" in page


def test_a_contractor_mends_no_row_once_the_plan_is_handed_in(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    desk.decide(desk.contractor, upload_id, "submit")
    assert mend(desk, upload_id, 0, {"budget": "5"})[0] == 403


def test_letters_that_no_workbook_takes_are_left_out_of_what_is_written(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    assert mend(desk, upload_id, 0, {"program": "Новая\x01\x00 жизнь"})[0] == 303
    assert row_of(desk, upload_id, 0).draft["program"] == "Новая жизнь"
    assert desk.contractor.get(f"/imports/{upload_id}/remarks.xlsx").status_code == 200


def test_a_row_is_not_mended_by_whom_the_plan_has_left_meanwhile(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    row = row_of(desk, upload_id, 0)
    limits = Limits.of_city(desk.stage.settings, TODAY)
    with Session(desk.stage.engine) as session:
        upload = session.get_one(Upload, upload_id)
        desk.decide(desk.contractor, upload_id, "submit")
        rules = Rules.read(session, upload, limits, desk.stage.places)
        with pytest.raises(ConflictError):
            mend_row(session, upload, row.id, row.version, Mending({"budget": "5"}), rules)


def test_a_contractor_cannot_give_a_row_to_another_organisation(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    mend(desk, upload_id, 0, {"contractor": "ТОО «Лифт»"})
    assert [issue["code"] for issue in row_of(desk, upload_id, 0).issues] == ["other_contractor"]


def test_a_row_of_another_organisation_does_not_exist(desk: Desk) -> None:
    upload_id = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    row = row_of(desk, upload_id, 0)
    path = f"/imports/{upload_id}/rows/{row.id}"
    assert desk.contractor.get(path).status_code == 200
    assert desk.rival.get(path).status_code == 404
    assert desk.rival.post(path, {"version": "1"}, page="/imports").status_code == 404


def test_a_row_of_another_upload_does_not_exist(desk: Desk) -> None:
    first = desk.upload(desk.contractor, xlsx([HEADER, SEWER]))
    second = desk.upload(desk.contractor, xlsx([HEADER, LIFT]))
    row = row_of(desk, second, 0)
    assert desk.contractor.get(f"/imports/{first}/rows/{row.id}").status_code == 404
