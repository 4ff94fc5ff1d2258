"""How organisations can be reached."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import groupby

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gis_app.organisations.history_models import OrganisationContact

# A second number helps when the first is silent; a third belongs to the organisation's own page.
FIRST_PHONES = 2


def phones_of(session: Session, organisations: Collection[int], today: date) -> Mapping[int, tuple[str, ...]]:
    """The phones by which organisations can be reached on `today`, the first two of each."""
    contact = OrganisationContact
    statement = select(contact.organisation_id, contact.value).where(
        contact.organisation_id.in_(organisations),
        contact.kind == "phone",
        or_(contact.valid_from.is_(None), contact.valid_from <= today),
        or_(contact.valid_to.is_(None), contact.valid_to >= today),
    )
    rows = session.execute(statement.order_by(contact.organisation_id, contact.id)).all()
    return {
        organisation: tuple(value for _, value in found)[:FIRST_PHONES]
        for organisation, found in groupby(rows, key=lambda row: row[0])
    }
