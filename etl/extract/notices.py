"""The rows of a file of notices: GeoJSON with text in the properties, or a table (XLSX, XLS, ODS, CSV)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
from shapely.errors import ShapelyError
from shapely.geometry import shape

from etl.extract.refusals import refused
from etl.extract.sheets import Cell, Sheet, read_sheets
from etl.notice_row import NoticeRow
from etl.outage_source import OutageSource, outage_source_ids, read_outage_source
from etl.transform.header import headed_sheets
from gis_app.works.plan_columns import fold_header


def is_geojson(content: bytes) -> bool:
    """Whether a file is JSON, told by its first sign."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def notice_rows(path: Path, content: bytes, source: OutageSource | None = None) -> tuple[OutageSource, list[NoticeRow]]:
    """The rows of a file and the declaration by which they are read: the given one, else the first that fits.

    Raises BadFileError for a file that cannot be read, has no row, or fits no declaration.
    """
    if is_geojson(content):
        return _of_features(path, content, source)
    return _of_sheets(path, read_sheets(path, content), source)


def _of_features(path: Path, content: bytes, source: OutageSource | None) -> tuple[OutageSource, list[NoticeRow]]:
    try:
        document = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise refused(path, "notices_not_geojson", line=error.lineno, column=error.colno) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(one, dict) for one in features):
        raise refused(path, "notices_no_features")
    properties = [one.get("properties") if isinstance(one.get("properties"), dict) else {} for one in features]
    names = list(dict.fromkeys(name for one in properties for name in one))
    source = source or _fitting(path, names)
    headers = _headers(path, names, source)
    rows = []
    for number, (feature, values) in enumerate(zip(features, properties, strict=True), start=1):
        row = NoticeRow("", number, {name: _cell(value) for name, value in values.items()}, headers)
        _take_geometry(row, feature, source)
        rows.append(row)
    return source, rows


def _take_geometry(row: NoticeRow, feature: dict[str, Any], source: OutageSource) -> None:
    """The outline, where the source is trusted with it."""
    if source.area != "given" or feature.get("geometry") is None:
        return
    try:
        row.geometry = shape(feature["geometry"])
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        row.note("unreadable_geometry", text=str(error)[:200])


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    return value if isinstance(value, str | int | float | bool) else orjson.dumps(value).decode()


def _headers(path: Path, names: Sequence[str], source: OutageSource) -> dict[str, str]:
    folded = {fold_header(name): name for name in reversed(names)}
    headers = {
        target: folded[fold_header(spelling)]
        for target, spellings in source.columns.items()
        for spelling in reversed(spellings)
        if fold_header(spelling) in folded
    }
    missing = [source.columns[target][0] for target in source.required if target not in headers]
    if missing:
        raise refused(path, "notices_no_property", name=missing[0], source=source.id)
    return headers


def _of_sheets(
    path: Path, sheets: Sequence[Sheet], source: OutageSource | None
) -> tuple[OutageSource, list[NoticeRow]]:
    if source is None:
        names = [str(cell) for sheet in sheets for cells in sheet.rows[:30] for cell in cells if cell != ""]
        source = _fitting(path, names)
    rows: list[NoticeRow] = []
    for one in headed_sheets(path, sheets, source):
        names_at, positions = one.header.names, one.header.positions
        headers = {target: names_at[position] for target, position in positions.items()}
        for number, cells in enumerate(one.sheet.rows[one.header.row :], start=one.header.row + 1):
            received = {name: cells[at] for at, name in names_at.items() if at < len(cells)}
            if any(cell != "" for cell in received.values()):
                rows.append(NoticeRow(one.sheet.name, number, received, headers))
    if not rows:
        raise refused(path, "no_rows")
    return source, rows


def _fitting(path: Path, names: Sequence[str]) -> OutageSource:
    """The first declared source whose required columns are all there."""
    declared = [read_outage_source(source_id) for source_id in outage_source_ids()]
    for source in declared:
        if source.fits(names):
            return source
    raise refused(path, "notices_no_source", declared=", ".join(one.id for one in declared))
