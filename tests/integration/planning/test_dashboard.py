"""The dashboard's numbers, each counted otherwise, and each leading to exactly the works that it counts."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.planning.figures import read_dashboard
from gis_app.planning.parameters import read_selection
from gis_app.planning.scope import Scope
from gis_app.planning.selection import conditions_of
from gis_app.works.models import Work
from tests.integration.planning.conftest import TODAY, Enter
from tests.integration.works.people import person
from tests.people import BrowserOf

# The same questions as a person would put them to the table, not as the program does.
BY_HAND = {
    "overdue": "state = 'in_progress' AND planned_end < :today",
    "unreported": "state IN ('planned', 'scheduled') AND coalesce(planned_end, planned_start) < :today",
    "asks-time": "id IN (SELECT work_id FROM extension_requests)",
    "to-accept": "state = 'finished'",
    "ends-week": "state IN ('planned', 'scheduled', 'in_progress', 'paused') AND planned_end - :today BETWEEN 0 AND 7",
    "ends-soon": "state IN ('planned', 'scheduled', 'in_progress', 'paused') AND planned_end - :today BETWEEN 0 AND 14",
    "starts-soon": "state IN ('planned', 'scheduled') AND planned_start - :today BETWEEN 0 AND 14",
    "drafts": "state = 'draft'",
    "without-place": "geom IS NULL AND state IN ('draft', 'planned', 'scheduled', 'in_progress', 'paused')",
    "without-days": "planned_end IS NULL AND state IN ('draft', 'planned', 'scheduled', 'in_progress', 'paused')",
    "without-contractor": "contractor_id IS NULL AND state IN "
    "('draft', 'planned', 'scheduled', 'in_progress', 'paused')",
}


def counted(session: Session, condition: str, district: int | None) -> int:
    scope = "" if district is None else f" AND district_id = {district}"
    statement = f"SELECT count(*) FROM works WHERE ({condition}){scope}".replace(":today", f"DATE '{TODAY}'")
    return int(session.execute(text(statement)).scalar_one())


@pytest.mark.parametrize("district", [4, None])
def test_every_figure_is_what_the_table_of_works_says(desk: Session, district: int | None) -> None:
    scope = Scope(None if district is None else frozenset({district}))
    board = read_dashboard(desk, scope, None, TODAY)
    assert {one.name: one.tally.works for one in board.attention} == {
        name: counted(desk, condition, district) for name, condition in BY_HAND.items()
    }
    assert sum(one.tally.works for one in board.attention) > 20
    where = "" if district is None else f"WHERE district_id = {district}"
    for figures, column in ((board.states, "state"), (board.types, "type_code")):
        rows = desk.execute(text(f"SELECT {column}, count(*), sum(budget) FROM works {where} GROUP BY 1"))
        assert {one.name: (one.tally.works, one.tally.budget) for one in figures} == {
            row[0]: (row[1], row[2] or 0) for row in rows
        }
    assert board.total.works == sum(one.tally.works for one in board.states) == counted(desk, "true", district)
    assert board.total.live == sum(one.tally.live for one in board.types)


def test_every_number_of_the_page_leads_to_exactly_its_works(enter: Enter, desk: Session) -> None:
    page = enter("planner").get("/planner?lang=ru").text
    found = re.findall(
        r'<a class="figure [^"]*" href="/planner/works\?([^"]*)">.*?<strong class="figure-number">([^<]+)<',
        page,
        re.DOTALL,
    )
    assert len(found) == len(BY_HAND)
    by = person("planner", district_id=4)
    for query, number in found:
        asked = read_selection(parse_qs(unescape(query)), by)
        assert asked.remarks == ()
        works = desk.scalars(select(Work.id).where(*conditions_of(asked, TODAY))).all()
        assert len(works) == int(number), query


def test_an_administrator_sees_the_city_and_chooses_a_district(enter: Enter, desk: Session) -> None:
    city = enter("administrator").get("/planner?lang=en").text
    assert "the whole city" in city and "Auezov district" in city
    assert re.search(r'<tfoot>.*?is-number">100<', city, re.DOTALL)
    assert re.search(r'<tfoot>.*?is-number">50<', enter("inspector").get("/planner?lang=en&district=5").text, re.DOTALL)


def test_a_planner_finds_nothing_of_the_neighbours(enter: Enter, desk: Session) -> None:
    planner: BrowserOf = enter("planner")
    for path in ("/planner?lang=ru&district=5", "/planner/works?lang=ru&district=5"):
        page = planner.get(path).text
        assert "Район из ссылки ведёте не вы" in page
        assert "Ауэзовский" not in page.replace("Ауэзовский район<svg", "")
    assert "Таких работ нет." in planner.get("/planner/works?lang=ru&district=5").text
    ids = desk.scalars(select(Work.id).where(Work.district_id == 5)).all()
    table = planner.get("/planner/works?lang=ru&rows=200").text
    assert not any(f'href="/works/{id}?' in table for id in ids)
