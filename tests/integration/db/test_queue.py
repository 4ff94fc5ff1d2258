"""Jobs are deferred in the writer's own transaction."""

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
