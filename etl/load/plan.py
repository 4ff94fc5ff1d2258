"""Loading a plan: one file, one transaction. Either everything is there afterwards, or nothing has changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from etl.extract.refusals import refused
from etl.extract.sheets import read_sheets
from etl.extract.sniff import read_file, table_kind
from etl.imports.declared import find_source
from etl.load.judging import judge
from etl.load.plan_outages import pass_on_outages
from etl.load.plan_writing import write_plan
from etl.load.review_queue import queue_doubtful
from etl.pipeline import PlanContext, run_steps
from etl.progress import Progress, Silent
from etl.report import PlanReport, check_report_path
from etl.rows import PlanRow
from etl.source import Source
from etl.transform.conform import received_rows
from etl.transform.header import headed_sheets
from etl.transform.plan_outages import plan_notices
from gis_app.geocoding.load import collector_at_rest
from gis_app.settings import Settings, get_settings
from gis_app.works.districts import DistrictIndex
from gis_app.works.locating import Locator
from gis_app.works.plans import year_of_plan
from gis_app.works.series import is_superseded, lock_series, plan_with_content, refresh_statistics
from gis_app.works.validate import Limits

LARGE_LOAD_ROWS = 1000
_WORKBOOK = {
    "en": "a workbook (XLSX, XLS or ODS)",
    "ru": "книгу (XLSX, XLS или ODS)",
    "kk": "кітап (XLSX, XLS немесе ODS)",
}


@collector_at_rest()
def load_plan(
    engine: Engine,
    path: Path | str,
    source_id: str,
    dry_run: bool = False,
    report_path: Path | None = None,
    today: date | None = None,
    geocoder: Locator | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    source: Source | None = None,
) -> PlanReport:
    """Load a plan's file by the declaration of its source; the report tells what became of every row.

    `today` is a day of the city (now, when absent); `geocoder` is read from the register when absent; `source`
    replaces the declaration of `source_id`. With `dry_run` the database is left as it was. Tiles are not built here.
    Raises UnknownSourceError, UsageError when the report could not be written, and BadFileError when the file cannot
    be taken as a whole: then nothing has changed.
    """
    began = time.monotonic()
    check_report_path(report_path)
    path = Path(path)
    settings = settings or get_settings()
    source = source or _declared(engine, source_id)
    progress = progress or Silent()
    today = today or datetime.now(ZoneInfo(settings.time_zone)).date()
    content = read_file(path)
    report = PlanReport(path.name, source.id, sha256=sha256(content).hexdigest(), dry_run=dry_run)
    report.is_training = source.training
    progress.stage("reading the file")
    rows = read_rows(path, content, source)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        if _is_loaded(session, report):
            return report
        context = PlanContext(source, Limits.of_city(settings, today), progress=progress)
        context.districts = DistrictIndex.read(session)
        context.locator = geocoder or geocoder_of_register(session, source, settings)
        run_steps(rows, context)
        report.period = period_of(path, rows, source, today)
        lock_series(session, source.id, report.period)
        if _is_loaded(session, report):  # by another process, while this one was reading
            return report
        judged = judge(session, rows, report)
        notices = plan_notices(rows, source, path.name)
        report.take_rows(rows)
        report.seconds = time.monotonic() - began
        if dry_run:
            pass_on_outages(session, notices, report, context.locator, settings, today)
            session.rollback()
        else:
            progress.stage("writing the works")
            write_plan(session, report, content, rows, judged)
            queue_doubtful(session, judged)
            pass_on_outages(session, notices, report, context.locator, settings, today)
            if len(rows) >= LARGE_LOAD_ROWS:
                refresh_statistics(session)
    report.seconds = time.monotonic() - began
    if report_path is not None:
        report.write_csv(report_path, rows)
    return report


def _declared(engine: Engine, source_id: str) -> Source:
    with Session(engine) as session:
        return find_source(session, source_id)


def _is_loaded(session: Session, report: PlanReport) -> bool:
    """Whether a plan with the very same bytes is there already; the report then says which."""
    before = plan_with_content(session, report.source, report.sha256)
    if before is None:
        return False
    report.period, report.already_loaded, report.plan_id = before.period, before.id, before.id
    report.rows_total = before.rows_total
    report.superseded = is_superseded(session, before)
    return True


def read_rows(path: Path, content: bytes, source: Source) -> list[PlanRow]:
    """The rows of a file as received. Raises BadFileError for a wrong format or header, and for a table of no rows."""
    if source.format != "any":
        kind = table_kind(path, content)
        if (kind == "text") != (source.format == "csv"):
            expected = {"csv": dict.fromkeys(("en", "ru", "kk"), "CSV"), "workbook": _WORKBOOK}[source.format]
            told = {f"expected_{language}": word for language, word in expected.items()}
            raise refused(path, "other_format", source=source.id, **told)
    rows = list(received_rows(headed_sheets(path, read_sheets(path, content), source), source))
    if not rows:
        raise refused(path, "no_rows")
    return rows


def period_of(path: Path, rows: Sequence[PlanRow], source: Source, today: date) -> str:
    """The period that names the series of this file. Raises BadFileError when a period column has several values."""
    if source.period.constant is not None:
        return source.period.constant
    if source.period.column is not None:
        periods = {row.period_text for row in rows if row.period_text}
        if len(periods) != 1:
            header = source.columns[source.period.column][0]
            told = ", ".join(sorted(filter(None, periods))) or "nothing"
            raise refused(path, "several_periods", column=header, periods=told)
        return periods.pop()
    return year_of_plan((row.draft for row in rows), today)


def geocoder_of_register(session: Session, source: Source, settings: Settings) -> Locator | None:
    """The geocoder on the loaded register; none when the source gives coordinates and no words."""
    if "location" not in source.columns:
        return None
    from gis_app.geocoding.holder import load_geocoder

    return load_geocoder(session, settings)
