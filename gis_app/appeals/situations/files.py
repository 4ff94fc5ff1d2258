"""Workbooks of life situations that people bring: kept as received, shown before they count, then applied at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.appeals.situations.models import LifeSituation, SituationFile
from gis_app.appeals.situations.reading import ReadWorkbook, read_workbook
from gis_app.appeals.situations.register import Entry, current_rows, lock, replace
from gis_app.audit.record import record
from gis_app.errors import ConflictError, ForbiddenError, NotFoundError


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying a file would do: rules that are new, changed or the same, and rows that are left out."""

    file: SituationFile
    new: Sequence[Entry]
    changed: Sequence[Entry]
    same: int
    read: ReadWorkbook


def receive_situations(session: Session, by: CurrentUser, name: str, content: bytes) -> SituationFile:
    """Keep a workbook. Raises BadWorkbookError for what is none, and keeps nothing then."""
    _refuse_the_demo(by)
    read_workbook(content, {})
    file = SituationFile(uploader_id=by.id, uploader_name=by.name, file_name=name, content=content)
    session.add(file)
    session.flush()
    return file


def preview_file(session: Session, file_id: int) -> Preview:
    """Compare a file with the rules that stand. Raises NotFoundError."""
    file = session.get(SituationFile, file_id)
    if file is None:
        raise NotFoundError(f"there is no workbook of life situations with the id {file_id}")
    standing: Mapping[str, LifeSituation] = {row.code: row for row in current_rows(session)}
    read = read_workbook(file.content, {code: row.position for code, row in standing.items()})
    new = [entry for entry in read.entries if entry.code not in standing]
    changed = [
        entry
        for entry in read.entries
        if (row := standing.get(entry.code)) is not None and (row.rule, row.position) != (entry.rule, entry.position)
    ]
    return Preview(file, new, changed, len(read.entries) - len(new) - len(changed), read)


def apply_file(session: Session, by: CurrentUser, file_id: int, now: datetime) -> Preview:
    """Make the good rows of a file the rules. Raises ConflictError for a file that was applied before."""
    _refuse_the_demo(by)
    lock(session)
    preview = preview_file(session, file_id)
    session.refresh(preview.file, with_for_update=True)
    if preview.file.applied_at is not None:
        raise ConflictError(f"the workbook {file_id} was applied before")
    replace(session, [*preview.new, *preview.changed], file_id=file_id)
    preview.file.applied_at = now
    record(
        session, "situations.imported", actor=by.name, actor_id=by.id, subject="situation_file", subject_id=file_id,
        details={"file": preview.file.file_name, "new": len(preview.new), "changed": len(preview.changed),
                 "left_out": len(preview.read.problems)},
    )  # fmt: skip
    return preview


def _refuse_the_demo(by: CurrentUser) -> None:
    # The rules route real appeals, too.
    if by.is_demo:
        raise ForbiddenError("the people of the demo do not change the rules")
