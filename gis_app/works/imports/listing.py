"""What the import pages show: lists of uploads, the counts of one, its rows by filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, cast, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session
from sqlalchemy.types import Text

from gis_app.accounts.user import CurrentUser
from gis_app.errors import NotFoundError
from gis_app.organisations.models import Organisation
from gis_app.works.imports.access import visible_to
from gis_app.works.imports.models import ImportRow, Upload
from gis_app.works.imports.rows import SETTLED
from gis_app.works.issue_texts import issue_texts

Show = Literal[
    "all", "bad", "warnings", "new", "moved", "changed", "unchanged", "near", "cuts", "mended", "notices", "skipped"
]
SHOWS: tuple[Show, ...] = get_args(Show)
ROWS_A_PAGE = 25
UPLOADS_A_PAGE = 50


def _condition(show: Show) -> ColumnElement[bool]:
    row = ImportRow
    conditions: Mapping[Show, ColumnElement[bool]] = {
        "all": true(),
        "bad": (row.severity == "error") & (row.outcome != "skipped"),
        "warnings": row.severity == "warning",
        "new": row.outcome == "new",
        "moved": row.changes.op("&&")(cast(["dates", "place"], ARRAY(Text))),
        "changed": row.changes.op("&&")(cast(["fields", "reported"], ARRAY(Text))),
        "unchanged": row.outcome == "unchanged",
        "near": func.jsonb_array_length(row.near) > 0,
        "cuts": func.jsonb_array_length(row.cuts) > 0,
        "mended": row.edits != literal({}, JSONB),
        "notices": row.outcome.in_(("outage", "notice")),
        "skipped": row.outcome == "skipped",
    }
    return conditions[show]


def count_rows(session: Session, upload_id: int) -> dict[str, int]:
    """How many rows each filter shows; `good` are those that would be accepted."""
    works = ImportRow.outcome.not_in(SETTLED) & ImportRow.twin_position.is_(None)
    good = works | (ImportRow.outcome == "outage")
    columns = [func.count().filter(_condition(show)).label(show) for show in SHOWS]
    found = session.execute(
        select(*columns, func.count().filter(good).label("good")).where(ImportRow.upload_id == upload_id)
    ).one()
    return dict(found._mapping)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its geometry (EPSG:4326); `issues` have their advice in the page's language."""

    row: ImportRow
    geometry: BaseGeometry | None
    issues: list[dict[str, Any]]


def read_page(session: Session, upload_id: int, show: Show, page: int, lang: str) -> list[ShownRow]:
    """One page (from 1) of the rows that a filter shows, in the file's order."""
    statement = (
        select(ImportRow, func.ST_AsBinary(ImportRow.geom))
        .where(ImportRow.upload_id == upload_id, _condition(show))
        .order_by(ImportRow.position)
        .limit(ROWS_A_PAGE)
        .offset((page - 1) * ROWS_A_PAGE)
    )
    return [_shown(row, shape, lang) for row, shape in session.execute(statement)]


def find_row(session: Session, upload_id: int, row_id: int, lang: str) -> ShownRow:
    """One row of an upload. Raises NotFoundError."""
    statement = select(ImportRow, func.ST_AsBinary(ImportRow.geom))
    found = session.execute(statement.where(ImportRow.upload_id == upload_id, ImportRow.id == row_id)).first()
    if found is None:
        raise NotFoundError(f"upload {upload_id} has no row {row_id}")
    return _shown(found[0], found[1], lang)


def _shown(row: ImportRow, shape: bytes | None, lang: str) -> ShownRow:
    issues = [
        {**issue, "words": issue[lang], "advice": issue_texts()[issue["code"]].mending[lang]} for issue in row.issues
    ]
    return ShownRow(row, None if shape is None else shapely.from_wkb(bytes(shape)), issues)


@dataclass(frozen=True, slots=True)
class ListedUpload:
    """An upload in a list, with the name of its organisation."""

    upload: Upload
    organisation: str | None


def list_uploads(session: Session, user: CurrentUser) -> list[ListedUpload]:
    """The newest uploads that the user may see; those that wait for a planner's decision first."""
    waits = Upload.state == "submitted"
    statement = (
        select(Upload, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Upload.organisation_id)
        .where(visible_to(user))
        .order_by(waits.desc(), Upload.id.desc())
        .limit(UPLOADS_A_PAGE)
    )
    return [ListedUpload(upload, name) for upload, name in session.execute(statement)]


def next_bad_row(session: Session, upload_id: int, position: int) -> int | None:
    """The next row with an error behind a position, else the first one before it; None when there is no other."""
    statement = (
        select(ImportRow.id)
        .where(ImportRow.upload_id == upload_id, _condition("bad"), ImportRow.position != position)
        .order_by(ImportRow.position < position, ImportRow.position)
    )
    return session.scalars(statement.limit(1)).first()
