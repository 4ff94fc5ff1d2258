"""Connections that wait in a pool, and the two kinds of engines."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import InternalError

from gis_app.db.session import make_engine, make_reading_engine
from gis_app.settings import Settings

_END_ALL = text(
    "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'gis_app'"
)


@pytest.mark.parametrize("make", [make_engine, make_reading_engine])
def test_after_the_database_has_ended_all_connections_the_next_request_is_answered(
    committed_database: tuple[Settings, Engine], make: Callable[..., Engine]
) -> None:
    settings, administrator = committed_database
    engine = make(settings, pool_size=3)
    try:
        for one in [engine.connect() for _ in range(3)]:
            one.close()
        with administrator.connect() as connection:
            assert connection.scalar(_END_ALL) >= 3
        for _ in range(4):
            with engine.connect() as connection:
                assert connection.scalar(text("SELECT 1")) == 1
    finally:
        engine.dispose()


def test_a_connection_that_was_told_something_else_stays(committed_database: tuple[Settings, Engine]) -> None:
    settings, administrator = committed_database
    engine = make_engine(settings, pool_size=1)
    try:
        with engine.connect() as connection:
            mine = connection.scalar(text("SELECT pg_backend_pid()"))
            connection.execute(text("LISTEN something"))
            connection.commit()
        with administrator.begin() as connection:
            connection.execute(text("NOTIFY something"))
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT pg_backend_pid()")) == mine
    finally:
        engine.dispose()


def test_a_reading_engine_plans_once_and_begins_no_transaction(committed_database: tuple[Settings, Engine]) -> None:
    engine = make_reading_engine(committed_database[0])
    try:
        with engine.connect() as connection:
            settings = {"plan_cache_mode": "force_generic_plan", "jit": "off"}
            for name, value in settings.items():
                assert connection.scalar(text("SELECT current_setting(:name)"), {"name": name}) == value
            asked = "SELECT count(*) FROM pg_stat_activity WHERE pid = pg_backend_pid() AND xact_start < query_start"
            assert connection.scalar(text(asked)) == 0
    finally:
        engine.dispose()


def test_a_reading_engine_refuses_to_write(committed_database: tuple[Settings, Engine]) -> None:
    engine = make_reading_engine(committed_database[0])
    try:
        with engine.connect() as connection, pytest.raises(InternalError, match="read-only transaction"):
            connection.execute(text("CREATE TABLE written (id int)"))
    finally:
        engine.dispose()
