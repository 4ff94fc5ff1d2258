"""What lies ahead does not wait for Monday, and does not fill a mailbox: one letter in the morning, at most one more
between two mornings, for shut-offs.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.subscriptions.telling import tell_of_days
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import TODAY, Followers, add_notice, add_outage, grid
from tests.integration.works.people import add_work

HERE = grid.point(0, 0)
DISTRICT = grid.box(-5, -5, 5, 5)
# A Monday noon in the city, and eight o'clock of Tuesday, when the letters of the day leave.
NOON = datetime(2026, 6, 8, 7, tzinfo=UTC)
MORNING = datetime(2026, 6, 9, 3, tzinfo=UTC)


@pytest.fixture
def district(house: House) -> House:
    """One follower of a district; the rhythm is set by the test."""
    with session_scope(house.engine) as session:
        Followers(session, house.settings).add("aigul", DISTRICT, 0, kind="area", rhythm="weekly")
        session.execute(text("DELETE FROM outbox"))
    return house


def _rhythm(house: House, rhythm: str) -> None:
    with session_scope(house.engine) as session:
        session.execute(text("UPDATE followings SET rhythm = :rhythm"), {"rhythm": rhythm})


def _soon(house: House, now: datetime, first: str = "2026-06-11") -> None:
    """A work of which it is noticed now that it starts soon."""
    with session_scope(house.engine) as session:
        add_work(session, HERE, planned_start=first, planned_end="2026-07-30")
        session.execute(text("DELETE FROM works_to_tell"))
        tell_of_days(session, today=TODAY, now=now)


def _outage(house: House, now: datetime, first: str = "2026-06-09") -> int:
    with session_scope(house.engine) as session:
        outage = add_outage(session, DISTRICT, first, first)
        tell_of_days(session, today=date.fromisoformat(first) - timedelta(days=1), now=now)
    return outage


@pytest.mark.parametrize("rhythm", ["daily", "weekly"])
def test_many_starts_of_a_day_are_one_letter_in_the_morning(district: House, rhythm: str) -> None:
    _rhythm(district, rhythm)
    for hour in range(5):
        _soon(district, NOON + timedelta(hours=hour))
        assert district.tell(NOON + timedelta(hours=hour)) == 0
    assert [district.tell(MORNING + timedelta(minutes=minute)) for minute in (-1, 0, 1)] == [0, 1, 0]
    assert district.send(MORNING) == 1
    assert district.box.received[-1]["Subject"].endswith("5 новостей")


@pytest.mark.parametrize("rhythm", ["daily", "weekly"])
def test_a_shut_off_is_told_at_once_and_further_ones_of_that_day_together(district: House, rhythm: str) -> None:
    _rhythm(district, rhythm)
    _soon(district, NOON)
    outage = _outage(district, NOON)
    assert (district.tell(NOON), district.send(NOON)) == (1, 1)
    assert district.box.received[-1]["Subject"].endswith("2 новости")  # what waited comes along
    for number in range(1, 4):
        then = NOON + timedelta(hours=number)
        _outage(district, then)
        assert district.tell(then) == 0
    with session_scope(district.engine) as session:
        add_notice(session, outage, 2, DISTRICT, "2026-06-09", "2026-06-09", "retracted")
        tell_of_days(session, today=TODAY, now=NOON + timedelta(hours=4))
    assert (district.tell(NOON + timedelta(hours=4)), district.tell(MORNING), district.send(MORNING)) == (0, 1, 1)
    assert district.box.received[-1]["Subject"].endswith("4 новости")
    assert "Отключение отменено" in district.box.words()
    # The morning's letter is none out of the rhythm: one more may follow it today.
    _outage(district, MORNING + timedelta(hours=2), "2026-06-10")
    assert district.tell(MORNING + timedelta(hours=2)) == 1


def test_who_wants_all_at_once_hears_each_at_once(district: House) -> None:
    _rhythm(district, "at_once")
    told = []
    for hour in range(3):
        _soon(district, NOON + timedelta(hours=hour))
        _outage(district, NOON + timedelta(hours=hour))
        told.append(district.tell(NOON + timedelta(hours=hour)))
    assert told == [1, 1, 1]


def test_what_only_waits_for_its_rhythm_is_not_hurried_by_the_morning(district: House) -> None:
    with session_scope(district.engine) as session:
        add_work(session, HERE, planned_start="2026-07-20", planned_end="2026-07-30")
    monday = MORNING + timedelta(days=6)
    assert [district.tell(moment) for moment in (NOON, MORNING, monday - timedelta(minutes=1), monday)] == [0, 0, 0, 1]


def test_a_week_of_a_busy_district_is_two_letters_a_day_at_most(district: House) -> None:
    made = []
    for hour in range(0, 7 * 24, 3):
        now = NOON + timedelta(hours=hour)
        with session_scope(district.engine) as session:
            add_work(session, HERE, planned_start=(now.date() + timedelta(days=2)).isoformat())
            session.execute(text("DELETE FROM works_to_tell"))
            add_outage(session, DISTRICT, now.date().isoformat(), now.date().isoformat())
            tell_of_days(session, today=now.date(), now=now)
        if district.tell(now):
            made.append(now)
    of_days = [now.date() for now in made]
    assert max(of_days.count(day) for day in of_days) == 2 and len(made) <= 15
