"""Storing a photo and finding it again."""

from hashlib import sha256
from secrets import token_urlsafe
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.errors import NotFoundError
from gis_app.photos.drawing import draw_anew
from gis_app.photos.exif import read_taken
from gis_app.photos.models import Photo
from gis_app.photos.opening import open_photo
from gis_app.settings import Settings

Size = Literal["full", "thumb"]
# 128 bits: no address can be guessed from another.
KEY_BYTES: Final = 16


def store_photo(
    session: Session, data: bytes, *, by_user: int | None, settings: Settings, keep_taken: bool = True
) -> Photo:
    """Check a photo, read where and when it was taken, and store it without any metadata; the caller commits.

    The same bytes sent again by the same person give the same row. With `keep_taken` false where and when it was taken
    is not kept either. Raises BadPhotoError.
    """
    digest = sha256(data).hexdigest()
    known = _find_same(session, by_user, digest)
    if known is not None:
        return known
    image = open_photo(data, settings)
    taken = read_taken(image, settings.time_zone)
    drawn = draw_anew(image, taken.turned, settings)
    made = insert(Photo).values(
        key=token_urlsafe(KEY_BYTES),
        sha256=digest,
        jpeg=drawn.jpeg,
        thumb=drawn.thumb,
        width=drawn.width,
        height=drawn.height,
        taken_at=taken.at if keep_taken else None,
        taken_lon=taken.lon if keep_taken else None,
        taken_lat=taken.lat if keep_taken else None,
        created_by=by_user,
    )
    # Another request with the same photo may have been quicker: then its row is taken.
    session.execute(made.on_conflict_do_nothing(index_elements=[Photo.created_by, Photo.sha256]))
    stored = _find_same(session, by_user, digest)
    if stored is None:
        raise NotFoundError("the photo was taken back meanwhile")
    return stored


def _find_same(session: Session, by_user: int | None, digest: str) -> Photo | None:
    same_person = Photo.created_by.is_not_distinct_from(by_user)
    return session.scalars(select(Photo).where(same_person, Photo.sha256 == digest)).one_or_none()


def find_photo(session: Session, key: str) -> Photo:
    """The photo of an address. Raises NotFoundError."""
    found = session.scalars(select(Photo).where(Photo.key == key)).one_or_none()
    if found is None:
        raise NotFoundError("there is no such photo")
    return found


def photo_url(photo: Photo, size: Size = "full") -> str:
    """The path of a photo."""
    return f"/photos/{photo.key}.jpg" + ("?size=thumb" if size == "thumb" else "")
