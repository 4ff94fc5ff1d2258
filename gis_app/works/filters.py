"""Which works a person asks for, and the same as conditions of SQL."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session

from gis_app.geocoding.models import District, House, Place, Street
from gis_app.works.models import Work, WorkType
from gis_app.works.schemas import Bounds
from gis_app.works.status_sql import first_day_column, last_day_column, status_column

LONGEST_TEXT = 200


# How near a work must be to count as "at" a place, metres: a street's works lie on its carriageway, those that
# somebody in a house asks about within a short walk.
AT_PLACE_M = {
    "street": 40.0,
    "house": 250.0,
    "microdistrict": 20.0,
    "park": 60.0,
    "landmark": 200.0,
    "river": 60.0,
    "district": 0.0,
}


@dataclass(frozen=True, slots=True)
class PlaceOfRegister:
    """A place by kind and permanent id; `kind` is one of `AT_PLACE_M`."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """`first_day` and `last_day` ask for works going on at any time between them; `bbox` is in EPSG:4326."""

    bbox: Bounds | None = None
    types: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    contractor: int | None = None
    district: int | None = None
    words: str = ""
    place: PlaceOfRegister | None = None

    def without_kinds(self) -> "WorkFilter":
        """The same filter for any type and status: what the legend counts."""
        return replace(self, types=(), groups=(), statuses=())

    def without_days(self) -> "WorkFilter":
        """The same filter for any day: what the timeline counts."""
        return replace(self, first_day=None, last_day=None)

    def takes_kind(self, type_code: str, group_code: str) -> bool:
        """Whether a type passes the filter's types and groups: either lets it in."""
        return not (self.types or self.groups) or type_code in self.types or group_code in self.groups


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


# The tables of the register by the kind of a place; all other kinds stand in `places`.
_TABLES: dict[str, type[District] | type[House] | type[Place] | type[Street]] = {
    "street": Street,
    "house": House,
    "district": District,
}


def _at_place(place: PlaceOfRegister) -> ColumnElement[bool]:
    table = _TABLES.get(place.kind, Place)
    shape = select(table.geom_m).where(table.id == place.id).scalar_subquery()
    return func.ST_DWithin(Work.geom_m, shape, AT_PLACE_M[place.kind])


def is_public() -> ColumnElement[bool]:
    """A draft is for those who write it, given up or not: it is in no list, count, tile or page of the public."""
    was_announced = or_(Work.state != "cancelled", not_(func.is_given_up_draft(Work.id)))
    return and_(Work.state != "draft", was_announced)


def is_hidden(session: Session, work: Work) -> bool:
    """Whether a work is a draft, given up or not, so that only those who have a part in it may know of it."""
    if work.state == "cancelled":
        return bool(session.scalar(select(func.is_given_up_draft(work.id))))
    return work.state == "draft"


def conditions(asked: WorkFilter, today: date) -> list[ColumnElement[bool]]:
    """The filter as conditions over `works` joined with `work_types`; values are bound parameters. No draft passes."""
    return [is_public(), *narrowing(asked, today)]


def narrowing(asked: WorkFilter, today: date) -> list[ColumnElement[bool]]:
    """The filter alone, for those who may see drafts; only `groups` need `work_types` to be joined."""
    found: list[ColumnElement[bool]] = []
    if asked.bbox:
        found.append(Work.geom_web.op("&&")(func.web_box(*asked.bbox)))
    if asked.types or asked.groups:
        by_type = Work.type_code.in_(asked.types) if asked.types else false()
        found.append(or_(by_type, WorkType.group_code.in_(asked.groups) if asked.groups else false()))
    if asked.statuses:
        found.append(status_column(today).in_(asked.statuses))
    if asked.first_day or asked.last_day:
        found.append(first_day_column().is_not(None))
    if asked.first_day:
        found.append(last_day_column(today) >= asked.first_day)
    if asked.last_day:
        found.append(first_day_column() <= asked.last_day)
    if asked.contractor is not None:
        found.append(Work.contractor_id == asked.contractor)
    if asked.district is not None:
        found.append(Work.district_id == asked.district)
    if asked.place is not None:
        found.append(_at_place(asked.place))
    if asked.words:
        looked = func.concat_ws(" ", Work.title_kk, Work.title_ru, Work.title_en, Work.location_raw)
        found.append(looked.ilike(func.all_(array([f"%{_escaped(word)}%" for word in asked.words.split()[:8]]))))
    return found
