"""An appeal by the number that people say: ours, or that of another system."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from gis_app.appeals.models import Appeal
from gis_app.appeals.status import ImpossibleStepError


def find_by_number(session: Session, number: str, condition: ColumnElement[bool]) -> Appeal:
    """The appeal with a number, among those that `condition` lets through.

    Raises ImpossibleStepError when there is none, or when another system gave the number twice.
    """
    said = number.strip().removeprefix("№").strip()
    statement = select(Appeal).where(condition, or_(Appeal.number == said, Appeal.external_no == said))
    found = session.scalars(statement.order_by(Appeal.number != said).limit(2)).all()
    if not found or (len(found) > 1 and found[0].number != said):
        raise ImpossibleStepError("unknown-number")
    return found[0]
