"""Who may be made responsible for an appeal: the public bodies of today, and in the demo those of the demo."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.organisations.history_models import ServiceArea
from gis_app.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Body:
    """A body that may be asked to answer."""

    id: int
    name: str


def find_bodies(
    session: Session, lang: Language, today: date, *, is_training: bool, also: int | None = None
) -> list[Body]:
    """Public bodies and who has a service area, by name; `also` is one more, such as the guaranteeing contractor."""
    name = func.coalesce(getattr(Organisation, f"name_{lang}"), Organisation.name)
    answers = exists().where(
        ServiceArea.organisation_id == Organisation.id,
        or_(ServiceArea.valid_to.is_(None), ServiceArea.valid_to >= today),
    )
    is_body = or_(Organisation.is_public_body, Organisation.is_customer, answers)
    in_force = or_(Organisation.valid_to.is_(None), Organisation.valid_to >= today)
    of_this_kind = true() if is_training else ~Organisation.is_training
    statement = select(Organisation.id, name).where(or_(and_(is_body, in_force, of_this_kind), Organisation.id == also))
    return [Body(*row) for row in session.execute(statement.order_by(name, Organisation.id))]
