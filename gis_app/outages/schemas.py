"""The answers about shut-offs. Coordinates are degrees, longitude first; days are days of the city, inclusive."""

from datetime import date, datetime, time
from typing import Any

from pydantic import BaseModel, Field

from gis_app.outages.status import Status

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]


class Term(BaseModel):
    """When: days, and hours as a notice tells them."""

    first_day: date | None
    last_day: date | None
    starts_at: datetime | None = Field(description="Instant at which an unbroken term begins, when the notice tells.")
    ends_at: datetime | None
    daily_from: time | None = Field(description="Hours that hold on each of the days.")
    daily_to: time | None


class OutageLine(Term):
    """A shut-off in a list."""

    id: int
    kind: str = Field(description="water, hot_water, heat, power, gas or unknown")
    kind_title: str
    status: Status
    state: str = Field(description="published, extended or retracted: what the latest notice does")
    publisher: str
    place: str = Field(description="The place as the notice writes it.")
    confidence: float = Field(description="How sure the area is: the mean of all named parts, 0 to 1.")
    is_partial: bool = Field(description="Some of what the notice names is not in the area.")
    point: Point | None
    is_training: bool


class OutageList(BaseModel):
    """One page of shut-offs."""

    total: int
    items: list[OutageLine]


class PartEntry(BaseModel):
    """A named part of the place and how it was found."""

    text: str
    label: str
    match_type: str
    confidence: float
    missing: str = Field(description="Words and house numbers that were not found.")
    reason: str
    is_used: bool


class VersionEntry(Term):
    """A notice as it was received."""

    version: int
    state: str
    text: str
    reason: str | None
    received_at: datetime
    file: str
    row: int
    source_url: str | None


class CausingWork(BaseModel):
    """The work that causes it, with the parts of the link's score."""

    id: int
    title: str
    title_lang: str
    score: float
    parts: dict[str, float]


class OutageCard(OutageLine):
    """All that is known of one shut-off."""

    version: int = Field(description="Number of the latest notice; whoever changes the shut-off names it.")
    text: str
    reason: str | None
    source_url: str | None
    area_from: str = Field(description="located from the words, given by the source, or none")
    parts: list[PartEntry]
    versions: list[VersionEntry]
    work: CausingWork | None
    bbox: Bounds | None
    geometry: dict[str, Any] | None
