"""Accepting an upload: its good rows become works exactly as `load-plan` makes them, in one transaction."""

from __future__ import annotations

import logging
from dataclasses import replace

from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session, undefer

from etl.imports.declared import source_of
from etl.imports.staging import plan_rows
from etl.load.judging import judge
from etl.load.plan import LARGE_LOAD_ROWS
from etl.load.plan_outages import pass_on_outages
from etl.load.plan_writing import write_plan
from etl.load.review_queue import queue_doubtful
from etl.report import PlanReport
from etl.transform.plan_outages import plan_notices
from gis_app.db.session import session_scope
from gis_app.dependencies import city_today
from gis_app.geocoding.holder import load_geocoder
from gis_app.jobs.queue import defer
from gis_app.settings import Settings, get_settings
from gis_app.works.imports.judging import Series, judge_rows
from gis_app.works.imports.models import ImportRow, Upload
from gis_app.works.imports.near import find_cuts, find_near
from gis_app.works.imports.notes import note
from gis_app.works.imports.rows import StagedRow, read_rows, write_rows
from gis_app.works.imports.telling import tell_accepted, tell_not_accepted
from gis_app.works.locating import Locator
from gis_app.works.series import lock_series, newest_plan, plan_with_content, refresh_statistics
from gis_app.works.standing import name_actor
from gis_app.works.tasks import TILES_TASK

_log = logging.getLogger(__name__)


def accept_upload(
    engine: Engine, upload_id: int, *, settings: Settings | None = None, locator: Locator | None = None
) -> str:
    """Write the works and shut-offs of an upload that was asked to be accepted; its state afterwards.

    `locator` finds the areas of shut-offs; the register's geocoder when absent, read only where a plan has some.

    Safe to repeat: an upload that is accepted already, or that nobody asked to accept, is left as it is. When the
    series has changed since the rows were compared, they are compared anew and a person looks again.
    """
    try:
        with session_scope(engine) as session:
            upload = session.get(Upload, upload_id, with_for_update=True, options=[undefer(Upload.content)])
            if upload is None or upload.state != "accepting":
                return "left"
            return _accept(session, upload, settings or get_settings(), locator)
    except Exception:  # noqa: BLE001 - logged, and told on the page
        _log.exception("the acceptance of upload %d failed", upload_id)
        with session_scope(engine) as session:
            upload = session.get_one(Upload, upload_id, with_for_update=True)
            if upload.state == "accepting":
                _give_back(session, upload, "imports-note-accept-failed")
            return upload.state


def _accept(session: Session, upload: Upload, settings: Settings, locator: Locator | None) -> str:
    series = Series(str(upload.series), str(upload.period), upload.is_training)
    lock_series(session, series.source, series.period)
    rows = read_rows(session, upload.id, upload.headers)
    before = plan_with_content(session, series.source, upload.sha256)
    if before is not None:
        return _give_back(session, upload, "imports-note-already-loaded", plan=str(before.id))
    if newest_plan(session, series.source, series.period) != upload.based_on:
        compare_anew(session, upload, series, rows)
        return _give_back(session, upload, "imports-note-series-changed")
    if not any(row.is_open or row.outcome == "outage" for row in rows):
        return _give_back(session, upload, "imports-note-nothing-good")
    upload.plan_id = _load(session, upload, series, rows, settings, locator)
    upload.state, upload.version, upload.content = "accepted", upload.version + 1, None
    session.flush()
    tell_accepted(session, upload)
    defer(session, TILES_TASK, queue="tiles", once=TILES_TASK)
    return upload.state


def _load(
    session: Session,
    upload: Upload,
    series: Series,
    staged: list[StagedRow],
    settings: Settings,
    locator: Locator | None,
) -> int:
    name_actor(session, upload.decided_by or upload.uploader_name, None)
    report = PlanReport(upload.file_name, series.source, period=series.period, sha256=upload.sha256)
    report.is_training = series.is_training
    rows = plan_rows(staged)
    judged = judge(session, rows, report)
    source = replace(source_of(session, upload), id=series.source, training=series.is_training)
    notices = plan_notices(rows, source, upload.file_name)
    report.take_rows(rows)
    write_plan(session, report, upload.content or b"", rows, judged)
    queue_doubtful(session, judged)
    finder = (locator or load_geocoder(session, settings)) if notices else None
    pass_on_outages(session, notices, report, finder, settings, city_today(settings))
    if len(rows) >= LARGE_LOAD_ROWS:
        refresh_statistics(session)
    if report.plan_id is None:
        raise RuntimeError("a written plan has an id")
    return report.plan_id


def compare_anew(session: Session, upload: Upload, series: Series, rows: list[StagedRow]) -> None:
    """Judge the kept rows again, against the works of the series as they are now; what a person mended stays."""
    for row in rows:
        row.draft.issues = [issue for issue in row.draft.issues if issue.code != "actual_differs"]
        row.version += 1
    upload.gone = judge_rows(session, series, rows)
    upload.based_on = newest_plan(session, series.source, series.period)
    session.execute(delete(ImportRow).where(ImportRow.upload_id == upload.id))
    write_rows(session, upload.id, rows)
    find_near(session, upload.id)
    find_cuts(session, upload.id)


def _give_back(session: Session, upload: Upload, key: str, **values: str) -> str:
    """Nothing was written: the upload waits for a decision again, and its page says why."""
    # A contractor's plan goes back to the planner, who asked; a planner's own to himself.
    upload.state = "checked" if upload.organisation_id is None else "submitted"
    upload.version, upload.note = upload.version + 1, note(key, **values)
    upload.decided_by = upload.decided_at = None
    session.flush()
    tell_not_accepted(session, upload)
    return upload.state
