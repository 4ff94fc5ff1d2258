"""Loading a file of notices about shut-offs: one file, one transaction; bad rows are reported, good ones load."""

from __future__ import annotations

import time
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from etl.extract.notices import notice_rows
from etl.extract.sniff import read_file
from etl.notice_row import NoticeRow
from etl.outage_report import OutageReport
from etl.outage_source import OutageSource, read_outage_source
from etl.progress import Progress, Silent
from etl.report import check_report_path
from etl.transform.notices import read_notice
from gis_app.geocoding.holder import load_geocoder
from gis_app.outages.locating import Geocodes
from gis_app.outages.receiving import receive_notices
from gis_app.settings import Settings, get_settings


def load_outages(
    engine: Engine,
    path: Path | str,
    source_id: str | None = None,
    dry_run: bool = False,
    report_path: Path | None = None,
    *,
    settings: Settings | None = None,
    geocoder: Geocodes | None = None,
    progress: Progress | None = None,
    source: OutageSource | None = None,
) -> OutageReport:
    """Load notices; the report tells what became of every row. `source_id` may be left out where one source's columns
    fit; `source` replaces the declaration.

    With `dry_run` the database is left as it was. Tiles are not built here. Raises UnknownSourceError, UsageError when
    the report could not be written, and BadFileError when the file cannot be taken as a whole.
    """
    began = time.monotonic()
    check_report_path(report_path)
    path = Path(path)
    settings = settings or get_settings()
    progress = progress or Silent()
    content = read_file(path)
    progress.stage("reading the file")
    if source is None and source_id is not None:
        source = read_outage_source(source_id)
    source, rows = notice_rows(path, content, source)
    for row in rows:
        read_notice(row, source, path.name, settings.time_zone)
    report = OutageReport(path.name, source.id, dry_run=dry_run, is_training=source.training)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        progress.stage("locating")
        _receive(session, rows, geocoder or load_geocoder(session, settings), settings)
        if dry_run:
            session.rollback()
    report.take_rows(rows)
    report.seconds = time.monotonic() - began
    if report_path is not None:
        report.write_csv(report_path, rows)
    return report


def _receive(session: Session, rows: list[NoticeRow], geocoder: Geocodes, settings: Settings) -> None:
    """Store the notices of the good rows; every row has its outcome afterwards."""
    good = [row for row in rows if row.notice is not None]
    notices = [row.notice for row in good if row.notice is not None]
    received = receive_notices(session, notices, geocoder, settings.metric_srid)
    for row, result in zip(good, received, strict=True):
        row.result, row.outcome = result, result.outcome
        if result.area is not None and result.area.is_partial:
            missing = "; ".join(part.missing for part in result.area.parts if part.missing)
            row.note("outage_place_partial", "place", missing=missing or row.text("place"))
    for row in rows:
        row.outcome = row.outcome or "rejected"
