"""Writing a judged plan: the file, its rows and issues, new works, changes, schedule versions and events.

Everything goes by binary COPY; changed works are updated by one statement from a temporary table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np
import orjson
import psycopg
import shapely
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy.orm import Session

from etl.load.copy import GEOMETRY, copy_binary, new_ids
from etl.report import PlanReport, issues_of
from etl.rows import PlanRow
from gis_app.db.session import raw_connection
from gis_app.geocoding.decisions import question_key
from gis_app.works.models import WorkPlan
from gis_app.works.plans import COMPARED_FIELDS, Change, KnownWork, state_after

# The column for the reason of a place is one text, in the language of the plans.
STORED_LANGUAGE = "ru"
PLACE_FIELDS = (
    "match_type",
    "confidence",
    "ambiguous",
    "locate_reason",
    "place_text",
    "place_district",
    "place_key",
    "geom",
)


@dataclass(slots=True)
class Judged:
    """A row that is a work, the work it speaks of (None when new), and what it changes."""

    row: PlanRow
    known: KnownWork | None
    change: Change
    stored: Mapping[str, Any]
    row_id: int = 0
    work_id: int = 0


def write_plan(
    session: Session, report: PlanReport, content: bytes, rows: Sequence[PlanRow], judged: Sequence[Judged]
) -> None:
    """Write everything in the session's transaction; the report gets the plan's id, the rows their works' ids."""
    plan = WorkPlan(
        source=report.source,
        period=report.period,
        file_name=report.file,
        sha256=report.sha256,
        content=content,
        status="loaded",
        rows_total=report.rows_total,
        is_training=report.is_training,
        report=report.as_json(),
    )
    session.add(plan)
    session.flush()
    report.plan_id = plan.id
    connection = raw_connection(session)
    row_ids = new_ids(connection, "plan_rows", len(rows))
    id_of_row = {id(row): row_id for row, row_id in zip(rows, row_ids, strict=True)}
    fresh = [one for one in judged if one.known is None]
    for one, work_id in zip(fresh, new_ids(connection, "works", len(fresh)), strict=True):
        one.work_id = work_id
    for one in judged:
        one.row_id = id_of_row[id(one.row)]
        one.work_id = one.work_id or (one.known.id if one.known is not None else 0)
        one.row.work_id = one.work_id
        for twin in one.row.twins:
            twin.work_id = one.work_id
    _write_rows(connection, plan.id, rows, row_ids)
    _write_issues(connection, rows, row_ids)
    _write_new_works(connection, report, fresh)
    _write_changes(connection, [one for one in judged if one.known is not None])
    _write_schedules(connection, report, plan.id, judged)
    _write_events(connection, report, judged)


def _write_rows(
    connection: psycopg.Connection[Any], plan_id: int, rows: Sequence[PlanRow], row_ids: Sequence[int]
) -> None:
    _append(
        connection,
        "plan_rows",
        ("id", "plan_id", "sheet", "row_number", "data", "outcome", "work_id", "identity_key"),
        (
            (
                row_id,
                plan_id,
                row.sheet,
                row.number,
                Jsonb(row.as_received(), dumps=orjson.dumps),
                row.outcome,
                row.work_id,
                row.draft.identity_key,
            )
            for row, row_id in zip(rows, row_ids, strict=True)
        ),
    )


def _write_issues(connection: psycopg.Connection[Any], rows: Sequence[PlanRow], row_ids: Sequence[int]) -> None:
    _append(
        connection,
        "plan_row_issues",
        ("plan_row_id", "column_name", "code", "severity", "message_ru", "message_en", "message_kk"),
        (
            (row_id, one.column, one.code, one.severity, one.message_ru, one.message_en, one.message_kk)
            for row, row_id in zip(rows, row_ids, strict=True)
            for one in issues_of(row)
        ),
    )


def _write_new_works(connection: psycopg.Connection[Any], report: PlanReport, fresh: Sequence[Judged]) -> None:
    """New works, with the cache of their days and state filled in already, so that no trigger has to."""
    geometries = _ewkb(fresh)
    columns = ("id", "source", "period", "identity_key", "plan_row_id", "is_training", "state")
    days = ("planned_start", "planned_end", "actual_start", "actual_end")
    days_of, fields_of = attrgetter(*days), itemgetter(*COMPARED_FIELDS)
    _append(
        connection,
        "works",
        (*columns, *days, *COMPARED_FIELDS, *PLACE_FIELDS),
        (
            (
                one.work_id,
                report.source,
                report.period,
                one.row.draft.identity_key,
                one.row_id,
                report.is_training,
                state_after(one.change.events),
                *days_of(one.row.draft),
                *fields_of(one.stored),
                *_place(one, geometry),
            )
            for one, geometry in zip(fresh, geometries, strict=True)
        ),
    )


