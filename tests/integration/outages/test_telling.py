"""Who hears of a shut-off over a work: a table of works and days, versions one after another, and a large file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from shapely.geometry.base import BaseGeometry
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from gis_app.messages.models import Message
from gis_app.messages.wording import worded
from gis_app.outages.models import Outage
from gis_app.outages.notice import Notice, Origin
from gis_app.outages.receiving import receive_notices
from gis_app.outages.telling import TELL_TASK, tell_over_works
from tests.grid import Grid
from tests.integration.works.people import add_city, add_work
from tests.people import add_user

GRID = Grid()
TODAY = date(2026, 7, 15)
FIRST, LAST = date(2026, 7, 20), date(2026, 7, 21)
AREA = GRID.box(0, 0, 2, 2)
HERE, ELSEWHERE = GRID.line((0.5, 0.5), (1.5, 0.5)), GRID.line((5, 5), (6, 5))
RUNNING: dict[str, Any] = {"state": "in_progress", "planned_start": "2026-07-01", "planned_end": "2026-07-31"}


@pytest.fixture
def ours(session: Session) -> int:
    """Our organisation, with its people."""
    return add_city(session)["ours"]


@pytest.fixture
def people(session: Session, ours: int) -> dict[int, str]:
    theirs = session.scalar(text("SELECT id FROM organisations WHERE name = 'theirs'"))
    made = {
        "boss": add_user(session, "contractor", organisation_id=ours),
        "crew": add_user(session, "executor", organisation_id=ours),
        "rival": add_user(session, "contractor", organisation_id=theirs),
        "planner": add_user(session, "planner", district_id=1),
    }
    return {user.id: name for name, user in made.items()}


def _notice(area: BaseGeometry = AREA, **given: Any) -> Notice:
    made = Notice(
        "hot_water", "Сети", "s", "Нет воды", "ул. Абая", Origin("f.csv", "", 2), key="17", first_day=FIRST,
        last_day=LAST, geometry=area,
    )  # fmt: skip
    return replace(made, **given)


def _tell(session: Session, *notices: Notice, today: date = TODAY, by: int | None = None) -> int:
    """Receive notices and do what the job is told to do by them."""
    session.execute(text("DELETE FROM procrastinate_jobs"))
    receive_notices(session, notices, None, 32643, by)
    jobs = session.scalars(
        text("SELECT args FROM procrastinate_jobs WHERE task_name = :name"), {"name": TELL_TASK}
    ).all()
    session.expire_all()
    return sum(tell_over_works(session, job["outages"], today, job["by"]) for job in jobs)


def _news(session: Session, people: dict[int, str]) -> dict[str, list[str]]:
    """The titles that each person has, in order."""
    found: dict[str, list[str]] = {}
    for one in session.scalars(select(Message).order_by(Message.id)):
        found.setdefault(people[one.user_id], []).append(worded(one.kind, one.values, "en").title)
    return found


@pytest.mark.parametrize(
    ("shape", "given", "told"),
    [
        (HERE, {}, True),
        (ELSEWHERE, {}, False),
        (HERE, {"planned_end": "2026-07-10"}, False),  # late, goes on today, over by the shut-off
        (HERE, {"planned_end": "2026-07-20"}, True),
        (HERE, {"state": "paused"}, True),
        (HERE, {"state": "scheduled", "planned_start": "2026-07-21"}, True),
        (HERE, {"state": "planned", "planned_start": "2026-07-22"}, False),  # begins after it
        (HERE, {"state": "planned", "planned_end": "2026-07-19"}, False),
        (HERE, {"state": "draft"}, False),
        (HERE, {"state": "finished"}, False),
        (HERE, {"state": "cancelled"}, False),
        (HERE, {"is_training": True}, False),
        (HERE, {"match_type": "microdistrict"}, False),
        (HERE, {"contractor_id": None}, False),
    ],
)
def test_a_shut_off_is_told_to_the_contractor_and_executor_of_a_work_under_it(
    session: Session, ours: int, people: dict[int, str], shape: BaseGeometry, given: dict[str, Any], told: bool
) -> None:
    add_work(session, shape, **(RUNNING | {"contractor_id": ours} | given))
    _tell(session, _notice())
    assert set(_news(session, people)) == ({"boss", "crew"} if told else set())


@pytest.mark.parametrize(("begins", "told"), [(14, True), (15, False)])
def test_a_work_that_begins_within_two_weeks_counts(
    session: Session, ours: int, people: dict[int, str], begins: int, told: bool
) -> None:
    start = TODAY + timedelta(days=begins)
    add_work(session, HERE, contractor_id=ours, state="planned", planned_start=start, planned_end=start)
    assert _tell(session, _notice(last_day=date(2026, 9, 1))) == (2 if told else 0)


def test_training_outages_reach_training_works(session: Session, ours: int, people: dict[int, str]) -> None:
    add_work(session, HERE, contractor_id=ours, is_training=True, **RUNNING)
    assert _tell(session, _notice(is_training=True)) == 2


def test_each_version_tells_what_became_of_it_once(session: Session, ours: int, people: dict[int, str]) -> None:
    add_work(session, HERE, contractor_id=ours, **RUNNING)
    add_work(session, HERE, contractor_id=ours, **RUNNING)
    later = add_user(session, "contractor", organisation_id=ours)
    later.is_active = False
    session.flush()
    assert [_tell(session, _notice()), _tell(session, _notice())] == [2, 0]
    outage = session.scalars(select(Outage.id)).one()
    assert tell_over_works(session, [outage], TODAY) == 0  # the job again
    message = session.scalars(select(Message).limit(1)).one()
    assert (message.about, message.values["count"], message.values["days_last"]) == (
        f"/outages/{outage}",
        2,
        "2026-07-21",
    )
    later.is_active = True
    people[later.id] = "later"
    session.flush()
    longer = _notice(last_day=date(2026, 7, 25))
    assert _tell(session, longer) == 3
    assert _tell(session, replace(longer, state="retracted", text="Отменено")) == 3
    assert _news(session, people) == {
        name: [
            "Shut-off at your work: Hot water",
            "Longer shut-off at your work: Hot water",
            "Shut-off called off: Hot water",
        ]
        if name != "later"
        else ["Shut-off at your work: Hot water", "Shut-off called off: Hot water"]
        for name in ("boss", "crew", "later")
    }


def test_who_was_told_hears_that_it_no_longer_touches_the_work_and_nothing_after(
    session: Session, ours: int, people: dict[int, str]
) -> None:
    add_work(session, HERE, contractor_id=ours, **RUNNING)
    moved = _notice(GRID.box(5, 5, 6, 6))
    assert [_tell(session, _notice()), _tell(session, moved)] == [2, 2]
    assert _tell(session, replace(moved, state="retracted", text="Отменено")) == 0
    assert _news(session, people)["boss"][-1] == "The shut-off no longer touches your work: Hot water"


def test_a_shut_off_that_is_over_and_who_published_it_hear_nothing(
    session: Session, ours: int, people: dict[int, str]
) -> None:
    add_work(session, HERE, contractor_id=ours, **RUNNING)
    boss = next(id for id, name in people.items() if name == "boss")
    assert _tell(session, _notice(), today=date(2026, 7, 22)) == 0
    assert _tell(session, _notice(key="18"), by=boss) == 1
    assert set(_news(session, people)) == {"crew"}


@pytest.fixture
def seen(session: Session) -> Iterator[list[str]]:
    """The statements as they are asked."""
    found: list[str] = []
    listen = lambda *given: found.append(given[2])  # noqa: E731
    event.listen(session.connection().engine, "before_cursor_execute", listen)
    yield found
    event.remove(session.connection().engine, "before_cursor_execute", listen)


def test_many_shut_offs_cost_no_more_statements_than_one(
    session: Session, ours: int, people: dict[int, str], seen: list[str]
) -> None:
    add_work(session, HERE, contractor_id=ours, **RUNNING)
    add_work(session, HERE, contractor_id=session.scalar(text("SELECT max(id) FROM organisations")), **RUNNING)
    received = receive_notices(session, [_notice(key=str(n)) for n in range(40)], None, 32643)
    ids = [one.outage_id for one in received]
    counts, told = [], []
    for some in (ids[:1], ids[1:]):
        seen.clear()
        told.append(tell_over_works(session, some, TODAY))
        counts.append(len(seen))
    assert told == [3, 117]
    assert counts[1] <= counts[0]
    assert session.scalar(text("SELECT count(*) FROM outbox")) == 3
