"""The plan as it is printed: the works of a selection by street, numbered, with their figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased, load_only

from gis_app.dependencies import Language
from gis_app.organisations.contacts import phones_of
from gis_app.organisations.models import Organisation
from gis_app.planning.alphabet import alphabetic
from gis_app.planning.promises import Moved, find_moved
from gis_app.planning.selection import Selection, conditions_of
from gis_app.planning.street_headings import street_headings
from gis_app.works.card import place_note
from gis_app.works.models import Work, WorkType
from gis_app.works.queries import named, title_of, type_of_work
from gis_app.works.schemas import WorkTypeOfWork
from gis_app.works.shifts import Shifts
from gis_app.works.status import Status
from gis_app.works.status_sql import status_column

# More works than this are a book, and a table of that length takes the server half a minute.
MOST_PRINTED = 1000
_NO_SHIFTS = Shifts(0, 0)


@dataclass(frozen=True, slots=True)
class PrintedWork:
    """A line of the printed list; `number` is what its sign on the map says. Money in the city's currency."""

    number: int
    id: int
    type: WorkTypeOfWork
    title: str
    title_lang: str
    state: str
    status: Status
    place: str
    place_note: str | None
    district: int | None
    planned_start: date | None
    planned_end: date | None
    actual_start: date | None
    actual_end: date | None
    shifts: Shifts
    contractor: str | None
    phones: tuple[str, ...]
    customer: str | None
    budget: Decimal | None
    has_place: bool
    is_training: bool

    @property
    def condition(self) -> str:
        """What the state column says: the word of the state where it tells more than the status, as message key."""
        told = self.state if self.state in ("draft", "accepted", "in_warranty", "archived") else self.status
        return f"print-state-{told.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class StreetPart:
    """The works of one street; `name` is None for those far from every street and without a place."""

    name: str | None
    works: tuple[PrintedWork, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many works, what those that name a price cost together, and how many name none."""

    count: int
    budget: Decimal
    unpriced: int


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """The works of a selection, street by street in alphabetic order; those without a street come last."""

    parts: tuple[StreetPart, ...]

    @property
    def works(self) -> tuple[PrintedWork, ...]:
        """All works in the order of their numbers."""
        return tuple(work for part in self.parts for work in part.works)

    @property
    def is_training(self) -> bool:
        """Whether any of the works is invented."""
        return any(work.is_training for work in self.works)

    def total(self) -> Tally:
        """All works."""
        return tally(self.works)

    def count_status(self, status: Status) -> int:
        """How many works have a status: as the dashboard counts them, whatever their state is called."""
        return sum(work.status == status for work in self.works)

    def by_type(self) -> list[tuple[WorkTypeOfWork, Tally]]:
        """Each type of work, the most frequent first."""
        kinds = {work.type.code: work.type for work in self.works}
        found = [(kind, tally(one for one in self.works if one.type.code == code)) for code, kind in kinds.items()]
        return sorted(found, key=lambda pair: (-pair[1].count, pair[0].title))

    def by_condition(self) -> list[tuple[str, Tally]]:
        """Each state as its message key, the most frequent first."""
        keys = dict.fromkeys(work.condition for work in self.works)
        found = [(key, tally(one for one in self.works if one.condition == key)) for key in keys]
        return sorted(found, key=lambda pair: (-pair[1].count, pair[0]))


def tally(works: Iterable[PrintedWork]) -> Tally:
    """The figures of some works."""
    budgets = [work.budget for work in works]
    priced = [budget for budget in budgets if budget is not None]
    return Tally(len(budgets), sum(priced, Decimal(0)), len(budgets) - len(priced))


def read_plan(session: Session, selection: Selection, lang: Language, today: date) -> PrintedPlan:
    """The plan of a selection in `lang` as of `today`: `MOST_PRINTED` works at most, so count the selection first."""
    rows = session.execute(_statement(selection, today)).all()
    ids = [row[0].id for row in rows]
    headings = street_headings(session, ids, lang)
    moved = find_moved(session, ids)
    phones = phones_of(session, {row[0].contractor_id for row in rows if row[0].contractor_id}, today)

    def order(row: Row[Work, WorkType, Organisation, Organisation, str, bool]) -> tuple[object, ...]:
        heading = headings.get(row[0].id)
        first = row[0].actual_start or row[0].planned_start or date.max
        return heading is None, alphabetic(heading or ""), heading or "", first, row[0].id

    numbered = enumerate(sorted(rows, key=order), start=1)
    works = [_printed(number, row, moved, phones, lang) for number, row in numbered]
    grouped = groupby(works, key=lambda work: headings.get(work.id))
    return PrintedPlan(tuple(StreetPart(name, tuple(group)) for name, group in grouped))


def _statement(selection: Selection, today: date) -> Select[Work, WorkType, Organisation, Organisation, str, bool]:
    customer = aliased(Organisation)
    left_out = ("geom", "geom_m", "geom_web")
    columns = [column for column in Work.__mapper__.column_attrs if column.key not in left_out]
    return (
        select(Work, WorkType, Organisation, customer, status_column(today), Work.geom.is_not(None))
        .options(load_only(*(getattr(Work, column.key) for column in columns)))
        .join(WorkType, WorkType.code == Work.type_code)
        .outerjoin(Organisation, Organisation.id == Work.contractor_id)
        .outerjoin(customer, customer.id == Work.customer_id)
        .where(*conditions_of(selection, today))
        .order_by(Work.planned_start, Work.id)
        .limit(MOST_PRINTED)
    )


def _printed(
    number: int,
    row: Row[Work, WorkType, Organisation, Organisation, str, bool],
    moved: Mapping[int, Moved],
    phones: Mapping[int, tuple[str, ...]],
    lang: Language,
) -> PrintedWork:
    work, kind, contractor, customer, status, has_place = row
    title, title_lang = title_of(work, kind, lang)
    by, ordered = named(contractor, lang), named(customer, lang)
    return PrintedWork(
        number=number,
        id=work.id,
        type=type_of_work(kind, lang),
        title=title,
        title_lang=title_lang,
        state=work.state,
        status=status,  # type: ignore[arg-type]
        place=work.location_raw,
        place_note=place_note(work, lang),
        district=work.district_id,
        planned_start=work.planned_start,
        planned_end=work.planned_end,
        actual_start=work.actual_start,
        actual_end=work.actual_end,
        shifts=moved[work.id].shifts if work.id in moved else _NO_SHIFTS,
        contractor=by.name if by else None,
        phones=phones.get(work.contractor_id or 0, ()),
        customer=ordered.name if ordered else None,
        budget=work.budget,
        has_place=has_place,
        is_training=work.is_training,
    )
