"""A contractor asks for more time; a planner answers; silence is consent to nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.works.extensions.requests import AlreadyDecidedError, ask, decide, extensions_of
from gis_app.works.life_models import ExtensionRequest
from gis_app.works.lifecycle import reschedule
from gis_app.works.models import Work
from gis_app.works.status import STATES
from gis_app.works.taking import ImpossibleChangeError, StaleWorkError
from tests.integration.works.people import add_city, add_work, people

MONDAY = date(2026, 6, 15)
END, WANTED = date(2026, 6, 30), date(2026, 7, 20)


@pytest.fixture
def city(session: Session) -> dict[str, int]:
    return add_city(session)


@pytest.fixture
def work(session: Session, city: dict[str, int]) -> int:
    return add_work(session, state="in_progress", contractor_id=city["ours"], district_id=city["here"])


def asked(
    session: Session, city: dict[str, int], work: int, role: str = "contractor", **given: Any
) -> ExtensionRequest:
    values: dict[str, Any] = {"end": WANTED, "reason": "rain", "version": 1, "today": MONDAY} | given
    return ask(session, work, by=people(city)[role], country="KZ", **values)


def test_a_request_moves_nothing_until_it_is_granted(session: Session, city: dict[str, int], work: int) -> None:
    request = asked(session, city, work)
    assert request.answer_by == date(2026, 6, 22), "five working days after a Monday"
    assert session.get_one(Work, work).planned_end == END
    decide(session, request.id, outcome="granted", reason="", by=people(city)["planner"], version=1, today=MONDAY)
    version = session.execute(
        text("SELECT version, planned_end, reason, author, author_role FROM schedule_versions WHERE work_id = :id"),
        {"id": work},
    ).one()
    assert tuple(version) == (1, WANTED, "rain", "Planner A.", "planner")
    assert session.get_one(Work, work).planned_end == WANTED


@pytest.mark.parametrize(("today", "days"), [(date(2026, 6, 22), 0), (date(2026, 6, 23), 1), (date(2026, 7, 22), 30)])
def test_silence_is_counted_and_never_taken_for_consent(
    session: Session, city: dict[str, int], work: int, today: date, days: int
) -> None:
    asked(session, city, work)
    (extension,) = extensions_of(session, work)
    assert extension.days_of_silence(today) == days
    assert session.get_one(Work, work).planned_end == END


def test_a_refusal_needs_a_reason_and_moves_nothing(session: Session, city: dict[str, int], work: int) -> None:
    request = asked(session, city, work)
    planner = people(city)["planner"]
    with pytest.raises(ImpossibleChangeError, match="reason"):
        decide(session, request.id, outcome="refused", reason=" ", by=planner, version=1, today=MONDAY)
    decide(session, request.id, outcome="refused", reason="no", by=planner, version=1, today=MONDAY)
    (extension,) = extensions_of(session, work)
    assert (extension.is_open(), extension.days_of_silence(date(2027, 1, 1))) == (False, 0)
    assert session.get_one(Work, work).planned_end == END


def test_an_answer_stands_and_a_second_request_may_follow_it(session: Session, city: dict[str, int], work: int) -> None:
    request = asked(session, city, work)
    with pytest.raises(ImpossibleChangeError, match="already"):
        asked(session, city, work)
    planner = people(city)["planner"]
    decide(session, request.id, outcome="refused", reason="no", by=planner, version=1, today=MONDAY)
    with pytest.raises(AlreadyDecidedError):
        decide(session, request.id, outcome="granted", reason="", by=planner, version=1, today=MONDAY)
    assert asked(session, city, work).id != request.id


@pytest.mark.parametrize("role", ["administrator", "operator", "inspector", "planner", "executor"])
def test_only_the_contractor_asks(session: Session, city: dict[str, int], work: int, role: str) -> None:
    with pytest.raises(ForbiddenError):
        asked(session, city, work, role)


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("inspector", ForbiddenError),
        ("contractor", ForbiddenError),
        ("operator", NotFoundError),
        ("executor", NotFoundError),
    ],
)
def test_only_a_planner_or_administrator_answers(
    session: Session, city: dict[str, int], work: int, role: str, told: type[Exception]
) -> None:
    request = asked(session, city, work)
    with pytest.raises(told):
        decide(session, request.id, outcome="granted", reason="", by=people(city)[role], version=1, today=MONDAY)


@pytest.mark.parametrize("state", STATES)
def test_time_is_asked_for_while_there_are_days_to_come(session: Session, city: dict[str, int], state: str) -> None:
    work = add_work(session, state=state, contractor_id=city["ours"], district_id=city["here"])
    if state in ("planned", "scheduled", "in_progress", "paused"):
        assert asked(session, city, work).wanted_end == WANTED
    else:
        with pytest.raises(ImpossibleChangeError):
            asked(session, city, work)


@pytest.mark.parametrize("end", [END, END - timedelta(days=1)])
def test_more_time_is_a_later_day(session: Session, city: dict[str, int], work: int, end: date) -> None:
    with pytest.raises(ImpossibleChangeError, match="after"):
        asked(session, city, work, end=end)


def test_a_request_about_days_that_somebody_moved_meanwhile_is_refused(
    session: Session, city: dict[str, int], work: int
) -> None:
    request = asked(session, city, work)
    planner = people(city)["planner"]
    reschedule(session, work, start=MONDAY, end=date(2026, 7, 5), reason="other", by=planner, version=1, today=MONDAY)
    with pytest.raises(StaleWorkError):
        decide(session, request.id, outcome="granted", reason="", by=planner, version=1, today=MONDAY)


def test_an_unknown_request_is_not_found_and_none_is_rewritten(
    session: Session, city: dict[str, int], work: int
) -> None:
    with pytest.raises(NotFoundError):
        decide(session, 10**9, outcome="granted", reason="", by=people(city)["planner"], version=1, today=MONDAY)
    asked(session, city, work)
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text("UPDATE extension_requests SET wanted_end = '2030-01-01'"))
