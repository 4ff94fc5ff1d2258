"""Hiding a photo of a report from the public: a face or a number plate is on it. Its parties still see it."""

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.audit.record import record
from gis_app.errors import ForbiddenError, NotFoundError
from gis_app.photos.models import HiddenPhoto, Photo
from gis_app.photos.store import find_photo
from gis_app.site_reports.models import SiteReport, SiteReportPhoto
from gis_app.works.models import Work
from gis_app.works.standing import roles_at
from gis_app.works.transitions import Role

HIDES: frozenset[Role] = frozenset({"planner", "administrator"})


def may_hide(by: CurrentUser | None, work: Work) -> bool:
    """Whether a person decides which photos of a work the public sees."""
    return by is not None and bool(roles_at(by, work) & HIDES)


def is_hidden_photo(session: Session, photo: Photo) -> bool:
    """Whether the public is not shown a photo."""
    return session.get(HiddenPhoto, photo.id) is not None


def hidden_among(session: Session, photos: list[int]) -> frozenset[int]:
    """Which of these photos are hidden."""
    return frozenset(session.scalars(select(HiddenPhoto.photo_id).where(HiddenPhoto.photo_id.in_(photos))))


def hide_photo(session: Session, key: str, *, by: CurrentUser, hidden: bool) -> int:
    """Hide a photo, or show it again; doing so twice changes nothing. Returns a work it is attached to.

    Raises NotFoundError for a photo of no report, ForbiddenError for who plans none of its works.
    """
    photo = find_photo(session, key)
    works = select(Work).join(SiteReport, SiteReport.work_id == Work.id)
    attached = works.join(SiteReportPhoto, SiteReportPhoto.report_id == SiteReport.id).order_by(SiteReport.id)
    found = session.scalars(attached.where(SiteReportPhoto.photo_id == photo.id)).unique().all()
    if not found:
        raise NotFoundError("there is no such photo")
    work = next((one for one in found if may_hide(by, one)), None)
    if work is None:
        raise ForbiddenError("photos are hidden by the planner of the district")
    if is_hidden_photo(session, photo) != hidden:
        if hidden:
            session.execute(insert(HiddenPhoto).values(photo_id=photo.id).on_conflict_do_nothing())
        else:
            session.execute(delete(HiddenPhoto).where(HiddenPhoto.photo_id == photo.id))
        action, details = "photo.hidden" if hidden else "photo.shown", {"photo": photo.id}
        record(session, action, actor=by.name, actor_id=by.id, subject="work", subject_id=work.id, details=details)
    return work.id
