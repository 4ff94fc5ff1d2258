"""A photo over HTTP: its address never answers with another picture, so who has a part in it may keep it for ever.
Those of appeals nobody keeps, and each look of staff at them is noted.

Who may see it is decided by what it is attached to: `SEEN` are the rules, and any of them may let a person in.
"""

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Form, Header
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from gis_app.accounts.current import MaybeUser, SignedIn
from gis_app.accounts.user import CurrentUser
from gis_app.appeals.appeal_photos import may_see_photo as may_see_photo_of_appeal
from gis_app.appeals.reading import read_photo_by_address
from gis_app.dependencies import LanguageDep, SessionDep
from gis_app.errors import NotFoundError
from gis_app.photos.models import Photo
from gis_app.photos.store import Size, find_photo
from gis_app.site_reports.access import has_part_in_photo, may_see_photo
from gis_app.site_reports.hiding import hide_photo, is_hidden_photo
from gis_app.works.extensions.photos import may_see_photo as may_see_photo_of_request

router = APIRouter(tags=["photos"])
YEAR_S: Final = 365 * 24 * 3600
# A public photo may be hidden later: then no copy of it is shown for longer than this.
PUBLIC_S: Final = 300

# Each tells whether a person (None: a visitor) may see a photo because of what it is attached to.
Seen = Callable[[Session, Photo, CurrentUser | None], bool]


def _own(_: Session, photo: Photo, user: CurrentUser | None) -> bool:
    """Who sent a photo sees it."""
    return user is not None and photo.created_by == user.id


SEEN: tuple[Seen, ...] = (_own, may_see_photo, may_see_photo_of_request, may_see_photo_of_appeal)


def _of_part(session: Session, photo: Photo) -> tuple[Seen, ...]:
    """The rules for who is signed in; of a hidden photo only having a part counts."""
    return (_own, has_part_in_photo) if is_hidden_photo(session, photo) else SEEN


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
    is_public = not is_hidden_photo(session, found) and any(rule(session, found, None) for rule in SEEN)
    if not is_public and (user is None or not any(rule(session, found, user) for rule in _of_part(session, found))):
        raise NotFoundError("there is no such photo")
    tag = f'"{found.sha256[:16]}-{size}"'
    keeping = f"public, max-age={PUBLIC_S}, must-revalidate" if is_public else f"private, max-age={YEAR_S}, immutable"
    if not is_public and user is not None and read_photo_by_address(session, found, reader=user):
        keeping = "private, no-store"  # each look is noted, and nothing outlasts the time of the appeal's people
    headers = {"etag": tag, "cache-control": keeping}
    if tag in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(found.thumb if size == "thumb" else found.jpeg, media_type="image/jpeg", headers=headers)


@router.post("/photos/{key}/hiding", include_in_schema=False)
def hide(
    session: SessionDep,
    lang: LanguageDep,
    user: SignedIn,
    key: str,
    hidden: Annotated[bool, Form()] = True,
) -> RedirectResponse:
    """Hide a photo of a report from the public, or show it again; back to the work's page."""
    work_id = hide_photo(session, key, by=user, hidden=hidden)
    return RedirectResponse(f"/works/{work_id}?lang={lang}#reports", 303)
