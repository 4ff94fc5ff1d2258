"""A photo over HTTP: its address never answers with another picture, so browsers may keep it for ever.

Who may see it is decided by what it is attached to: `SEEN` are the rules, and any of them may let a person in.
"""

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Header
from sqlalchemy.orm import Session
from starlette.responses import Response

from gis_app.accounts.current import MaybeUser
from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import SessionDep
from gis_app.errors import NotFoundError
from gis_app.photos.models import Photo
from gis_app.photos.store import Size, find_photo
from gis_app.site_reports.access import may_see_photo
from gis_app.works.extension_photos import may_see_photo as may_see_photo_of_request

router = APIRouter(tags=["photos"])
YEAR_S: Final = 365 * 24 * 3600

# Each tells whether a person (None: a visitor) may see a photo because of what it is attached to.
Seen = Callable[[Session, Photo, CurrentUser | None], bool]


def _own(_: Session, photo: Photo, user: CurrentUser | None) -> bool:
    """Who sent a photo sees it."""
    return user is not None and photo.created_by == user.id


SEEN: tuple[Seen, ...] = (_own, may_see_photo, may_see_photo_of_request)


@router.get("/photos/{key}.jpg", response_class=Response, responses={200: {"content": {"image/jpeg": {}}}})
def photo(
    session: SessionDep,
    user: MaybeUser,
    key: str,
    size: Size = "full",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """A photo as JPEG, or small with `?size=thumb`. One that the asker may not see does not exist."""
    found = find_photo(session, key)
    is_public = any(rule(session, found, None) for rule in SEEN)
    if not is_public and not any(rule(session, found, user) for rule in SEEN):
        raise NotFoundError("there is no such photo")
    tag = f'"{found.sha256[:16]}-{size}"'
    headers = {"etag": tag, "cache-control": f"{'public' if is_public else 'private'}, max-age={YEAR_S}, immutable"}
    if tag in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(found.thumb if size == "thumb" else found.jpeg, media_type="image/jpeg", headers=headers)
