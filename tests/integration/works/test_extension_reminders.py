"""An answer that is due, or late, is told of once, to those who can do something about it. The clock is an argument."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.works.extensions.reminders import remind
from gis_app.works.extensions.requests import ask, withdraw
from gis_app.works.models import Work
from tests.integration.works.people import add_city, add_work, people
from tests.people import add_user

MONDAY, END = date(2026, 6, 15), date(2026, 6, 30)  # the answer is due on Monday 22 June


@pytest.fixture
def request_id(session: Session) -> int:
    """A request of ours in the district here, with people of each role, and strangers."""
    city = add_city(session)
    work = add_work(session, state="in_progress", contractor_id=city["ours"], district_id=city["here"])
    for role in ("planner", "contractor", "executor", "inspector", "operator"):
        add_user(session, role, name=role, organisation_id=city["ours"], district_id=city["here"])
    add_user(session, "administrator", name="administrator")
    add_user(session, "planner", name="stranger", district_id=city["there"])
    add_user(session, "contractor", name="stranger", organisation_id=city["theirs"])
    made = ask(session, work, end=date(2026, 7, 20), reason="rain", by=people(city)["contractor"], version=1,
               today=MONDAY, country="KZ")  # fmt: skip
    session.execute(text("DELETE FROM messages"))
    return made.id


def told(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(text("SELECT m.kind, u.name FROM messages m JOIN users u ON u.id = m.user_id ORDER BY 1, 2"))
    return [(kind, name) for kind, name in rows]


DUE = [("extension_due", "planner")]
LATE = [("extension_silent", name) for name in ("administrator", "contractor", "planner")]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 6, 18), []),  # Thursday
        (date(2026, 6, 19), DUE),  # Friday, the working day before
        (date(2026, 6, 20), DUE),  # Friday was slept through
        (date(2026, 6, 22), DUE),  # the day itself
        (date(2026, 6, 23), LATE),  # the first day of silence
        (date(2026, 7, 23), LATE),
    ],
)
def test_who_is_reminded_on_which_day(
    session: Session, request_id: int, today: date, expected: list[tuple[str, str]]
) -> None:
    remind(session, today, "KZ")
    assert told(session) == expected


def test_each_is_told_once_and_nothing_is_granted_by_it(session: Session, request_id: int) -> None:
    for day in (19, 20, 22, 23, 24, 25):
        remind(session, date(2026, 6, day), "KZ")
        remind(session, date(2026, 6, day), "KZ")
    assert told(session) == DUE + LATE
    work = session.query(Work).one()
    assert (work.planned_end, work.state, work.version) == (END, "in_progress", 1)


def test_what_was_withdrawn_is_reminded_of_no_more(session: Session, request_id: int) -> None:
    organisation = session.query(Work.contractor_id).scalar()
    withdraw(session, request_id, by=people({"ours": organisation, "here": 1})["contractor"], today=MONDAY)
    session.execute(text("DELETE FROM messages"))
    remind(session, date(2026, 6, 23), "KZ")
    assert told(session) == []
