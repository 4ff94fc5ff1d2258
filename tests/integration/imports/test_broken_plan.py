"""The demo's plan with mistakes: offered to people of the demo, and each of its faults is told."""

import pytest
from sqlalchemy import text

from gis_app.works.broken_plan import HEADER_ROW, broken_plan
from tests.integration.imports.pages import Desk
from tests.integration.imports.plans import TODAY, Stage

PATH = "/imports/example-broken.xlsx"
# The row below the header, and what is told of it.
FAULTS = {
    1: set(),
    2: set(),
    3: set(),
    4: set(),
    5: {"end_before_start"},
    6: {"unknown_type"},
    9: {"duplicate"},
    10: {"formula_without_value"},
    13: {"no_location"},
    14: {"unreadable_date", "unreadable_number"},
}


def test_each_fault_of_the_plan_is_told(stage: Stage) -> None:
    upload_id = stage.send(broken_plan(TODAY, "ТОО «Труба»"))
    assert stage.upload(upload_id).state == "checked"
    found = {row.row_number - HEADER_ROW: {issue["code"] for issue in row.issues} for row in stage.rows(upload_id)}
    assert {number: found[number] for number in FAULTS} == FAULTS
    assert 8 not in found, "an empty line is no row"
    assert stage.rows(upload_id)[2].draft["type_code"] == "sidewalk", "a merged cell speaks for all its rows"
    days = stage.rows(upload_id)[3].draft
    assert (days["planned_start"], days["planned_end"]) == ("2026-06-20", "2026-07-20"), "days as text"
    assert stage.rows(upload_id)[10].draft["contractor"] == "ТОО «Труба»", "who sends it, where nobody is named"


@pytest.mark.parametrize(("is_demo", "status"), [(True, 200), (False, 404)])
def test_only_the_demo_offers_a_plan_with_mistakes(desk: Desk, is_demo: bool, status: int) -> None:
    with desk.stage.engine.begin() as connection:
        connection.execute(text("UPDATE users SET is_demo = :demo"), {"demo": is_demo})
    assert (PATH in desk.contractor.get("/imports?lang=kk").text) == is_demo
    answer = desk.contractor.get(PATH)
    assert answer.status_code == status
    assert ("spreadsheetml" in answer.headers["content-type"]) == is_demo
