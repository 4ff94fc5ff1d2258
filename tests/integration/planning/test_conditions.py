"""Which works a question finds: the conditions of SQL against the same said in Python, over works of every state."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from urllib.parse import parse_qs

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.planning.parameters import read_selection
from gis_app.planning.selection import conditions_of
from gis_app.works.models import Work
from gis_app.works.status import STATES, status_on
from tests.integration.works.people import add_city, add_work, grid, people, person

TODAY = date(2026, 6, 10)
OPEN = ("planned", "scheduled", "in_progress", "paused")


@pytest.fixture
def works(session: Session) -> list[Work]:
    """Works of every state in two districts and in none, with days around today, with and without this and that."""
    city = add_city(session)
    starts = [None, *(TODAY + timedelta(days=days) for days in (-30, 0, 14, 15))]
    for number, (state, start) in enumerate(product(STATES, starts)):
        end = None if start is None or number % 4 == 0 else start + timedelta(days=(0, 14, 30)[number % 3])
        add_work(
            session,
            None if number % 5 == 0 else grid.point(number % 7, 0),
            state=state,
            planned_start=start,
            planned_end=end,
            district_id=(city["here"], city["there"], None)[number % 3],
            contractor_id=(city["ours"], city["theirs"], None)[number % 4 % 3],
            customer_id=city["theirs"] if number % 2 else None,
            type_code=("yard", "sidewalk", "road_medium_repair")[number % 7 % 3],
            budget=None if number % 3 else 1000 * number,
            title_ru=f"Двор {number}",
        )
    return list(session.scalars(select(Work)))


def status(work: Work) -> str:
    return status_on(work.state, work.planned_start, work.planned_end, TODAY)


def within(day: date | None, days: int) -> bool:
    return day is not None and TODAY <= day <= TODAY + timedelta(days=days)


QUESTIONS: dict[str, Callable[[Work], bool]] = {
    "": lambda work: True,
    "state=finished": lambda work: work.state == "finished",
    "state=planned&state=scheduled": lambda work: work.state in ("planned", "scheduled"),
    "status=overdue": lambda work: status(work) == "overdue",
    "status=unreported": lambda work: status(work) == "unreported" and work.state != "draft",
    "status=planned,due": lambda work: status(work) in ("planned", "due") and work.state != "draft",
    "ends_within=14": lambda work: work.state in OPEN and within(work.planned_end, 14),
    "ends_within=0": lambda work: work.state in OPEN and within(work.planned_end, 0),
    "starts_within=14": lambda work: work.state in OPEN[:2] and within(work.planned_start, 14),
    "without=place": lambda work: work.geom is None,
    "without=days": lambda work: work.planned_start is None or work.planned_end is None,
    "without=contractor,place": lambda work: work.contractor_id is None and work.geom is None,
    "without=budget": lambda work: work.budget is None,
    "without=district": lambda work: work.district_id is None,
    "type=yard": lambda work: work.type_code == "yard",
    "q=двор%201": lambda work: "1" in str(work.title_ru),
    "district=2": lambda work: work.district_id == 2,
}


@pytest.mark.parametrize("query", QUESTIONS)
@pytest.mark.parametrize("role", ["planner", "inspector", "administrator"])
def test_a_question_finds_what_it_says_in_the_scope_of_the_person(
    session: Session, works: list[Work], query: str, role: str
) -> None:
    by = person("inspector") if role == "inspector" else people({"here": 1, "there": 2, "ours": 1, "theirs": 2})[role]
    mine = [work for work in works if role != "planner" or work.district_id == 1]
    asked = read_selection(parse_qs(query), by)
    found = set(session.scalars(select(Work.id).where(*conditions_of(asked, TODAY))))
    assert found == {work.id for work in mine if QUESTIONS[query](work)}


def test_a_group_is_asked_without_the_table_of_types(session: Session, works: list[Work]) -> None:
    groups = dict(session.execute(text("SELECT code, group_code FROM work_types")).all())
    group = groups["yard"]
    asked = read_selection({"group": [group]}, person("administrator"))
    found = set(session.scalars(select(Work.id).where(*conditions_of(asked, TODAY))))
    assert found == {work.id for work in works if groups[work.type_code] == group} != set()


def test_a_request_for_time_is_asked_for_until_it_is_answered(session: Session, works: list[Work]) -> None:
    asked = read_selection({"asks_time": ["1"]}, person("administrator"))
    question = select(Work.id).where(*conditions_of(asked, TODAY))
    assert session.scalars(question).all() == []
    session.execute(
        text(
            "INSERT INTO extension_requests (work_id, planned_end, wanted_end, reason, asked_on, answer_by, author, "
            "author_id) VALUES (:work, :day, CAST(:day AS date) + 9, 'дождь', :day, :day, 'К.', 1)"
        ),
        {"work": works[7].id, "day": TODAY},
    )
    assert session.scalars(question).all() == [works[7].id]
    session.execute(
        text(
            "INSERT INTO extension_decisions (request_id, outcome, reason, decided_on, author, author_id, author_role) "
            "SELECT id, 'refused', 'нет', :day, 'П.', 2, 'planner' FROM extension_requests"
        ),
        {"day": TODAY},
    )
    assert session.scalars(question).all() == []
