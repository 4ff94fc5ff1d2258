"""The jobs of appeals, as the worker calls them, after a change on a page."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from gis_app.appeals import tasks
from gis_app.appeals.intake import register
from gis_app.db.session import session_scope
from gis_app.dependencies import city_today
from gis_app.settings import Settings
from gis_app.works.lifecycle import change_state, reschedule
from tests.integration.appeals.ground import CONTACT, Ground, grid, written
from tests.integration.appeals.test_at_once import shut_off
from tests.integration.works.people import add_work, people


@pytest.fixture
def worker(committed_database: tuple[Settings, Engine], monkeypatch: pytest.MonkeyPatch) -> tuple[Settings, Engine]:
    """A database whose worker is this process."""
    settings, engine = committed_database
    monkeypatch.setattr(tasks, "_engine", lambda: engine)
    monkeypatch.setattr(tasks, "get_settings", lambda: settings)
    return settings, engine


def rows(engine: Engine, sql: str) -> list[Any]:
    with session_scope(engine) as session:
        return list(session.execute(text(sql)).all())


def test_a_change_on_a_page_queues_the_job_that_tells_and_links_anew(worker: tuple[Settings, Engine]) -> None:
    """The work is moved out of every appeal's time: who was linked hears of it, and is linked no more."""
    settings, engine = worker
    today = city_today(settings)
    with session_scope(engine) as session:
        city = Ground(session).lay().ids
        days = {"planned_start": today - timedelta(days=5), "planned_end": today + timedelta(days=30)}
        work = add_work(
            session, grid.line((-5, 0), (5, 0)), type_code="road_pothole_repair", contractor_id=city["ours"],
            district_id=city["here"], **days,
        )  # fmt: skip
        register(session, written(contact=CONTACT), settings=settings)
        session.execute(text("DELETE FROM procrastinate_jobs"))
    planner = people(city)["planner"]
    later: dict[str, date] = {"start": today + timedelta(days=500), "end": today + timedelta(days=520)}
    with session_scope(engine) as session:
        version = session.scalar(text("SELECT version FROM works")) or 0
        reschedule(session, work, reason="нет денег", by=planner, version=version, today=today, **later)
    assert ("appeals.relink",) in rows(engine, "SELECT task_name FROM procrastinate_jobs")
    tasks.relink()
    assert rows(engine, "SELECT details ->> 'news' FROM appeal_events WHERE kind = 'work'") == [("moved",)]
    assert len(rows(engine, "SELECT 1 FROM outbox WHERE key LIKE 'appeal-%-work-%'")) == 1
    assert rows(engine, "SELECT 1 FROM appeal_links") == []
    assert rows(engine, "SELECT change_id FROM work_news UNION ALL SELECT work_id FROM works_to_relink") == []
    assert tasks.relink() == 0
    with session_scope(engine) as session:
        version = session.scalar(text("SELECT version FROM works")) or 0
        change_state(session, work, "cancelled", by=planner, version=version, on=today, note="передумали")
    tasks.relink()
    assert len(rows(engine, "SELECT 1 FROM appeal_events WHERE kind = 'work'")) == 1, "it explains nothing any more"


def test_the_hourly_job_asks_after_a_shut_off_that_is_over(worker: tuple[Settings, Engine]) -> None:
    settings, engine = worker
    with session_scope(engine) as session:
        Ground(session).lay()
        outage = shut_off(session)
        register(session, written("Нет горячей воды", contact=CONTACT), settings=settings)
        session.execute(
            text("UPDATE outages SET last_day = :day, first_day = :day WHERE id = :id"),
            {"day": city_today(settings) - timedelta(days=1), "id": outage},
        )
    assert tasks.terms() == 1
    assert tasks.terms() == 0
    assert rows(engine, "SELECT details ->> 'news', details ->> 'asked' FROM appeal_events WHERE kind = 'work'") == [
        ("over", "true")
    ]
