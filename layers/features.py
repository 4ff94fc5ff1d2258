"""Reader of features: runs a layer's ``items.sql`` and ``details.sql`` with bound parameters.

A file of SQL holds parts that belong to a condition only::

    -- when bbox
      AND ST_Intersects(w.geom, ST_MakeEnvelope(:west, :south, :east, :north, 4326))
    -- end

A part is left out when its condition is not asked for. So each question gets a statement that the planner can
serve from an index, and no value is ever written into SQL.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.sql.elements import TextClause

from layers.catalog import Layer

BY_ID = "SELECT * FROM (\n{}\n) AS item ORDER BY id LIMIT :limit OFFSET :offset"
NEAREST_FIRST = "SELECT * FROM (\n{}\n) AS item ORDER BY distance_m, id LIMIT :limit OFFSET :offset"
COUNTED = "SELECT count(*) FROM (\n{}\n) AS item"
ALONE = "{}"

_WHEN = re.compile(r"^-- when (\w+)$")


@dataclass(frozen=True)
class Question:
    """Which items are asked for.

    `conditions` name the parts of ``items.sql`` that take part (bbox, near, datetime, a filter's name);
    `values` are the bound parameters they need. `after` is the id of the last item of the page before.
    """

    conditions: frozenset[str] = frozenset()
    values: Mapping[str, Any] = field(default_factory=dict)
    limit: int = 10
    offset: int = 0
    after: int | None = None


def choose_parts(sql: str, conditions: Set[str]) -> str:
    """The SQL without the parts whose condition is not in `conditions`. Raises ValueError when parts are not closed."""
    kept: list[str] = []
    inside: str | None = None
    for line in sql.splitlines():
        begins = _WHEN.match(line)
        if begins:
            if inside is not None:
                raise ValueError(f"part {inside!r} is not closed")
            inside = begins.group(1)
        elif line == "-- end":
            if inside is None:
                raise ValueError("a part is closed that was not begun")
            inside = None
        elif inside is None or inside in conditions:
            kept.append(line)
    if inside is not None:
        raise ValueError(f"part {inside!r} is not closed")
    return "\n".join(kept)


def parts_of(layer: Layer) -> frozenset[str]:
    """The conditions that the layer's ``items.sql`` knows."""
    sql = (layer.folder / "items.sql").read_text(encoding="utf-8")
    return frozenset(match.group(1) for match in map(_WHEN.match, sql.splitlines()) if match)


@cache
def _statement(layer: Layer, file_name: str, conditions: frozenset[str], frame: str) -> TextClause:
    sql = (layer.folder / file_name).read_text(encoding="utf-8")
    return text(frame.format(choose_parts(sql, conditions)))


def read_items(connection: Connection, layer: Layer, question: Question) -> list[dict[str, Any]]:
    """One page of items: by id, or by distance when `near` is asked for. `geometry` is GeoJSON text (EPSG:4326)."""
    conditions = question.conditions | {"list"}
    values = {**question.values, "limit": question.limit, "offset": question.offset}
    if question.after is not None:
        conditions |= {"after"}
        values["after"] = question.after
    statement = _statement(layer, "items.sql", conditions, NEAREST_FIRST if "near" in conditions else BY_ID)
    return [dict(row) for row in connection.execute(statement, values).mappings()]


def count_items(connection: Connection, layer: Layer, question: Question) -> int:
    """How many items the question matches over all pages."""
    statement = _statement(layer, "items.sql", question.conditions | {"list"}, COUNTED)
    return int(connection.execute(statement, dict(question.values)).scalar_one())


def read_item(connection: Connection, layer: Layer, item_id: int, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """One item by id with its details, None when there is none. `values` are what the SQL needs beside (today)."""
    statement = _statement(layer, "items.sql", frozenset({"id"}), ALONE)
    row = connection.execute(statement, {**values, "id": item_id}).mappings().one_or_none()
    if row is None:
        return None
    item = dict(row)
    if (layer.folder / "details.sql").exists():
        details = _statement(layer, "details.sql", frozenset(), ALONE)
        item |= dict(connection.execute(details, {"id": item_id}).mappings().one())
    return item
