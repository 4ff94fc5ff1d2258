"""Reading who wrote an appeal, or what they photographed: never by staff without an entry in the audit log.

Who opens an appeal by its own link reads what is their own: nothing is noted then.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.appeals.appeal_photos import appeals_shown_by, photos_of_appeal
from gis_app.appeals.models import Appeal, Applicant
from gis_app.audit.models import AuditEntry
from gis_app.audit.record import record
from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.photos.models import Photo

# Executors, contractors, inspectors and planners do their part without knowing who wrote.
MAY_READ = frozenset({"operator", "administrator"})
_PHOTOS_READ: Final = "appeal.photos_read"
# The pictures of a page are asked for after it, and enlarged while it is open: all that is one look.
_ONE_LOOK: Final = timedelta(hours=1)


def read_applicant(session: Session, appeal_id: int, *, reader: CurrentUser) -> Applicant:
    """The applicant's own data. Raises ForbiddenError, NotFoundError. The caller commits, so that the entry stays."""
    if not reader.roles & MAY_READ:
        raise ForbiddenError("who wrote an appeal is not yours to read")
    appeal, applicant = session.get(Appeal, appeal_id), session.get(Applicant, appeal_id)
    if appeal is None or applicant is None:
        raise NotFoundError(f"no appeal has the id {appeal_id}")
    _note(session, "appeal.applicant_read", appeal, reader)
    return applicant


def read_photos(session: Session, appeal: Appeal, *, reader: CurrentUser) -> Sequence[Photo]:
    """The photos that a page shows to staff; one entry for each time that a page shows any. The caller commits."""
    photos = photos_of_appeal(session, appeal.id)
    if photos:
        _note(session, _PHOTOS_READ, appeal, reader)
    return photos


def read_photo_by_address(session: Session, photo: Photo, *, reader: CurrentUser) -> bool:
    """Whether a picture that was asked for by its address is of an appeal that the person works on.

    It is noted like a look at the page, but for the hour after one.
    """
    appeals = appeals_shown_by(session, photo, reader)
    for appeal in appeals:
        # By ix_audit_log_subject.
        looked = select(AuditEntry.id).where(
            AuditEntry.subject == "appeal", AuditEntry.subject_id == str(appeal.id),
            AuditEntry.action == _PHOTOS_READ, AuditEntry.actor_id == reader.id,
            AuditEntry.at > func.now() - _ONE_LOOK,
        )  # fmt: skip
        if session.scalar(looked.limit(1)) is None:
            _note(session, _PHOTOS_READ, appeal, reader)
    return bool(appeals)


def _note(session: Session, action: str, appeal: Appeal, reader: CurrentUser) -> None:
    record(
        session, action, actor=reader.name, actor_id=reader.id, subject="appeal", subject_id=appeal.id,
        details={"number": appeal.number},
    )  # fmt: skip
