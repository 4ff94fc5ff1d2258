"""Taking a filled form: its photos are kept at once, the appeal is registered once, or another one is followed."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import UploadFile
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.tokens import digest, new_token
from gis_app.appeals.following import follow
from gis_app.appeals.intake import register
from gis_app.appeals.letters import mail_follower
from gis_app.appeals.limits import count, refuse_too_many
from gis_app.appeals.models import Appeal
from gis_app.appeals.received import MOST_PHOTOS, Received
from gis_app.appeals.standard_letters import followed_words
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError, TooManyRequestsError
from gis_app.geocoding.geocoder import Geocoder
from gis_app.pages.appeals.form import AppealForm
from gis_app.photos.models import Photo
from gis_app.photos.opening import BYTES_OF_MB
from gis_app.photos.refusal import BadPhotoError
from gis_app.photos.store import store_photo
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: in which language, from which address; `is_training` on demo data alone."""

    lang: Language
    client: str
    is_training: bool


def keep_photos(
    session: Session, form: AppealForm, sent: Sequence[UploadFile], settings: Settings, lang: Language, client: str
) -> list[Photo]:
    """Store what was sent and find again what was stored before; the form carries their keys from then on.

    What is no photo is a problem of the form, told with its number; the others are kept.
    """
    photos = photos_of_form(session, form)
    refused: list[str] = []
    named = [one for one in sent if one.filename]
    try:
        address = refuse_too_many(session, "appeal_photo", client) if named else ""
    except TooManyRequestsError:
        named, refused = [], [get_texts().get(lang, "appeal-error-wait")]
    for number, one in enumerate(named, start=1):
        if len(photos) >= MOST_PHOTOS:
            refused.append(get_texts().get(lang, "appeal-error-many-photos"))
            break
        try:
            data = one.file.read(settings.photo_max_mb * BYTES_OF_MB + 1)
            photo = store_photo(session, data, by_user=None, settings=settings, keep_taken=False)
        except BadPhotoError as problem:
            refused.append((problem.of(number) if len(named) > 1 else problem).in_language(lang))
            continue
        count(session, "appeal_photo", address)
        if photo not in photos:
            photos.append(photo)
    if refused:
        form.problems["photo"] = " ".join(refused)
    form.photo_keys = tuple(photo.key for photo in photos)
    return photos


def photos_of_form(session: Session, form: AppealForm) -> list[Photo]:
    """The photos that the form carries, in their order. Who knows a key has sent the photo."""
    found = session.scalars(
        select(Photo).where(Photo.key.in_(form.photo_keys[:MOST_PHOTOS]), Photo.created_by.is_(None))
    )
    by_key = {photo.key: photo for photo in found}
    return [by_key[key] for key in dict.fromkeys(form.photo_keys) if key in by_key]


def picture_in_page(photo: Photo) -> str:
    """The small photo as an address that holds it: it is nobody's yet, so it has no other."""
    return "data:image/jpeg;base64," + b64encode(photo.thumb).decode()


def send(
    session: Session,
    form: AppealForm,
    photos: Sequence[Photo],
    sender: Sender,
    *,
    settings: Settings,
    geocoder: Geocoder,
    now: datetime,
) -> None:
    """Register the appeal; the same form sent again is the same appeal. Other words under its key are another."""
    known = session.scalars(select(Appeal.text).where(Appeal.token_sha256 == digest(form.key))).one_or_none()
    if known is not None and known != form.text:
        form.key = new_token()
    try:
        address = refuse_too_many(session, "appeal", sender.client)
    except TooManyRequestsError:
        form.problems["form"] = "appeal-error-wait"
        return
    received = Received(
        channel="web",
        kind=form.kind,
        language=sender.lang,
        text=form.text,
        received_at=now,
        topic=form.topic,
        # What the geocoder found it finds again, and the register keeps how sure it was.
        point=form.point if form.pinned else None,
        place_text=form.place or None,
        contact=form.contact,
        client_key=form.client_key,
        token=form.key,
        photo_ids=tuple(photo.id for photo in photos),
        is_training=sender.is_training,
    )
    made = register(session, received, settings=settings, locator=geocoder)
    if made.is_new:
        count(session, "appeal", address)


def follow_instead(session: Session, form: AppealForm, number: str, sender: Sender, settings: Settings) -> None:
    """Follow another's appeal instead of writing one; why not is a problem of the form."""
    if form.problems:
        return
    try:
        address = refuse_too_many(session, "appeal", sender.client)
        followed = follow(
            session, number, email=form.email or None, language=sender.lang, client_key=form.client_key,
            is_training=sender.is_training, token=form.key,
        )  # fmt: skip
    except TooManyRequestsError:
        form.problems["form"] = "appeal-error-wait"
        return
    except NotFoundError:
        form.problems["form"] = "appeal-error-followed-closed"
        return
    if followed.token is None:
        form.problems["form"] = "appeal-error-followed-already"
    elif followed.is_new:
        count(session, "appeal", address)
        appeal = session.get_one(Appeal, followed.appeal_id)
        if form.email:
            words = followed_words(appeal, sender.lang)
            mail_follower(session, settings, appeal, form.email, key="followed", words=words)
