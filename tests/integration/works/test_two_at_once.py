"""Two people, two real transactions: whoever is later is told, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, text

from gis_app.db.session import session_scope
from gis_app.errors import ConflictError
from gis_app.settings import Settings
from gis_app.works.extensions.requests import Answer, ask, decide
from gis_app.works.lifecycle import change_state, edit, reschedule
from tests.integration.works.people import add_city, add_work, people

DAY = date(2026, 6, 10)
Deed = Callable[[Any, int, Any], object]


def move_to(day: date) -> Deed:
    return lambda session, work, by: reschedule(
        session, work, start=DAY, end=day, reason="rain", by=by, version=1, today=DAY
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (move_to(date(2026, 7, 1)), move_to(date(2026, 8, 1))),
        (lambda s, w, by: edit(s, w, {"budget": 1}, by=by, version=1), move_to(date(2026, 8, 1))),
        (
            lambda s, w, by: change_state(s, w, "paused", by=by, version=1, on=DAY, note="a"),
            lambda s, w, by: change_state(s, w, "cancelled", by=by, version=1, on=DAY, note="b"),
        ),
        (
            lambda s, w, by: edit(s, w, {"location_raw": "ул. Сатпаева"}, by=by, version=1),
            lambda s, w, by: edit(s, w, {"location_raw": "ул. Толе би"}, by=by, version=1),
        ),
    ],
    ids=["two other days", "a cost and other days", "a pause and an end", "two other places"],
)
def test_of_two_changes_at_once_one_is_made_and_the_other_is_told(
    committed_database: tuple[Settings, Engine], one: Deed, other: Deed
) -> None:
    _, engine = committed_database
    with session_scope(engine) as session:
        city = add_city(session)
        work = add_work(session, state="in_progress", contractor_id=city["ours"], district_id=city["here"])
    planner, start = people(city)["planner"], Barrier(2)

    def attempt(deed: Deed) -> str:
        try:
            with session_scope(engine) as session:
                start.wait(5)
                deed(session, work, planner)
            return "made"
        except ConflictError as told:
            assert "Changed by Planner A." in str(told)
            return "told"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, (one, other))) == ["made", "told"]
    with engine.connect() as connection:
        version, changes = connection.execute(
            text(
                "SELECT version, (SELECT count(*) FROM work_changes WHERE work_id = w.id) FROM works w WHERE id = :id"
            ),
            {"id": work},
        ).one()
    assert (version, changes) == (2, 1)


def test_of_two_answers_to_one_request_the_first_stands(committed_database: tuple[Settings, Engine]) -> None:
    _, engine = committed_database
    with session_scope(engine) as session:
        city = add_city(session)
        work = add_work(session, state="in_progress", contractor_id=city["ours"], district_id=city["here"])
        contractor = people(city)["contractor"]
        wish = {"end": date(2026, 8, 1), "reason": "rain", "version": 1, "today": DAY, "country": "KZ"}
        request = ask(session, work, by=contractor, **wish).id  # type: ignore[arg-type]
    planner, start = people(city)["planner"], Barrier(2)

    def attempt(outcome: Answer) -> str:
        try:
            with session_scope(engine) as session:
                start.wait(5)
                decide(session, request, outcome=outcome, reason="so", by=planner, version=1, today=DAY)
            return "made"
        except ConflictError:
            return "told"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, ("granted", "refused"))) == ["made", "told"]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM extension_decisions")) == 1
