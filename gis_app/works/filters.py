"""Which works a person asks for, and the same as conditions of SQL."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, false, func, or_, true
from sqlalchemy.dialects.postgresql import array

from gis_app.works.models import Work, WorkType
from gis_app.works.schemas import Bounds
from gis_app.works.status_sql import first_day_column, last_day_column, status_column

LONGEST_TEXT = 200


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


def conditions(asked: WorkFilter, today: date) -> list[ColumnElement[bool]]:
    """The filter as conditions over `works` joined with `work_types`; values are bound parameters."""
    found: list[ColumnElement[bool]] = []
    if asked.bbox:
        found.append(Work.geom.op("&&")(func.ST_MakeEnvelope(*asked.bbox, 4326)))
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
    if asked.words:
        looked = func.concat_ws(" ", Work.title_kk, Work.title_ru, Work.title_en, Work.location_raw)
        found.append(looked.ilike(func.all_(array([f"%{_escaped(word)}%" for word in asked.words.split()[:8]]))))
    return found or [true()]
