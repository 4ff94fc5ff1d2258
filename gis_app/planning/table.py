"""The rows of a selection: one page in the order asked for, with the total.

First the ids of the page are found, mostly in ix_works_planning alone; then the rows of these few ids are read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger, String

from gis_app.dependencies import Language
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.planning.figure_memory import FigureMemory
from gis_app.planning.figures import count_selected
from gis_app.planning.selection import Selection, Sort, conditions_of
from gis_app.works.models import Work
from gis_app.works.status import STATES, Status, status_on
from layers.work_types import WorkType, read_vocabulary

PAGE_SIZES = (50, 200)
# Beyond, another filter finds a work sooner than leafing does; an offset costs what it skips.
MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class TableRow:
    """A work as the table shows it. `title` is its own, or that of its type, in the language beside it."""

    id: int
    version: int
    type: WorkType
    title: str
    title_lang: Language
    location: str
    state: str
    status: Status
    planned_start: date | None
    planned_end: date | None
    actual_start: date | None
    actual_end: date | None
    contractor: str | None
    customer: str | None
    district: str | None
    district_id: int | None
    budget: Decimal | None
    has_place: bool
    is_training: bool


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of a selection; `total` counts all its works, `pages` the pages that can be opened."""

    rows: tuple[TableRow, ...]
    total: int
    page: int
    pages: int
    size: int

    @property
    def first(self) -> int:
        """The number of the first row on the page, from 1; 0 on an empty one."""
        return (self.page - 1) * self.size + 1 if self.rows else 0


def read_page(
    session: Session, asked: Selection, lang: Language, today: date, memory: FigureMemory, *, page: int, size: int
) -> TablePage:
    """A page of the selection; one that does not exist is the last that does.

    The total and which works stand on the page may come from memory; what is said of each work is read now.
    """
    total = known_count(session, asked, today, memory)
    pages = min(MOST_PAGES, max(1, -(-total // size)))
    shown = min(max(1, page), pages)
    ids = _known_ids(session, asked, today, memory, (shown - 1) * size, size) if total else ()
    return TablePage(tuple(read_rows(session, ids, lang, today)), total, shown, pages, size)


def known_count(session: Session, asked: Selection, today: date, memory: FigureMemory) -> int:
    """How many works a selection finds. Beside a place it is always counted: of changed streets nobody is told."""
    if asked.works.place is not None:
        return count_selected(session, asked, today)
    key = ("count", replace(asked, sort=Sort()), today)
    return memory.get(key, lambda: count_selected(session, asked, today))


def _known_ids(
    session: Session, asked: Selection, today: date, memory: FigureMemory, first: int, size: int
) -> tuple[int, ...]:
    def read() -> tuple[int, ...]:
        return tuple(session.scalars(ids_of(asked, today).limit(size).offset(first)))

    if asked.works.place is not None:
        return read()
    return memory.get(("ids", asked, today, first, size), read)


def ids_of(asked: Selection, today: date) -> Select[int]:
    """The ids of a selection in the order asked for."""
    statement = select(Work.id).where(*conditions_of(asked, today))
    if asked.sort.key == "contractor":
        statement = statement.outerjoin(Organisation, Organisation.id == Work.contractor_id)
    return statement.order_by(*order_of(asked.sort))


def order_of(sort: Sort) -> list[ColumnElement[Any]]:
    """The order of rows; by contractor it needs organisations joined to the works' contractors."""
    columns: dict[str, ColumnElement[Any]] = {
        "start": Work.planned_start.expression,
        "end": Work.planned_end.expression,
        "type": func.array_position(_codes(tuple(kind.code for kind in read_vocabulary().types)), Work.type_code),
        "state": func.array_position(_codes(STATES), Work.state),
        "contractor": Organisation.name.expression,
        "budget": Work.budget.expression,
        "place": Work.location_raw.expression,
    }
    if sort.key == "id":
        return [Work.id.desc() if sort.descending else Work.id.asc()]
    column = columns[sort.key]
    return [column.desc().nulls_last() if sort.descending else column.asc().nulls_last(), Work.id.asc()]


@cache
def _codes(codes: tuple[str, ...]) -> ColumnElement[Any]:
    return array([literal(code, String) for code in codes])


@cache
def rows_statement(lang: Language) -> Any:
    """The columns of `TableRow` over `works`, with organisations and district by name in `lang`."""
    contractor, customer = Organisation.__table__.alias("contractor"), Organisation.__table__.alias("customer")

    def name(table: Any) -> ColumnElement[str]:
        return func.coalesce(table.c[f"name_{lang}"], table.c.name)

    return (
        select(
            Work.id, Work.version, Work.type_code, Work.title_ru, Work.title_kk, Work.title_en, Work.location_raw,
            Work.state, Work.planned_start, Work.planned_end, Work.actual_start, Work.actual_end, Work.budget,
            Work.district_id, Work.is_training, Work.geom.is_not(None).label("has_place"),
            name(contractor).label("contractor"), name(customer).label("customer"),
            getattr(District, f"name_{lang}").label("district"),
        )
        .outerjoin(contractor, contractor.c.id == Work.contractor_id)
        .outerjoin(customer, customer.c.id == Work.customer_id)
        .outerjoin(District, District.id == Work.district_id)
    )  # fmt: skip


@cache
def _rows_of_ids(lang: Language) -> Any:
    return rows_statement(lang).where(Work.id == func.any(bindparam("ids", type_=ARRAY(BigInteger))))


def read_rows(session: Session, ids: Sequence[int], lang: Language, today: date) -> list[TableRow]:
    """The works of these ids, in this order. Who may see them was asked before."""
    found = {row.id: row for row in session.execute(_rows_of_ids(lang), {"ids": list(ids)})}
    return [row_of(found[id], lang, today) for id in ids if id in found]


def row_of(row: Row[Any], lang: Language, today: date) -> TableRow:
    """A row of `rows_statement` as the table and the exports show it."""
    kind = _types()[row.type_code]
    title, title_lang = _title(row, kind, lang)
    return TableRow(
        id=row.id,
        version=row.version,
        type=kind,
        title=title,
        title_lang=title_lang,
        location=row.location_raw,
        state=row.state,
        status=status_on(row.state, row.planned_start, row.planned_end, today),
        planned_start=row.planned_start,
        planned_end=row.planned_end,
        actual_start=row.actual_start,
        actual_end=row.actual_end,
        contractor=row.contractor,
        customer=row.customer,
        district=row.district,
        district_id=row.district_id,
        budget=row.budget,
        has_place=row.has_place,
        is_training=row.is_training,
    )


def _title(row: Row[Any], kind: WorkType, lang: Language) -> tuple[str, Language]:
    order: tuple[Language, ...] = (lang, "ru", "kk", "en")
    for language in order:
        if own := getattr(row, f"title_{language}"):
            return own, language
    return kind.title.in_language(lang), lang


@cache
def _types() -> Mapping[str, WorkType]:
    return read_vocabulary().by_code()
