"""Files of notices that people send: kept as received, checked by the worker, and published when a person says so."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from gis_app.accounts.roles import OPERATOR
from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.db.base import Base, BigId, Instant
from gis_app.errors import ConflictError, NotFoundError
from gis_app.jobs.queue import defer

CHECK_TASK: Final = "outages.check_file"
PUBLISH_TASK: Final = "outages.publish_file"
QUEUE: Final = "imports"
STATES = "('received', 'checked', 'publishing', 'published', 'failed')"


class OutageFile(Base):
    """A file of notices. `district_ids` are where its shut-offs may lie, None for the whole city.

    `rows` tell of each notice what was understood and where it would lie; `error` is a sentence by language.
    """

    __tablename__ = "outage_files"
    __table_args__ = (CheckConstraint(f"state IN {STATES}", name="state"),)
    id: Mapped[BigId]
    uploader_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    uploader_name: Mapped[str]
    district_ids: Mapped[list[int] | None] = mapped_column(ARRAY(BigInteger))
    is_training: Mapped[bool] = mapped_column(server_default="false")
    file_name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[str] = mapped_column(server_default="received")
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    error: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    received_at: Mapped[Instant]


def receive_file(session: Session, by: CurrentUser, name: str, content: bytes) -> OutageFile:
    """Keep a file and have it checked."""
    file = OutageFile(
        uploader_id=by.id, uploader_name=by.name, district_ids=None if by.has(OPERATOR) else sorted(by.district_ids),
        is_training=by.is_demo, file_name=name, content=content,
    )  # fmt: skip
    session.add(file)
    session.flush()
    defer(session, CHECK_TASK, queue=QUEUE, file_id=file.id)
    record(
        session, "outage.uploaded", actor=by.name, actor_id=by.id, subject="outage_file", subject_id=file.id,
        details={"file": name},
    )  # fmt: skip
    return file


def find_file(session: Session, by: CurrentUser, file_id: int) -> OutageFile:
    """A file of the person's own. Somebody else's does not exist."""
    file = session.get(OutageFile, file_id)
    if file is None or file.uploader_id != by.id:
        raise NotFoundError(f"you sent no file of notices with the id {file_id}")
    return file


def publish_file(session: Session, by: CurrentUser, file_id: int) -> None:
    """Have the good rows of a checked file published. Raises ConflictError for one that is not waiting for that."""
    file = find_file(session, by, file_id)
    session.refresh(file, with_for_update=True)
    if file.state != "checked" or not good_rows(file):
        raise ConflictError(f"the file of notices {file_id} is {file.state}")
    file.state = "publishing"
    defer(session, PUBLISH_TASK, queue=QUEUE, file_id=file.id)
    record(
        session, "outage.file_published", actor=by.name, actor_id=by.id, subject="outage_file", subject_id=file.id,
        details={"file": file.file_name, "rows": good_rows(file)},
    )  # fmt: skip


def good_rows(file: OutageFile) -> int:
    """How many rows would be, or were, published."""
    return sum(row["outcome"] not in ("rejected", "unchanged") for row in file.rows)
