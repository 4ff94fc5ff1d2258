"""Writing many rows of one table in one statement: its triggers run once, and forty thousand rows take a second."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from psycopg import sql
from sqlalchemy import insert
from sqlalchemy.orm import Session

from gis_app.db.base import Base
from gis_app.db.session import raw_connection


def insert_many(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same keys, by COPY where there are several.

    Several rows given to SQLAlchemy's `insert` are several statements, each with its triggers. Geometries are EWKT;
    a mapping is written as JSON.
    """
    if not rows:
        return
    if len(rows) == 1:
        session.execute(insert(table), rows)
        return
    names = tuple(rows[0])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.__tablename__), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    session.flush()
    with raw_connection(session).cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_written(row[name]) for name in names])


def _written(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, dict) else value
