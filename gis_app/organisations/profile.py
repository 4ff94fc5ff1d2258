"""What a page says about an organisation: names, history, what it answers for, how to reach it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.organisations.history import organisation_on, predecessors_of, successors_of
from gis_app.organisations.history_models import OrganisationContact, OrganisationSuccession, ServiceArea
from gis_app.organisations.models import Organisation
from gis_app.organisations.tasks import read_tasks


@dataclass(frozen=True, slots=True)
class Related:
    """An organisation that another one came from or became, and how."""

    id: int
    name: str
    kind: str
    on_day: date


@dataclass(frozen=True, slots=True)
class Service:
    """A task that it answers for; `district_id` is None for the whole city."""

    task: str
    district_id: int | None
    valid_from: date | None
    valid_to: date | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach it."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Profile:
    """All of it in one language. `names` are those of the other languages by their code; `now` are those who stand for
    it today when it is no more."""

    id: int
    name: str
    names: dict[str, str]
    bin: str | None
    roles: Sequence[str]
    valid_from: date | None
    valid_to: date | None
    source: str | None
    is_training: bool
    predecessors: Sequence[Related]
    successors: Sequence[Related]
    now: Sequence[tuple[int, str]]
    services: Sequence[Service]
    contacts: Sequence[Contact]

    @property
    def is_registered(self) -> bool:
        """Whether more is known of it than that somebody named it in a plan or a form."""
        known = (self.source, self.bin, self.services, self.contacts, self.predecessors, self.successors)
        return any(known) or "public_body" in self.roles


def name_in(organisation: Organisation, lang: Language) -> str:
    """Its name in a language, else as written."""
    return str(getattr(organisation, f"name_{lang}") or organisation.name)


def read_profile(session: Session, organisation_id: int, lang: Language, today: date) -> Profile:
    """The profile of an organisation; an unknown id raises NotFoundError."""
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise NotFoundError(f"no organisation has the id {organisation_id}")
    own = name_in(found, lang)
    names = {code: name for code in ("kk", "ru", "en") if (name := getattr(found, f"name_{code}")) and name != own}
    standing = organisation_on(session, organisation_id, today)
    return Profile(
        id=found.id,
        name=own,
        names=names,
        bin=found.bin,
        roles=[role for role in ("public_body", "customer", "contractor") if getattr(found, f"is_{role}")],
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        source=found.source,
        is_training=found.is_training,
        predecessors=_related(predecessors_of(session, organisation_id), lang),
        successors=_related(successors_of(session, organisation_id), lang),
        now=[(one.id, name_in(one, lang)) for one in standing if one.id != organisation_id],
        services=_services(session, organisation_id, lang, today),
        contacts=_contacts(session, organisation_id, today),
    )


def _related(rows: Sequence[tuple[OrganisationSuccession, Organisation]], lang: Language) -> list[Related]:
    return [Related(other.id, name_in(other, lang), link.kind, link.on_day) for link, other in rows]


def _services(session: Session, organisation_id: int, lang: Language, today: date) -> list[Service]:
    rows = session.scalars(
        select(ServiceArea)
        .where(ServiceArea.organisation_id == organisation_id)
        .order_by(ServiceArea.valid_from.nulls_first(), ServiceArea.id)
    )
    return [
        Service(
            task=read_tasks()[one.task_code][lang],
            district_id=one.district_id,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            is_now=(one.valid_from or today) <= today <= (one.valid_to or today),
        )
        for one in rows
    ]


def _contacts(session: Session, organisation_id: int, today: date) -> list[Contact]:
    """Those that hold today."""
    rows = session.scalars(
        select(OrganisationContact)
        .where(
            OrganisationContact.organisation_id == organisation_id,
            or_(OrganisationContact.valid_from.is_(None), OrganisationContact.valid_from <= today),
            func.coalesce(OrganisationContact.valid_to, today) >= today,
        )
        .order_by(OrganisationContact.kind, OrganisationContact.id)
    )
    return [Contact(one.kind, one.value) for one in rows]
