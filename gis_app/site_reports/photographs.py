"""The photos of a report: stored, and judged by what they say of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.photos.models import Photo
from gis_app.photos.refusal import BadPhotoError
from gis_app.photos.store import store_photo
from gis_app.settings import Settings
from gis_app.site_reports.clock import photo_is_apart
from gis_app.site_reports.marks import Mark
from gis_app.site_reports.models import SiteReportPhoto
from gis_app.site_reports.place import distance_to_work, is_far
from gis_app.site_reports.refusal import BadReportError
from gis_app.works.models import Work


@dataclass(frozen=True, slots=True)
class Placed:
    """A stored photo and how far from the work it says it was taken."""

    photo: Photo
    distance_m: float | None


def store_photos(session: Session, files: Sequence[bytes], by_user: int, settings: Settings) -> list[Photo]:
    """Store the photos; the same file twice is one photo. Raises BadPhotoError with the number of the bad one, and
    BadReportError for more than a report or a request may have: none is left out in silence.

    They are written in the order of their digests: two requests with the same photos never wait for each other.
    """
    if len(files) > settings.report_max_photos:
        raise BadReportError("too-many-photos", most=str(settings.report_max_photos))
    digests = [sha256(data).hexdigest() for data in files]
    stored: dict[str, Photo] = {}
    for digest, number in sorted({digest: number for number, digest in reversed(list(enumerate(digests)))}.items()):
        try:
            stored[digest] = store_photo(session, files[number], by_user=by_user, settings=settings)
        except BadPhotoError as refused:
            raise (refused.of(number + 1) if len(files) > 1 else refused) from None
    return [stored[digest] for digest in dict.fromkeys(digests)]


def place_photos(session: Session, work: Work, photos: Sequence[Photo]) -> list[Placed]:
    """The photos with their own distances from the work."""
    return [Placed(one, distance_to_work(session, work.id, one.taken_lon, one.taken_lat)) for one in photos]


def photo_marks(
    session: Session, work: Work, placed: Sequence[Placed], reported_at: datetime, *, phone_has_place: bool
) -> list[Mark]:
    """What is odd about each photo: elsewhere, of another day, shown before, without a place of its own."""
    used = _used_before(session, placed)
    marks = []
    for number, one in enumerate(placed, start=1):
        if one.photo.taken_lon is None and phone_has_place:
            marks.append(Mark("photo-no-place", photo=number))
        if is_far(work, one.distance_m):
            marks.append(Mark("photo-far", amount=round(one.distance_m or 0), photo=number))
        apart_days = photo_is_apart(one.photo.taken_at, reported_at)
        if apart_days is not None:
            marks.append(Mark("photo-other-day", amount=apart_days, photo=number))
        if one.photo.sha256 in used:
            marks.append(Mark("photo-again", photo=number))
    return marks


def _used_before(session: Session, placed: Sequence[Placed]) -> set[str]:
    """Which of the photos were attached to a report already, whoever sent them."""
    digests = [one.photo.sha256 for one in placed]
    known = select(Photo.sha256).join(SiteReportPhoto, SiteReportPhoto.photo_id == Photo.id)
    return set(session.scalars(known.where(Photo.sha256.in_(digests))))
