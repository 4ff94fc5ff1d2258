"""The check and the publication of a file of notices: both read it and locate it; the check writes no notice."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session, undefer

from etl.extract.notices import notice_rows
from etl.notice_row import NoticeRow
from etl.transform.notices import read_notice
from gis_app.db.session import session_scope
from gis_app.errors import BadFileError, UsageError
from gis_app.geocoding.holder import load_geocoder
from gis_app.jobs.queue import defer
from gis_app.outages.files import OutageFile
from gis_app.outages.locating import Geocodes
from gis_app.outages.receiving import receive_notices
from gis_app.outages.standing import lies_in
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.issue_texts import sentence
from gis_app.works.tasks import TILES_TASK

_LANGUAGES = ("ru", "kk", "en")
_FROM = {"received": "checked", "publishing": "published"}

_log = logging.getLogger(__name__)


def take_file(engine: Engine, settings: Settings, file_id: int, geocoder: Geocodes | None = None) -> str:
    """Check a file just received, or publish one that was asked to be; its state afterwards.

    Safe to repeat: a file in any other state is left alone. What cannot be read leaves the file failed, with the
    reason in three languages; nothing of it is public then.
    """
    try:
        with session_scope(engine) as session:
            file = session.get(OutageFile, file_id, with_for_update=True, options=[undefer(OutageFile.content)])
            if file is None or file.state not in _FROM:
                return "left"
            file.rows = _take(session, settings, file, geocoder)
            file.state = _FROM[file.state]
            return file.state
    except BadFileError as error:
        return _fail(engine, file_id, dict(error.said) or dict.fromkeys(_LANGUAGES, error.reason))
    except UsageError as error:
        return _fail(engine, file_id, dict.fromkeys(_LANGUAGES, str(error)))
    except Exception:  # noqa: BLE001 - logged, and told on the page
        _log.exception("the file of notices %d failed", file_id)
        return _fail(engine, file_id, {lang: get_texts().get(lang, "outage-file-broke") for lang in _LANGUAGES})


def _take(session: Session, settings: Settings, file: OutageFile, geocoder: Geocodes | None) -> list[dict[str, Any]]:
    path = Path(file.file_name)
    source, rows = notice_rows(path, file.content)
    for row in rows:
        read_notice(row, source, path.name, settings.time_zone)
        if row.notice is not None:
            row.notice.is_training = row.notice.is_training or file.is_training
        if row.notice is not None and file.is_training:
            # Invented notices never meet the real shut-offs of the same number.
            row.notice.source = f"{source.id}/training"
    finder = geocoder or load_geocoder(session, settings)
    attempt = session.begin_nested()
    _receive(session, rows, finder, settings)
    outside = [row for row in rows if _is_outside(session, file, row)]
    if file.state == "publishing" and not outside:
        attempt.commit()
        defer(session, TILES_TASK, queue="tiles", once=TILES_TASK)
        return [_told(row) for row in rows]
    # What lies in no district of the sender is taken out, and the others are taken alone.
    attempt.rollback()
    for row in outside:
        row.note("outage_outside", "place")
        row.notice, row.result, row.outcome = None, None, "rejected"
    if file.state == "publishing":
        _receive(session, rows, finder, settings)
        defer(session, TILES_TASK, queue="tiles", once=TILES_TASK)
    return [_told(row) for row in rows]


def _receive(session: Session, rows: list[NoticeRow], geocoder: Geocodes, settings: Settings) -> None:
    good = [row for row in rows if row.notice is not None]
    notices = [row.notice for row in good if row.notice is not None]
    for row, result in zip(good, receive_notices(session, notices, geocoder, settings.metric_srid), strict=True):
        row.result, row.outcome = result, result.outcome
    for row in rows:
        row.outcome = row.outcome or "rejected"


def _is_outside(session: Session, file: OutageFile, row: NoticeRow) -> bool:
    area = row.result.area if row.result is not None else None
    if file.district_ids is None or area is None or area.geom is None:
        return False
    return not lies_in(session, file.district_ids, area.geom)


def _told(row: NoticeRow) -> dict[str, Any]:
    """A row as the page tells it."""
    area = row.result.area if row.result is not None else None
    return {
        "row": row.number,
        "outcome": row.outcome,
        "place": row.text("place") or row.text("text"),
        "kind": row.notice.kind if row.notice is not None else None,
        "outage_id": row.result.outage_id if row.result is not None else None,
        "confidence": None if area is None or area.geom is None else area.confidence,
        "missing": "" if area is None else "; ".join(part.missing for part in area.parts if part.missing),
        "issues": [{lang: sentence(issue, lang) for lang in _LANGUAGES} for issue in row.issues],
    }


def _fail(engine: Engine, file_id: int, said: dict[str, str]) -> str:
    with session_scope(engine) as session:
        file = session.get_one(OutageFile, file_id, with_for_update=True)
        file.state, file.error = "failed", said
        return file.state
