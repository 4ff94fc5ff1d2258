"""Jobs are deferred in the writer's own transaction."""

import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.jobs.queue import defer
from gis_app.settings import Settings


def _waiting(engine: Engine) -> list[tuple[str, dict[str, int]]]:
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        )
        return [(row[0], row[1]) for row in rows]


def test_a_job_is_queued_when_its_transaction_commits(committed_database: tuple[Settings, Engine]) -> None:
    _, engine = committed_database
    with session_scope(engine) as session:
        defer(session, "tests.note", work_id=3)
    assert _waiting(engine) == [("tests.note", {"work_id": 3})]


def test_a_job_is_gone_with_a_transaction_that_rolls_back(committed_database: tuple[Settings, Engine]) -> None:
    _, engine = committed_database
    with Session(engine) as session:
        defer(session, "tests.note", work_id=3)
        session.rollback()
    assert _waiting(engine) == []


def test_a_job_queued_once_is_not_queued_again_while_it_waits(committed_database: tuple[Settings, Engine]) -> None:
    _, engine = committed_database
    with session_scope(engine) as session:
        first = defer(session, "tests.note", once="tiles")
        second = defer(session, "tests.note", once="tiles")
    assert first is not None
    assert second is None
    assert len(_waiting(engine)) == 1


def test_two_writers_that_queue_one_job_at_once_both_commit_and_it_is_queued_once(
    committed_database: tuple[Settings, Engine],
) -> None:
    _, engine = committed_database
    with Session(engine) as first, ThreadPoolExecutor(1) as pool:
        assert defer(first, "tests.note", once="tiles") is not None

        def write() -> int | None:
            with session_scope(engine) as second:
                return defer(second, "tests.note", once="tiles")

        waiting = pool.submit(write)
        time.sleep(0.3)
        first.commit()
        assert waiting.result(timeout=10) is None
    assert len(_waiting(engine)) == 1


def test_a_waiting_job_is_not_begun_before_the_writer_that_counts_on_it_commits(
    committed_database: tuple[Settings, Engine],
) -> None:
    _, engine = committed_database
    fetch = text("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' FOR UPDATE SKIP LOCKED")
    with session_scope(engine) as session:
        defer(session, "tests.note", once="tiles")
    with Session(engine) as writer, engine.connect() as worker:
        assert defer(writer, "tests.note", once="tiles") is None
        assert worker.execute(fetch).all() == []
        writer.commit()
        assert len(worker.execute(fetch).all()) == 1