def _write_changes(connection: psycopg.Connection[Any], judged: Sequence[Judged]) -> None:
    """Point works to their latest row; overwrite what the newer row says otherwise; move those whose place changed."""
    if not judged:
        return
    columns = ("id", "plan_row_id", "rewritten", "moved", *COMPARED_FIELDS, *PLACE_FIELDS)
    like_works = sql.SQL(", ").join(map(sql.Identifier, ("id", "plan_row_id", *COMPARED_FIELDS, *PLACE_FIELDS)))
    create = sql.SQL(
        "CREATE TEMPORARY TABLE newer_rows ON COMMIT DROP AS "
        "SELECT {}, false AS rewritten, false AS moved FROM works WHERE false"
    )
    connection.execute(create.format(like_works))
    _append(
        connection,
        "newer_rows",
        columns,
        (
            (
                one.work_id,
                one.row_id,
                bool(one.change.fields),
                one.change.moves,
                *(one.stored[name] for name in COMPARED_FIELDS),
                *_place(one, geometry),
            )
            for one, geometry in zip(judged, _ewkb(judged), strict=True)
        ),
    )
    latest_row = _taken_over(("plan_row_id",))
    rewritten = _taken_over(("plan_row_id", *COMPARED_FIELDS), raised=True)
    moved = _taken_over(("plan_row_id", *COMPARED_FIELDS, *PLACE_FIELDS), raised=True)
    update = sql.SQL("UPDATE works w SET {} FROM newer_rows n WHERE n.id = w.id AND ")
    connection.execute(update.format(latest_row) + sql.SQL("NOT n.rewritten AND NOT n.moved"))
    connection.execute(update.format(rewritten) + sql.SQL("n.rewritten AND NOT n.moved"))
    connection.execute(update.format(moved) + sql.SQL("n.moved"))


def _taken_over(columns: Sequence[str], *, raised: bool = False) -> sql.Composable:
    """Assignments that take columns over from the newer row; `raised` counts the work's version up."""
    assignments: list[sql.Composable] = [sql.SQL("{0} = n.{0}").format(sql.Identifier(name)) for name in columns]
    if raised:
        assignments.append(sql.SQL("updated_at = now(), version = w.version + 1"))
    return sql.SQL(", ").join(assignments)


def _write_schedules(
    connection: psycopg.Connection[Any], report: PlanReport, plan_id: int, judged: Sequence[Judged]
) -> None:
    _append(
        connection,
        "schedule_versions",
        ("work_id", "version", "planned_start", "planned_end", "reason", "plan_id", "author"),
        (
            (
                one.work_id,
                one.known.schedule_version + 1 if one.known is not None else 1,
                one.row.draft.planned_start,
                one.row.draft.planned_end,
                "newer_plan" if one.known is not None else "first_plan",
                plan_id,
                report.source,
            )
            for one in judged
            if one.change.new_schedule
        ),
    )


def _write_events(connection: psycopg.Connection[Any], report: PlanReport, judged: Sequence[Judged]) -> None:
    _append(
        connection,
        "work_events",
        ("work_id", "kind", "on_day", "author"),
        ((one.work_id, event.kind, event.on_day, report.source) for one in judged for event in one.change.events),
    )


def _append(
    connection: psycopg.Connection[Any], table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Append rows by binary COPY, which converts nothing: the columns' types are asked of the database."""
    found = connection.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass", (table,)
    )
    types = {name: GEOMETRY if name == "geom" else kind for name, kind in found.fetchall()}
    copy_binary(connection, table, columns, [types[name] for name in columns], rows)


def _place(one: Judged, geometry: bytes | None) -> tuple[Any, ...]:
    draft = one.row.draft
    asked = draft.place_text
    return (
        draft.match_type,
        draft.confidence,
        draft.ambiguous,
        draft.locate_reasons.get(STORED_LANGUAGE),
        asked,
        draft.place_district,
        None if asked is None else str(question_key(asked, draft.place_district)),
        geometry,
    )


def _ewkb(judged: Sequence[Judged]) -> list[bytes | None]:
    """EWKB of each row's geometry, EPSG:4326; None where the place is not known."""
    geometries = np.array([one.row.draft.geometry for one in judged], dtype=object)
    stamped = shapely.set_srid(shapely.force_2d(geometries), 4326)
    return list(shapely.to_wkb(stamped, include_srid=True))
