"""The timeline of a selection: its works in a period, grouped by street or by contractor, a page of rows at a time.

First every group of the period is counted (one statement), then the groups of the page are chosen by name, then only
their rows are read, so the cost of a page does not grow with what it does not show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast, get_args

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.organisations.models import Organisation
from gis_app.planning.bars import Bar, Dates, Promise, bar_of, bars_of, promise_of
from gis_app.planning.clashes import MOST_NEAR, Clash, find_clashes
from gis_app.planning.going import shown_in
from gis_app.planning.period import Period
from gis_app.planning.promises import Moved, find_moved
from gis_app.planning.selection import Selection, conditions_of
from gis_app.planning.table import TableRow, read_rows
from gis_app.works.models import Work
from gis_app.works.street_names import names_of_streets
from gis_app.works.streets import WorkStreet

By = Literal["street", "contractor"]
Order = Literal["earliest", "longest"]
BYS: tuple[By, ...] = get_args(By)
ORDERS: tuple[Order, ...] = get_args(Order)
PAGE_SIZE = 200
# Numbers are quoted in statements as arrays; a group without a street or a contractor is this number there.
_NONE = 0


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A work in a group with its bars. `clashes` are cut to a few; `more_clashes` says that there are others."""

    work: TableRow
    bars: list[Bar]
    promise: Promise | None
    moved: Moved | None
    clashes: list[Clash]
    clash_bars: list[Bar]
    more_clashes: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The works of a street or of a contractor; `id` is None for those without. `of_all` counts other pages too."""

    id: int | None
    name: str | None
    of_all: int
    rows: list[TimelineRow]
    is_continued: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page. `total` counts rows (a work over two streets twice), `undated` the works that no period can show."""

    groups: list[Group]
    total: int
    group_count: int
    page: int
    pages: int
    undated: int

    def rows(self) -> list[TimelineRow]:
        """All rows of the page."""
        return [row for group in self.groups for row in group.rows]


def read_timeline(
    session: Session,
    asked: Selection,
    period: Period,
    lang: Language,
    today: date,
    *,
    by: By = "street",
    order: Order = "earliest",
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Timeline:
    """A page of the selection's timeline; one that does not exist is the last that does."""
    conditions = [*conditions_of(asked, today), shown_in(period, today)]
    counts = _count_groups(session, conditions, by)
    names = _names(session, [id for id in counts if id != _NONE], by, lang)
    ids = sorted(counts, key=lambda id: (id == _NONE, names.get(id, "").casefold(), id))
    total = sum(counts.values())
    pages = max(1, -(-total // size))
    shown = min(max(1, page), pages)
    first = (shown - 1) * size
    chosen, before = _groups_of_page(ids, counts, first, size)
    pairs = _pairs(session, conditions, by, order, chosen, offset=first - before, limit=size, today=today)
    rows = _rows(session, [work for _, work in pairs], period, lang, today)
    groups = [
        Group(
            None if id == _NONE else id,
            names.get(id),
            counts[id],
            [rows[work] for group, work in pairs if group == id and work in rows],
            is_continued=number == 0 and first > before,
        )
        for number, id in enumerate(chosen)
    ]
    return Timeline(groups, total, len(ids), shown, pages, _count_undated(session, asked, today))


def _key(by: By) -> ColumnElement[int]:
    column: Any = WorkStreet.street_id if by == "street" else Work.contractor_id
    return func.coalesce(column, _NONE)


def _joined(statement: Select[Any], by: By) -> Select[Any]:
    return statement.outerjoin(WorkStreet, WorkStreet.work_id == Work.id) if by == "street" else statement


def _count_groups(session: Session, conditions: list[ColumnElement[bool]], by: By) -> dict[int, int]:
    key = _key(by)
    counted = select(key, func.count()).select_from(Work)
    statement = _joined(cast("Select[Any]", counted), by).where(*conditions).group_by(key)
    return {row[0]: row[1] for row in session.execute(statement)}


def _count_undated(session: Session, asked: Selection, today: date) -> int:
    without = and_(
        Work.planned_start.is_(None), Work.planned_end.is_(None), Work.actual_start.is_(None), Work.actual_end.is_(None)
    )
    return session.scalar(select(func.count()).select_from(Work).where(*conditions_of(asked, today), without)) or 0


def _names(session: Session, ids: list[int], by: By, lang: Language) -> Mapping[int, str]:
    if by == "street":
        return names_of_streets(session, ids, lang)
    name = func.coalesce(getattr(Organisation, f"name_{lang}"), Organisation.name)
    statement = select(Organisation.id, name).where(Organisation.id == func.any(literal(ids, ARRAY(BigInteger))))
    return {row[0]: row[1] for row in session.execute(statement)}


def _groups_of_page(ids: Sequence[int], counts: Mapping[int, int], first: int, size: int) -> tuple[list[int], int]:
    """The groups that rows `first` to `first + size` lie in, and how many rows stand before these groups."""
    chosen: list[int] = []
    before, passed = 0, 0
    for id in ids:
        if passed >= first + size:
            break
        if passed + counts[id] > first:
            if not chosen:
                before = passed
            chosen.append(id)
        passed += counts[id]
    return chosen, before


def _pairs(
    session: Session,
    conditions: list[ColumnElement[bool]],
    by: By,
    order: Order,
    groups: list[int],
    *,
    offset: int,
    limit: int,
    today: date,
) -> list[tuple[int, int]]:
    """Group and work of each row of the page, in its order."""
    if not groups:
        return []
    key = _key(by)
    asked = literal(groups, ARRAY(BigInteger))
    begins = func.least(Work.planned_start, Work.planned_end, Work.actual_start, Work.actual_end)
    ends = func.greatest(
        Work.planned_end, Work.planned_start, Work.actual_end, case((Work.state.in_(["in_progress", "paused"]), today))
    )
    by_length = [(ends - begins).desc()] if order == "longest" else []
    found = select(key, Work.id)
    statement = (
        _joined(cast("Select[Any]", found), by)
        .where(*conditions, key == func.any(asked))
        .order_by(func.array_position(asked, key), *by_length, begins, Work.id)
        .offset(offset)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def _rows(session: Session, ids: list[int], period: Period, lang: Language, today: date) -> Mapping[int, TimelineRow]:
    found = list(dict.fromkeys(ids))
    clashes = find_clashes(session, found, period, today)
    moved = find_moved(session, found)
    return {
        row.id: _row(row, period, today, clashes.get(row.id, []), moved.get(row.id))
        for row in read_rows(session, found, lang, today)
    }


def _row(work: TableRow, period: Period, today: date, clashes: list[Clash], moved: Moved | None) -> TimelineRow:
    dates = Dates(work.state, work.planned_start, work.planned_end, work.actual_start, work.actual_end)
    bars = [bar_of("clash", clash.term, period) for clash in clashes]
    return TimelineRow(
        work,
        bars_of(dates, period, today),
        promise_of(moved.first_end if moved else None, dates, period),
        moved,
        clashes[:MOST_NEAR],
        [bar for bar in bars if bar is not None],
        len(clashes) > MOST_NEAR,
    )
