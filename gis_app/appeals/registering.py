"""Registering over HTTP: what is sent at the same moment is registered in one transaction, and told what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, BinaryIO

from fastapi import Depends, Request
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from gis_app.accounts.attempts import counted_address
from gis_app.accounts.demo import is_demo_only
from gis_app.appeals.intake import Registered, check, register, register_all
from gis_app.appeals.limits import count, count_all, refusals, refuse_too_many
from gis_app.appeals.links import links_of_each
from gis_app.appeals.models import Appeal
from gis_app.appeals.received import Received
from gis_app.appeals.schemas import AppealMade
from gis_app.appeals.showing import answer_of, body_of, link_in_words
from gis_app.appeals.situations.register import current_situations
from gis_app.db.session import session_scope
from gis_app.db.together import Together
from gis_app.dependencies import SettingsDep
from gis_app.geocoding.holder import GeocoderHolder
from gis_app.geocoding.router import HolderDep
from gis_app.organisations.models import Organisation
from gis_app.photos.opening import BYTES_OF_MB
from gis_app.photos.refusal import BadPhotoError
from gis_app.photos.store import store_photo
from gis_app.settings import Settings
from gis_app.works.locating import Locator


@dataclass(frozen=True, slots=True)
class Sent:
    """An appeal as it came: from which address, and on which day of the city."""

    received: Received
    client: str
    today: date


@dataclass(frozen=True, slots=True)
class Taken:
    """What is answered; `is_new` is False for one that stood in the register already."""

    made: AppealMade
    is_new: bool


class Registering:
    """The register's door for programs; one for each application."""

    def __init__(self, engine: Engine, settings: Settings, holder: GeocoderHolder) -> None:
        self._engine, self._settings, self._holder = engine, settings, holder
        self._together: Together[Sent, Taken] = Together(self._serve)

    def register(self, sent: Sent) -> Taken:
        """Register one appeal. Raises BadAppealError, and TooManyRequestsError when its address has sent too many."""
        check(sent.received)
        return self._together.ask(sent)

    def keep_photos(self, received: Received, sent: Sequence[BinaryIO], client: str) -> tuple[int, ...]:
        """Store the photos of an appeal that is going to be registered; their ids.

        Raises BadAppealError, BadPhotoError with the photo's number, or TooManyRequestsError; what was stored then is
        nobody's and is forgotten at night.
        """
        check(replace(received, photo_ids=tuple(range(len(sent)))))
        most = self._settings.photo_max_mb * BYTES_OF_MB
        ids: list[int] = []
        for number, one in enumerate(sent, start=1):
            # Each for itself: two who send the same pictures in another order would wait for each other.
            with session_scope(self._engine) as session:
                refuse_too_many(session, "appeal", client)
                address = refuse_too_many(session, "appeal_photo", client)
                try:
                    photo = store_photo(
                        session, one.read(most + 1), by_user=None, settings=self._settings, keep_taken=False
                    )
                except BadPhotoError as problem:
                    raise problem.of(number) if len(sent) > 1 else problem from None
                count(session, "appeal_photo", address)
                ids.append(photo.id)
        return tuple(dict.fromkeys(ids))

    def _serve(self, sent: Sequence[Sent]) -> Sequence[Taken | Exception]:
        with session_scope(self._engine) as session:
            return register_each(session, sent, self._settings, self._holder)


async def registering_of(request: Request, settings: SettingsDep, holder: HolderDep) -> Registering:
    """The application's own, made at the first request that needs it."""
    state = request.app.state
    found: Registering | None = getattr(state, "registering", None)
    if found is None:
        found = state.registering = Registering(state.engine, settings, holder)
    return found


RegisteringDep = Annotated[Registering, Depends(registering_of)]


def register_each(
    session: Session, sent: Sequence[Sent], settings: Settings, holder: GeocoderHolder
) -> list[Taken | Exception]:
    """What came of each, in their order. An address that has sent too many gets a TooManyRequestsError."""
    addresses = [counted_address(one.client) for one in sent]
    refused = refusals(session, "appeal", addresses)
    taken = [at for at in range(len(sent)) if refused[at] is None]
    is_training = is_demo_only(session)
    received = [replace(sent[at].received, is_training=is_training) for at in taken]
    made = _registered(session, received, settings, holder.current(session))
    count_all(session, "appeal", [addresses[at] for at, one in zip(taken, made, strict=True) if one.is_new])
    told = _told(session, made, received, [sent[at].today for at in taken])
    answers = {at: Taken(what, one.is_new) for at, one, what in zip(taken, made, told, strict=True)}
    return [refused[at] or answers[at] for at in range(len(sent))]


def _registered(
    session: Session, received: Sequence[Received], settings: Settings, locator: Locator
) -> list[Registered]:
    if len(received) == 1:  # one whose key another process registers at this moment waits for it and gets its number
        return [register(session, received[0], settings=settings, locator=locator)]
    return register_all(session, received, settings=settings, locator=locator)


def _told(
    session: Session, made: Sequence[Registered], received: Sequence[Received], days: Sequence[date]
) -> list[AppealMade]:
    ids = [one.id for one in made]
    appeals = {one.id: one for one in session.scalars(select(Appeal).where(Appeal.id.in_(ids)))}
    languages = {one.id: sent.language for one, sent in zip(made, received, strict=True)}
    links = links_of_each(session, languages, max(days, default=date.min))
    named = {appeal.body_id for appeal in appeals.values()} | {
        link.customer_id for of_one in links.values() for link in of_one
    }
    # Held here, so that the session need not ask for each.
    held = session.scalars(select(Organisation).where(Organisation.id.in_(named - {None}))).all()
    told = []
    for one, sent, today in zip(made, received, days, strict=True):
        appeal, lang, situation = appeals[one.id], sent.language, one.situation
        if not one.is_new:
            rules = current_situations(session, today)
            situation = next((rule for rule in rules if rule.code == appeal.situation), None)
        told.append(
            AppealMade(
                number=one.number,
                token=one.token,
                deadline=appeal.due_on,
                topic=appeal.topic_code,
                status=appeal.status,
                body=body_of(session, appeal, lang),
                situation=appeal.situation,
                advice=None if situation is None else situation.advice.in_language(lang),
                links=[link_in_words(session, link, lang) for link in links[one.id]],
                answer=answer_of(session, appeal.id) if appeal.status == "answered" else None,
            )
        )
    del held
    return told
