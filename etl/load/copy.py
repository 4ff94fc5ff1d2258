"""Bulk writing by binary COPY, the fastest way into PostgreSQL."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import psycopg
import shapely
from psycopg import sql

# PostGIS reads a geometry column in binary COPY as EWKB, so its bytes travel as `bytea`.
GEOMETRY = "bytea"


def ewkb(geometries: Sequence[Any], srid: int = 4326) -> list[bytes]:
    """EWKB bytes of geometries with their SRID inside, as a geometry column takes them."""
    if not len(geometries):
        return []
    stamped = shapely.set_srid(np.asarray(geometries, dtype=object), srid)
    return list(shapely.to_wkb(stamped, include_srid=True))


def copy_binary(
    connection: psycopg.Connection[Any],
    table: str,
    columns: Sequence[str],
    types: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> int:
    """Append rows to a table within the connection's transaction; returns their number.

    `types` are PostgreSQL type names, one per column (`GEOMETRY` for EWKB bytes): binary COPY converts nothing,
    so int4 is not int8.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    number = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(list(types))
        for row in rows:
            copy.write_row(row)
            number += 1
    return number


def new_ids(connection: psycopg.Connection[Any], table: str, number: int) -> list[int]:
    """`number` fresh ids of a table's identity column, for rows that refer to each other before they are written."""
    with connection.cursor() as cursor:
        # The sequence is looked up once, not for each id.
        cursor.execute(
            "SELECT nextval(found.name)"
            " FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name OFFSET 0) AS found"
            " CROSS JOIN generate_series(1, %s)",
            (table, number),
        )
        return [row[0] for row in cursor.fetchall()]
