"""The queue of appeals, as lines: what must be answered first stands first; a page is one walk along an index.

Paging goes by the last line's key and not by a number of rows to skip, so that the hundredth page costs what the
first does, and a line that comes meanwhile moves no other one from page to page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, not_, select, tuple_
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.appeals.contact_words import for_others, without_flat
from gis_app.appeals.deadlines import Standing, read_deadlines
from gis_app.appeals.models import Appeal, AppealLink
from gis_app.appeals.queue_filter import QueueFilter, View, conditions_of, is_open_view, view_condition
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation

PAGE_SIZE = 50
# Beyond this nobody counts on: the number is shown as "10,000 and more".
MOST_COUNTED = 10_000
_NO_TERM = date(9999, 12, 31)
# As the indexes ix_appeals_queue, ix_appeals_waiting and ix_appeals_of_body have it.
_DUE: ColumnElement[Any] = literal_column("coalesce(appeals.due_on, DATE '9999-12-31')")
_KEY = (not_(Appeal.is_urgent), _DUE, Appeal.id)
COUNTED: tuple[View, ...] = ("waiting", "overdue", "today", "soon", "urgent", "mine", "executors", "open")


@dataclass(frozen=True, slots=True)
class Line:
    """An appeal as a list shows it; nothing of its applicant, no telephone, address or flat that stood within the words
    either. `standing` is the term seen from today.
    """

    id: int
    number: str
    text: str
    language: str
    topic: str
    kind: str
    channel: str
    place: str | None
    district: str | None
    status: str
    body: str | None
    operator: str | None
    received_at: datetime
    due_on: date | None
    closed_at: datetime | None
    standing: Standing
    is_urgent: bool
    is_training: bool
    links: int
    followers: int
    is_placed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Lines in order; `after` is the key from which the next page goes on, None on the last."""

    lines: list[Line]
    after: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks and when: the day is the city's, `country` the one whose holidays count, `condition` whose appeals."""

    user_id: int
    today: date
    country: str
    lang: str
    condition: ColumnElement[bool]


def read_page(session: Session, asked: QueueFilter, asker: Asker, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """A page of the queue. A key that cannot be read begins anew."""
    conditions = _conditions(asked, asker)
    key = _read_key(after)
    statement = _lines(asker.lang).where(*conditions)
    if key is not None:
        further = tuple_(*_KEY) > tuple_(*key) if is_open_view(asked.view) else Appeal.id < key[2]
        statement = statement.where(further)
    statement = statement.order_by(*_order(asked))
    rows = session.execute(statement.limit(size + 1)).all()
    lines = [_line(row, asker) for row in rows[:size]]
    last = rows[size - 1][0] if len(rows) > size else None
    return Page(lines, None if last is None else _write_key(last), _count(session, conditions))


def read_lines(session: Session, asked: QueueFilter, asker: Asker, *, most: int) -> list[Line]:
    """The first `most` lines of a question, in its order: what an export holds."""
    rows = session.execute(_lines(asker.lang).where(*_conditions(asked, asker)).order_by(*_order(asked)).limit(most))
    return [_line(row, asker) for row in rows]


def count_views(session: Session, asker: Asker) -> Mapping[View, int]:
    """How many open appeals each view has: one walk along the index of the open ones."""
    given = {"today": asker.today, "country": asker.country, "operator_id": asker.user_id}
    columns = [func.count().filter(view_condition(view, **given)) for view in COUNTED]  # type: ignore[arg-type]
    row = session.execute(select(*columns).where(Appeal.closed_at.is_(None), asker.condition)).one()
    return dict(zip(COUNTED, row, strict=True))


def _order(asked: QueueFilter) -> tuple[Any, ...]:
    return _KEY if is_open_view(asked.view) else (Appeal.id.desc(),)


def _conditions(asked: QueueFilter, asker: Asker) -> list[ColumnElement[bool]]:
    narrowed = conditions_of(asked, today=asker.today, country=asker.country, operator_id=asker.user_id)
    return [asker.condition, *narrowed]


def _count(session: Session, conditions: Sequence[ColumnElement[bool]]) -> int:
    first = select(literal_column("1")).select_from(Appeal).where(and_(*conditions)).limit(MOST_COUNTED).subquery()
    return session.scalar(select(func.count()).select_from(first)) or 0


def _lines(lang: str) -> Select[Any]:
    links = (
        select(func.count()).where(AppealLink.appeal_id == Appeal.id, AppealLink.state != "rejected").scalar_subquery()
    )
    followers: ColumnElement[Any] = literal_column(
        "(SELECT count(*) FROM appeal_followers AS f WHERE f.appeal_id = appeals.id)"
    )
    name = func.coalesce(getattr(Organisation, f"name_{lang}"), Organisation.name)
    district = func.coalesce(getattr(District, f"name_{lang}", District.name_ru), District.name_ru)
    return (
        select(Appeal, name, User.name, district, links, followers, Appeal.geom.is_not(None))
        .outerjoin(Organisation, Organisation.id == Appeal.body_id)
        .outerjoin(User, User.id == Appeal.operator_id)
        .outerjoin(District, District.id == Appeal.district_id)
    )


def _line(row: Any, asker: Asker) -> Line:
    appeal: Appeal = row[0]
    is_open = appeal.closed_at is None
    return Line(
        id=appeal.id, number=appeal.number,
        text=for_others(appeal.text),
        language=appeal.language, topic=appeal.topic_code,
        kind=appeal.kind, channel=appeal.channel, place=without_flat(appeal.place_text), district=row[3],
        status=appeal.status, body=row[1], operator=row[2], received_at=appeal.received_at, due_on=appeal.due_on,
        closed_at=appeal.closed_at,
        standing=read_deadlines().standing(appeal.due_on, asker.today, asker.country) if is_open else "no_term",
        is_urgent=appeal.is_urgent, is_training=appeal.is_training, links=row[4], followers=row[5], is_placed=row[6],
    )  # fmt: skip


def _write_key(appeal: Appeal) -> str:
    return f"{int(not appeal.is_urgent)}.{(appeal.due_on or _NO_TERM).isoformat()}.{appeal.id}"


def _read_key(said: str) -> tuple[bool, date, int] | None:
    try:
        calm, day, number = said.split(".")
        id_ = int(number)
        return (calm == "1", date.fromisoformat(day), id_) if 0 < id_ < 2**63 else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Dot:
    """An appeal on the reception's map."""

    id: int
    number: str
    topic: str
    standing: Standing
    is_urgent: bool
    lon: float
    lat: float


MOST_DOTS = 5000


def read_dots(session: Session, asked: QueueFilter, asker: Asker) -> list[Dot]:
    """The appeals of a question that have a place, those first that are first in the queue; at most `MOST_DOTS`."""
    statement = (
        select(Appeal.id, Appeal.number, Appeal.topic_code, Appeal.due_on, Appeal.closed_at, Appeal.is_urgent,
               func.ST_X(Appeal.geom), func.ST_Y(Appeal.geom))
        .where(*_conditions(asked, asker), Appeal.geom.is_not(None))
        .order_by(*_order(asked))
        .limit(MOST_DOTS)
    )  # fmt: skip
    rules = read_deadlines()
    return [
        Dot(row[0], row[1], row[2],
            rules.standing(row[3], asker.today, asker.country) if row[4] is None else "no_term", row[5], row[6], row[7])
        for row in session.execute(statement)
    ]  # fmt: skip
