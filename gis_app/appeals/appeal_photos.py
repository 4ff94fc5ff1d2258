"""Photos of an appeal: for who wrote it (by the token), for the reception and for the body that answers.

They are never public: a photo of a yard shows who lives there. What staff look at is noted (reading.py).
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gis_app.accounts.roles import ADMINISTRATOR, INSPECTOR, OPERATOR
from gis_app.accounts.user import CurrentUser
from gis_app.appeals.models import Appeal, AppealPhoto
from gis_app.appeals.transitions import NOT_SENT
from gis_app.errors import NotFoundError
from gis_app.photos.models import Photo

_READERS = frozenset({OPERATOR, ADMINISTRATOR, INSPECTOR})


def photos_of_appeal(session: Session, appeal_id: int) -> Sequence[Photo]:
    """The photos of an appeal, in the order given."""
    attached = select(Photo).join(AppealPhoto, AppealPhoto.photo_id == Photo.id)
    return session.scalars(attached.where(AppealPhoto.appeal_id == appeal_id).order_by(AppealPhoto.id)).all()


def find_photo_of_appeal(session: Session, appeal_id: int, key: str) -> Photo:
    """A photo by its key, if it is this appeal's. Raises NotFoundError."""
    attached = select(Photo).join(AppealPhoto, AppealPhoto.photo_id == Photo.id)
    found = session.scalars(attached.where(AppealPhoto.appeal_id == appeal_id, Photo.key == key)).one_or_none()
    if found is None:
        raise NotFoundError("there is no such photo")
    return found


def forget_loose_photos(session: Session, before: datetime) -> int:
    """Delete photos that a visitor chose before an instant and never sent with an appeal; how many.

    Only the form of an appeal stores photos of nobody. By ix_appeal_photos_photo_id.
    """
    is_sent = select(AppealPhoto.id).where(AppealPhoto.photo_id == Photo.id).exists()
    loose = delete(Photo).where(Photo.created_by.is_(None), Photo.created_at < before, ~is_sent)
    return len(session.scalars(loose.returning(Photo.id)).all())


def may_see_photo(session: Session, photo: Photo, viewer: CurrentUser | None) -> bool:
    """Whether a photo is attached to an appeal that the viewer works on."""
    return viewer is not None and bool(appeals_shown_by(session, photo, viewer))


def appeals_shown_by(session: Session, photo: Photo, viewer: CurrentUser) -> list[Appeal]:
    """The appeals that a photo is attached to and the viewer works on. Demo accounts see invented appeals alone."""
    attached = select(Appeal).join(AppealPhoto, AppealPhoto.appeal_id == Appeal.id)
    found = session.scalars(attached.where(AppealPhoto.photo_id == photo.id)).all()
    reads_all = bool(viewer.roles & _READERS)
    return [
        appeal
        for appeal in found
        if appeal.is_training == viewer.is_demo
        and (reads_all or (appeal.status not in NOT_SENT and appeal.body_id in viewer.organisation_ids))
    ]
