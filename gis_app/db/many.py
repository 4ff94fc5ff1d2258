"""Writing rows of one table in one statement: its triggers run once, and forty thousand rows take a second."""

from collections.abc import Mapping, Sequence
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
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    name = sql.Identifier(table.__tablename__)
    values = [[_written(row[name]) for name in names] for row in rows]
    session.flush()
    with raw_connection(session).cursor() as cursor:
        if len(rows) <= FEW:
            one = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(names)))
            places = sql.SQL(", ").join([one] * len(rows))
            statement = sql.SQL("INSERT INTO {} ({}) VALUES {}").format(name, columns, places)
            cursor.execute(statement, [value for row in values for value in row])
            return
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(name, columns)) as copy:
            for row in values:
                copy.write_row(row)


def _written(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, dict) else value
