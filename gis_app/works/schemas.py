"""The answers about works: the catalogue of the page, lines of a list, the card of one work.

Coordinates are degrees (EPSG:4326), longitude first; a bbox is west, south, east, north. Days are the city's days.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from gis_app.works.status import State, Status

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]


class Named(BaseModel):
    """An organisation or district with its name in the language of the answer."""

    id: int
    name: str


class GroupEntry(BaseModel):
    """A group of work types; `color` is "#rrggbb"."""

    code: str
    title: str
    color: str


class TypeEntry(BaseModel):
    """A work type of the vocabulary. `geometry` is P, L or A: what a plan usually means."""

    number: int
    code: str
    group: str
    title: str
    short: str
    color: str
    icon: str
    geometry: str


class StatusEntry(BaseModel):
    """A status with its words."""

    code: Status
    title: str


class DistrictEntry(Named):
    """A district and the box around it."""

    bbox: Bounds


class ConcernEntry(BaseModel):
    """What residents ask about in one press, as codes of work types."""

    code: str
    title: str
    icon: str
    types: list[str]


class Catalog(BaseModel):
    """All that the map page needs to know before it shows works."""

    groups: list[GroupEntry]
    types: list[TypeEntry]
    concerns: list[ConcernEntry]
    statuses: list[StatusEntry]
    districts: list[DistrictEntry]
    contractors: list[Named]
    bounds: Bounds
    center: Point
    today: date
    time_zone: str
    currency: str
    training: bool = Field(description="Some works are invented for training and demonstration.")
    years: tuple[int, int] = Field(description="First and last year of any planned or actual day.")


class WorkTypeOfWork(BaseModel):
    """The type of a work, with what is needed to draw its sign."""

    code: str
    number: int
    group: str
    title: str
    color: str
    icon: str


class WorkLine(BaseModel):
    """A work in a list."""

    id: int
    type: WorkTypeOfWork
    title: str
    title_lang: str = Field(description="Language of the title: what has no translation is shown as it is.")
    status: Status
    planned_start: date | None
    planned_end: date | None
    location: str
    contractor: Named | None
    point: Point | None
    is_training: bool


class Counts(BaseModel):
    """Numbers of works under the filter. Types and groups are counted as if none of them were chosen, statuses
    likewise, months as if no dates were: so each filter shows what choosing another value would give."""

    by_type: dict[str, int]
    by_group: dict[str, int]
    by_status: dict[str, int]
    by_month: dict[date, int] = Field(description="First day of a month to the number of works going on in it.")


class WorkList(BaseModel):
    """One page of works under a filter."""

    total: int
    counts: Counts
    items: list[WorkLine]


class Source(BaseModel):
    """Where a work is known from."""

    name: str
    file: str | None
    sheet: str | None
    row: int | None = Field(description="Row as the spreadsheet shows it, from 1.")
    url: str | None
    period: str


class ScheduleEntry(BaseModel):
    """The planned days as promised at one time, and why."""

    version: int
    planned_start: date | None
    planned_end: date | None
    reason: str
    by: str = Field(description="The organisation or office that gave them; people are not named.")
    created_at: datetime


class EventEntry(BaseModel):
    """Something that was reported of a work."""

    kind: str
    on_day: date
    note: str | None
    by: str = Field(description="The organisation or office that reported it; people are not named.")


class Moved(BaseModel):
    """How often the promised days were moved, and by how many days the end is now later (negative: earlier)."""

    times: int
    days: int
    words: str


class SurfaceEntry(BaseModel):
    """A fresh surface: protected from digging, or guaranteed by its contractor. Days are inclusive."""

    kind: Literal["protection", "warranty"]
    from_day: date
    to_day: date
    in_force: bool
    guarantor: Named | None
    rule: str
    legal_basis: str | None
    is_assumed: bool = Field(description="The term is a working figure until the contract's own is known.")


class WorkCard(WorkLine):
    """All that a resident may know of one work."""

    district: Named | None
    actual_start: date | None
    actual_end: date | None
    progress: float | None = Field(description="Share of a running work's time that has passed, 0 to 1.")
    customer: Named | None
    match_type: str
    confidence: float
    place_note: str | None = Field(description="How far the place may be trusted, in words; null when it is sure.")
    quantity: float | None
    unit: str | None
    budget: float | None
    currency: str
    excavates: bool | None
    closes_road: bool | None
    source: Source
    state: State
    version: int = Field(description="Rises with every change; whoever changes the work names the one that was seen.")
    moved: Moved | None
    surfaces: list[SurfaceEntry]
    schedule: list[ScheduleEntry]
    events: list[EventEntry]
    bbox: Bounds | None
    geometry: dict[str, Any] | None
