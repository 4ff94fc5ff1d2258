"""Writing rows of one table in one statement: its triggers run once, and forty thousand rows take a second."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson
from psycopg import sql
from sqlalchemy.orm import Session

from gis_app.db.base import Base
from gis_app.db.session import raw_connection

# Few rows are written by INSERT, which the connection keeps planned; more by COPY.
FEW = 10


def insert_many(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same keys.

    Several rows given to SQLAlchemy's `insert` are several statements, each with its triggers. Geometries are EWKT;
    a mapping is written as JSON. Errors are psycopg's own.
    """
    if not rows:
        return
    names = tuple(rows[0])
    values = [[_written(row[name]) for name in names] for row in rows]
    session.flush()
    with raw_connection(session).cursor() as cursor:
        if len(rows) <= FEW:
            cursor.execute(_insert(table.__tablename__, names, len(rows)), [value for row in values for value in row])
            return
        with cursor.copy(_copy(table.__tablename__, names)) as copy:
            for row in values:
                copy.write_row(row)


@lru_cache(100)
def _insert(table: str, names: tuple[str, ...], rows: int) -> bytes:
    one = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(names)))
    places = sql.SQL(", ").join([one] * rows)
    return sql.SQL("INSERT INTO {} ({}) VALUES {}").format(*_named(table, names), places).as_bytes(None)


def _copy(table: str, names: tuple[str, ...]) -> sql.Composed:
    return sql.SQL("COPY {} ({}) FROM STDIN").format(*_named(table, names))


def _named(table: str, names: tuple[str, ...]) -> tuple[sql.Identifier, sql.Composed]:
    return sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))


def _written(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, dict) else value
