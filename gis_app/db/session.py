"""Engines and sessions. Synchronous on purpose: rules are plain functions on a `Session`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from gis_app.errors import UnavailableError, UsageError
from gis_app.settings import Settings


def make_engine(settings: Settings, url: str | None = None, *, pool_size: int = 10) -> Engine:
    """An engine whose connections see the city's schema first, then `public` (PostGIS).

    `url` is a PostgreSQL URL (any driver name); without it the settings' one is used. Raises UsageError for no URL.
    """
    address = url or settings.database_url
    if address is None:
        raise ValueError("no database URL: start the private cluster first (gis_app.db.embedded)")
    try:
        parsed = make_url(address)
    except ArgumentError as error:
        raise UsageError("GIS_APP_DATABASE_URL: not a URL like postgresql://user@host/database") from error
    return create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        connect_args={
            "options": f"-csearch_path={settings.schema_name},public -ctimezone={settings.time_zone}",
            "application_name": "gis_app",
        },
        pool_size=pool_size,
        max_overflow=20,
        pool_pre_ping=True,
        # An error of the database must not carry somebody's address into the log.
        hide_parameters=True,
    )


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
