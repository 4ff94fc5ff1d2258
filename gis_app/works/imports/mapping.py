"""Telling the columns of a new source: what is suggested, and the declaration that a person's answer makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.errors import UsageError
from gis_app.works.imports.models import PlanSource, Upload
from gis_app.works.imports.uploads import queue_check, restart, series_of
from gis_app.works.plan_columns import fold_header, plan_columns, suggest

# How far down a header is looked for, and how much of a file is shown.
SHOWN_ROWS = 40
SHOWN_COLUMNS = 60
SAMPLE_ROWS = 6
MULTIPLIERS: Final = (1, 1000, 1_000_000)
LEAST_NAME = 3


class BadMappingError(UsageError):
    """Columns that do not make a plan. `key` is the message that says why."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as the page shows it: its header row (from 1), its headers, the first rows below, what is suggested."""

    number: int
    name: str
    header_row: int
    headers: Sequence[str]
    samples: Sequence[Sequence[str]]
    suggested: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A person's answer: our column for each position, the source's name, what else is true of every row."""

    columns: Mapping[int, str]
    title: str
    sheet: int = 1
    header_row: int = 1
    type_code: str = ""
    budget_times: int = 1


def guess_header_row(rows: Sequence[Sequence[str]]) -> int:
    """The row (from 1) that has most known headers, of equal ones the first; if none is known, the first filled one."""
    known: list[int] = [len(suggest(row)) for row in rows[:SHOWN_ROWS]]
    best = max(known, default=0)
    if best:
        return known.index(best) + 1
    filled = [at for at, row in enumerate(rows, start=1) if sum(bool(cell) for cell in row) > 1]
    return filled[0] if filled else 1


def table_of(preview: Mapping[str, Any], sheet: int | None = None, header_row: int | None = None) -> Table:
    """A sheet of a preview; without numbers the sheet and the row that look most like a plan."""
    sheets = preview["sheets"]
    if sheet is None or not 1 <= sheet <= len(sheets):
        known = [max((len(suggest(row)) for row in one["rows"]), default=0) for one in sheets]
        sheet = known.index(max(known)) + 1
    rows = sheets[sheet - 1]["rows"]
    row = header_row if header_row is not None and 1 <= header_row <= len(rows) else guess_header_row(rows)
    headers = rows[row - 1] if rows else []
    suggested = {at: name for name, at in suggest(headers).items()}
    return Table(sheet, sheets[sheet - 1]["name"], row, headers, rows[row : row + SAMPLE_ROWS], suggested)


def declare(session: Session, user: CurrentUser, upload: Upload, told: Told, version: int) -> PlanSource:
    """Keep the answer as the declaration of a source, and let the upload be read by it.

    Raises BadMappingError when the columns do not make a plan, StaleUploadError when the upload was changed meanwhile.
    """
    table = table_of(upload.preview or {"sheets": []}, told.sheet, told.header_row)
    source_id = f"told_{upload.id}"
    document = declaration(source_id, table, told)
    source = session.get(PlanSource, source_id) or PlanSource(id=source_id)
    source.title, source.organisation_id = document["title"], upload.organisation_id
    source.declaration, source.author_id = document, user.id
    session.add(source)
    restart(session, upload, version)
    upload.source = source_id
    upload.series = series_of(source_id, upload.organisation_id, upload.district_ids)
    session.flush()
    queue_check(session, upload.id)
    return source


def declaration(source_id: str, table: Table, told: Told) -> dict[str, Any]:
    """The document of a source in the form of `etl/sources/source.schema.json`. Raises BadMappingError."""
    columns: dict[str, list[str]] = {}
    for at, name in sorted(told.columns.items()):
        if name not in plan_columns() or at >= len(table.headers):
            continue
        if name in columns:
            raise BadMappingError("imports-problem-twice")
        if not fold_header(table.headers[at]):
            raise BadMappingError("imports-problem-no-header")
        columns[name] = [table.headers[at]]
    _check(columns, told)
    kind = [name for name in ("type", "title_ru", "title_kk", "description") if name in columns]
    required = [name for name in ("type", "location", "wkt", "lon", "lat") if name in columns]
    document: dict[str, Any] = {
        "id": source_id,
        "title": " ".join(told.title.split())[:200],
        "columns": columns,
        "required": required,
        "header": {"find": [columns[name] for name in required], "within_rows": 60},
        "classify": kind or ["type"],
        "titles": {"row": "{type}: {location}"},
        "constants": {"language": "ru"},
        "period": {"from_dates": "year"},
    }
    if "type" not in columns:
        document["constants"]["type"] = told.type_code
        document["classify"] = [*kind, "type"]
    if "key" in columns:
        document["key"] = ["key"]
    if "budget" in columns and told.budget_times in MULTIPLIERS[1:]:
        document["numbers"] = {"multiply": {"budget": told.budget_times}}
    return document


def _check(columns: Mapping[str, Any], told: Told) -> None:
    if len(told.title.strip()) < LEAST_NAME:
        raise BadMappingError("imports-problem-no-title")
    if "type" not in columns and not told.type_code:
        raise BadMappingError("imports-problem-no-type")
    if ("lon" in columns) != ("lat" in columns):
        raise BadMappingError("imports-problem-half-point")
    if not {"location", "wkt", "lon"} & set(columns):
        raise BadMappingError("imports-problem-no-place")
