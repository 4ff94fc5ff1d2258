"""Taking in a raster, and what is decided about it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts.roles import ADMINISTRATOR
from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.errors import BadRasterError, TooManyRequestsError
from gis_app.jobs.queue import defer
from gis_app.rasters.files import Readable, new_key, store_received
from gis_app.rasters.models import PREPARING, RECEIVED, Raster
from gis_app.rasters.standing import require_change
from gis_app.settings import Settings

PREPARE_TASK: Final = "rasters.prepare"
REMOVE_TASK: Final = "rasters.remove"
QUEUE: Final = "rasters"
# The worker prepares one after another: who sends more would fill the disk and keep everybody else waiting.
MOST_WAITING: Final = 5
SOON_S: Final = 60
LONGEST_TITLE, LONGEST_NOTE, LONGEST_NAME = 120, 1000, 200


@dataclass(frozen=True, slots=True)
class Description:
    """What a person says about a raster."""

    title: str
    note: str = ""
    taken_on: date | None = None


def receive(
    session: Session, settings: Settings, by: CurrentUser, told: Description, name: str, content: Readable
) -> Raster:
    """Keep a file and have it prepared.

    Raises BadRasterError for one over the allowed size or without a byte, TooManyRequestsError while many of the
    person's wait.
    """
    waiting = select(func.count()).where(Raster.owner_id == by.id, Raster.state.in_((RECEIVED, PREPARING)))
    if (session.scalar(waiting) or 0) >= MOST_WAITING:
        raise TooManyRequestsError("your last rasters are still being prepared", SOON_S)
    key = new_key()
    size = store_received(settings, key, content, settings.raster_max_mb * 1_000_000)
    if size is None:
        raise BadRasterError("too-many-bytes", most=str(settings.raster_max_mb))
    raster = Raster(
        key=key,
        title=told.title.strip()[:LONGEST_TITLE] or name[:LONGEST_TITLE],
        note=told.note.strip()[:LONGEST_NOTE],
        taken_on=told.taken_on,
        owner_id=by.id,
        owner_name=by.name,
        district_ids=None if by.has(ADMINISTRATOR) else sorted(by.district_ids),
        file_name=name[:LONGEST_NAME],
        file_bytes=size,
    )
    session.add(raster)
    session.flush()
    defer(session, PREPARE_TASK, queue=QUEUE, lock=f"raster-{raster.id}", raster_id=raster.id)
    _record(session, by, "raster.uploaded", raster)
    return raster


def share(session: Session, by: CurrentUser, raster: Raster, *, is_public: bool) -> None:
    """Show a raster to everybody, or to its planners alone. Raises ForbiddenError."""
    require_change(by, raster)
    if raster.is_public != is_public:
        raster.is_public = is_public
        _record(session, by, "raster.shared" if is_public else "raster.unshared", raster)


def describe(session: Session, by: CurrentUser, raster: Raster, told: Description) -> None:
    """Change what is said about a raster; an empty title leaves the former. Raises ForbiddenError."""
    require_change(by, raster)
    raster.title = told.title.strip()[:LONGEST_TITLE] or raster.title
    raster.note, raster.taken_on = told.note.strip()[:LONGEST_NOTE], told.taken_on
    _record(session, by, "raster.described", raster)


def delete(session: Session, by: CurrentUser, raster: Raster) -> None:
    """Delete a raster; the worker removes its files once that is committed. Raises ForbiddenError."""
    require_change(by, raster)
    _record(session, by, "raster.deleted", raster)
    defer(session, REMOVE_TASK, queue=QUEUE, lock=f"raster-{raster.id}", key=raster.key)
    session.delete(raster)
    session.flush()


def _record(session: Session, by: CurrentUser, action: str, raster: Raster) -> None:
    record(
        session, action, actor=by.name, actor_id=by.id, subject="raster", subject_id=raster.id,
        details={"title": raster.title, "file": raster.file_name},
    )  # fmt: skip
