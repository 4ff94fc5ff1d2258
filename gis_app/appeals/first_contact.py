"""Appeals that an operator writes down while the person is there: registered, or answered at once and counted.

What was answered during the contact is `consulted`: it has no clock and needs no answer. The share that is solved at
first contact is those, with what was answered at once by a rule or an operator, beside all appeals of a month.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from gis_app.appeals.facts import Author
from gis_app.appeals.holding import checked
from gis_app.appeals.intake import BadAppealError, Registered, register
from gis_app.appeals.models import Appeal
from gis_app.appeals.past import Past
from gis_app.appeals.received import Received
from gis_app.settings import Settings
from gis_app.works.locating import Locator


def register_by_operator(
    session: Session,
    received: Received,
    *,
    settings: Settings,
    locator: Locator | None,
    author: Author,
    said: str | None = None,
) -> Registered:
    """Register what an operator wrote down. `said` is what was answered during the contact: then it is consulted.

    The same form sent twice is one appeal; the same form with other words, as the Back button gives it, is another.
    A number of another system under which other words stand raises BadAppealError: what was typed would be lost. So do
    words that are no appeal; ImpossibleStepError where nothing was said.
    """
    if said is not None:
        received = replace(received, past=Past("consulted", received.received_at, checked(said, "answer")))
    if received.client_key is not None:
        known = session.scalars(select(Appeal.text).where(Appeal.client_key == received.client_key)).one_or_none()
        if known is not None and known != received.text.strip():
            received = replace(received, client_key=uuid4())
    _refuse_a_number_of_another(session, received)
    made = register(session, received, settings=settings, locator=locator, author=author)
    if made.is_new and said is not None:
        values = {"operator_id": author.id, "is_first_contact": True}
        session.execute(update(Appeal).where(Appeal.id == made.id).values(values))
    return made


def _refuse_a_number_of_another(session: Session, received: Received) -> None:
    if received.external_no is None:
        return
    stored = select(Appeal.text).where(Appeal.source.is_(None), Appeal.external_no == received.external_no)
    if any(words != received.text.strip() for words in session.scalars(stored)):
        raise BadAppealError("number-taken")


@dataclass(frozen=True, slots=True)
class MonthShare:
    """The appeals received in a month, and how many of them were solved at first contact."""

    month: date
    total: int
    consulted: int
    at_once: int

    @property
    def share(self) -> float:
        """0 to 1; 0 for a month without appeals."""
        return (self.consulted + self.at_once) / self.total if self.total else 0.0


def share_by_month(
    session: Session, condition: ColumnElement[bool], *, since: datetime, zone: str
) -> Sequence[MonthShare]:
    """Each month from `since` on that has appeals, the newest first; months are the city's. Thanks want no answer and
    repetitions have it with another: neither counts.
    """
    month = func.date_trunc("month", func.timezone(zone, Appeal.received_at))
    consulted = func.count().filter(Appeal.status == "consulted")
    at_once = func.count().filter(Appeal.status != "consulted", Appeal.is_first_contact)
    statement = (
        select(month, func.count(), consulted, at_once)
        .where(condition, Appeal.received_at >= since, Appeal.kind != "thanks", Appeal.status != "duplicate")
        .group_by(month)
        .order_by(month.desc())
    )
    return [MonthShare(row[0].date(), row[1], row[2], row[3]) for row in session.execute(statement)]


def count_kinds(session: Session, condition: ColumnElement[bool], *, since: datetime) -> Sequence[tuple[str, int, int]]:
    """Each kind with its number of appeals and how many of them were solved at first contact, the commonest first."""
    solved = func.count().filter(or_(Appeal.status == "consulted", Appeal.is_first_contact))
    statement = (
        select(Appeal.kind, func.count(), solved)
        .where(condition, Appeal.received_at >= since)
        .group_by(Appeal.kind)
        .order_by(func.count().desc(), Appeal.kind)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]
