"""Lists of works and their counts. Each statement is one index scan by place and one pass over what it finds."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy import Integer, Row, Select, cast, extract, func, select
from sqlalchemy.orm import Session, defer

from gis_app.dependencies import Language
from gis_app.organisations.models import Organisation
from gis_app.works.filters import WorkFilter, conditions
from gis_app.works.models import Work, WorkType
from gis_app.works.schemas import Counts, Named, WorkLine, WorkList, WorkTypeOfWork
from gis_app.works.status_sql import first_day_column, last_day_column, status_column

# What a list shows first: what goes on, then what begins soonest, then what is over.
_ORDER = ["overdue", "in_progress", "due", "paused", "planned", "unreported", "undated", "finished", "cancelled"]
# A month far outside the plans is a slip of the pen, not a reason for a thousand bars.
MOST_MONTHS = 12 * 30


def title_of(work: Work, kind: WorkType, lang: Language) -> tuple[str, Language]:
    """The work's own title in `lang`, else in another language of the page, else the title of its type in `lang`.

    Beside it the language it is in: a page says so to whoever reads it aloud.
    """
    titles = {"kk": work.title_kk, "ru": work.title_ru, "en": work.title_en}
    return first_title(titles, str(getattr(kind, f"title_{lang}")), lang)


def first_title(titles: Mapping[str, str | None], kind: str, lang: Language) -> tuple[str, Language]:
    """The title in `lang`, else in another language of the page, else `kind`, the title of the type in `lang`."""
    order: tuple[Language, ...] = (lang, "ru", "kk", "en")
    for language in order:
        if own := titles[language]:
            return own, language
    return kind, lang


def says_place(title: str, place: str) -> bool:
    """Whether a title tells the place already, so that it need not stand beside it."""
    return " ".join(place.split()).casefold() in " ".join(title.split()).casefold()


def named(organisation: Organisation | None, lang: Language) -> Named | None:
    """An organisation by its name in `lang`, else as written."""
    if organisation is None:
        return None
    return Named(id=organisation.id, name=getattr(organisation, f"name_{lang}") or organisation.name)


def type_of_work(kind: WorkType, lang: Language) -> WorkTypeOfWork:
    """The type as a list and a card show it."""
    return WorkTypeOfWork(
        code=kind.code,
        number=kind.number,
        group=kind.group_code,
        title=str(getattr(kind, f"title_{lang}")),
        color=kind.color,
        icon=kind.icon,
    )


WorkRow = Row[Work, WorkType, Organisation, str, float, float]


def lines_statement(today: date) -> Select[Work, WorkType, Organisation, str, float, float]:
    """Works with type, contractor, status and a point that stands for them; their shapes only when they are touched."""
    point = func.work_point(Work.geom)
    return (
        select(Work, WorkType, Organisation, status_column(today), func.ST_X(point), func.ST_Y(point))
        .options(defer(Work.geom), defer(Work.geom_m), defer(Work.geom_web))
        .join(WorkType, WorkType.code == Work.type_code)
        .outerjoin(Organisation, Organisation.id == Work.contractor_id)
    )


def line_of(row: WorkRow, lang: Language) -> WorkLine:
    """A row of `lines_statement` as the answer has it."""
    work, kind, contractor, status, lon, lat = row
    title, title_lang = title_of(work, kind, lang)
    return WorkLine.model_validate(
        {
            "id": work.id,
            "type": type_of_work(kind, lang),
            "title": title,
            "title_lang": title_lang,
            "status": status,
            "planned_start": work.planned_start,
            "planned_end": work.planned_end,
            "location": work.location_raw,
            "contractor": named(contractor, lang),
            "point": None if lon is None else (lon, lat),
            "is_training": work.is_training,
        }
    )


def read_lines(session: Session, ids: Collection[int], lang: Language, today: date) -> dict[int, WorkLine]:
    """Works by their ids, each as a list shows it."""
    if not ids:
        return {}
    # An array, so that it is the same statement for any number of them and the database plans it once.
    rows = session.execute(lines_statement(today).where(Work.id == func.any(list(ids))))
    return {line.id: line for line in (line_of(row, lang) for row in rows)}


def list_lines(
    session: Session, asked: WorkFilter, lang: Language, today: date, *, limit: int, offset: int = 0
) -> list[WorkLine]:
    """One page of works, those going on first. A work without a place is in no list with a bbox."""
    status = status_column(today)
    rank = func.array_position(_ORDER, status)
    statement = (
        lines_statement(today)
        .where(*conditions(asked, today))
        .order_by(rank, Work.planned_start.desc().nulls_last(), Work.id)
        .limit(limit)
        .offset(offset)
    )
    return [line_of(row, lang) for row in session.execute(statement)]


def _months(first: int, last: int) -> Iterator[date]:
    for month in range(first, min(last, first + MOST_MONTHS) + 1):
        yield date(month // 12, month % 12 + 1, 1)


def count_months(session: Session, asked: WorkFilter, today: date) -> dict[date, int]:
    """Works going on in each month, from the first to the last month of any: running sums of starts and ends."""

    def month(day: object) -> object:
        return cast(extract("year", day) * 12 + extract("month", day) - 1, Integer)  # type: ignore[arg-type]

    starts, ends = month(first_day_column()), month(last_day_column(today))
    statement = (
        select(starts, ends, func.count())  # type: ignore[call-overload]
        .select_from(Work)
        .join(WorkType, WorkType.code == Work.type_code)
        .where(*conditions(asked.without_days(), today), first_day_column().is_not(None))
        .group_by(starts, ends)
    )
    change: dict[int, int] = {}
    for begins, over, n in session.execute(statement):
        change[begins] = change.get(begins, 0) + n
        after = max(begins, over) + 1
        change[after] = change.get(after, 0) - n
    if not change:
        return {}
    going, counts = 0, {}
    for day in _months(min(change), max(change) - 1):
        going += change.get(day.year * 12 + day.month - 1, 0)
        counts[day] = going
    return counts


def count_works(session: Session, asked: WorkFilter, today: date) -> tuple[int, Counts]:
    """The number of works under the filter, and the counts of the legend (see `Counts`)."""
    status = status_column(today)
    statement = (
        select(Work.type_code, WorkType.group_code, status, func.count())
        .join(WorkType, WorkType.code == Work.type_code)
        .where(*conditions(asked.without_kinds(), today))
        .group_by(Work.type_code, WorkType.group_code, status)
    )
    total = 0
    by_type: dict[str, int] = {}
    by_group: dict[str, int] = {}
    by_status: dict[str, int] = {}
    for type_code, group_code, code, n in session.execute(statement):
        takes_status = not asked.statuses or code in asked.statuses
        takes_kind = asked.takes_kind(type_code, group_code)
        if takes_status:
            by_type[type_code] = by_type.get(type_code, 0) + n
            by_group[group_code] = by_group.get(group_code, 0) + n
        if takes_kind:
            by_status[code] = by_status.get(code, 0) + n
        if takes_status and takes_kind:
            total += n
    months = count_months(session, asked, today)
    return total, Counts(by_type=by_type, by_group=by_group, by_status=by_status, by_month=months)


def find_works(
    session: Session, asked: WorkFilter, lang: Language, today: date, *, limit: int, offset: int = 0
) -> WorkList:
    """One page of works under a filter, with all counts."""
    total, counts = count_works(session, asked, today)
    items = list_lines(session, asked, lang, today, limit=limit, offset=offset)
    return WorkList(total=total, counts=counts, items=items)
