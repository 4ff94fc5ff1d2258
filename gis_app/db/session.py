"""Engines and sessions. Synchronous on purpose: rules are plain functions on a `Session`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from select import POLLIN, poll
from typing import Any

import orjson
import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError, OperationalError
from sqlalchemy.orm import Session

from gis_app.errors import UnavailableError, UsageError
from gis_app.settings import Settings


def make_engine(settings: Settings, url: str | None = None, *, pool_size: int = 10) -> Engine:
    """An engine whose connections see the city's schema first, then `public` (PostGIS).

    `url` is a PostgreSQL URL (any driver name); without it the settings' one is used. Raises UsageError for no URL.
    """
    return _engine(settings, url, {"pool_size": pool_size, "max_overflow": 10})


def make_reading_engine(settings: Settings, *, pool_size: int = 10) -> Engine:
    """An engine for statements that only read and are the same again and again, as those of the one answer.

    Each stands for itself, without `BEGIN` and `COMMIT`: two ways there and back less. And each is planned once for a
    connection: planning takes thrice as long as finding what lies about a place, and gives the same plan for each.
    """
    more = {"pool_size": pool_size, "max_overflow": 0, "isolation_level": "AUTOCOMMIT"}
    # What writes by mistake is told so: it could not be taken back.
    return _engine(settings, None, more, "-cplan_cache_mode=force_generic_plan", "-cdefault_transaction_read_only=on")


def _engine(settings: Settings, url: str | None, more: Mapping[str, Any], *further_options: str) -> Engine:
    address = url or settings.database_url
    if address is None:
        raise ValueError("no database URL: start the private cluster first (gis_app.db.embedded)")
    try:
        parsed = make_url(address)
    except ArgumentError as error:
        raise UsageError("GIS_APP_DATABASE_URL: not a URL like postgresql://user@host/database") from error
    # No just-in-time compiling: guessed costs choose it, and it takes longer than any answer that a person waits for.
    options = [f"-csearch_path={settings.schema_name},public", f"-ctimezone={settings.time_zone}", "-cjit=off"]
    engine = create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        connect_args={"options": " ".join([*options, *further_options]), "application_name": "gis_app"},
        json_deserializer=orjson.loads,
        # An error of the database must not carry somebody's address into the log.
        hide_parameters=True,
        **more,
    )
    event.listen(engine, "checkout", _refuse_the_dead)
    return engine


def _refuse_the_dead(connection: psycopg.Connection[Any], *_: object) -> None:
    """Have the pool open new connections after the database was started anew.

    A connection that waits hears nothing unless it is told that it ends: looking at its socket is enough, where asking
    the database (`pool_pre_ping`) is one more way there and back for each request.
    """
    waiting = poll()
    try:
        waiting.register(connection.fileno(), POLLIN)
        while waiting.poll(0):
            connection.pgconn.consume_input()
    except psycopg.OperationalError:
        raise InvalidatePoolError("the database has closed the connection") from None


def open_connection(engine: Engine) -> Connection:
    """A connection; the first one of a program. Raises UnavailableError when the database does not answer."""
    try:
        return engine.connect()
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise UnavailableError(f"the database does not answer: {reason}") from error


@contextmanager
def session_scope(engine: Engine) -> Iterator[Session]:
    """One transaction: committed when the block ends well, rolled back when it raises."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def raw_connection(session: Session) -> psycopg.Connection[Any]:
    """The psycopg connection under a session, in the same transaction: for COPY."""
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, psycopg.Connection):
        raise TypeError("the session does not run on psycopg 3")
    return connection
