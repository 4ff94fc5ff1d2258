"""The check of an upload: read as `load-plan` reads it, compared with the works, kept as rows for the import page."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session, undefer

from etl.extract.refusals import refused
from etl.imports.declared import source_of
from etl.imports.preview import HEADER_CODES, keep_preview
from etl.imports.progress import StoredProgress
from etl.imports.staging import staged_rows
from etl.load.plan import geocoder_of_register, period_of, read_rows
from etl.pipeline import PlanContext, run_steps
from etl.rows import PlanRow
from etl.source import Source
from gis_app.db.session import session_scope
from gis_app.dependencies import city_today
from gis_app.errors import BadFileError, UsageError
from gis_app.settings import Settings
from gis_app.works.districts import DistrictIndex
from gis_app.works.imports.belonging import Belonging
from gis_app.works.imports.judging import Series, judge_rows
from gis_app.works.imports.models import ImportRow, Upload
from gis_app.works.imports.near import find_cuts, find_near
from gis_app.works.imports.notes import note
from gis_app.works.imports.rows import write_rows
from gis_app.works.imports.telling import tell_of_check, tell_unreadable
from gis_app.works.locating import Locator
from gis_app.works.series import newest_plan, plan_with_content
from gis_app.works.validate import Limits

_log = logging.getLogger(__name__)


def check_upload(
    engine: Engine, settings: Settings, upload_id: int, *, today: date | None = None, locator: Locator | None = None
) -> str:
    """Read and judge an upload; its state afterwards. Safe to repeat: an upload that is past its check is left alone.

    A file that cannot be taken leaves the upload failed, with the reason in three languages. Any other error is logged,
    the upload fails with a sentence that asks to try again, and nothing of it is lost.
    """
    if not _begin(engine, upload_id):
        return "left"
    try:
        return _check(engine, settings, upload_id, today or city_today(settings), locator)
    except BadFileError as error:
        if error.code in HEADER_CODES:
            keep_preview(engine, upload_id)
        return _fail(engine, upload_id, dict(error.said) or dict.fromkeys(("ru", "kk", "en"), error.reason))
    except UsageError as error:
        return _fail(engine, upload_id, dict.fromkeys(("ru", "kk", "en"), str(error)))
    except Exception:  # noqa: BLE001 - logged, and told on the page
        _log.exception("the check of upload %d failed", upload_id)
        return _fail(engine, upload_id, note("imports-note-check-failed"))


def _begin(engine: Engine, upload_id: int) -> bool:
    with session_scope(engine) as session:
        upload = session.get(Upload, upload_id, with_for_update=True)
        if upload is None or upload.state not in ("received", "checking"):
            return False
        upload.state, upload.error = "checking", None
        return True


def _fail(engine: Engine, upload_id: int, said: dict[str, str]) -> str:
    with session_scope(engine) as session:
        upload = session.get_one(Upload, upload_id, with_for_update=True)
        if upload.state == "checking":
            upload.state, upload.error, upload.version = "failed", said, upload.version + 1
            tell_unreadable(session, upload, said)
        return upload.state


def _wait_for_columns(engine: Engine, upload_id: int) -> str:
    with session_scope(engine) as session:
        upload = session.get_one(Upload, upload_id, with_for_update=True)
        if upload.state == "checking":
            upload.state, upload.version, upload.stage = "unmapped", upload.version + 1, None
        return upload.state


def _check(engine: Engine, settings: Settings, upload_id: int, today: date, locator: Locator | None) -> str:
    progress = StoredProgress(engine, upload_id)
    with Session(engine) as session:
        upload = session.get_one(Upload, upload_id, options=[undefer(Upload.content)])
        source = source_of(session, upload)
        path, content = Path(upload.file_name), upload.content or b""
        progress.stage("opening")
        if upload.source is None:
            session.rollback()
            keep_preview(engine, upload_id)
            return _wait_for_columns(engine, upload_id)
        rows = read_rows(path, content, source)
        if len(rows) > settings.upload_max_rows:
            raise refused(path, "too_many_rows", rows=len(rows), most=settings.upload_max_rows)
        context = PlanContext(source, Limits.of_city(settings, today), progress=progress)
        context.districts = DistrictIndex.read(session)
        context.locator = locator or geocoder_of_register(session, source, settings)
        context.belonging = Belonging.of_upload(session, upload)
        run_steps(rows, context)
        period = period_of(path, rows, source, today)
    progress.stage("comparing")
    with session_scope(engine) as session:
        return _store(session, upload_id, source, period, rows)


def _store(session: Session, upload_id: int, source: Source, period: str, rows: Sequence[PlanRow]) -> str:
    """Keep the judged rows; an upload that was withdrawn meanwhile keeps nothing."""
    upload = session.get_one(Upload, upload_id, with_for_update=True)
    if upload.state != "checking":
        return upload.state
    upload.period, upload.is_training = period, upload.is_training or source.training
    series = Series(upload.series or source.id, period, upload.is_training)
    staged = staged_rows(rows)
    session.execute(delete(ImportRow).where(ImportRow.upload_id == upload.id))
    upload.gone = judge_rows(session, series, staged)
    write_rows(session, upload.id, staged)
    find_near(session, upload.id)
    find_cuts(session, upload.id)
    upload.headers = {row.sheet: dict(row.headers) for row in rows}
    columns = {row.sheet: list(row.received) for row in rows}
    upload.preview = {**(upload.preview or {}), "columns": columns}
    upload.based_on = newest_plan(session, series.source, series.period)
    before = plan_with_content(session, series.source, upload.sha256)
    upload.note = None if before is None else note("imports-note-already-loaded", plan=str(before.id))
    upload.state, upload.version, upload.stage = "checked", upload.version + 1, None
    upload.rows_done = upload.rows_total = len(rows)
    upload.checked_at = session.scalar(select(func.now()))
    session.flush()
    tell_of_check(session, upload)
    return upload.state
