"""Which works a person asks for, as parsed from a query string and as conditions of SQL."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from sqlalchemy import ColumnElement, false, func, or_, true
from sqlalchemy.dialects.postgresql import array

from gis_app.errors import InvalidParameterError
from gis_app.works.models import Work, WorkType
from gis_app.works.schemas import Bounds
from gis_app.works.status import Status
from gis_app.works.status_sql import first_day_column, last_day_column, status_column

STATUSES: frozenset[str] = frozenset(get_args(Status))
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


def parse_bbox(text: str | None) -> Bounds | None:
    """`west,south,east,north` in degrees. Anything else raises InvalidParameterError."""
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise InvalidParameterError("bbox", "four numbers are wanted: west,south,east,north") from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise InvalidParameterError("bbox", "west,south,east,north in degrees are wanted, in this order")
    return west, south, east, north


def split_codes(parameter: str, values: Iterable[str], known: frozenset[str] | None = None) -> tuple[str, ...]:
    """Codes of a repeated or comma-separated parameter, each once. An unknown one raises InvalidParameterError."""
    codes = tuple(dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip()))
    for code in codes:
        if known is not None and code not in known:
            raise InvalidParameterError(parameter, f"unknown: {code}")
    return codes


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
