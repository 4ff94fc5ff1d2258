"""Who may report, and who may see what of a report.

The contractor's people report, of their own works alone. A report of a public work is public with its photos, without
names, notes and marks; those belong to who has a part in the work.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.photos.models import Photo
from gis_app.site_reports.models import SiteReport, SiteReportPhoto
from gis_app.works.filters import is_hidden
from gis_app.works.models import Work
from gis_app.works.standing import roles_at
from gis_app.works.transitions import Role

REPORTS: frozenset[Role] = frozenset({"contractor"})


def visible_work(session: Session, work_id: int, viewer: CurrentUser | None) -> tuple[Work, bool]:
    """The work, and whether the viewer has a part in it. NotFoundError for an unknown one and a stranger's draft."""
    work = session.get(Work, work_id)
    has_part = work is not None and viewer is not None and bool(roles_at(viewer, work))
    if work is None or (not has_part and is_hidden(session, work)):
        raise NotFoundError(f"no work has the id {work_id}")
    return work, has_part


def may_report(by: CurrentUser, work: Work) -> bool:
    """Whether a person reports of this work."""
    return bool(roles_at(by, work) & REPORTS)


def require_reporter(session: Session, work_id: int, by: CurrentUser) -> Work:
    """The work that a person reports of. Raises NotFoundError, or ForbiddenError for another contractor's work."""
    work, _ = visible_work(session, work_id, by)
    if not may_report(by, work):
        raise ForbiddenError("reports are made by the work's contractor")
    return work


def may_see_photo(session: Session, photo: Photo, viewer: CurrentUser | None) -> bool:
    """Whether a photo is attached to a report that the viewer may see."""
    found = _works_of(session, photo)
    return any((viewer is not None and roles_at(viewer, work)) or not is_hidden(session, work) for work in found)


def has_part_in_photo(session: Session, photo: Photo, viewer: CurrentUser | None) -> bool:
    """Whether a photo is attached to a report of a work that the viewer has a part in."""
    return viewer is not None and any(roles_at(viewer, work) for work in _works_of(session, photo))


def _works_of(session: Session, photo: Photo) -> Sequence[Work]:
    works = select(Work).join(SiteReport, SiteReport.work_id == Work.id)
    attached = works.join(SiteReportPhoto, SiteReportPhoto.report_id == SiteReport.id)
    return session.scalars(attached.where(SiteReportPhoto.photo_id == photo.id)).unique().all()
