"""The database keeps facts and its cache of them in step."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session


@pytest.fixture
def work_id(session: Session) -> int:
    session.execute(
        text(
            "INSERT INTO work_types (code, number, group_code, title_kk, title_ru, title_en, geometry, color, icon, "
            "influence_m) VALUES ('yard', 2, 'public_space', 'Аула', 'Двор', 'Yard', 'A', '#000000', 'x', 50) "
            "ON CONFLICT DO NOTHING"
        )
    )
    return session.execute(
        text(
            "INSERT INTO works (type_code, location_raw, match_type, confidence, source, period, identity_key, geom) "
            "VALUES ('yard', 'ул. Абая, 1', 'rooftop', 1, 'test', '2026', 'one', 'SRID=4326;POINT(76.9 43.25)') "
            "RETURNING id"
        )
    ).scalar_one()


def _schedule(session: Session, work_id: int, version: int, start: str, end: str) -> None:
    session.execute(
        text(
            "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
            "VALUES (:work, :version, :start, :end, 'plan', 'test')"
        ),
        {"work": work_id, "version": version, "start": start, "end": end},
    )


def test_the_latest_schedule_version_is_what_the_work_shows(session: Session, work_id: int) -> None:
    _schedule(session, work_id, 1, "2026-05-01", "2026-06-01")
    _schedule(session, work_id, 2, "2026-07-01", "2026-08-01")
    row = session.execute(
        text("SELECT planned_start::text, planned_end::text FROM works WHERE id = :id"), {"id": work_id}
    )
    assert tuple(row.one()) == ("2026-07-01", "2026-08-01")


def test_an_earlier_version_that_comes_late_changes_nothing(session: Session, work_id: int) -> None:
    _schedule(session, work_id, 2, "2026-07-01", "2026-08-01")
    _schedule(session, work_id, 1, "2026-05-01", "2026-06-01")
    row = session.execute(text("SELECT planned_start::text FROM works WHERE id = :id"), {"id": work_id})
    assert row.scalar_one() == "2026-07-01"


def test_of_versions_added_together_the_latest_counts_though_an_earlier_one_is_what_the_work_shows(
    session: Session, work_id: int
) -> None:
    session.execute(text("UPDATE works SET planned_start = '2026-05-01', planned_end = '2026-06-01'"))
    session.execute(
        text(
            "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
            "VALUES (:work, 2, '2026-07-01', '2026-08-01', 'plan', 'test'), "
            "(:work, 1, '2026-05-01', '2026-06-01', 'plan', 'test')"
        ),
        {"work": work_id},
    )
    row = session.execute(text("SELECT planned_start::text FROM works WHERE id = :id"), {"id": work_id})
    assert row.scalar_one() == "2026-07-01"


def test_a_start_reported_after_the_end_of_the_same_day_leaves_the_work_finished(
    session: Session, work_id: int
) -> None:
    for kind in ("finished", "started"):
        session.execute(
            text("INSERT INTO work_events (work_id, kind, on_day, author) VALUES (:work, :kind, '2026-06-03', 'test')"),
            {"work": work_id, "kind": kind},
        )
    row = session.execute(
        text("SELECT state, actual_start::text, actual_end::text FROM works WHERE id = :id"), {"id": work_id}
    )
    assert tuple(row.one()) == ("finished", "2026-06-03", "2026-06-03")


def test_an_event_sets_the_state_and_the_actual_days(session: Session, work_id: int) -> None:
    for kind, day in (
        ("started", "2026-05-02"),
        ("paused", "2026-05-10"),
        ("resumed", "2026-05-12"),
        ("finished", "2026-06-03"),
    ):
        session.execute(
            text("INSERT INTO work_events (work_id, kind, on_day, author) VALUES (:work, :kind, :day, 'test')"),
            {"work": work_id, "kind": kind, "day": day},
        )
    row = session.execute(
        text("SELECT state, actual_start::text, actual_end::text FROM works WHERE id = :id"), {"id": work_id}
    )
    assert tuple(row.one()) == ("finished", "2026-05-02", "2026-06-03")


@pytest.mark.parametrize("table", ["schedule_versions", "work_events"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET author = 'x'"])
def test_facts_cannot_be_changed_or_taken_back(session: Session, work_id: int, table: str, statement: str) -> None:
    _schedule(session, work_id, 1, "2026-05-01", "2026-06-01")
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(statement.format(table)))


def test_a_schedule_that_ends_before_it_starts_is_refused(session: Session, work_id: int) -> None:
    with pytest.raises(DBAPIError, match="in_order"):
        _schedule(session, work_id, 1, "2026-05-02", "2026-05-01")


def test_the_metric_and_web_forms_follow_the_geometry(session: Session, work_id: int) -> None:
    row = session.execute(
        text(
            "SELECT ST_SRID(geom_m), round(ST_X(geom_m)), ST_SRID(geom_web), round(ST_X(geom_web)) "
            "FROM works WHERE id = :id"
        ),
        {"id": work_id},
    ).one()
    assert row[0] == 32643
    assert 600_000 < row[1] < 700_000
    assert row[2] == 3857
    assert round(row[3] / 20037508.34 * 180, 3) == 76.9
