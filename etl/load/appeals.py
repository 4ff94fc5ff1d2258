"""Loading the appeals of another register: one file, one transaction; bad rows are reported, good ones load."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from etl.appeal_report import AppealReport
from etl.appeal_row import AppealRow
from etl.appeal_source import AppealSource, read_appeal_source
from etl.extract.appeals import appeal_rows
from etl.progress import Progress, Silent
from etl.report import check_report_path
from etl.transform.appeals import read_appeals
from gis_app.appeals.closing import close_imported
from gis_app.appeals.facts import Author
from gis_app.appeals.intake import register_all
from gis_app.geocoding.holder import load_geocoder
from gis_app.settings import Settings, get_settings
from gis_app.works.locating import Locator

# So many go through the intake at once: each takes some kilobytes.
BATCH = 20_000


def load_appeals(
    engine: Engine,
    path: Path | str,
    source_id: str | None = None,
    dry_run: bool = False,
    report_path: Path | None = None,
    *,
    source: AppealSource | None = None,
    settings: Settings | None = None,
    locator: Locator | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> AppealReport:
    """Load appeals by the declaration `source_id`, or by `source`; the report tells what became of every row.

    A number that the source has given before is known and is not registered again; when it ended there since and
    nobody has touched it here, it ends here too. With `dry_run` the database is left as it was. Raises
    UnknownSourceError, UsageError when the report could not be written, and BadFileError for a file that is refused.
    """
    began = time.monotonic()
    check_report_path(report_path)
    path, settings, progress = Path(path), settings or get_settings(), progress or Silent()
    now = now or datetime.now(UTC)
    source = source or read_appeal_source(source_id or "")
    progress.stage("reading the file")
    rows = appeal_rows(path, source)
    read_appeals(rows, source, settings, now)
    report = AppealReport(path.name, source.id, dry_run=dry_run, is_training=source.training)
    progress.stage("registering")
    with Session(engine, expire_on_commit=False) as session, session.begin():
        good = [row for row in rows if not row.outcome and row.appeal is not None]
        locator = locator or _locator(session, settings, good)
        for first in range(0, len(good), BATCH):
            _register(session, good[first : first + BATCH], source, settings, locator, now)
        report.without_place = sum(_has_no_place(row) for row in good)
        if dry_run:
            session.rollback()
    report.take_rows(rows)
    report.seconds = time.monotonic() - began
    if report_path is not None:
        report.write_csv(report_path, rows)
    return report


def _locator(session: Session, settings: Settings, rows: Sequence[AppealRow]) -> Locator | None:
    """The geocoder, where some place is told in words alone."""
    asked = any(row.appeal is not None and row.appeal.point is None and row.appeal.place_text for row in rows)
    return load_geocoder(session, settings) if asked else None


def _has_no_place(row: AppealRow) -> bool:
    made = row.registered
    return made is not None and made.is_new and not made.is_placed


def _register(
    session: Session,
    rows: Sequence[AppealRow],
    source: AppealSource,
    settings: Settings,
    locator: Locator | None,
    now: datetime,
) -> None:
    author = Author(source.title, "rule")
    appeals = [row.appeal for row in rows if row.appeal is not None]
    made = register_all(session, appeals, settings=settings, locator=locator, author=author)
    ended = [
        (one.id, appeal.past, appeal.language)
        for one, appeal in zip(made, appeals, strict=True)
        if not one.is_new and appeal.past is not None
    ]
    today = now.astimezone(ZoneInfo(settings.time_zone)).date()
    closed = close_imported(session, ended, author=author, today=today)
    for row, one in zip(rows, made, strict=True):
        row.registered = one
        row.outcome = "new" if one.is_new else "closed" if one.id in closed else "known"
