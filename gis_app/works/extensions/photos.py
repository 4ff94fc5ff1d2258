"""Photos of a request for more time: for those who have a part in the work, never for the public."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.photos.models import Photo
from gis_app.works.life_models import ExtensionPhoto, ExtensionRequest
from gis_app.works.models import Work
from gis_app.works.standing import roles_at


def attach_photos(session: Session, request: ExtensionRequest, photos: Iterable[Photo]) -> None:
    """Attach stored photos to a request, in their order; the same one twice is one."""
    ids = dict.fromkeys(photo.id for photo in photos)
    session.add_all(
        ExtensionPhoto(request_id=request.id, photo_id=id, position=position)
        for position, id in enumerate(ids, start=1)
    )
    session.flush()


def photos_of(session: Session, request_id: int) -> Sequence[Photo]:
    """The photos of a request, in their order."""
    attached = select(Photo).join(ExtensionPhoto, ExtensionPhoto.photo_id == Photo.id)
    return session.scalars(
        attached.where(ExtensionPhoto.request_id == request_id).order_by(ExtensionPhoto.position)
    ).all()


def may_see_photo(session: Session, photo: Photo, viewer: CurrentUser | None) -> bool:
    """Whether a photo is attached to a request about a work in which the viewer has a part."""
    if viewer is None:
        return False
    works = select(Work).join(ExtensionRequest, ExtensionRequest.work_id == Work.id)
    attached = works.join(ExtensionPhoto, ExtensionPhoto.request_id == ExtensionRequest.id)
    found = session.scalars(attached.where(ExtensionPhoto.photo_id == photo.id)).unique()
    return any(roles_at(viewer, work) for work in found)
