"""Bringing the database up to date: cheap when nothing is new, and never in the way of a loading."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from gis_app.db.migrate import current_revision, head_revision, migrate
from gis_app.db.session import make_engine, session_scope
from gis_app.errors import UnavailableError, UsageError
from gis_app.settings import Settings
from gis_app.works.types import load_work_types

Database = tuple[Settings, Engine]


@contextmanager
def a_loading_in_progress(engine: Engine) -> Iterator[None]:
    """Another transaction that has written a work and has not come to its end."""
    with engine.connect() as loading:
        loading.execute(
            text(
                "INSERT INTO works (type_code, location_raw, match_type, confidence, source, period, identity_key) "
                "VALUES ('park', 'парк', 'none', 0, 'test', '2026', 'one')"
            )
        )
        yield
        loading.rollback()


def test_a_command_that_has_nothing_to_migrate_does_not_wait_for_a_loading(committed_database: Database) -> None:
    settings, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
    address = f"{settings.database_url}&options=-csearch_path%3Dgis_app,public%20-clock_timeout%3D2s"
    hasty = create_engine(make_url(address).set(drivername="postgresql+psycopg"))
    with a_loading_in_progress(engine):
        migrate(hasty, settings)
        with session_scope(hasty) as session:
            load_work_types(session)
    hasty.dispose()


def test_a_changed_function_is_installed_anew_and_an_unchanged_one_is_not(committed_database: Database) -> None:
    settings, engine = committed_database
    migrate(engine, settings)
    with engine.begin() as connection:
        body = connection.execute(text("SELECT prosrc FROM pg_proc WHERE proname = 'works_take_events'")).scalar_one()
        connection.execute(text("COMMENT ON TABLE alembic_version IS 'functions of another day'"))
        connection.execute(text("DROP TRIGGER works_take_events ON work_events"))
    migrate(engine, settings)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT 1 FROM pg_trigger WHERE tgname = 'works_take_events'")).scalar() == 1
        now = connection.execute(text("SELECT prosrc FROM pg_proc WHERE proname = 'works_take_events'")).scalar_one()
        connection.execute(text("DROP TRIGGER works_take_events ON work_events"))
    assert now == body
    migrate(engine, settings)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1 FROM pg_trigger WHERE tgname = 'works_take_events'")).scalar() is None
        assert current_revision(connection, settings) == head_revision()


def test_a_database_that_does_not_answer_is_told_in_one_line(settings: Settings) -> None:
    engine = make_engine(settings, "postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(UnavailableError, match=r"^the database does not answer: connection failed: [^\n]*$"):
        migrate(engine, settings)


def test_an_address_that_is_no_url_is_refused(settings: Settings) -> None:
    with pytest.raises(UsageError, match="GIS_APP_DATABASE_URL: not a URL"):
        make_engine(settings, "nowhere")
