"""The way of an uploaded plan: received, checking, checked, (submitted,) accepting, accepted; or withdrawn, failed.

The file is stored as received and its check is queued in one transaction; the worker reads it (`etl.imports`). Who
decides names the version that he saw: of two who accept at once one wins and the other is told. Every step is one
row of the audit log.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from gis_app.errors import ConflictError, NotFoundError, UsageError
from gis_app.jobs.queue import defer
from gis_app.works.imports.models import Upload
from gis_app.works.imports.notes import note
from gis_app.works.models import WorkPlan

CHECK_TASK: Final = "imports.check"
ACCEPT_TASK: Final = "imports.accept"
CHECK_QUEUE: Final = "imports"
# What may still be mended, decided or taken back.
OPEN_STATES: Final = ("checked", "submitted")
WAITING_STATES: Final = ("received", "checking", "accepting")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a plan, and for whom: an organisation, or the districts of a planner."""

    user_id: int
    name: str
    organisation_id: int | None = None
    district_ids: tuple[int, ...] = ()


class StaleUploadError(ConflictError):
    """Somebody else changed the upload since the page was opened. Nothing was done."""


def receive(
    session: Session, sender: Sender, file_name: str, content: bytes, source: str | None, *, is_training: bool = False
) -> Upload:
    """Store a file as received and queue its check. An empty file raises UsageError."""
    if not content:
        raise UsageError("the file is empty")
    upload = Upload(
        uploader_id=sender.user_id,
        uploader_name=sender.name,
        organisation_id=sender.organisation_id,
        district_ids=list(sender.district_ids),
        source=source,
        series=None if source is None else series_of(source, sender.organisation_id, sender.district_ids),
        file_name=clean_name(file_name),
        sha256=sha256(content).hexdigest(),
        content=content,
        state="received",
        is_training=is_training,
    )
    session.add(upload)
    session.flush()
    queue_check(session, upload.id)
    return upload


def queue_check(session: Session, upload_id: int) -> None:
    """Let the worker read and judge an upload."""
    defer(session, CHECK_TASK, queue=CHECK_QUEUE, lock=f"upload {upload_id}", upload_id=upload_id)


def clean_name(name: str) -> str:
    """The last part of a file's name, without what no name holds; never empty."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    return kept[-LONGEST_NAME:] or "plan"


def series_of(source: str, organisation_id: int | None, district_ids: Collection[int]) -> str:
    """The source that the works of an upload are stored with.

    Everybody's files may follow the template; without their sender in the name a plan would supersede a stranger's.
    """
    if not source.startswith("template"):
        return source
    if organisation_id is not None:
        return f"{source}/organisation-{organisation_id}"
    districts = "-".join(map(str, sorted(district_ids)))
    return f"{source}/district-{districts}" if districts else source


def find_upload(session: Session, upload_id: int) -> Upload:
    """An upload by its id. Raises NotFoundError."""
    upload = session.get(Upload, upload_id)
    if upload is None:
        raise NotFoundError(f"there is no upload {upload_id}")
    return upload


def submit(session: Session, upload: Upload, version: int) -> None:
    """A contractor hands a checked plan to the planner. Raises StaleUploadError."""
    _advance(session, upload, version, ("checked",), "submitted")


def withdraw(session: Session, upload: Upload, version: int, by: str) -> None:
    """Take a plan back: nothing of it becomes public, the file is kept. Raises StaleUploadError."""
    _advance(session, upload, version, (*OPEN_STATES, "failed", "unmapped", "received"), "withdrawn", by)


def send_back(session: Session, upload: Upload, version: int, by: str, reason: str) -> None:
    """A planner gives a plan back to its senders, who mend the rows and hand it in again. Raises StaleUploadError.

    Why stands on the plan's page until they do.
    """
    _advance(session, upload, version, ("submitted",), "checked", by)
    upload.note = note("imports-note-sent-back", name=by, reason=reason)
    session.flush()


def accept(session: Session, upload: Upload, version: int, by: str) -> None:
    """Have all good rows accepted: the worker writes the works in one transaction. Raises StaleUploadError.

    Only one of two who ask at once gets here; a job that is run again finds the plan accepted and does nothing.
    """
    _advance(session, upload, version, OPEN_STATES, "accepting", by)
    # Not in the queue of the checks: a decision does not wait behind somebody's large file.
    defer(session, ACCEPT_TASK, lock=f"upload {upload.id}", upload_id=upload.id)


def _advance(
    session: Session, upload: Upload, version: int, allowed: Collection[str], state: str, by: str | None = None
) -> None:
    values: dict[str, Any] = {
        "state": state, "version": Upload.version + 1, "note": None,
        # A step that is no decision begins anew: who returned the plan has decided nothing about it since.
        "decided_by": by, "decided_at": None if by is None else datetime.now(UTC),
    }  # fmt: skip
    done = session.execute(
        update(Upload)
        .where(Upload.id == upload.id, Upload.version == version, Upload.state.in_(allowed))
        .values(values)
        .returning(Upload.id)
    ).first()
    session.refresh(upload)
    if done is None:
        raise StaleUploadError(f"upload {upload.id} is {upload.state}, decided by {upload.decided_by or 'nobody'}")


def check_again(session: Session, upload: Upload, version: int) -> None:
    """Read a failed upload once more. Raises StaleUploadError."""
    _advance(session, upload, version, ("failed",), "received")
    queue_check(session, upload.id)


def restart(session: Session, upload: Upload, version: int) -> None:
    """Begin anew with an upload whose columns have been told. The caller queues its check. Raises StaleUploadError."""
    _advance(session, upload, version, ("failed", "unmapped", "checked"), "received")


def content_of(session: Session, upload: Upload) -> bytes:
    """The file as received, wherever it is kept by now."""
    if upload.plan_id is not None:
        return session.get_one(WorkPlan, upload.plan_id).content
    return upload.content or b""
